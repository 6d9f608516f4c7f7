using System.Text.Json;

namespace ReaderStudy.Cli.Tests;

/// <summary>One call of the command line, as a user makes it.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    /// <summary>Every line with its spaces reduced to one.</summary>
    public IReadOnlyList<string> Lines =>
        [.. Output.Split('\n').Select(l => string.Join(' ', l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    public IReadOnlyList<string> ErrorLines => [.. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim())];

    /// <summary>The output of <c>--json</c>.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>What <c>--json</c> gives under <c>result</c>.</summary>
    public JsonElement Result => Json.GetProperty("result");

    public static async Task<CommandRun> Of(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error, TimeProvider.System);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}

/// <summary>CSV files of one test, deleted after it.</summary>
internal sealed class TemporaryFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("readerstudy-cli-").FullName;

    /// <summary>Writes lines to a file and gives its path.</summary>
    public string Write(string name, params string[] lines)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
