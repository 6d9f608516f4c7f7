using System.CommandLine;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Cli.Stats.Froc;

/// <summary>
/// The three files of a free-response study: marks (the input), <c>--cases</c> and <c>--lesions</c>. Every command makes its own.
/// </summary>
internal sealed class FrocFiles
{
    /// <summary>Of the input: the marks.</summary>
    public static IReadOnlyList<StatsColumn> MarkColumns { get; } =
    [
        new("treatment", "The arm under which the reader marked.", true, "arm", "modality"),
        new("reader", "Who marked.", true),
        new("case", "In which case.", true),
        new("type", "LL: the mark is on a lesion; NL: on none.", false, "mark_type"),
        new("lesion", "The lesion that was hit; empty when none was.", true, "lesion_id"),
        new("rating", "Higher is more suspicious.", true, "score"),
    ];

    private static readonly IReadOnlyList<StatsColumn> CaseColumns =
    [
        new("case", "Name of the case.", true),
        new("truth", "1 diseased, 0 not.", true, "diseased"),
        new("patient", "Whose case it is.", false),
    ];

    private static readonly IReadOnlyList<StatsColumn> LesionColumns =
    [
        new("case", "Where the lesion is.", true),
        new("lesion", "Its name within the case.", true, "lesion_id"),
        new("weight", "Its weight within the case.", false),
        new("size", "In mm.", false, "size_mm", "diameter"),
    ];

    private readonly Option<string?> _cases = new("--cases")
    {
        Description = "CSV of all cases read: case, truth (1 diseased, 0 not), and where patients have several cases, patient.",
    };

    private readonly Option<string?> _lesions = new("--lesions")
    {
        Description = "CSV of all lesions: case, lesion, weight (per case in sum 1; missing: equal) and size in mm (may be missing).",
    };

    private readonly Option<string[]> _readers = new("--readers")
    {
        Description = "Readers who may have no mark at all, separated by commas; the others are in the marks.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _treatments = new("--treatments")
    {
        Description = "Treatments that may be without any mark, separated by commas.",
        DefaultValueFactory = _ => [],
    };

    /// <param name="required">False where the command also takes other studies.</param>
    public FrocFiles(bool required = true)
    {
        _cases.Required = required;
        _lesions.Required = required;
    }

    public IReadOnlyList<Option> Options => [_cases, _lesions, _readers, _treatments];

    /// <summary>Whether the files of cases and lesions were given.</summary>
    public bool AreGiven(StatsInput input) => input.Option(_cases) is not null && input.Option(_lesions) is not null;

    /// <summary>The study.</summary>
    /// <exception cref="BadInputException">By row of the marks.</exception>
    /// <exception cref="StatsFileException">The other files cannot be used.</exception>
    public FrocReadings Read(StatsInput input)
    {
        FrocMark[] marks = [.. Enumerable.Range(0, input.Count).Select(row => Mark(input, row))];
        input.Demand();
        var (cases, caseRows) = Second(input, _cases, CaseColumns, Case);
        var (lesions, lesionRows) = Second(input, _lesions, LesionColumns, Lesion);
        try
        {
            return FrocReadings.Of(cases, lesions, marks, Listed(input, _treatments), Listed(input, _readers));
        }
        catch (BadInputException bad)
        {
            Rethrow(bad, "In the cases: ", input.Option(_cases)!, caseRows);
            Rethrow(bad, "In the lesions: ", input.Option(_lesions)!, lesionRows);
            throw;
        }
    }

    private static FrocMark Mark(StatsInput input, int row)
    {
        var lesion = input.Text(row, "lesion");
        if (input.Has("type"))
        {
            switch (input.Required(row, "type").ToUpperInvariant())
            {
                case "LL" when lesion.Length == 0:
                    input.Fault(row, "lesion", "is empty, but the mark is on a lesion (LL).");
                    break;
                case "NL" when lesion.Length > 0:
                    input.Fault(row, "lesion", "is given, but the mark is on none (NL).");
                    break;
                case "LL" or "NL" or "":
                    break;
                default:
                    input.Fault(row, "type", $"'{input.Text(row, "type")}' is neither LL (on a lesion) nor NL (on none).");
                    break;
            }
        }

        return new FrocMark(
            input.Required(row, "treatment"),
            input.Required(row, "reader"),
            input.Required(row, "case"),
            lesion,
            input.Number(row, "rating")
        );
    }

    private static FrocCase Case(StatsInput file, int row) =>
        new(file.Required(row, "case"), file.Truth(row, "truth"), file.Has("patient") ? file.Text(row, "patient") : null);

    private static FrocLesion Lesion(StatsInput file, int row)
    {
        var weight = file.Has("weight") ? file.Number(row, "weight") : double.NaN;
        return new FrocLesion(
            file.Required(row, "case"),
            file.Required(row, "lesion"),
            double.IsNaN(weight) ? null : weight,
            file.Has("size") ? file.Number(row, "size") : double.NaN
        );
    }

    private static (T[] Rows, StatsInput File) Second<T>(
        StatsInput input,
        Option<string?> option,
        IReadOnlyList<StatsColumn> columns,
        Func<StatsInput, int, T> read
    )
    {
        var path = input.Option(option)!;
        try
        {
            var file = input.File(option, columns)!;
            T[] rows = [.. Enumerable.Range(0, file.Count).Select(row => read(file, row))];
            file.Demand();
            return (rows, file);
        }
        catch (FileRefusedException refused)
        {
            throw new StatsFileException(string.Join(Environment.NewLine, refused.Errors.Select(e => $"{path}: {e}")), refused);
        }
    }

    /// <summary>Faults of another file than the marks, by its own lines.</summary>
    private static void Rethrow(BadInputException bad, string start, string path, StatsInput file)
    {
        if (!bad.Faults.All(f => f.Message.StartsWith(start, StringComparison.Ordinal)))
        {
            return;
        }

        var lines = bad.Faults.Select(f => new FileError(
            f.Row is { } row ? file.LineOf(row) : null,
            null,
            Sentence(f.Message[start.Length..])
        ));
        throw new StatsFileException(string.Join(Environment.NewLine, lines.Select(l => $"{path}: {l}")), bad);
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string[] Listed(StatsInput input, Option<string[]> option) =>
        [.. input.Option(option).SelectMany(o => o.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
