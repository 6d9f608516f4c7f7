using System.Globalization;
using System.Text;

namespace ReaderStudy.Statistics.Tests.Fixtures;

/// <summary>One fixture's outcome: a line of the table of validation.</summary>
/// <param name="Fixture">Name of the folder.</param>
/// <param name="Blocks">Blocks that were compared.</param>
/// <param name="Values">Values that were compared.</param>
/// <param name="FewestDigits">Fewest digits reached by a number; 16 means equal.</param>
/// <param name="Excepted">Values left out by the blocks' own exceptions.</param>
/// <param name="NotToMatch">Blocks that are a package's bug or peculiarity.</param>
/// <param name="NotOffered">Blocks of definitions that we do not offer.</param>
/// <param name="Failures">What differs.</param>
internal sealed record FixtureOutcome(
    string Fixture,
    int Blocks,
    int Values,
    double FewestDigits,
    int Excepted,
    int NotToMatch,
    int NotOffered,
    IReadOnlyList<string> Failures
);

/// <summary>Runs every fixture once, for all tests of the class that shares it.</summary>
public sealed class ValidationRun
{
    private readonly Dictionary<string, Lazy<FixtureOutcome>> _outcomes = FixtureFolder.All.ToDictionary(
        path => path,
        path => new Lazy<FixtureOutcome>(() => Run(FixtureFolder.Read(path)))
    );

    internal FixtureOutcome Of(string path) => _outcomes[path].Value;

    internal IReadOnlyList<FixtureOutcome> All => [.. _outcomes.Values.Select(o => o.Value)];

    /// <summary>The table as Markdown.</summary>
    internal string Table()
    {
        var table = new StringBuilder();
        table.AppendLine(
            "| fixture | blocks compared | values compared | fewest digits | values excepted | blocks not to match | not offered |"
        );
        table.AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var o in All)
        {
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {o.Fixture} | {o.Blocks} | {o.Values} | {o.FewestDigits:0.0} | {o.Excepted} | {o.NotToMatch} | {o.NotOffered} |"
            );
        }

        table.AppendLine(
            CultureInfo.InvariantCulture,
            $"| **{All.Count} fixtures** | {All.Sum(o => o.Blocks)} | {All.Sum(o => o.Values)} | {All.Min(o => o.FewestDigits):0.0} | {All.Sum(o => o.Excepted)} | {All.Sum(o => o.NotToMatch)} | {All.Sum(o => o.NotOffered)} |"
        );
        return table.ToString();
    }

    private static FixtureOutcome Run(FixtureFolder folder)
    {
        int blocks = 0,
            values = 0,
            excepted = 0,
            notToMatch = 0,
            notOffered = 0;
        var digits = 16.0;
        var failures = new List<string>();
        foreach (var block in folder.Blocks)
        {
            if (!block.Match)
            {
                notToMatch++;
                continue;
            }

            if (NotOffered.Reason(block) is not null)
            {
                notOffered++;
                continue;
            }

            var name = $"{folder.Name}/{block.Name} ({block.Package} {block.Function})";
            if (Reproduction.Of(block) is not { } reproduction)
            {
                failures.Add($"{name}: nobody reproduces this function");
                continue;
            }

            var comparison = new Comparison(block.Tolerance, block.Exceptions.Count > 0);
            try
            {
                comparison.Compare("", block.Values, reproduction(folder));
            }
#pragma warning disable CA1031 // Whatever goes wrong in one block is that block's failure; the others are still compared.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures.Add($"{name}: {exception}");
            }

            blocks++;
            values += comparison.Compared;
            excepted += comparison.Excepted;
            digits = Math.Min(digits, comparison.FewestDigits);
            failures.AddRange(comparison.Failures.Select(f => $"{name} {f}"));
        }

        return new FixtureOutcome(folder.Name, blocks, values, digits, excepted, notToMatch, notOffered, failures);
    }
}
