using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>A correlation with the t test that there is none.</summary>
/// <param name="Value">NaN when one of the two series is constant.</param>
/// <param name="Pairs">n.</param>
public readonly record struct CorrelationTest(double Value, int Pairs)
{
    /// <summary>r√((n − 2) / (1 − r²)), with n − 2 degrees of freedom.</summary>
    public double T => Value * Math.Sqrt((Pairs - 2) / (1 - (Value * Value)));

    /// <summary>Two-sided p-value of <see cref="T"/>; an approximation for ranks.</summary>
    public double P => Pairs < 3 ? double.NaN : StudentsT.TwoSidedP(T, Pairs - 2);

    /// <summary>By Fisher's transform, tanh(artanh r ± z/√(n − 3)); NaN for fewer than four pairs or |r| = 1.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        var centre = Math.Atanh(Value);
        var half = StandardNormal.Critical(level) / Math.Sqrt(Pairs - 3);
        return Pairs > 3 && double.IsFinite(centre) ? (Math.Tanh(centre - half), Math.Tanh(centre + half)) : (double.NaN, double.NaN);
    }
}

/// <summary>Kendall's τ_b with the test that there is no association.</summary>
/// <param name="Value">NaN when one of the two series is constant.</param>
/// <param name="Z">(concordant − discordant pairs) over its standard deviation under independence, with ties, without continuity correction.</param>
public readonly record struct KendallTest(double Value, double Z)
{
    /// <summary>Two-sided p-value of <see cref="Z"/>.</summary>
    public double P => StandardNormal.TwoSidedP(Z);
}

/// <summary>
/// Correlations of two series on the same cases. They tell whether the series rise together, not whether they agree: a reader who always
/// measures double has a correlation of 1. Pairs with a missing value (NaN) are left out.
/// </summary>
public static class Correlation
{
    /// <summary>Pearson's product-moment correlation.</summary>
    /// <exception cref="BadInputException">The lengths differ, or a value is infinite.</exception>
    public static CorrelationTest Pearson(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var pairs = MeasuredPairs.Of(first, second);
        return Pearson([.. pairs.Select(p => p.First)], [.. pairs.Select(p => p.Second)]);
    }

    /// <summary>Spearman's rank correlation: Pearson's of the ranks, ties sharing their mean rank.</summary>
    /// <exception cref="BadInputException">The lengths differ, or a value is infinite.</exception>
    public static CorrelationTest Spearman(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var pairs = MeasuredPairs.Of(first, second);
        return Pearson(Ranks([.. pairs.Select(p => p.First)]), Ranks([.. pairs.Select(p => p.Second)]));
    }

    /// <summary>
    /// Kendall's τ_b, (concordant − discordant) / √((pairs − ties in the first)(pairs − ties in the second)), in O(n log n) by counting the
    /// exchanges of a merge sort.
    /// </summary>
    /// <remarks>
    /// Kendall MG (1945). Biometrika 33:239–251. doi:10.1093/biomet/33.3.239. Knight WR (1966). Journal of the American Statistical Association
    /// 61:436–439. doi:10.1080/01621459.1966.10480879
    /// </remarks>
    /// <exception cref="BadInputException">The lengths differ, or a value is infinite.</exception>
    public static KendallTest KendallTauB(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var pairs = MeasuredPairs.Of(first, second).ToArray();
        double n = pairs.Length;
        Array.Sort(pairs);
        double[] y = [.. pairs.Select(p => p.Second)];
        var firstTies = new TieSums(pairs.Select(p => p.First));
        var bothTies = TiedInBoth(pairs);
        var exchanges = SortCountingExchanges(y, new double[y.Length], 0, y.Length);
        var secondTies = new TieSums(y);
        var all = n * (n - 1) / 2;
        var score = all - firstTies.Pairs - secondTies.Pairs + bothTies - (2.0 * exchanges);
        var value = score / Math.Sqrt((all - firstTies.Pairs) * (all - secondTies.Pairs));
        var variance =
            (((n * (n - 1) * ((2 * n) + 5)) - firstTies.Fives - secondTies.Fives) / 18)
            + (firstTies.Triples * secondTies.Triples / (9 * n * (n - 1) * (n - 2)))
            + (2 * firstTies.Pairs * secondTies.Pairs / (n * (n - 1)));
        return new KendallTest(value, n < 3 ? double.NaN : score / Math.Sqrt(variance));
    }

    private static CorrelationTest Pearson(double[] x, double[] y)
    {
        var n = x.Length;
        var (meanX, meanY) = (x.Sum() / n, y.Sum() / n);
        double xx = 0,
            yy = 0,
            xy = 0;
        for (var i = 0; i < n; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        return new CorrelationTest(Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1), n);
    }

    private static double[] Ranks(double[] values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (var start = 0; start < order.Length; )
        {
            var end = start;
            while (end < order.Length && values[order[end]].Equals(values[order[start]]))
            {
                end++;
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = 0.5 * (start + end + 1);
            }

            start = end;
        }

        return ranks;
    }

    private static double TiedInBoth((double First, double Second)[] sorted)
    {
        double ties = 0;
        for (var start = 0; start < sorted.Length; )
        {
            var end = start;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            ties += 0.5 * (end - start) * (end - start - 1);
            start = end;
        }

        return ties;
    }

    private static long SortCountingExchanges(double[] values, double[] buffer, int from, int to)
    {
        if (to - from < 2)
        {
            return 0;
        }

        var middle = (from + to) / 2;
        var exchanges = SortCountingExchanges(values, buffer, from, middle) + SortCountingExchanges(values, buffer, middle, to);
        var (left, right) = (from, middle);
        for (var i = from; i < to; i++)
        {
            if (right >= to || (left < middle && values[left] <= values[right]))
            {
                buffer[i] = values[left++];
            }
            else
            {
                buffer[i] = values[right++];
                exchanges += middle - left;
            }
        }

        Array.Copy(buffer, from, values, from, to - from);
        return exchanges;
    }

    /// <summary>Over groups of t equal values: Σt(t − 1)/2, Σt(t − 1)(t − 2) and Σt(t − 1)(2t + 5).</summary>
    private readonly struct TieSums
    {
        public TieSums(IEnumerable<double> sorted)
        {
            double size = 0,
                last = double.NaN;
            foreach (var value in sorted.Append(double.NaN))
            {
                if (value.Equals(last) && size > 0)
                {
                    size++;
                    continue;
                }

                Pairs += size * (size - 1) / 2;
                Triples += size * (size - 1) * (size - 2);
                Fives += size * (size - 1) * ((2 * size) + 5);
                (size, last) = (1, value);
            }
        }

        public double Pairs { get; }

        public double Triples { get; }

        public double Fives { get; }
    }
}
