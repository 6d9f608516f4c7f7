using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary>Columns and options of the commands that read categorical ratings, and how they are read.</summary>
internal sealed class RatingsInput
{
    private const string Unweighted = "unweighted";

    public static IReadOnlyList<StatsColumn> Columns { get; } =
    [
        new("case", "Name of the case."),
        new("reader", "Name of the reader.", true, "rater"),
        new("rating", "The category that the reader chose; empty or NA when missing.", true, "category", "answer"),
    ];

    public Option<string?> Categories { get; } =
        new("--categories")
        {
            Description =
                "All categories that could be chosen, in their order, separated by commas. Without it those used, ordered as numbers or as texts.",
        };

    public Option<string?> Values { get; } =
        new("--values")
        {
            Description =
                "A number for each category in their order, separated by commas. Weights then go by these instead of by rank; interval and ratio differences always go by number.",
        };

    public Option<string> Weights { get; } =
        StatsOptions.Choice(
            "--weights",
            "How much different categories agree.",
            Unweighted,
            Unweighted,
            "linear",
            "quadratic",
            "ordinal",
            "radical",
            "ratio",
            "circular",
            "bipolar"
        );

    public Option<bool> CompleteCases { get; } =
        new("--complete-cases") { Description = "Leave out every case that a reader did not rate." };

    public Option<double> Level { get; } = StatsOptions.Level();

    /// <summary>The ratings, as declared by the options.</summary>
    public RatingTable Table(StatsInput input)
    {
        var rows = Enumerable
            .Range(0, input.Count)
            .Select(i => new RatingRow(input.Text(i, "case"), input.Text(i, "reader"), Rating(input, i)))
            .ToList();
        var table = RatingTable.FromRows(rows, Names(input), Numbers(input));
        return input.Option(CompleteCases) ? table.CompleteCases() : table;
    }

    /// <summary>The weights chosen, for the categories of a table.</summary>
    public AgreementWeights WeightsOf(StatsInput input, RatingTable table) =>
        input.Option(Values) is null
            ? Named(input.Option(Weights), table.CategoryCount)
            : Named(input.Option(Weights), Ascending(table.CategoryValues));

    public bool IsWeighted(StatsInput input) => input.Option(Weights) != Unweighted;

    public static string? Rating(StatsInput input, int row) => input.Text(row, "rating") is "" or "NA" ? null : input.Text(row, "rating");

    /// <summary>The declared categories; null when none are.</summary>
    public IReadOnlyList<string>? Names(StatsInput input) =>
        input.Option(Categories)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static AgreementWeights Named(string name, int categories) =>
        name switch
        {
            "linear" => AgreementWeights.Linear(categories),
            "quadratic" => AgreementWeights.Quadratic(categories),
            "ordinal" => AgreementWeights.Ordinal(categories),
            "radical" => AgreementWeights.Radical(categories),
            "ratio" => AgreementWeights.Ratio(categories),
            "circular" => AgreementWeights.Circular(categories),
            "bipolar" => AgreementWeights.Bipolar(categories),
            _ => AgreementWeights.Identity(categories),
        };

    private double[]? Numbers(StatsInput input)
    {
        if (input.Option(Values) is not { } text)
        {
            return null;
        }

        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var numbers = new double[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (
                !double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i])
            )
            {
                throw new BadInputException($"--values: '{words[i]}' is not a number.");
            }
        }

        return numbers;
    }

    private static AgreementWeights Named(string name, IReadOnlyList<double> values) =>
        name switch
        {
            "linear" => AgreementWeights.Linear(values),
            "quadratic" => AgreementWeights.Quadratic(values),
            "radical" => AgreementWeights.Radical(values),
            "ratio" => values[0] < 0
                ? throw new BadInputException("--values: ratio weights need numbers that are not negative.")
                : AgreementWeights.Ratio(values),
            "circular" => AgreementWeights.Circular(values),
            "bipolar" => AgreementWeights.Bipolar(values),
            _ => Named(name, values.Count),
        };

    private static IReadOnlyList<double> Ascending(IReadOnlyList<double> values) =>
        values.Zip(values.Skip(1)).All(v => v.First < v.Second)
            ? values
            : throw new BadInputException("--values: weights need numbers that ascend in the order of the categories.");
}
