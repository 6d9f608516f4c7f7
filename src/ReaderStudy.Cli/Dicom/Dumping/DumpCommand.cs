using System.CommandLine;
using ReaderStudy.Dicom;

namespace ReaderStudy.Cli.Dicom.Dumping;

/// <summary><c>readerstudy dicom dump</c>: shows what is in a file.</summary>
internal static class DumpCommand
{
    private const string Notes = """
        A line an element: tag, representation, keyword (or the maker's name of a private element), value. Long values are clipped, of
        bytes the first 16 are shown. Of a damaged file what can be read is printed; standard error says what is missing.

        --json prints the DICOM JSON model (PS3.18 Annex F). Binary values up to 1024 bytes are inline; of longer ones, and of compressed
        pixels, a BulkDataURI of the form bytes:COUNT tells the size. The meta header has no place in that model.

        A dump shows names and numbers of patients where the file has them.

        Exit codes: 0 done, 1 the file is damaged or no DICOM, 2 the command was called wrongly.
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var path = new Argument<string>("FILE") { Description = "A DICOM file." };
        var json = new Option<bool>("--json") { Description = "Print DICOM JSON instead of lines." };
        var command = new NotedCommand("dump", "Print every element of a DICOM file.", Notes) { path, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
                (int)await Dump(parsed.GetValue(path)!, parsed.GetValue(json), output, error, cancellationToken)
        );
        return command;
    }

    private static async Task<ExitCode> Dump(
        string path,
        bool asJson,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            var (file, reason) = Read(bytes);
            if (asJson)
            {
                JsonDump.Write(output, file.Dataset);
            }
            else
            {
                TextDump.Write(output, file);
            }

            foreach (var problem in file.Problems)
            {
                await error.WriteLineAsync($"{path}: {problem.Message}");
            }

            return reason is null ? ExitCode.Done : ExitCode.BadInput;
        }
        catch (Exception e) when (e is DicomException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{path}: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    private static (DicomFile File, string? Reason) Read(byte[] bytes)
    {
        try
        {
            return (DicomFile.Read(bytes), null);
        }
        catch (DicomException e)
        {
            return (DicomFile.Read(bytes, DicomReadOptions.Tolerant), e.Message);
        }
    }
}
