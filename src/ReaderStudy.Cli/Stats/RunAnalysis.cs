using System.CommandLine;
using System.Security.Cryptography;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Statistics;

namespace ReaderStudy.Cli.Stats;

/// <summary>What <c>readerstudy stats</c> was asked.</summary>
/// <param name="Parsed">What was typed, for the analysis' own options.</param>
/// <param name="File">Path of the CSV file; null when the command takes none.</param>
/// <param name="Renames">Our name of a column -> the file's.</param>
/// <param name="Delimiter">What separates cells; null: found from the header.</param>
/// <param name="Json">JSON instead of tables.</param>
internal sealed record StatsRequest(
    ParseResult Parsed,
    string? File,
    IReadOnlyDictionary<string, string> Renames,
    char? Delimiter,
    bool Json
);

/// <summary>Reads the file, runs the analysis, prints what it gives. What cannot be used is told by line, before any mathematics.</summary>
internal sealed class RunAnalysis(TextWriter output, TextWriter error)
{
    /// <summary>Where more rows are wrong, the file is another one than was meant.</summary>
    private const int MostFaults = 50;

    public ExitCode Handle(StatsAnalysis analysis, StatsRequest request)
    {
        StatsInput? input = null;
        try
        {
            var table = request.File is null ? null : StatsFile.Read(request.File, request.Delimiter);
            input = new StatsInput(request.Parsed, table, analysis.Columns, request.Renames);
            var report = analysis.Run(input);
            if (request.Json)
            {
                output.WriteLine(StatsJson.Write(Document(analysis, request, input, report)));
            }
            else
            {
                new StatsPage(output).Print(report);
            }

            return ExitCode.Done;
        }
        catch (StatsFileException exception)
        {
            error.WriteLine(exception.Message);
        }
        catch (FileRefusedException refused)
        {
            Refuse(request, refused.Errors);
        }
        catch (BadInputException bad)
        {
            Refuse(
                request,
                [
                    .. bad.Faults.Select(f => new FileError(
                        f.Row is { } row && row < input?.Count ? input.LineOf(row) : null,
                        null,
                        f.Message
                    )),
                ]
            );
        }

        return ExitCode.BadInput;
    }

    private void Refuse(StatsRequest request, IReadOnlyList<FileError> faults)
    {
        foreach (var fault in faults.Take(MostFaults))
        {
            error.WriteLine(request.File is null ? fault.ToString() : $"{request.File}: {fault}");
        }

        if (faults.Count > MostFaults)
        {
            error.WriteLine($"There are {faults.Count - MostFaults} more errors.");
        }
    }

    private static Dictionary<string, object?> Document(
        StatsAnalysis analysis,
        StatsRequest request,
        StatsInput input,
        StatsReport report
    ) =>
        new()
        {
            ["analysis"] = analysis.Name,
            ["version"] = typeof(RunAnalysis).Assembly.GetName().Version!.ToString(3),
            ["file"] = request.File is null ? null : Path.GetFileName(request.File),
            ["inputSha256"] = request.File is null ? null : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(request.File))),
            ["rows"] = request.File is null ? null : input.Count,
            ["options"] = analysis.Options.ToDictionary(
                o => o.Name.TrimStart('-'),
                o => request.Parsed.GetResult(o)?.GetValueOrDefault<object?>()
            ),
            ["result"] = report.Result,
            ["notes"] = report.Notes,
        };
}
