using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Agreement;

/// <summary>Ratings to try the coefficients on.</summary>
internal static class AgreementSamples
{
    /// <summary>
    /// Readers who give a case's own category with probability 0.6 and else any; with the given probability a rating is missing.
    /// </summary>
    public static RatingTable Correlated(int cases, int readers, int categories, ulong seed, double missing = 0.1)
    {
        var random = new RandomStream(seed, 0);
        var ratings = new int[cases * readers];
        for (var i = 0; i < cases; i++)
        {
            var own = random.Below(categories);
            for (var g = 0; g < readers; g++)
            {
                var rating = random.Uniform() < 0.6 ? own : random.Below(categories);
                ratings[(i * readers) + g] = random.Uniform() < missing ? RatingTable.Missing : rating;
            }
        }

        return RatingTable.Of(ratings, readers, categories);
    }

    /// <summary>The same cases in another order or number.</summary>
    public static RatingTable Cases(RatingTable table, IEnumerable<int> cases) =>
        RatingTable.Of([.. cases.SelectMany(i => table.RatingsOf(i).ToArray())], table.ReaderCount, table.CategoryCount);

    /// <summary>The same readers in another order or number.</summary>
    public static RatingTable Readers(RatingTable table, IReadOnlyList<int> readers) =>
        RatingTable.Of(
            [.. Enumerable.Range(0, table.CaseCount).SelectMany(i => readers.Select(g => table[i, g]))],
            readers.Count,
            table.CategoryCount
        );

    /// <summary>Leaving out one case at a time.</summary>
    public static double JackknifeError(RatingTable table, Func<RatingTable, double> statistic)
    {
        double n = table.CaseCount;
        double[] left =
        [
            .. Enumerable
                .Range(0, table.CaseCount)
                .Select(out_ => statistic(Cases(table, Enumerable.Range(0, table.CaseCount).Where(i => i != out_)))),
        ];
        var mean = left.Average();
        return Math.Sqrt((n - 1) / n * left.Sum(x => (x - mean) * (x - mean)));
    }
}
