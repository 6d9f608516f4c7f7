using System.CommandLine;
using ReaderStudy.Cli.Stats.Accuracy;
using ReaderStudy.Cli.Stats.Agreement;
using ReaderStudy.Cli.Stats.Assistance;
using ReaderStudy.Cli.Stats.Froc;
using ReaderStudy.Cli.Stats.Grading;
using ReaderStudy.Cli.Stats.Mrmc;
using ReaderStudy.Cli.Stats.Resampling;
using ReaderStudy.Cli.Stats.Roc;
using ReaderStudy.Cli.Stats.Segmentation;
using ReaderStudy.Cli.Stats.Triage;

namespace ReaderStudy.Cli.Stats;

/// <summary><c>readerstudy stats NAME INPUT.csv</c>: each method of the statistics library on a file of one's own.</summary>
internal static class StatsCommand
{
    /// <summary>Every analysis, in the order of the help.</summary>
    public static IReadOnlyList<StatsAnalysis> Analyses { get; } =
    [
        .. AccuracyAnalyses.All,
        .. AgreementAnalyses.All,
        .. RocAnalyses.All,
        .. MrmcAnalyses.All,
        .. FrocAnalyses.All,
        .. SegmentationAnalyses.All,
        .. GradingAnalyses.All,
        .. TriageAnalyses.All,
        .. AssistanceAnalyses.All,
        .. ResamplingAnalyses.All,
    ];

    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "stats",
            "One method of the statistics library on a CSV file: tables on the screen, or every number as JSON."
        );
        foreach (var analysis in Analyses)
        {
            command.Add(Of(analysis, output, error));
        }

        return command;
    }

    private static NotedCommand Of(StatsAnalysis analysis, TextWriter output, TextWriter error)
    {
        var command = new NotedCommand(analysis.Name, analysis.Summary, Notes(analysis));
        Argument<string>? file = null;
        if (analysis.Columns.Count > 0)
        {
            file = new Argument<string>("INPUT.csv")
            {
                Description = "UTF-8, cells separated by comma, semicolon or tab; an empty cell is missing.",
            };
            command.Add(file);
        }

        foreach (var option in analysis.Options)
        {
            command.Add(option);
        }

        var json = new Option<bool>("--json") { Description = "Print every number unrounded as JSON instead of tables." };
        command.Add(json);
        var map = TableOptions.Map();
        var delimiter = TableOptions.Delimiter();
        if (file is not null)
        {
            command.Add(map);
            command.Add(delimiter);
        }

        command.SetAction(parsed =>
        {
            var request = new StatsRequest(
                parsed,
                file is null ? null : parsed.GetRequiredValue(file),
                TableOptions.Renames(file is null ? [] : parsed.GetValue(map) ?? []),
                file is null ? null : TableOptions.DelimiterOf(parsed.GetValue(delimiter)),
                parsed.GetValue(json)
            );
            return (int)new RunAnalysis(output, error).Handle(analysis, request);
        });
        return command;
    }

    private static string Notes(StatsAnalysis analysis)
    {
        var width = analysis.Columns.Select(c => c.Name.Length).DefaultIfEmpty().Max() + 2;
        var columns = analysis.Columns.Select(c => $"  {c.Name.PadRight(width)}{c.Description}{(c.Required ? "" : " (may be missing)")}");
        var file = analysis.Columns.Count == 0 ? "" : $"Columns of INPUT.csv:\n{string.Join('\n', columns)}\n\n";
        return $"{file}Method:\n{Indented(analysis.Method)}\n\nExit codes: 0 done, 1 the input cannot be used, 2 the command was called wrongly.\n";
    }

    private static string Indented(string text) => string.Join('\n', text.TrimEnd().Split('\n').Select(l => $"  {l}".TrimEnd()));
}
