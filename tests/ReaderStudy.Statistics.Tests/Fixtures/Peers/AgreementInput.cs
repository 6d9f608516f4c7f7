using System.Globalization;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>What the reproductions of agreement share: the ratings of a folder, weights by a package's name for them.</summary>
internal static class AgreementInput
{
    /// <summary>All ratings, with the declared categories and their codes.</summary>
    public static RatingTable Ratings(FixtureFolder folder)
    {
        var input = folder.Input;
        RatingRow[] rows =
        [
            .. Enumerable
                .Range(0, input.Count)
                .Select(i => new RatingRow(input.Text(i, "case"), input.Text(i, "reader"), Rating(input, i))),
        ];
        if (folder.Categories.Count == 0)
        {
            return RatingTable.FromRows(rows);
        }

        var categories = folder.Table("categories.csv");
        return RatingTable.FromRows(rows, folder.Categories, categories.Has("code") ? categories.Numbers("code") : null);
    }

    /// <summary>The first two readers.</summary>
    public static CrossTable TwoReaders(FixtureFolder folder) => CrossTable.Of(Ratings(folder));

    /// <summary>By rank, as the packages that are given texts or a table do.</summary>
    public static AgreementWeights Weights(string? name, int categories) =>
        name switch
        {
            null or "" or "unweighted" or "Unweighted" or "identity" => AgreementWeights.Identity(categories),
            "equal" or "linear" or "Equal-Spacing" => AgreementWeights.Linear(categories),
            "squared" or "quadratic" or "Fleiss-Cohen" => AgreementWeights.Quadratic(categories),
            "ordinal" => AgreementWeights.Ordinal(categories),
            "radical" => AgreementWeights.Radical(categories),
            "ratio" => AgreementWeights.Ratio(categories),
            "circular" => AgreementWeights.Circular(categories),
            "bipolar" => AgreementWeights.Bipolar(categories),
            _ => throw new NotSupportedException($"Weights called {name}."),
        };

    /// <summary>By number.</summary>
    public static AgreementWeights Weights(string name, IReadOnlyList<double> values) =>
        name switch
        {
            "linear" => AgreementWeights.Linear(values),
            "quadratic" => AgreementWeights.Quadratic(values),
            "radical" => AgreementWeights.Radical(values),
            "ratio" => AgreementWeights.Ratio(values),
            "circular" => AgreementWeights.Circular(values),
            "bipolar" => AgreementWeights.Bipolar(values),
            _ => Weights(name, values.Count),
        };

    public static KrippendorffMetric Metric(string? level) =>
        level switch
        {
            "nominal" => KrippendorffMetric.Nominal,
            "ordinal" => KrippendorffMetric.Ordinal,
            "interval" => KrippendorffMetric.Interval,
            "ratio" => KrippendorffMetric.Ratio,
            _ => throw new NotSupportedException($"A level called {level}."),
        };

    private static string? Rating(FixtureTable input, int row) =>
        input.Text(row, "rating") is "" or "NA" ? null : input.Text(row, "rating");

    /// <summary>The categories in the order of their codes written out, as R sorts the levels of a factor made of texts.</summary>
    public static RatingTable SortedAsTexts(RatingTable table) =>
        table.WithCategoryOrder([
            .. Enumerable
                .Range(0, table.CategoryCount)
                .OrderBy(k => table.CategoryValues[k].ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal),
        ]);
}
