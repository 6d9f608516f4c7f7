using System.CommandLine;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Cli.Protocols;

/// <summary><c>readerstudy protocol</c>: shows built-in protocols, as a start for one's own.</summary>
internal static class ProtocolCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "A built-in protocol, or a protocol file to check. Without it, the names of the built-in protocols are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "protocol",
            "List the built-in protocols, or print one as JSON: a start for your own, which 'analyze --protocol FILE' takes."
        )
        {
            name,
        };
        command.SetAction(parsed => (int)Show(parsed.GetValue(name), output, error));
        return command;
    }

    private static ExitCode Show(string? name, TextWriter output, TextWriter error)
    {
        if (name is null)
        {
            foreach (var template in ProtocolJson.Templates)
            {
                output.WriteLine($"{template}  {ProtocolJson.Template(template).Title}");
            }

            return ExitCode.Done;
        }

        try
        {
            output.WriteLine(ProtocolJson.Write(ProtocolSource.Read(name)));
            return ExitCode.Done;
        }
        catch (ProtocolException exception)
        {
            error.WriteLine($"{name}: {exception.Message}");
            return ExitCode.BadInput;
        }
    }
}
