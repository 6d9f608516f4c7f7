namespace ReaderStudy.Reports.Typst;

/// <summary>Where the parts of <see cref="TypstCompiler"/> lie. The defaults fit a built or published program.</summary>
public sealed class TypstOptions
{
    /// <summary>The program that runs the compiler: a path, or a name that is looked up on the PATH. <c>READERSTUDY_NODE</c> names another.</summary>
    public string Node { get; init; } = Environment.GetEnvironmentVariable("READERSTUDY_NODE") is { Length: > 0 } node ? node : "node";

    /// <summary>The folder that holds <c>typst-server.mjs</c>, <c>node_modules</c> and <c>fonts</c>.</summary>
    public string Folder { get; init; } = Path.Combine(AppContext.BaseDirectory, "reports");

    /// <summary>The folder of the templates; null: <see cref="Folder"/>.</summary>
    public string? Templates { get; init; }

    /// <summary>A compilation that takes longer is ended and its process replaced.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);
}
