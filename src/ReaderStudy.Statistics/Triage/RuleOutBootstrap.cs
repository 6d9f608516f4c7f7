using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Triage;

/// <summary>
/// The part of cases called low risk when the threshold is chosen anew in every resample of the cases, so that its choice counts as
/// uncertainty too. A resample in which no threshold reaches the target calls no case low risk; one without a positive case is undefined.
/// </summary>
public static class RuleOutBootstrap
{
    /// <summary>With the largest part whose negative predictive value is at least the target.</summary>
    /// <exception cref="BadInputException">Rows whose score is not a number, or cases of one truth only.</exception>
    public static BootstrapDistribution WorkloadReductionAtNegativePredictiveValue(
        IReadOnlyList<bool> truths,
        IReadOnlyList<double> scores,
        double atLeast,
        int replicates,
        ulong seed
    ) => Of(truths, scores, p => p.NegativePredictiveValue >= atLeast, replicates, seed);

    /// <summary>With the largest part at which the sensitivity is at least the target.</summary>
    /// <exception cref="BadInputException">Rows whose score is not a number, or cases of one truth only.</exception>
    public static BootstrapDistribution WorkloadReductionAtSensitivity(
        IReadOnlyList<bool> truths,
        IReadOnlyList<double> scores,
        double atLeast,
        int replicates,
        ulong seed
    ) => Of(truths, scores, p => p.Sensitivity >= atLeast, replicates, seed);

    private static BootstrapDistribution Of(
        IReadOnlyList<bool> truths,
        IReadOnlyList<double> scores,
        Func<RuleOutPoint, bool> reaches,
        int replicates,
        ulong seed
    )
    {
        TriageScores.Check(truths, scores);
        return Bootstrap.Of(
            ResamplingPlan.OverCases(scores.Count),
            rows =>
            {
                var drawn = TriageScores.Of(truths, scores, rows);
                return drawn.Positives == 0 || drawn.Negatives == 0
                    ? double.NaN
                    : RuleOut.Curve(drawn).LastOrDefault(reaches)?.WorkloadReduction ?? 0;
            },
            replicates,
            seed
        );
    }
}
