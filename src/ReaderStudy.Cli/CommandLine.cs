using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ReaderStudy.Cli.Analyze;
using ReaderStudy.Cli.Audit;
using ReaderStudy.Cli.Dicom;
using ReaderStudy.Cli.Protocols;
using ReaderStudy.Cli.Radiomics;
using ReaderStudy.Cli.Stats;

namespace ReaderStudy.Cli;

/// <summary>What a run ends with.</summary>
public enum ExitCode
{
    Done = 0,

    /// <summary>An input cannot be used; standard error says which file and row, and nothing was written.</summary>
    BadInput = 1,

    /// <summary>The command was called wrongly.</summary>
    Usage = 2,
}

/// <summary>The commands of <c>readerstudy</c>.</summary>
public static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="arguments">As typed, without the program's name.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="time">Where today's date comes from.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, TimeProvider time)
    {
        var root = new RootCommand(
            "ReaderStudy tests imaging AI against radiologists. This program does from the command line what needs no server: the "
                + "statistics of a finished reader study and its report, what is to be done with DICOM files, radiomic features, and the check of a "
                + "study's record."
        )
        {
            AnalyzeCommand.Create(output, error, time),
            ProtocolCommand.Create(output, error),
            StatsCommand.Create(output, error),
            DicomCommand.Create(output, error, time),
            RadiomicsCommand.Create(output, error),
            AuditCommand.Create(output, error),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithNotes((HelpAction)help.Action!, output);
        var parsed = root.Parse(arguments);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return parsed.Action is ParseErrorAction ? (int)ExitCode.Usage : code;
    }

    /// <summary>The usual help, and below it what a command has to say beside its options. After a mistake the notes are left out.</summary>
    private sealed class HelpWithNotes(HelpAction help, TextWriter output) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is NotedCommand command)
            {
                output.WriteLine(command.Notes);
            }

            return code;
        }
    }
}
