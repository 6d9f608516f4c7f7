namespace ReaderStudy.Statistics.Agreement;

/// <summary>Krippendorff's δ between categories, as a flat square matrix.</summary>
internal static class KrippendorffDifference
{
    /// <summary>By the level of measurement; <paramref name="totals"/> is how often each category was used, for ordinal differences.</summary>
    public static double[] Matrix(KrippendorffMetric metric, IReadOnlyList<double> values, int[] totals)
    {
        Require(metric, values, totals.Length);
        var places = metric == KrippendorffMetric.Ordinal ? MidRanks(totals) : [.. values];
        return Matrix(
            totals.Length,
            (c, k) =>
                metric switch
                {
                    KrippendorffMetric.Nominal => 1,
                    KrippendorffMetric.Ordinal or KrippendorffMetric.Interval => (places[c] - places[k]) * (places[c] - places[k]),
                    KrippendorffMetric.Ratio => Ratio(places[c], places[k]),
                }
        );
    }

    /// <summary>1 − w.</summary>
    public static double[] Matrix(AgreementWeights weights) => Matrix(weights.Categories, (c, k) => 1 - weights[c, k]);

    /// <summary>
    /// The number of ratings below a category and half of those in it: the ordinal difference is that of the places, squared.
    /// </summary>
    public static double[] MidRanks(ReadOnlySpan<int> totals)
    {
        var ranks = new double[totals.Length];
        MidRanks(totals, ranks);
        return ranks;
    }

    /// <inheritdoc cref="MidRanks(ReadOnlySpan{int})"/>
    public static void MidRanks(ReadOnlySpan<int> totals, Span<double> ranks)
    {
        var below = 0;
        for (var c = 0; c < totals.Length; c++)
        {
            ranks[c] = below + (0.5 * totals[c]);
            below += totals[c];
        }
    }

    /// <summary>0 for two zeros.</summary>
    public static double Ratio(double x, double y) => x + y == 0 ? 0 : (x - y) * (x - y) / ((x + y) * (x + y));

    public static void Require(KrippendorffMetric metric, IReadOnlyList<double> values, int categories)
    {
        if (values.Count != categories)
        {
            throw new ArgumentException($"There are {categories} categories but {values.Count} numbers for them.", nameof(values));
        }

        if (metric == KrippendorffMetric.Ratio && values.Any(v => v < 0))
        {
            throw new ArgumentException("Numbers on a ratio scale are not negative.", nameof(values));
        }
    }

    private static double[] Matrix(int categories, Func<int, int, double> difference)
    {
        var matrix = new double[categories * categories];
        for (var c = 0; c < categories; c++)
        {
            for (var k = 0; k < categories; k++)
            {
                matrix[(c * categories) + k] = c == k ? 0 : difference(c, k);
            }
        }

        return matrix;
    }
}
