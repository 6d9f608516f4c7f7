using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Bootstrap of two empirical AUCs of the same cases and of their difference, tested as in pROC by z = difference / standard deviation of the
/// bootstrap differences. Cases are drawn within the classes of truth unless the name says otherwise; the same seed gives the same bytes on
/// any number of cores.
/// </summary>
/// <remarks>Robin X et al. (2011). BMC Bioinformatics 12:77. doi:10.1186/1471-2105-12-77</remarks>
/// <param name="First">AUC of the first ratings.</param>
/// <param name="Second">AUC of the second, in the same resamples.</param>
/// <param name="Difference">First − second.</param>
public sealed record PairedAucBootstrap(BootstrapDistribution First, BootstrapDistribution Second, BootstrapDistribution Difference)
{
    /// <summary>The difference over the standard deviation of its replicates; NaN where both are 0.</summary>
    public double Z => Difference.Estimate / Difference.StandardError;

    /// <summary>Two-sided, of a normal distribution.</summary>
    public double P => StandardNormal.TwoSidedP(Z);

    /// <summary>Positive and negative cases drawn separately.</summary>
    public static PairedAucBootstrap Of(RatedCases first, RatedCases second, int replicates, ulong seed)
    {
        var n = first.Negatives.Length;
        return Of(
            first,
            second,
            replicates,
            (number, weights) =>
            {
                var stream = new RandomStream(seed, (ulong)number);
                for (var i = 0; i < n; i++)
                {
                    weights[stream.Below(n)]++;
                }

                var m = weights.Length - n;
                for (var i = 0; i < m; i++)
                {
                    weights[n + stream.Below(m)]++;
                }
            }
        );
    }

    /// <summary>Cases drawn from all; a resample without one of the classes is undefined (NaN).</summary>
    public static PairedAucBootstrap Unstratified(RatedCases first, RatedCases second, int replicates, ulong seed) =>
        Of(
            first,
            second,
            replicates,
            (number, weights) =>
            {
                var stream = new RandomStream(seed, (ulong)number);
                for (var i = 0; i < weights.Length; i++)
                {
                    weights[stream.Below(weights.Length)]++;
                }
            }
        );

    /// <summary>Of resamples drawn elsewhere: places among the negative cases followed by the positive ones.</summary>
    public static PairedAucBootstrap Of(RatedCases first, RatedCases second, IReadOnlyList<int[]> resamples) =>
        Of(
            first,
            second,
            resamples.Count,
            (number, weights) =>
            {
                foreach (var place in resamples[number])
                {
                    weights[place]++;
                }
            }
        );

    private static PairedAucBootstrap Of(RatedCases first, RatedCases second, int count, Action<int, int[]> weigh)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (first.Negatives.Length != second.Negatives.Length || first.Positives.Length != second.Positives.Length)
        {
            throw new ArgumentException("Both ratings must be of the same cases.", nameof(second));
        }

        var cases = first.Negatives.Length + first.Positives.Length;
        var (a, b) = (GradedRatings.Of(first), GradedRatings.Of(second));
        var (ofFirst, ofSecond) = (new double[count], new double[count]);
        var slots = Math.Max(a.Slots, b.Slots);
        Parallel.For(
            0,
            count,
            () => (Weights: new int[cases], Scratch: new int[slots]),
            (number, _, own) =>
            {
                Array.Clear(own.Weights);
                weigh(number, own.Weights);
                ofFirst[number] = a.Auc(own.Weights, own.Scratch);
                ofSecond[number] = b.Auc(own.Weights, own.Scratch);
                return own;
            },
            _ => { }
        );
        var (x, y) = (EmpiricalAuc.Of(first.Negatives, first.Positives), EmpiricalAuc.Of(second.Negatives, second.Positives));
        return new PairedAucBootstrap(
            new BootstrapDistribution(x, ofFirst),
            new BootstrapDistribution(y, ofSecond),
            new BootstrapDistribution(x - y, [.. ofFirst.Zip(ofSecond, (p, q) => p - q)])
        );
    }
}
