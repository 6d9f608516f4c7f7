using System.CommandLine;

namespace ReaderStudy.Cli.Stats;

/// <summary>One command of <c>readerstudy stats</c>.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Summary">One sentence for the list of commands.</param>
/// <param name="Method">
/// Printed below the help: what is estimated, by which method, from which source (paper, doi), what an undefined value means, and an
/// example call.
/// </param>
/// <param name="Run">
/// From the input to a report. Throws <see cref="Statistics.BadInputException"/> by zero-based row of the input, or
/// <see cref="Analysis.Csv.FileRefusedException"/>; both become messages by line of the file.
/// </param>
internal sealed record StatsAnalysis(string Name, string Summary, string Method, Func<StatsInput, StatsReport> Run)
{
    /// <summary>Columns of INPUT.csv; empty when the command takes no file.</summary>
    public IReadOnlyList<StatsColumn> Columns { get; init; } = [];

    /// <summary>Options beside the common ones (--json, --map, --delimiter). Read in <see cref="Run"/> by <see cref="StatsInput.Option{T}"/>.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];
}

/// <summary>A column that the input has or may have.</summary>
/// <param name="Name">Our name.</param>
/// <param name="Description">What it holds; shown in the help.</param>
/// <param name="Required">The file is refused without it.</param>
/// <param name="Aliases">Other names that are understood.</param>
internal sealed record StatsColumn(string Name, string Description, bool Required = true, params IReadOnlyList<string> Aliases);
