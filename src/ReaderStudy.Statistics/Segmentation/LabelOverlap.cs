namespace ReaderStudy.Statistics.Segmentation;

/// <summary>How two label maps of one grid agree; label 0 is background and is left out.</summary>
/// <param name="Labels">The labels that occur in either map, rising.</param>
/// <param name="PerLabel">The overlap of each label's voxels, in the order of <paramref name="Labels"/>.</param>
/// <param name="MeanDice">
/// Mean of the labels' Dice coefficients: every label weighs the same, whatever its size. A label in one map only counts 0. NaN when there
/// is no label.
/// </param>
/// <param name="GeneralisedDice">Σ 2i / Σ (a + b) over the labels, so that they weigh by their voxels. NaN when there is no label.</param>
/// <remarks>
/// Crum WR, Camara O, Hill DLG (2006). Generalized overlap measures for evaluation and validation in medical image analysis. IEEE
/// Transactions on Medical Imaging 25:1451–1461. doi:10.1109/TMI.2006.880587
/// </remarks>
public sealed record LabelOverlap(IReadOnlyList<int> Labels, IReadOnlyList<Overlap> PerLabel, double MeanDice, double GeneralisedDice)
{
    /// <summary>From one label a voxel, x fastest, then y, then z.</summary>
    /// <exception cref="ArgumentException">There are not as many labels as voxels.</exception>
    public static LabelOverlap Of(VoxelGrid grid, ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (first.Length != grid.Voxels || second.Length != grid.Voxels)
        {
            throw new ArgumentException(
                $"The grid has {grid.Voxels} voxels, but there are {first.Length} and {second.Length} labels.",
                nameof(second)
            );
        }

        var counts = new SortedDictionary<int, (long First, long Second, long Both)>();
        for (var v = 0; v < first.Length; v++)
        {
            var (a, b) = (first[v], second[v]);
            if (a != 0)
            {
                var count = counts.GetValueOrDefault(a);
                counts[a] = (count.First + 1, count.Second, count.Both + (a == b ? 1 : 0));
            }

            if (b != 0)
            {
                var count = counts.GetValueOrDefault(b);
                counts[b] = count with { Second = count.Second + 1 };
            }
        }

        List<Overlap> overlaps = [.. counts.Values.Select(c => new Overlap(c.First, c.Second, c.Both, grid.Voxels, grid.VoxelVolume))];
        return new LabelOverlap(
            [.. counts.Keys],
            overlaps,
            overlaps.Count == 0 ? double.NaN : overlaps.Average(o => o.Dice),
            overlaps.Count == 0 ? double.NaN : 2.0 * overlaps.Sum(o => o.Intersection) / overlaps.Sum(o => o.First + o.Second)
        );
    }
}
