using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Triage;

/// <summary>
/// What happens when cases with a score at or above a threshold are called high risk and read first. Intervals are Clopper-Pearson's, for
/// a threshold chosen beforehand.
/// </summary>
/// <param name="Threshold">High risk is a score of at least this.</param>
/// <param name="CalledHigh">Cases called high risk.</param>
/// <param name="Found">Positive cases among them.</param>
/// <param name="Positives">All positive cases.</param>
/// <param name="Negatives">All negative cases.</param>
public sealed record RuleInPoint(double Threshold, int CalledHigh, int Found, int Positives, int Negatives)
{
    public int Cases => Positives + Negatives;

    /// <summary>The part of all cases called high risk.</summary>
    public double Share => (double)CalledHigh / Cases;

    /// <summary>The part of high-risk cases that are positive; NaN when none is called high risk.</summary>
    public double PositivePredictiveValue => CalledHigh == 0 ? double.NaN : (double)Found / CalledHigh;

    /// <summary>The part of positive cases called high risk.</summary>
    public double Sensitivity => (double)Found / Positives;

    /// <summary>The part of negative cases not called high risk.</summary>
    public double Specificity => (double)(Negatives - (CalledHigh - Found)) / Negatives;

    /// <summary>Negative cases called high risk for every 1000 cases that come.</summary>
    public double FalseAlarmsPer1000 => 1000.0 * (CalledHigh - Found) / Cases;

    /// <summary>Of <see cref="Share"/>.</summary>
    public (double Lower, double Upper) ShareInterval(double level = 0.95) => ClopperPearson.Interval(CalledHigh, Cases, level);

    /// <summary>Of <see cref="PositivePredictiveValue"/>; NaN when none is called high risk.</summary>
    public (double Lower, double Upper) PositivePredictiveValueInterval(double level = 0.95) =>
        ClopperPearson.Interval(Found, CalledHigh, level);

    /// <summary>Of <see cref="Sensitivity"/>.</summary>
    public (double Lower, double Upper) SensitivityInterval(double level = 0.95) => ClopperPearson.Interval(Found, Positives, level);

    /// <summary>Of <see cref="Specificity"/>.</summary>
    public (double Lower, double Upper) SpecificityInterval(double level = 0.95) =>
        ClopperPearson.Interval(Negatives - (CalledHigh - Found), Negatives, level);
}

/// <summary>Rule-in triage by a score in which higher is more suspicious.</summary>
public static class RuleIn
{
    /// <summary>Every way in which a threshold divides the cases, from all called high risk to none of them.</summary>
    /// <exception cref="BadInputException">Rows whose score is not a number, or cases of one truth only.</exception>
    public static IReadOnlyList<RuleInPoint> Curve(IReadOnlyList<bool> truths, IReadOnlyList<double> scores) =>
        [.. RuleOut.Curve(truths, scores).Select(Mirrored)];

    /// <summary>At a threshold given beforehand.</summary>
    /// <exception cref="BadInputException">Rows whose score is not a number, or cases of one truth only.</exception>
    public static RuleInPoint At(IReadOnlyList<bool> truths, IReadOnlyList<double> scores, double threshold) =>
        Mirrored(RuleOut.At(truths, scores, threshold));

    /// <summary>The most cases that can be called high risk with at least this positive predictive value; null when no threshold reaches it.</summary>
    public static RuleInPoint? LargestWithPositivePredictiveValue(
        IReadOnlyList<bool> truths,
        IReadOnlyList<double> scores,
        double atLeast
    ) => Curve(truths, scores).FirstOrDefault(p => p.PositivePredictiveValue >= atLeast);

    /// <summary>The most cases that can be called high risk with at least this specificity; with none called high risk it is 1.</summary>
    public static RuleInPoint LargestWithSpecificity(IReadOnlyList<bool> truths, IReadOnlyList<double> scores, double atLeast)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atLeast, 1);
        return Curve(truths, scores).First(p => p.Specificity >= atLeast);
    }

    private static RuleInPoint Mirrored(RuleOutPoint p) =>
        new(p.Threshold, p.Cases - p.CalledLow, p.Positives - p.Missed, p.Positives, p.Negatives);
}
