namespace ReaderStudy.Statistics.Triage;

/// <summary>
/// Rule-out triage by a score in which higher is more suspicious: where the threshold may lie, and how many cases are then called low risk.
/// </summary>
/// <remarks>Dembrower K, et al. (2020). Lancet Digital Health 2:e468–e474. doi:10.1016/S2589-7500(20)30185-0</remarks>
public static class RuleOut
{
    /// <summary>At a threshold given beforehand.</summary>
    /// <exception cref="BadInputException">Rows whose score is not a number, or cases of one truth only.</exception>
    public static RuleOutPoint At(IReadOnlyList<bool> truths, IReadOnlyList<double> scores, double threshold)
    {
        TriageScores.Check(truths, scores);
        int low = 0,
            missed = 0,
            positives = 0;
        for (var i = 0; i < scores.Count; i++)
        {
            low += scores[i] < threshold ? 1 : 0;
            missed += scores[i] < threshold && truths[i] ? 1 : 0;
            positives += truths[i] ? 1 : 0;
        }

        return new RuleOutPoint(threshold, low, missed, positives, scores.Count - positives);
    }

    /// <summary>Every way in which a threshold divides the cases, from none called low risk to all of them.</summary>
    /// <exception cref="BadInputException">Rows whose score is not a number, or cases of one truth only.</exception>
    public static IReadOnlyList<RuleOutPoint> Curve(IReadOnlyList<bool> truths, IReadOnlyList<double> scores) =>
        Curve(TriageScores.Of(truths, scores));

    /// <summary>The most cases that can be called low risk with at least this negative predictive value; null when no threshold reaches it.</summary>
    public static RuleOutPoint? LargestWithNegativePredictiveValue(
        IReadOnlyList<bool> truths,
        IReadOnlyList<double> scores,
        double atLeast
    ) => Curve(truths, scores).LastOrDefault(p => p.NegativePredictiveValue >= atLeast);

    /// <summary>
    /// The same with the lower Clopper-Pearson limit of the negative predictive value at least this, so that the data prove it and do not
    /// merely show it.
    /// </summary>
    public static RuleOutPoint? LargestWithNegativePredictiveValueLimit(
        IReadOnlyList<bool> truths,
        IReadOnlyList<double> scores,
        double atLeast,
        double level = 0.95
    ) => Curve(truths, scores).LastOrDefault(p => p.NegativePredictiveValueInterval(level).Lower >= atLeast);

    /// <summary>The most cases that can be called low risk with at least this sensitivity; with none called low risk it is 1.</summary>
    public static RuleOutPoint LargestWithSensitivity(IReadOnlyList<bool> truths, IReadOnlyList<double> scores, double atLeast)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atLeast, 1);
        return Curve(truths, scores).Last(p => p.Sensitivity >= atLeast);
    }

    /// <summary>The same with the lower Clopper-Pearson limit of the sensitivity; null when there are too few positive cases for any threshold.</summary>
    public static RuleOutPoint? LargestWithSensitivityLimit(
        IReadOnlyList<bool> truths,
        IReadOnlyList<double> scores,
        double atLeast,
        double level = 0.95
    ) => Curve(truths, scores).LastOrDefault(p => p.SensitivityInterval(level).Lower >= atLeast);

    internal static IReadOnlyList<RuleOutPoint> Curve(TriageScores scores) =>
        [
            .. scores.Values.Select(
                (threshold, i) =>
                    new RuleOutPoint(
                        threshold,
                        scores.PositivesBelow[i] + scores.NegativesBelow[i],
                        scores.PositivesBelow[i],
                        scores.Positives,
                        scores.Negatives
                    )
            ),
        ];
}
