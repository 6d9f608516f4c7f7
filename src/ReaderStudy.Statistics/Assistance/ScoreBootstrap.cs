using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Assistance;

/// <summary>
/// The bootstrap over readers and cases of a mean score: both are drawn anew with replacement, all readings of a drawn reader of a drawn
/// case come along. A check of the intervals by U-statistics that assumes nothing of the distribution; it tends to be wide.
/// </summary>
public static class ScoreBootstrap
{
    /// <summary>The mean of all scores that are not NaN, and its bootstrap distribution.</summary>
    /// <param name="scores">By reader and case; NaN where there is none.</param>
    /// <param name="replicates">Number of resamples.</param>
    /// <param name="seed">The same seed gives the same bytes on any number of cores.</param>
    /// <exception cref="BadInputException">There is no reader or case, or readers have different numbers of cases.</exception>
    public static BootstrapDistribution Of(IReadOnlyList<double[]> scores, int replicates, ulong seed)
    {
        if (scores.Count == 0 || scores[0].Length == 0 || scores.Any(s => s.Length != scores[0].Length))
        {
            throw new BadInputException("Every reader needs the same cases, at least one; give NaN for readings that there are not.");
        }

        return TwoWayBootstrap.Of(
            ResamplingPlan.OverCases(scores.Count),
            ResamplingPlan.OverCases(scores[0].Length),
            (readers, cases) =>
            {
                double sum = 0;
                var count = 0;
                foreach (var reader in readers)
                {
                    var own = scores[reader];
                    foreach (var k in cases)
                    {
                        if (!double.IsNaN(own[k]))
                        {
                            sum += own[k];
                            count++;
                        }
                    }
                }

                return sum / count;
            },
            replicates,
            seed
        );
    }

    /// <summary>Aided less unaided correctness of every reading: 1 beneficial, −1 harmful, 0 otherwise. Its mean is the net benefit.</summary>
    public static double[][] NetBenefits(AssistedReadings readings) =>
        readings.Scores(r => (r.Aided == r.Truth ? 1.0 : 0) - (r.Unaided == r.Truth ? 1.0 : 0));
}
