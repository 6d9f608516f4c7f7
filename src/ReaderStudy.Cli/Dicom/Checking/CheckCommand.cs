using System.CommandLine;

namespace ReaderStudy.Cli.Dicom.Checking;

/// <summary><c>readerstudy dicom check</c>: reads files and decodes their pixels, as an import would.</summary>
internal static class CheckCommand
{
    private const string Notes = """
        Every file is read strictly and every frame decoded. Folders are searched through; files in them that are no DICOM are told as
        such. One broken file does not stop the others.

        --json prints one array with an object for each file, in the order of the table:
          path, ok, error               error is null for a good file, else the reason
          sopClassUid, transferSyntaxUid
          rows, columns, frames, bitsStored, photometric
                                        as the header says; null where it does not, as in reports, plans and directories
          sha256                        of the decoded bytes of each frame: little endian, the samples of a pixel side by side, one byte
                                        for a 1-bit pixel, no table and no colour conversion applied; empty for a file without pixels

        Exit codes: 0 all files are good, 1 at least one is not, 2 the command was called wrongly.
        """;

    public static Command Create(TextWriter output)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files, and folders to search through.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table." };
        var command = new NotedCommand("check", "Read DICOM files, decode their pixels, and say what is wrong.", Notes) { paths, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                ICheckReport report = parsed.GetValue(json) ? new JsonCheckReport(output) : new TableCheckReport(output);
                return (int)await CheckAll(parsed.GetValue(paths)!, report, cancellationToken);
            }
        );
        return command;
    }

    /// <summary>Checks several files at a time and tells each in its turn; no more are in memory than are being checked.</summary>
    private static async Task<ExitCode> CheckAll(string[] paths, ICheckReport report, CancellationToken cancellationToken)
    {
        var running = new Queue<Task<CheckedFile>>();
        var areAllGood = true;
        report.Begin();
        foreach (var file in FoundFile.Under(paths))
        {
            if (running.Count >= Environment.ProcessorCount)
            {
                areAllGood &= await Tell(running.Dequeue(), report);
            }

            running.Enqueue(Task.Run(() => FileCheck.Of(file, cancellationToken), cancellationToken));
        }

        while (running.Count > 0)
        {
            areAllGood &= await Tell(running.Dequeue(), report);
        }

        report.End();
        return areAllGood ? ExitCode.Done : ExitCode.BadInput;
    }

    private static async Task<bool> Tell(Task<CheckedFile> running, ICheckReport report)
    {
        var file = await running;
        report.Add(file);
        return file.Ok;
    }
}
