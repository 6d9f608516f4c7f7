using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Resampling;

/// <summary>
/// Quantile of bootstrap replicates: the value at rank (R + 1) p, between two ranks interpolated on the scale of the normal quantiles
/// Φ⁻¹(k / (R + 1)), as in Davison and Hinkley and R's boot. It differs from <see cref="SampleQuantile"/> only between ranks.
/// </summary>
/// <remarks>Davison AC, Hinkley DV (1997). Bootstrap Methods and their Application, eq. 5.8. doi:10.1017/CBO9780511802843</remarks>
public static class NormalScaleQuantile
{
    /// <summary>Of sorted, finite replicates; the first or last of them beyond the ranks 1 and R. NaN when there is none or p is NaN.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        var count = sorted.Length;
        if (count == 0 || double.IsNaN(p))
        {
            return double.NaN;
        }

        var rank = (count + 1) * p;
        var below = Math.Floor(rank);
        if (below < 1 || below >= count)
        {
            return below < 1 ? sorted[0] : sorted[^1];
        }

        var k = (int)below;
        var (low, high) = (sorted[k - 1], sorted[k]);
        if (below == rank || low.Equals(high))
        {
            return low;
        }

        var from = StandardNormal.Quantile(below / (count + 1));
        var to = StandardNormal.Quantile((below + 1) / (count + 1));
        return low + ((StandardNormal.Quantile(p) - from) / (to - from) * (high - low));
    }
}
