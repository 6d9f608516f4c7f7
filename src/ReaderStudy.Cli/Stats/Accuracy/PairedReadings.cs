using ReaderStudy.Statistics.Accuracy;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary>Two arms of each reader, paired by case.</summary>
/// <param name="Reader">Empty when the file names none.</param>
/// <param name="Outcomes">Over all pairs.</param>
/// <param name="Clusters">The same by cluster; empty when the file names none.</param>
internal sealed record PairedReader(string Reader, PairedOutcomes Outcomes, IReadOnlyList<PairedOutcomes> Clusters);

/// <summary>Pairs readings of the same case by the same reader in two arms.</summary>
internal static class PairedReadings
{
    public static readonly IReadOnlyList<StatsColumn> Columns =
    [
        new("case", "Name of the case."),
        new("arm", "Reading condition. To compare readers within an arm, read them as arms: --map arm=reader.", true, "treatment"),
        OutcomeRows.Right,
        OutcomeRows.Truth,
        OutcomeRows.Label,
        new("reader", "Name of the reader; one comparison each.", false),
        new("cluster", "Patient or other cluster of cases that may depend on each other.", false, "patient"),
    ];

    public static (string First, string Second, IReadOnlyList<PairedReader> Readers, IReadOnlyList<string> Notes) Read(
        StatsInput input,
        string? arms
    )
    {
        var rows = OutcomeRows.Read(input);
        var (first, second) = OutcomeRows.Two(arms, rows.Select(r => r.Arm), "arm", "--arms");
        var chosen = rows.Where(r => r.Arm == first || r.Arm == second).ToList();
        var unpaired = 0;
        var readers = new List<PairedReader>();
        foreach (var reader in chosen.GroupBy(r => r.Reader))
        {
            var seconds = reader.Where(r => r.Arm == second).ToDictionary(r => r.Case);
            var firsts = reader.Where(r => r.Arm == first).ToList();
            var pairs = firsts.Where(r => seconds.ContainsKey(r.Case)).ToList();
            unpaired += firsts.Count + seconds.Count - (2 * pairs.Count);
            var clusters = input.Has("cluster")
                ? pairs.GroupBy(r => r.Cluster).Select(c => PairedOutcomes.Of(c.Select(r => (r.Right, seconds[r.Case].Right)))).ToList()
                : [];
            readers.Add(new PairedReader(reader.Key, PairedOutcomes.Of(pairs.Select(r => (r.Right, seconds[r.Case].Right))), clusters));
        }

        return (first, second, readers, unpaired > 0 ? [$"{unpaired} readings without their pair in the other arm are left out."] : []);
    }

    public static System.CommandLine.Option<string?> Arms() =>
        new("--arms") { Description = "The two arms to compare, separated by a comma; the only two in the file unless given." };
}
