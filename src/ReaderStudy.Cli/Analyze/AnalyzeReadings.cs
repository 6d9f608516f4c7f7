using System.Text;
using ReaderStudy.Analysis;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Cli.Protocols;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Reports;
using ReaderStudy.Reports.Typst;

namespace ReaderStudy.Cli.Analyze;

/// <summary>Reads finished readings, analyses them, prints the figures and writes the files.</summary>
/// <param name="output">Figures and what was written.</param>
/// <param name="error">What cannot be used, and why there is no PDF.</param>
/// <param name="typst">What makes PDFs; null: what was installed with the program.</param>
internal sealed class AnalyzeReadings(TextWriter output, TextWriter error, TypstOptions? typst = null)
{
    private const string Pdf = "report.pdf";

    /// <summary>Every file this command may write.</summary>
    private static readonly IReadOnlyList<string> FileNames = ["results.json", .. ResultsCsv.Names, "report.html", Pdf];

    public async Task<ExitCode> Handle(AnalyzeRequest request, CancellationToken cancellationToken)
    {
        if (ReadProtocol(request) is not { } protocol || ReadReadings(request, protocol) is not { } content)
        {
            return ExitCode.BadInput;
        }

        var results = StudyAnalysis.Of(protocol, content.Table, content.Findings);
        if (!request.Quiet)
        {
            new FiguresPage(output).Print(results);
        }

        foreach (var note in content.Notes)
        {
            await output.WriteLineAsync($"Note: {note}");
        }

        await output.WriteLineAsync(
            results.Findings.Count == 0 ? "No findings." : $"{results.Findings.Count} findings; every answer counts as it stands."
        );
        return request.Out is null ? ExitCode.Done : await Write(request, protocol, results, content, request.Out, cancellationToken);
    }

    private Protocol? ReadProtocol(AnalyzeRequest request)
    {
        try
        {
            return ProtocolSource.Read(request.Protocol);
        }
        catch (ProtocolException exception)
        {
            error.WriteLine($"{request.Protocol}: {exception.Message}");
            return null;
        }
    }

    private ReadingFileContent? ReadReadings(AnalyzeRequest request, Protocol protocol)
    {
        if (Directory.Exists(request.Readings))
        {
            error.WriteLine($"{request.Readings}: This is a folder, not a file.");
            return null;
        }

        try
        {
            using var stream = File.OpenRead(request.Readings);
            return ReadingFile.Read(stream, protocol, request.Options);
        }
        catch (FileRefusedException refused)
        {
            foreach (var fault in refused.Errors)
            {
                error.WriteLine($"{request.Readings}: {fault}");
            }

            error.WriteLine("The file was not used, and nothing was written.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            error.WriteLine($"{request.Readings}: There is no such file.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"{request.Readings}: {exception.Message}");
        }

        return null;
    }

    private async Task<ExitCode> Write(
        AnalyzeRequest request,
        Protocol protocol,
        StudyResults results,
        ReadingFileContent content,
        string path,
        CancellationToken cancellationToken
    )
    {
        var report = new StudyReport
        {
            Title = request.Title ?? protocol.Title,
            Date = request.Date,
            Results = results,
            Protocol = protocol,
            Facts = [new StudyFact("Readings", Path.GetFileName(request.Readings))],
            Remarks = content.Notes,
        };
        var files = new List<(string Name, byte[] Content)> { ("results.json", Encoding.UTF8.GetBytes(ResultsJson.Write(results))) };
        files.AddRange(ResultsCsv.Of(results).Select(t => (t.Name, Encoding.UTF8.GetBytes(t.Content))));
        files.Add(("report.html", Encoding.UTF8.GetBytes(ReportRenderer.Html(report))));
        if (!request.NoPdf && await MakePdf(report, cancellationToken) is { } pdf)
        {
            files.Add((Pdf, pdf));
        }

        try
        {
            OutputFolder.Write(path, files, FileNames);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{path}: {exception.Message}");
            return ExitCode.BadInput;
        }

        await output.WriteLineAsync($"Written to {path}: {string.Join(", ", files.Select(f => f.Name))}.");
        return ExitCode.Done;
    }

    /// <summary>Null, with the reason on standard error, when this machine cannot make one.</summary>
    private async Task<byte[]?> MakePdf(StudyReport report, CancellationToken cancellationToken)
    {
        await using var renderer = new ReportRenderer(typst);
        try
        {
            return await renderer.PdfAsync(report, cancellationToken);
        }
        catch (TypstException exception)
        {
            await error.WriteLineAsync($"No {Pdf}: {exception.Message} report.html holds the same.");
            return null;
        }
    }
}
