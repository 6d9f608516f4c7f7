using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Assistance;

/// <summary>One reader's mean result in two periods.</summary>
/// <param name="Reader">Who.</param>
/// <param name="FirstArm">The arm of the first period.</param>
/// <param name="SecondArm">The arm of the second.</param>
/// <param name="First">Result of the first period: accuracy, AUC, mean log time ...</param>
/// <param name="Second">Result of the second period.</param>
public sealed record CrossoverReader(string Reader, string FirstArm, string SecondArm, double First, double Second);

/// <summary>A difference between the two sequences of readers, with Student's t with pooled variance.</summary>
/// <param name="Estimate">Scaled to what it estimates.</param>
/// <param name="StandardError">NaN with fewer than three readers.</param>
/// <param name="DegreesOfFreedom">Readers less 2.</param>
public sealed record CrossoverEffect(double Estimate, double StandardError, double DegreesOfFreedom)
{
    public double P => StudentsT.TwoSidedP(Estimate / StandardError, DegreesOfFreedom);

    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        var half = StudentsT.Critical(level, DegreesOfFreedom) * StandardError;
        return (Estimate - half, Estimate + half);
    }
}

/// <summary>
/// The two-period crossover of readers: some read arm A first, the others arm B. With means over readers of the sequences AB and BA, the
/// arms' difference is half of (first − second | AB) − (first − second | BA), the periods' half of the sum, and carry-over is the difference
/// of (first + second): it shows that the sequence itself matters, but few readers give it little power, so that a large p-value proves nothing.
/// </summary>
/// <param name="FirstArm">A: the arm from which is subtracted; first by name.</param>
/// <param name="SecondArm">B.</param>
/// <param name="ReadersFirstThenSecond">Readers in sequence AB.</param>
/// <param name="ReadersSecondThenFirst">Readers in sequence BA.</param>
/// <param name="Arms">A − B.</param>
/// <param name="Periods">First period − second period.</param>
/// <param name="CarryOver">Difference of the sequences' totals, AB − BA.</param>
/// <remarks>
/// Grizzle JE (1965). Biometrics 21:467–480. doi:10.2307/2528104. Hills M, Armitage P (1979). British Journal of Clinical Pharmacology
/// 8:7–20. doi:10.1111/j.1365-2125.1979.tb05903.x
/// </remarks>
public sealed record Crossover(
    string FirstArm,
    string SecondArm,
    int ReadersFirstThenSecond,
    int ReadersSecondThenFirst,
    CrossoverEffect Arms,
    CrossoverEffect Periods,
    CrossoverEffect CarryOver
)
{
    /// <exception cref="BadInputException">A reader read one arm twice, there are not just two arms, or all readers have the same sequence.</exception>
    public static Crossover Of(IReadOnlyList<CrossoverReader> readers)
    {
        string[] arms = [.. readers.SelectMany(r => new[] { r.FirstArm, r.SecondArm }).Distinct().Order(StringComparer.Ordinal)];
        BadInputException.ThrowIfAny([
            .. readers
                .Select((r, i) => (Reader: r, Row: i))
                .Where(x => x.Reader.FirstArm == x.Reader.SecondArm)
                .Select(x => new InputFault(x.Row, $"Reader '{x.Reader.Reader}' has the same arm in both periods.")),
        ]);
        if (arms.Length != 2)
        {
            throw new BadInputException("A crossover needs just two arms.");
        }

        CrossoverReader[] ab = [.. readers.Where(r => r.FirstArm == arms[0])];
        CrossoverReader[] ba = [.. readers.Where(r => r.FirstArm == arms[1])];
        if (ab.Length == 0 || ba.Length == 0)
        {
            throw new BadInputException("All readers have the arms in the same order; arm and period cannot be told apart.");
        }

        double[] abDifference = [.. ab.Select(r => r.First - r.Second)];
        double[] baDifference = [.. ba.Select(r => r.First - r.Second)];
        return new Crossover(
            arms[0],
            arms[1],
            ab.Length,
            ba.Length,
            Effect(abDifference, baDifference, 0.5),
            Effect(abDifference, [.. baDifference.Select(d => -d)], 0.5),
            Effect([.. ab.Select(r => r.First + r.Second)], [.. ba.Select(r => r.First + r.Second)], 1)
        );
    }

    /// <summary>scale · (mean of the one − mean of the other).</summary>
    private static CrossoverEffect Effect(double[] one, double[] other, double scale)
    {
        double df = one.Length + other.Length - 2;
        var pooled = (SumOfSquares(one) + SumOfSquares(other)) / df;
        var error = Math.Sqrt(pooled * ((1.0 / one.Length) + (1.0 / other.Length)));
        return new CrossoverEffect(scale * (one.Average() - other.Average()), scale * error, df);
    }

    private static double SumOfSquares(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }
}
