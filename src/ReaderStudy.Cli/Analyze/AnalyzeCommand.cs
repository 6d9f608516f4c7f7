using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ReaderStudy.Analysis.Readings;

namespace ReaderStudy.Cli.Analyze;

/// <summary>What <c>readerstudy analyze</c> was asked.</summary>
/// <param name="Readings">Path of the CSV file.</param>
/// <param name="Protocol">Name of a built-in protocol, or a path.</param>
/// <param name="Out">Folder to write to; null: figures are printed only.</param>
/// <param name="Options">How the file is to be read.</param>
/// <param name="Title">Title of the report; null: the protocol's.</param>
/// <param name="Date">Date of the report.</param>
/// <param name="NoPdf">No PDF is wanted.</param>
/// <param name="Quiet">No tables on the screen.</param>
internal sealed record AnalyzeRequest(
    string Readings,
    string Protocol,
    string? Out,
    ReadingFileOptions Options,
    string? Title,
    DateOnly Date,
    bool NoPdf,
    bool Quiet
);

/// <summary>The words of <c>readerstudy analyze</c>.</summary>
internal static class AnalyzeCommand
{
    public const string Name = "analyze";

    /// <summary>What a statistician has to know beside the options; printed below them.</summary>
    public const string Notes = """
        What is computed, for every task of the protocol and every arm:
          accuracy, sensitivity and specificity with Wilson 95 % intervals; recall of each class and their mean; confusion matrices;
          Fleiss' kappa among all raters and among readers only, with a standard error by linearisation over cases (Gwet);
          each model against each reader, case by case: both right, only the model, only the reader, neither, with McNemar's exact p.

        READINGS.csv is either long, one row an answer:
          case_id, truth, rater, rater_level, task, label          (optional: arm, score)
        or wide, one row a reading, with a column for each question of the protocol:
          case_id, truth, rater, rater_level, malignancy, subtype  (optional: arm)
        Both may also hold truth_group, centre, sex, age, lesion_size_mm and reading_seconds. rater_level is junior, middle or senior,
        and ai for a model. Several answers to one question are joined by '|'; an empty cell is a question left open.

        Every answer counts as it stands: none, several, or one outside the task is not right. Such answers are listed one by one as
        findings. Cases that a rater did not read are missing, not wrong. Kappa uses the cases to which every rater gave exactly one answer.
        A file with errors (an unknown class, a case answered twice by one rater, ...) is refused as a whole, with all its errors.

        Exit codes: 0 done, 1 an input cannot be used (nothing is written), 2 the command was called wrongly.

        Examples:
          readerstudy analyze readings.csv --protocol liver-lesion --out results
          readerstudy analyze export.csv --protocol my-study.json --map subtype=diagnosis --delimiter ";" --out results
        """;

    public static Command Create(TextWriter output, TextWriter error, TimeProvider time)
    {
        var readings = new Argument<string>("READINGS.csv")
        {
            Description = "Finished readings: UTF-8, cells separated by comma, semicolon or tab.",
        };
        var protocol = new Option<string>("--protocol", "-p")
        {
            Description = "A built-in protocol (liver-lesion) or a protocol file; 'readerstudy protocol' lists and prints them.",
            Required = true,
            HelpName = "NAME|FILE",
        };
        var folder = new Option<string?>("--out", "-o")
        {
            Description =
                "Folder for results.json (every number unrounded), the tables as CSV, report.html and report.pdf. Without it, figures are only printed.",
            HelpName = "DIR",
        };
        var map = new Option<string[]>("--map", "-m")
        {
            Description = "Read the file's column THEIRS as our column OURS, e.g. --map subtype=diagnosis. May be repeated.",
            HelpName = "OURS=THEIRS",
        };
        map.Validators.Add(CheckMap);
        var delimiter = new Option<string?>("--delimiter")
        {
            Description = "What separates cells: one character, or 'tab'. Found from the header when not given.",
            HelpName = "CHAR",
        };
        delimiter.Validators.Add(CheckDelimiter);
        var title = new Option<string?>("--title") { Description = "Title of the report; the protocol's when not given." };
        var date = new Option<string?>("--date") { Description = "Date of the report; today when not given.", HelpName = "YYYY-MM-DD" };
        date.Validators.Add(CheckDate);
        var noPdf = new Option<bool>("--no-pdf") { Description = "Write no report.pdf." };
        var quiet = new Option<bool>("--quiet", "-q")
        {
            Description = "Print no tables; findings are counted only (findings.csv lists them), errors are still told.",
        };
        var command = new Command(
            Name,
            "Analyse finished readings: accuracy, agreement, and models against readers; print the figures and write a report."
        )
        {
            readings,
            protocol,
            folder,
            map,
            delimiter,
            title,
            date,
            noPdf,
            quiet,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var request = new AnalyzeRequest(
                    parsed.GetRequiredValue(readings),
                    parsed.GetRequiredValue(protocol),
                    parsed.GetValue(folder),
                    new ReadingFileOptions
                    {
                        Renames = Renames(parsed.GetValue(map) ?? []),
                        Delimiter = Delimiter(parsed.GetValue(delimiter)),
                    },
                    parsed.GetValue(title),
                    parsed.GetValue(date) is { } day ? Date(day)!.Value : DateOnly.FromDateTime(time.GetLocalNow().Date),
                    parsed.GetValue(noPdf),
                    parsed.GetValue(quiet)
                );
                return (int)await new AnalyzeReadings(output, error).Handle(request, cancellationToken);
            }
        );
        return command;
    }

    private static Dictionary<string, string> Renames(string[] maps) =>
        maps.Select(m => m.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(m => m[0], m => m[1], StringComparer.OrdinalIgnoreCase);

    private static void CheckMap(OptionResult option)
    {
        var maps = option.Tokens.Select(t => t.Value.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        if (maps.Any(m => m is not [{ Length: > 0 }, { Length: > 0 }]))
        {
            option.AddError("--map takes OURS=THEIRS, for example --map subtype=diagnosis.");
        }
        else if (maps.GroupBy(m => m[0], StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            option.AddError($"--map names the column '{twice.Key}' twice.");
        }
    }

    private static char? Delimiter(string? text) =>
        text switch
        {
            null => null,
            "tab" or "\\t" => '\t',
            _ => text[0],
        };

    private static void CheckDelimiter(OptionResult option)
    {
        var text = option.Tokens.Count == 1 ? option.Tokens[0].Value : "";
        if (
            text is not ("tab" or "\\t")
            && (text.Length != 1 || !char.IsAscii(text[0]) || char.IsLetterOrDigit(text[0]) || text[0] is '"' or '|')
        )
        {
            option.AddError("--delimiter takes one sign such as ';' (but no quotation mark and no '|'), or 'tab'.");
        }
    }

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static void CheckDate(OptionResult option)
    {
        if (option.Tokens.Count != 1 || Date(option.Tokens[0].Value) is null)
        {
            option.AddError("--date takes a day as YYYY-MM-DD.");
        }
    }
}
