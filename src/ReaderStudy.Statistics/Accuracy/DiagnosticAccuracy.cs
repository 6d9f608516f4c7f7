using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Accuracy;

/// <summary>
/// What a yes-or-no reading means for the patient: likelihood ratios, diagnostic odds ratio, Youden's index and predictive values, from the
/// four cells. A ratio with a denominator of 0 is ∞, 0/0 is NaN, and its logarithmic interval is NaN with any cell of 0 in it.
/// </summary>
/// <remarks>
/// Intervals of ratios: Simel DL, Samsa GP, Matchar DB (1991). Journal of Clinical Epidemiology 44:763–770.
/// doi:10.1016/0895-4356(91)90128-V
/// </remarks>
/// <param name="TruePositives">Positive cases called positive.</param>
/// <param name="FalseNegatives">Positive cases called negative.</param>
/// <param name="FalsePositives">Negative cases called positive.</param>
/// <param name="TrueNegatives">Negative cases called negative.</param>
public readonly record struct DiagnosticAccuracy(int TruePositives, int FalseNegatives, int FalsePositives, int TrueNegatives)
{
    /// <summary>TP / (TP + FN).</summary>
    public double Sensitivity => (double)TruePositives / (TruePositives + FalseNegatives);

    /// <summary>TN / (TN + FP).</summary>
    public double Specificity => (double)TrueNegatives / (TrueNegatives + FalsePositives);

    /// <summary>TP / (TP + FP), at the prevalence of these cases.</summary>
    public double PositivePredictiveValue => (double)TruePositives / (TruePositives + FalsePositives);

    /// <summary>TN / (TN + FN), at the prevalence of these cases.</summary>
    public double NegativePredictiveValue => (double)TrueNegatives / (TrueNegatives + FalseNegatives);

    /// <summary>Sensitivity / (1 − specificity), with exp(ln ratio ± z√(1/TP − 1/P + 1/FP − 1/N)).</summary>
    public Estimate PositiveLikelihoodRatio(double level = 0.95) => Ratio(TruePositives, FalsePositives, level);

    /// <summary>(1 − sensitivity) / specificity, with exp(ln ratio ± z√(1/FN − 1/P + 1/TN − 1/N)).</summary>
    public Estimate NegativeLikelihoodRatio(double level = 0.95) => Ratio(FalseNegatives, TrueNegatives, level);

    /// <summary>TP·TN / (FP·FN), with exp(ln ratio ± z√(1/TP + 1/FP + 1/FN + 1/TN)).</summary>
    /// <remarks>Woolf B (1955). Annals of Human Genetics 19:251–253. doi:10.1111/j.1469-1809.1955.tb01348.x</remarks>
    public Estimate DiagnosticOddsRatio(double level = 0.95)
    {
        ProportionInput.Check(level);
        var ratio = (double)TruePositives * TrueNegatives / ((double)FalsePositives * FalseNegatives);
        return Logarithmic(ratio, (1.0 / TruePositives) + (1.0 / FalsePositives) + (1.0 / FalseNegatives) + (1.0 / TrueNegatives), level);
    }

    /// <summary>
    /// Youden's J = sensitivity + specificity − 1, with Newcombe's interval for a difference of sensitivity and false positive rate.
    /// </summary>
    /// <remarks>Youden WJ (1950). Cancer 3:32–35. doi:10.1002/1097-0142(1950)3:1&lt;32::AID-CNCR2820030106&gt;3.0.CO;2-3</remarks>
    public Estimate Youden(double level = 0.95)
    {
        var (lower, upper) = UnpairedProportions.NewcombeInterval(
            TruePositives,
            TruePositives + FalseNegatives,
            FalsePositives,
            FalsePositives + TrueNegatives,
            level
        );
        return new Estimate(Sensitivity + Specificity - 1, lower, upper);
    }

    /// <summary>
    /// Youden's J with the sums of the exact limits of sensitivity and specificity, as R's epiR gives it. Both proportions at their limits
    /// together are far less likely than 1 − level, so this interval is much too wide: prefer <see cref="Youden"/>.
    /// </summary>
    public Estimate YoudenBySummedLimits(double level = 0.95)
    {
        var sensitivity = ClopperPearson.Interval(TruePositives, TruePositives + FalseNegatives, level);
        var specificity = ClopperPearson.Interval(TrueNegatives, TrueNegatives + FalsePositives, level);
        return new Estimate(
            Sensitivity + Specificity - 1,
            sensitivity.Lower + specificity.Lower - 1,
            sensitivity.Upper + specificity.Upper - 1
        );
    }

    /// <summary>
    /// The positive predictive value where a part <paramref name="prevalence"/> of the patients is positive, by Bayes' rule:
    /// Se·π / (Se·π + (1 − Sp)(1 − π)), with an interval on the logit scale. NaN limits with no true or no false positive.
    /// </summary>
    /// <remarks>Mercaldo ND, Lau KF, Zhou XH (2007). Statistics in Medicine 26:2170–2183. doi:10.1002/sim.2677</remarks>
    public Estimate PositivePredictiveValueAt(double prevalence, double level = 0.95) =>
        Predictive(PositiveLikelihoodRatio(level), prevalence);

    /// <summary>
    /// The negative predictive value where a part <paramref name="prevalence"/> of the patients is positive:
    /// Sp(1 − π) / (Sp(1 − π) + (1 − Se)π), with an interval on the logit scale. NaN limits with no true or no false negative.
    /// </summary>
    public Estimate NegativePredictiveValueAt(double prevalence, double level = 0.95)
    {
        var positive = Predictive(NegativeLikelihoodRatio(level), prevalence);
        return new Estimate(1 - positive.Value, 1 - positive.Upper, 1 - positive.Lower);
    }

    /// <summary>From counts of positives and negatives.</summary>
    public static DiagnosticAccuracy Of(BinaryOutcome outcome) =>
        new(
            outcome.TruePositives,
            outcome.Positives - outcome.TruePositives,
            outcome.Negatives - outcome.TrueNegatives,
            outcome.TrueNegatives
        );

    /// <summary>Odds of disease times the likelihood ratio, as a probability; the logit's interval is that of the ratio.</summary>
    private static Estimate Predictive(Estimate ratio, double prevalence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(prevalence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prevalence, 1);
        double Of(double r) => double.IsPositiveInfinity(r) ? (prevalence > 0 ? 1 : double.NaN) : Bayes(r);
        double Bayes(double r) => r * prevalence / ((r * prevalence) + (1 - prevalence));
        return new Estimate(Of(ratio.Value), Of(ratio.Lower), Of(ratio.Upper));
    }

    private Estimate Ratio(int ofPositives, int ofNegatives, double level)
    {
        ProportionInput.Check(level);
        double positives = TruePositives + FalseNegatives,
            negatives = FalsePositives + TrueNegatives;
        var ratio = ofPositives / positives / (ofNegatives / negatives);
        return Logarithmic(ratio, (1.0 / ofPositives) - (1 / positives) + (1.0 / ofNegatives) - (1 / negatives), level);
    }

    private static Estimate Logarithmic(double ratio, double variance, double level)
    {
        if (!double.IsFinite(variance) || !double.IsFinite(ratio))
        {
            return new Estimate(ratio, double.NaN, double.NaN);
        }

        var factor = Math.Exp(StandardNormal.Critical(level) * Math.Sqrt(Math.Max(0, variance)));
        return new Estimate(ratio, ratio / factor, ratio * factor);
    }
}
