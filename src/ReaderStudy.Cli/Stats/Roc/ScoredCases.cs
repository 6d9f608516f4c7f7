using System.CommandLine;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary>A score of every case; NaN where it is missing. Higher means diseased, which lower-is-diseased scores are negated for.</summary>
/// <param name="Name">The file's column.</param>
/// <param name="Ratings">By row of the file.</param>
/// <param name="Negated">Thresholds must be negated again for the reader.</param>
internal sealed record Score(string Name, double[] Ratings, bool Negated)
{
    /// <summary>As in the file.</summary>
    public double Threshold(double threshold) => Negated ? -threshold : threshold;

    /// <summary>How the score is compared with the threshold.</summary>
    public string Rule => Negated ? "≤" : "≥";
}

/// <summary>A file with a truth and one or more scores of each case, a row a case.</summary>
/// <param name="Truth">By row.</param>
/// <param name="Scores">Those that were asked for, or all columns that are nothing else.</param>
internal sealed record ScoredCases(bool[] Truth, IReadOnlyList<Score> Scores)
{
    public static StatsColumn Case { get; } = new("case", "Name of the case; one that stands twice is refused.", false, "case_id", "id");

    public static StatsColumn TruthColumn { get; } = new("truth", "1 diseased, 0 not.", true, "diseased", "reference");

    /// <summary>Which columns are scores.</summary>
    public static Option<string[]> ScoreOption() =>
        new("--score")
        {
            Description = "Column with a score; may be given again. All columns that are nothing else unless given.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };

    /// <summary>Which scores are turned round.</summary>
    public static Option<string[]> LowerOption() =>
        new("--lower")
        {
            Description = "Score of which lower values mean diseased; may be given again.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };

    public static ScoredCases Read(StatsInput input, Option<string[]> scores, Option<string[]> lower)
    {
        var places = Places(input, input.Option(scores));
        var negated = Places(input, input.Option(lower), []);
        if (places.Count == 0)
        {
            throw new BadInputException("The file has no column with a score.");
        }

        var cases = new Dictionary<string, int>();
        var truth = new bool[input.Count];
        var ratings = places.Select(_ => new double[input.Count]).ToList();
        for (var row = 0; row < input.Count; row++)
        {
            truth[row] = input.Truth(row, TruthColumn.Name);
            if (input.Has(Case.Name) && input.Required(row, Case.Name) is { Length: > 0 } name && !cases.TryAdd(name, row))
            {
                input.Fault(row, Case.Name, $"'{name}' stands in line {input.LineOf(cases[name])} already; a case has one row.");
            }

            for (var k = 0; k < places.Count; k++)
            {
                ratings[k][row] = (negated.Contains(places[k]) ? -1 : 1) * input.Number(row, places[k]);
            }
        }

        input.Demand();
        return new ScoredCases(
            truth,
            [.. places.Select((place, k) => new Score(input.FileColumns[place], ratings[k], negated.Contains(place)))]
        );
    }

    /// <summary>The cases that have all of the scores, and how many lack one.</summary>
    public (IReadOnlyList<RatedCases> Rated, int Missing) Complete(params IReadOnlyList<Score> scores)
    {
        var missing = Enumerable.Range(0, Truth.Length).Count(row => scores.Any(s => double.IsNaN(s.Ratings[row])));
        return (RatedCases.Complete(Truth, [.. scores.Select(s => s.Ratings)]), missing);
    }

    public static IReadOnlyList<string> MissingNote(int missing, string what) =>
        missing == 0 ? [] : [$"{missing} {(missing == 1 ? "case" : "cases")} without {what} left out."];

    private static List<int> Places(StatsInput input, string[] names) => Places(input, names, input.OtherColumns);

    private static List<int> Places(StatsInput input, string[] names, IReadOnlyList<int> otherwise)
    {
        if (names.Length == 0)
        {
            return [.. otherwise];
        }

        var columns = input.FileColumns.ToList();
        return
        [
            .. names.Select(name =>
            {
                var place = columns.FindIndex(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));
                return place >= 0
                    ? place
                    : throw new FileRefusedException([
                        new FileError(1, name, $"is missing; the file has {string.Join(", ", input.FileColumns)}."),
                    ]);
            }),
        ];
    }
}
