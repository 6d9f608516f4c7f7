using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>Whether two readers disagree as often one way as the other.</summary>
/// <param name="Statistic">χ² = Σ_{k&lt;l} (n_kl − n_lk)² / (n_kl + n_lk) over the pairs of categories that met.</param>
/// <param name="Pairs">All pairs of categories, q (q − 1) / 2.</param>
/// <param name="EmptyPairs">Of these, pairs that never met: n_kl = n_lk = 0.</param>
public sealed record BowkerTest(double Statistic, int Pairs, int EmptyPairs)
{
    /// <summary>Pairs of categories that met.</summary>
    public int DegreesOfFreedom => Pairs - EmptyPairs;

    /// <summary>By χ² over the pairs that met; NaN when none did.</summary>
    public double P => ChiSquared.UpperTail(Statistic, DegreesOfFreedom);

    /// <summary>
    /// The statistic of R's mcnemar.test, which counts every pair of categories: 0/0, so NaN, when a pair never met. Its degrees of freedom are
    /// <see cref="Pairs"/>.
    /// </summary>
    public double StatisticOfAllPairs => EmptyPairs > 0 ? double.NaN : Statistic;

    /// <summary>The probability of <see cref="StatisticOfAllPairs"/>.</summary>
    public double POfAllPairs => ChiSquared.UpperTail(StatisticOfAllPairs, Pairs);
}

/// <summary>
/// Bowker's test of symmetry: that n_kl and n_lk differ only by chance for every pair of categories. With two categories it is McNemar's test
/// without continuity correction.
/// </summary>
/// <remarks>Bowker AH (1948). Journal of the American Statistical Association 43:572–574. doi:10.1080/01621459.1948.10483284</remarks>
public static class Bowker
{
    /// <summary>Tests a table of two readers; pairs of categories that never met say nothing and are left out.</summary>
    public static BowkerTest Of(CrossTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var statistic = 0.0;
        var empty = 0;
        for (var k = 0; k < table.Categories; k++)
        {
            for (var l = k + 1; l < table.Categories; l++)
            {
                double sum = table[k, l] + table[l, k],
                    difference = table[k, l] - table[l, k];
                empty += sum == 0 ? 1 : 0;
                statistic += sum == 0 ? 0 : difference * difference / sum;
            }
        }

        return new BowkerTest(statistic, table.Categories * (table.Categories - 1) / 2, empty);
    }
}
