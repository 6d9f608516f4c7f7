namespace ReaderStudy.Statistics.Resampling;

/// <summary>
/// The bootstrap distribution itself, without chance: a statistic of all nⁿ resamples of n ≤ 12 values. Resamples that differ only in order
/// are taken once, with their number.
/// </summary>
/// <remarks>Fisher NI, Hall P (1991). Journal of Statistical Planning and Inference 27:157–169. doi:10.1016/0378-3758(91)90014-8</remarks>
public sealed class ExactBootstrap
{
    private readonly double[] _values;
    private readonly long[] _cumulated;

    private ExactBootstrap(double estimate, double[] values, long[] cumulated) =>
        (Estimate, _values, _cumulated) = (estimate, values, cumulated);

    /// <summary>The statistic of the values themselves.</summary>
    public double Estimate { get; }

    /// <summary>nⁿ.</summary>
    public long Resamples => _cumulated[^1];

    /// <summary>The values that occur, ascending, each with its probability.</summary>
    public IReadOnlyList<(double Value, double Probability)> Distribution =>
        [.. _values.Select((value, i) => (value, (double)(_cumulated[i] - (i == 0 ? 0 : _cumulated[i - 1])) / Resamples))];

    /// <summary>Mean over all resamples.</summary>
    public double Mean => Distribution.Sum(d => d.Value * d.Probability);

    /// <summary>Standard deviation over all resamples, of the whole population (divisor nⁿ): the bootstrap standard error without chance.</summary>
    public double StandardError
    {
        get
        {
            var mean = Mean;
            return Math.Sqrt(Distribution.Sum(d => d.Probability * (d.Value - mean) * (d.Value - mean)));
        }
    }

    /// <summary>The probability of a value strictly below the estimate.</summary>
    public double BelowEstimate
    {
        get
        {
            var below = Array.FindLastIndex(_values, v => v < Estimate);
            return below < 0 ? 0 : (double)_cumulated[below] / Resamples;
        }
    }

    /// <param name="sample">At most 12 values.</param>
    /// <param name="statistic">Of a resample, given in ascending order.</param>
    public static ExactBootstrap Of(IReadOnlyList<double> sample, Func<double[], double> statistic)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sample.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sample.Count, 12);
        double[] sorted = [.. sample.Order()];
        var byValue = new SortedDictionary<double, long>();
        var resample = new double[sorted.Length];
        Choose(0, 0, Factorial(sorted.Length));
        var values = byValue.Keys.ToArray();
        var cumulated = byValue.Values.ToArray();
        for (var i = 1; i < cumulated.Length; i++)
        {
            cumulated[i] += cumulated[i - 1];
        }

        return new ExactBootstrap(statistic([.. sorted]), values, cumulated);

        // n! divided by the factorials of how often each value was chosen is the number of orders.
        void Choose(int filled, int value, long orders)
        {
            if (filled == sorted.Length)
            {
                var result = statistic([.. resample]);
                byValue[result] = byValue.GetValueOrDefault(result) + orders;
                return;
            }

            if (value == sorted.Length - 1)
            {
                Array.Fill(resample, sorted[value], filled, sorted.Length - filled);
                Choose(sorted.Length, value, orders / Factorial(sorted.Length - filled));
                return;
            }

            for (var times = 0; filled + times <= sorted.Length; times++)
            {
                Array.Fill(resample, sorted[value], filled, times);
                Choose(filled + times, value + 1, orders / Factorial(times));
            }
        }
    }

    /// <summary>A quantile of all nⁿ values.</summary>
    public double Quantile(double p, QuantileDefinition definition = QuantileDefinition.Linear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        const double fuzz = 4 * 2.220446049250313e-16;
        if (definition == QuantileDefinition.InverseOfDistribution)
        {
            return At((long)Math.Ceiling((Resamples * p) - fuzz) - 1);
        }

        var place = definition == QuantileDefinition.Linear ? (Resamples - 1) * p : ((Resamples + 1) * p) - 1;
        var below = (long)Math.Floor(place + fuzz);
        var part = place - below;
        var (low, high) = (At(below), At(below + 1));
        return Math.Abs(part) < fuzz || low.Equals(high) ? low : low + (part * (high - low));
    }

    private double At(long place)
    {
        var found = Array.BinarySearch(_cumulated, Math.Clamp(place, 0, Resamples - 1) + 1);
        return _values[found < 0 ? ~found : found];
    }

    private static long Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
