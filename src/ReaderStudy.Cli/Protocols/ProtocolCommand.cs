using System.CommandLine;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Cli.Protocols;

/// <summary><c>readerstudy protocol</c>: shows built-in protocols, as a start for one's own, and checks, names and describes protocol files.</summary>
internal static class ProtocolCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "A built-in protocol, or a protocol file to print. Without it, the names of the built-in protocols are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "protocol",
            "List the built-in protocols, or print one as JSON: a start for your own, which 'analyze --protocol FILE' takes."
        )
        {
            name,
            Schema(output),
            OfFile(
                "check",
                "Say what contradicts itself in a protocol, what is missing before sealing, and what a reviewer would ask.",
                output,
                error,
                Check
            ),
            OfFile("hash", "Print the SHA-256 of a protocol's canonical text, which names it, and the file.", output, error, Hash),
        };
        command.SetAction(parsed => (int)Show(parsed.GetValue(name), output, error));
        return command;
    }

    private static Command Schema(TextWriter output)
    {
        var command = new Command("schema", "Print the JSON Schema of protocols, for editors and other programs.");
        command.SetAction(_ =>
        {
            output.Write(ProtocolSchema.Text);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command OfFile(
        string name,
        string description,
        TextWriter output,
        TextWriter error,
        Action<string, Protocol, TextWriter> tell
    )
    {
        var file = new Argument<string>("FILE") { Description = "A protocol file, or the name of a built-in protocol." };
        var command = new Command(name, description) { file };
        command.SetAction(parsed =>
            (int)Read(parsed.GetRequiredValue(file), error, protocol => tell(parsed.GetRequiredValue(file), protocol, output))
        );
        return command;
    }

    private static ExitCode Show(string? name, TextWriter output, TextWriter error)
    {
        if (name is not null)
        {
            return Read(name, error, protocol => output.WriteLine(ProtocolJson.Write(protocol)));
        }

        foreach (var template in ProtocolJson.Templates)
        {
            output.WriteLine($"{template}  {ProtocolJson.Template(template).Title}");
        }

        return ExitCode.Done;
    }

    private static void Check(string name, Protocol protocol, TextWriter output)
    {
        output.WriteLine($"{name}: contradicts itself nowhere.");
        foreach (var gap in ProtocolCheck.GapsOf(protocol))
        {
            output.WriteLine($"Missing before sealing: {gap}");
        }

        foreach (var remark in ProtocolCheck.RemarksOf(protocol))
        {
            output.WriteLine($"Look again: {remark}");
        }
    }

    private static void Hash(string name, Protocol protocol, TextWriter output) =>
        output.WriteLine($"{ProtocolJson.Sha256Of(protocol)}  {name}");

    private static ExitCode Read(string name, TextWriter error, Action<Protocol> then)
    {
        try
        {
            then(ProtocolSource.Read(name));
            return ExitCode.Done;
        }
        catch (ProtocolException exception)
        {
            error.WriteLine($"{name}: {exception.Message}");
            return ExitCode.BadInput;
        }
    }
}
