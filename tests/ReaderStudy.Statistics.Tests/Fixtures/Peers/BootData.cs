using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>Resamples that a fixture supplies.</summary>
internal static class BootData
{
    /// <summary>The rows of bootstrap.csv, from 0.</summary>
    public static IReadOnlyList<int[]> Resamples(FixtureFolder folder)
    {
        var table = folder.Table("bootstrap.csv");
        return
        [
            .. Enumerable
                .Range(0, table.Count)
                .Select(r => table.NumbersOfRow(r).Where(x => !double.IsNaN(x)).Select(x => (int)x - 1).ToArray()),
        ];
    }

    public static QuantileDefinition Definition(int type) =>
        type switch
        {
            1 => QuantileDefinition.InverseOfDistribution,
            6 => QuantileDefinition.ExpectedOfUniform,
            7 => QuantileDefinition.Linear,
            _ => throw new NotSupportedException($"quantile type {type}"),
        };
}
