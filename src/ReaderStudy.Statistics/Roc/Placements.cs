namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// The structural components of an empirical AUC: for every positive case the share of negative cases rated below it (V10), for every
/// negative case the share of positive ones rated above it (V01), ties counting one half. Both have the AUC for a mean.
/// </summary>
/// <remarks>DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595</remarks>
public sealed class Placements
{
    private Placements(double auc, double[] v10, double[] v01) => (Auc, V10, V01) = (auc, v10, v01);

    /// <summary>The area under the empirical curve; NaN when either class is empty.</summary>
    public double Auc { get; }

    /// <summary>By positive case, in the order given.</summary>
    public double[] V10 { get; }

    /// <summary>By negative case, in the order given.</summary>
    public double[] V01 { get; }

    /// <summary>
    /// The components by ranks: time O(N log N) at most, memory linear. Without a case of the other class they are NaN. A rating that is not
    /// a number throws <see cref="BadInputException"/>.
    /// </summary>
    public static Placements Of(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives)
    {
        var v10 = new double[positives.Length];
        var v01 = new double[negatives.Length];
        return new Placements(Fill(negatives, positives, v10, v01), v10, v01);
    }

    /// <summary>The same into arrays of the caller's; returns the AUC.</summary>
    public static double Fill(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives, Span<double> v10, Span<double> v01)
    {
        EmpiricalAuc.RequireNumbers(negatives, "negative");
        EmpiricalAuc.RequireNumbers(positives, "positive");
        var (keys, places) = RatingOrder.Sorted(negatives, positives);
        int n = negatives.Length,
            m = positives.Length;
        long twice = 0;
        int negativesBelow = 0,
            positivesBelow = 0;
        for (int start = 0, end; start < keys.Length; start = end)
        {
            int tiedNegatives = 0;
            for (end = start; end < keys.Length && keys[end] == keys[start]; end++)
            {
                tiedNegatives += places[end] < n ? 1 : 0;
            }

            var tiedPositives = end - start - tiedNegatives;
            var below = (2 * (long)negativesBelow) + tiedNegatives;
            var ofPositive = below / (2.0 * n);
            var ofNegative = ((2 * (long)(m - positivesBelow)) - tiedPositives) / (2.0 * m);
            for (var i = start; i < end; i++)
            {
                if (places[i] < n)
                {
                    v01[places[i]] = ofNegative;
                }
                else
                {
                    v10[places[i] - n] = ofPositive;
                }
            }

            twice += below * tiedPositives;
            negativesBelow += tiedNegatives;
            positivesBelow += tiedPositives;
        }

        return n == 0 || m == 0 ? double.NaN : twice / (2.0 * n * m);
    }
}
