using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Froc;

/// <summary>False-positive marks per patient, over all patients, with and without disease.</summary>
/// <param name="Marks">All false-positive marks that count.</param>
/// <param name="Patients">Marked or not.</param>
/// <param name="Variance">Of the rate: the variance among patients over their number; NaN with one patient.</param>
public sealed record MarkRate(int Marks, int Patients, double Variance)
{
    public double PerPatient => (double)Marks / Patients;

    /// <summary>Rate ± t·SE with one degree of freedom less than patients, cut at 0. No width when all patients have the same number.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level between 0 and 1.");
        }

        var half = StudentsT.Critical(level, Patients - 1) * Math.Sqrt(Variance);
        return (Math.Max(0, PerPatient - half), PerPatient + half);
    }

    internal static MarkRate Of(int[] byPatient)
    {
        var marks = 0;
        foreach (var count in byPatient)
        {
            marks += count;
        }

        double n = byPatient.Length;
        var mean = marks / n;
        var squares = 0.0;
        foreach (var count in byPatient)
        {
            squares += (count - mean) * (count - mean);
        }

        return new MarkRate(marks, byPatient.Length, n < 2 ? double.NaN : squares / (n - 1) / n);
    }
}
