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
    private const string Name = "analyze";

    /// <summary>What a statistician has to know beside the options; printed below them.</summary>
    private const string Notes = """
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
        var map = TableOptions.Map();
        var delimiter = TableOptions.Delimiter();
        var title = new Option<string?>("--title") { Description = "Title of the report; the protocol's when not given." };
        var date = new Option<string?>("--date") { Description = "Date of the report; today when not given.", HelpName = "YYYY-MM-DD" };
        date.Validators.Add(CheckDate);
        var noPdf = new Option<bool>("--no-pdf") { Description = "Write no report.pdf." };
        var quiet = new Option<bool>("--quiet", "-q")
        {
            Description = "Print no tables; findings are counted only (findings.csv lists them), errors are still told.",
        };
        var command = new NotedCommand(
            Name,
            "Analyse finished readings: accuracy, agreement, and models against readers; print the figures and write a report.",
            Notes
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
                        Renames = TableOptions.Renames(parsed.GetValue(map) ?? []),
                        Delimiter = TableOptions.DelimiterOf(parsed.GetValue(delimiter)),
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
