namespace ReaderStudy.Statistics.Resampling;

/// <summary>Definitions of a sample's quantile, numbered as by Hyndman and Fan and in R.</summary>
public enum QuantileDefinition
{
    /// <summary>Type 1: the smallest value with at least that part of the sample at or below it.</summary>
    InverseOfDistribution,

    /// <summary>Type 6: linear between the points k / (n + 1).</summary>
    ExpectedOfUniform,

    /// <summary>Type 7: linear between the points (k − 1) / (n − 1). The default of R, NumPy and this library.</summary>
    Linear,
}

/// <summary>Quantiles of a sample.</summary>
/// <remarks>Hyndman RJ, Fan Y (1996). The American Statistician 50:361–365. doi:10.1080/00031305.1996.10473566</remarks>
public static class SampleQuantile
{
    /// <summary>The quantile of values that are already sorted; NaN for an empty sample.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p, QuantileDefinition definition = QuantileDefinition.Linear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        var n = sorted.Length;
        if (n == 0)
        {
            return double.NaN;
        }

        // A p such as 0.95 has no exact binary form; R forgives four units in the last place, and so does this.
        const double fuzz = 4 * 2.220446049250313e-16;
        return definition switch
        {
            QuantileDefinition.InverseOfDistribution => sorted[Math.Clamp((int)Math.Ceiling((n * p) - fuzz) - 1, 0, n - 1)],
            QuantileDefinition.ExpectedOfUniform => Between(sorted, ((n + 1) * p) - 1, fuzz),
            QuantileDefinition.Linear => Between(sorted, (n - 1) * p, fuzz),
        };
    }

    /// <summary>The quantile of values in any order.</summary>
    public static double Of(IEnumerable<double> values, double p, QuantileDefinition definition = QuantileDefinition.Linear)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return OfSorted(sorted, p, definition);
    }

    /// <summary>The value at a real, zero-based place.</summary>
    private static double Between(ReadOnlySpan<double> sorted, double place, double fuzz)
    {
        var below = (int)Math.Floor(place + fuzz);
        var part = place - below;
        if (Math.Abs(part) < fuzz)
        {
            part = 0;
        }

        var low = sorted[Math.Clamp(below, 0, sorted.Length - 1)];
        var high = sorted[Math.Clamp(below + 1, 0, sorted.Length - 1)];
        return part == 0 || low.Equals(high) ? low : low + (part * (high - low));
    }
}
