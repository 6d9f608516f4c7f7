using System.CommandLine;
using ReaderStudy.Cli.Analyze;
using ReaderStudy.Cli.Protocols;

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
                + "statistics of a finished reader study and its report."
        )
        {
            AnalyzeCommand.Create(output, error, time),
            ProtocolCommand.Create(output, error),
        };
        var parsed = root.Parse(arguments);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return parsed.Errors.Count > 0 ? (int)ExitCode.Usage : code;
    }
}
