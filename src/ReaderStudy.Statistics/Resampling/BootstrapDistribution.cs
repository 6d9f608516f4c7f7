namespace ReaderStudy.Statistics.Resampling;

/// <summary>An estimate and what it was in resamples of the data; intervals in <see cref="BootstrapInterval"/>.</summary>
public sealed class BootstrapDistribution
{
    private readonly double[] _sorted;

    /// <param name="estimate">From the data.</param>
    /// <param name="replicates">From each resample; NaN where the statistic is not defined there.</param>
    public BootstrapDistribution(double estimate, double[] replicates)
        : this(estimate, replicates, double.NaN, []) { }

    /// <param name="estimate">From the data.</param>
    /// <param name="replicates">From each resample; NaN where the statistic is not defined there.</param>
    /// <param name="estimateVariance">The estimate's variance by a formula.</param>
    /// <param name="replicateVariances">Each replicate's variance by the same formula, for studentised intervals.</param>
    public BootstrapDistribution(double estimate, double[] replicates, double estimateVariance, double[] replicateVariances)
    {
        if (replicateVariances.Length > 0 && replicateVariances.Length != replicates.Length)
        {
            throw new ArgumentException("There must be a variance for every replicate, or none.", nameof(replicateVariances));
        }

        Estimate = estimate;
        Replicates = replicates;
        EstimateVariance = estimateVariance;
        ReplicateVariances = replicateVariances;
        _sorted = [.. replicates.Where(double.IsFinite)];
        Array.Sort(_sorted);
    }

    /// <summary>From the data itself.</summary>
    public double Estimate { get; }

    /// <summary>By resample, in order; NaN where the statistic is not defined.</summary>
    public IReadOnlyList<double> Replicates { get; }

    /// <summary>The estimate's variance by a formula; NaN when there is none.</summary>
    public double EstimateVariance { get; }

    /// <summary>By resample; empty when there is no formula.</summary>
    public IReadOnlyList<double> ReplicateVariances { get; }

    /// <summary>The replicates that are finite, in ascending order; everything below is of these.</summary>
    public ReadOnlySpan<double> Sorted => _sorted;

    /// <summary>Resamples in which the statistic is not defined: report it when it is more than a few.</summary>
    public int Undefined => Replicates.Count - _sorted.Length;

    /// <summary>The replicates' mean; NaN when there is none.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            foreach (var value in _sorted)
            {
                sum += value;
            }

            return sum / _sorted.Length;
        }
    }

    /// <summary>Mean of the replicates − estimate.</summary>
    public double Bias => Mean - Estimate;

    /// <summary>Standard deviation of the replicates, with divisor R − 1; NaN with fewer than two.</summary>
    public double StandardError
    {
        get
        {
            var mean = Mean;
            double sum = 0;
            foreach (var value in _sorted)
            {
                sum += (value - mean) * (value - mean);
            }

            return _sorted.Length < 2 ? double.NaN : Math.Sqrt(sum / (_sorted.Length - 1));
        }
    }

    /// <summary>
    /// Two-sided p-value of the hypothesis that the truth is <paramref name="hypothesis"/>, from the smaller tail with one added to count
    /// and number, 2 (1 + min(#{t ≤ h}, #{t ≥ h})) / (R + 1), cut at 1. It is never 0: at least 2 / (R + 1); print that as "&lt;".
    /// </summary>
    /// <remarks>Davison AC, Hinkley DV (1997). Bootstrap Methods and their Application, eq. 4.11. doi:10.1017/CBO9780511802843</remarks>
    public double TwoSidedP(double hypothesis = 0) =>
        _sorted.Length == 0 ? double.NaN : Math.Min(1, 2.0 * (1 + SmallerTail(hypothesis)) / (_sorted.Length + 1));

    /// <summary>The same without the one added, 2 min(#{t ≤ h}, #{t ≥ h}) / R, which can be 0 and then means less than 1 / (R + 1).</summary>
    public double UncorrectedTwoSidedP(double hypothesis = 0) =>
        _sorted.Length == 0 ? double.NaN : Math.Min(1, 2.0 * SmallerTail(hypothesis) / _sorted.Length);

    /// <summary>Without the resamples whose variance is not finite, as R's boot leaves them out of all but the normal and BCa intervals.</summary>
    public BootstrapDistribution WithFiniteVariances()
    {
        if (ReplicateVariances.Count == 0)
        {
            return this;
        }

        int[] kept = [.. Enumerable.Range(0, Replicates.Count).Where(i => double.IsFinite(ReplicateVariances[i]))];
        return new BootstrapDistribution(
            Estimate,
            [.. kept.Select(i => Replicates[i])],
            EstimateVariance,
            [.. kept.Select(i => ReplicateVariances[i])]
        );
    }

    private int SmallerTail(double hypothesis)
    {
        int below = 0,
            above = 0;
        foreach (var value in _sorted)
        {
            below += value <= hypothesis ? 1 : 0;
            above += value >= hypothesis ? 1 : 0;
        }

        return Math.Min(below, above);
    }
}
