using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// What a test with two answers is worth, from its four counts, with intervals: of the shares by Wilson, of the likelihood ratios and the odds
/// ratio on the logarithm's scale. The intervals hold for a threshold that was fixed beforehand; one chosen on the same cases looks better
/// than it is.
/// </summary>
/// <remarks>
/// Likelihood ratios: Simel DL, Samsa GP, Matchar DB (1991). Journal of Clinical Epidemiology 44:763–770. doi:10.1016/0895-4356(91)90128-V.
/// Odds ratio: Glas AS et al. (2003). Journal of Clinical Epidemiology 56:1129–1135. doi:10.1016/S0895-4356(03)00177-X
/// </remarks>
/// <param name="TruePositives">Positive cases called positive.</param>
/// <param name="FalsePositives">Negative cases called positive.</param>
/// <param name="FalseNegatives">Positive cases called negative.</param>
/// <param name="TrueNegatives">Negative cases called negative.</param>
/// <param name="Level">Level of the intervals.</param>
public sealed record OperatingPoint(int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives, double Level)
{
    /// <summary>Share of the positive cases called positive; NaN when there is none.</summary>
    public double Sensitivity => Share(TruePositives, FalseNegatives);

    /// <summary>Share of the negative cases called negative; NaN when there is none.</summary>
    public double Specificity => Share(TrueNegatives, FalsePositives);

    /// <summary>Share of the cases called positive that are; NaN when none is. It holds for the prevalence among these cases only.</summary>
    public double PositivePredictiveValue => Share(TruePositives, FalsePositives);

    /// <summary>Share of the cases called negative that are; NaN when none is. It holds for the prevalence among these cases only.</summary>
    public double NegativePredictiveValue => Share(TrueNegatives, FalseNegatives);

    /// <summary>Sensitivity / (1 − specificity); ∞ without false positives, NaN when that is 0 / 0.</summary>
    public double PositiveLikelihoodRatio =>
        (double)TruePositives * (FalsePositives + TrueNegatives) / ((double)FalsePositives * (TruePositives + FalseNegatives));

    /// <summary>(1 − sensitivity) / specificity; ∞ without true negatives, NaN when that is 0 / 0.</summary>
    public double NegativeLikelihoodRatio =>
        (double)FalseNegatives * (FalsePositives + TrueNegatives) / ((double)TrueNegatives * (TruePositives + FalseNegatives));

    /// <summary>Odds of being called positive, positive cases over negative ones; ∞ or NaN where a count is 0.</summary>
    public double DiagnosticOddsRatio => (double)TruePositives * TrueNegatives / ((double)FalsePositives * FalseNegatives);

    /// <summary>Wilson's.</summary>
    public (double Lower, double Upper) SensitivityInterval => Wilson.Interval(TruePositives, TruePositives + FalseNegatives, Level);

    /// <summary>Wilson's.</summary>
    public (double Lower, double Upper) SpecificityInterval => Wilson.Interval(TrueNegatives, TrueNegatives + FalsePositives, Level);

    /// <summary>Wilson's.</summary>
    public (double Lower, double Upper) PositivePredictiveValueInterval =>
        Wilson.Interval(TruePositives, TruePositives + FalsePositives, Level);

    /// <summary>Wilson's.</summary>
    public (double Lower, double Upper) NegativePredictiveValueInterval =>
        Wilson.Interval(TrueNegatives, TrueNegatives + FalseNegatives, Level);

    /// <summary>exp(ln LR ± z √(1/TP − 1/(TP + FN) + 1/FP − 1/(FP + TN))); NaN where TP or FP is 0.</summary>
    public (double Lower, double Upper) PositiveLikelihoodRatioInterval =>
        Around(
            PositiveLikelihoodRatio,
            (1.0 / TruePositives)
                - (1.0 / (TruePositives + FalseNegatives))
                + (1.0 / FalsePositives)
                - (1.0 / (FalsePositives + TrueNegatives))
        );

    /// <summary>exp(ln LR ± z √(1/FN − 1/(TP + FN) + 1/TN − 1/(FP + TN))); NaN where FN or TN is 0.</summary>
    public (double Lower, double Upper) NegativeLikelihoodRatioInterval =>
        Around(
            NegativeLikelihoodRatio,
            (1.0 / FalseNegatives)
                - (1.0 / (TruePositives + FalseNegatives))
                + (1.0 / TrueNegatives)
                - (1.0 / (FalsePositives + TrueNegatives))
        );

    /// <summary>exp(ln DOR ± z √(1/TP + 1/FP + 1/FN + 1/TN)); NaN where a count is 0.</summary>
    public (double Lower, double Upper) DiagnosticOddsRatioInterval =>
        Around(DiagnosticOddsRatio, (1.0 / TruePositives) + (1.0 / FalsePositives) + (1.0 / FalseNegatives) + (1.0 / TrueNegatives));

    /// <summary>A point of a curve.</summary>
    public static OperatingPoint Of(RocCurve curve, RocPoint point, double level = 0.95) =>
        new(
            point.TruePositives,
            point.FalsePositives,
            curve.Positives - point.TruePositives,
            curve.Negatives - point.FalsePositives,
            level
        );

    /// <summary>The point at which every case rated at or above a threshold is called positive.</summary>
    public static OperatingPoint At(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives, double threshold, double level = 0.95)
    {
        EmpiricalAuc.RequireNumbers(negatives, "negative");
        EmpiricalAuc.RequireNumbers(positives, "positive");
        var falsePositives = AtLeast(negatives, threshold);
        var truePositives = AtLeast(positives, threshold);
        return new OperatingPoint(
            truePositives,
            falsePositives,
            positives.Length - truePositives,
            negatives.Length - falsePositives,
            level
        );
    }

    private static int AtLeast(ReadOnlySpan<double> ratings, double threshold)
    {
        var count = 0;
        foreach (var rating in ratings)
        {
            count += rating >= threshold ? 1 : 0;
        }

        return count;
    }

    private static double Share(int count, int others) => (double)count / (count + others);

    private (double Lower, double Upper) Around(double ratio, double variance)
    {
        if (!double.IsFinite(variance) || !double.IsFinite(ratio) || ratio == 0)
        {
            return (double.NaN, double.NaN);
        }

        var half = StandardNormal.Critical(Level) * Math.Sqrt(variance);
        return (Math.Exp(Math.Log(ratio) - half), Math.Exp(Math.Log(ratio) + half));
    }
}
