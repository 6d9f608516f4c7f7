using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Triage;

/// <summary>The worth of acting on a risk at one threshold probability.</summary>
/// <param name="ThresholdProbability">p: the risk from which one would act. It sets what a false positive costs against a true one, p / (1 − p).</param>
/// <param name="TruePositives">Positive cases with a risk of at least p.</param>
/// <param name="FalsePositives">Negative cases with a risk of at least p.</param>
/// <param name="Positives">All positive cases.</param>
/// <param name="Negatives">All negative cases.</param>
public sealed record DecisionPoint(double ThresholdProbability, int TruePositives, int FalsePositives, int Positives, int Negatives)
{
    private int Cases => Positives + Negatives;

    private double Cost => ThresholdProbability / (1 - ThresholdProbability);

    /// <summary>TP/n − FP/n · p/(1 − p): as if so many true positives were found per case and no false one. Acting on none has 0.</summary>
    public double NetBenefit => (TruePositives - (FalsePositives * Cost)) / Cases;

    /// <summary>Of acting on every case.</summary>
    public double NetBenefitOfAll => (Positives - (Negatives * Cost)) / Cases;

    /// <summary>Net benefit over its largest possible value, the part of positive cases.</summary>
    public double StandardisedNetBenefit => NetBenefit * Cases / Positives;

    /// <summary>
    /// Cases spared the action for every 100, at no loss of true positives, against acting on all: 100 (NB − NB of all) (1 − p) / p. NaN
    /// at p = 0.
    /// </summary>
    public double AvoidedPer100 => ThresholdProbability == 0 ? double.NaN : 100 * (NetBenefit - NetBenefitOfAll) / Cost;

    /// <summary>The net benefit is the mean over cases of 1, −p/(1 − p) or 0; this is that mean's standard error.</summary>
    public double StandardError
    {
        get
        {
            var squares = (TruePositives + (FalsePositives * Cost * Cost)) / Cases;
            return Math.Sqrt(Math.Max(0, squares - (NetBenefit * NetBenefit)) / (Cases - 1));
        }
    }

    /// <summary>Net benefit ± z·SE.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        var half = StandardNormal.Critical(level) * StandardError;
        return (NetBenefit - half, NetBenefit + half);
    }
}

/// <summary>Decision curve analysis of predicted risks.</summary>
/// <remarks>Vickers AJ, Elkin EB (2006). Medical Decision Making 26:565–574. doi:10.1177/0272989X06295361</remarks>
public static class DecisionCurve
{
    /// <summary>At each of the threshold probabilities, in their order.</summary>
    /// <exception cref="BadInputException">Rows whose risk is not between 0 and 1, or cases of one truth only.</exception>
    public static IReadOnlyList<DecisionPoint> Of(
        IReadOnlyList<bool> truths,
        IReadOnlyList<double> risks,
        IReadOnlyList<double> thresholdProbabilities
    )
    {
        ArgumentNullException.ThrowIfNull(thresholdProbabilities);
        Check(truths, risks);
        var scores = TriageScores.Of(truths, risks);
        return [.. thresholdProbabilities.Select(p => At(scores, p))];
    }

    /// <summary>
    /// The difference of two predictors' net benefits in the same cases, with the standard error of the mean of the cases' differences.
    /// </summary>
    /// <exception cref="BadInputException">As <see cref="Of"/>.</exception>
    public static (double Difference, double StandardError) Difference(
        IReadOnlyList<bool> truths,
        IReadOnlyList<double> first,
        IReadOnlyList<double> second,
        double thresholdProbability
    )
    {
        Check(truths, first);
        Check(truths, second);
        var cost = Cost(thresholdProbability);
        double sum = 0,
            squares = 0;
        for (var i = 0; i < truths.Count; i++)
        {
            var acts = (first[i] >= thresholdProbability ? 1 : 0) - (second[i] >= thresholdProbability ? 1 : 0);
            var gain = acts * (truths[i] ? 1 : -cost);
            sum += gain;
            squares += gain * gain;
        }

        double n = truths.Count;
        return (sum / n, Math.Sqrt(Math.Max(0, (squares / n) - (sum / n * (sum / n))) / (n - 1)));
    }

    private static void Check(IReadOnlyList<bool> truths, IReadOnlyList<double> risks)
    {
        TriageScores.Check(truths, risks);
        BadInputException.ThrowIfAny([
            .. risks
                .Select((risk, row) => (risk, row))
                .Where(r => r.risk is < 0 or > 1)
                .Select(r => new InputFault(r.row, "A predicted risk lies between 0 and 1.")),
        ]);
    }

    private static double Cost(double thresholdProbability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(thresholdProbability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(thresholdProbability, 1);
        return thresholdProbability / (1 - thresholdProbability);
    }

    private static DecisionPoint At(TriageScores scores, double thresholdProbability)
    {
        Cost(thresholdProbability);
        // The first distinct risk that reaches the threshold; +∞ stands last.
        var place = Array.BinarySearch(scores.Values, thresholdProbability);
        var at = place >= 0 ? place : ~place;
        return new DecisionPoint(
            thresholdProbability,
            scores.Positives - scores.PositivesBelow[at],
            scores.Negatives - scores.NegativesBelow[at],
            scores.Positives,
            scores.Negatives
        );
    }
}
