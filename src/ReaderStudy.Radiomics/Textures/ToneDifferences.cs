namespace ReaderStudy.Radiomics.Textures;

/// <summary>
/// Differences between voxels and the mean of their neighbours in the region at Chebyshev distance 1 (NGTDM): for each grey level the number
/// n_i of voxels with a neighbour, and the sum s_i of their differences.
/// </summary>
/// <remarks>IBSI reference manual, after Amadasun M, King R (1989). IEEE Trans Syst Man Cybern 19:1264-1273.</remarks>
internal sealed class ToneDifferences : ITextureMatrix<ToneDifferences>
{
    public static readonly IReadOnlyList<FeatureName> Names =
    [
        new("QCDE", "Coarseness"),
        new("65HE", "Contrast"),
        new("NQ30", "Busyness"),
        new("HDEZ", "Complexity"),
        new("1X9X", "Strength"),
    ];

    /// <summary>The manual's value where nothing differs.</summary>
    private const double MostCoarse = 1e6;

    private readonly double[] _counts;
    private readonly double[] _differences;

    private ToneDifferences(double[] counts, double[] differences)
    {
        (_counts, _differences) = (counts, differences);
    }

    public bool IsEmpty => Array.TrueForAll(_counts, n => n == 0);

    public static ToneDifferences Of(GreyLevels levels, SliceRange slices)
    {
        var (counts, differences) = (new double[levels.Count], new double[levels.Count]);
        var directions = Directions.Neighbours(slices);
        foreach (var (column, row, slice, level) in levels.Voxels(slices))
        {
            var (sum, neighbours) = (0, 0);
            foreach (var direction in directions)
            {
                if (levels.At(column + direction.X, row + direction.Y, slice + direction.Z, slices) is var other and > 0)
                {
                    sum += other;
                    neighbours++;
                }
            }

            if (neighbours > 0)
            {
                counts[level - 1]++;
                differences[level - 1] += Math.Abs(level - ((double)sum / neighbours));
            }
        }

        return new ToneDifferences(counts, differences);
    }

    public static ToneDifferences Merge(IReadOnlyList<ToneDifferences> matrices) =>
        new(
            [.. matrices[0]._counts.Select((_, i) => matrices.Sum(m => m._counts[i]))],
            [.. matrices[0]._counts.Select((_, i) => matrices.Sum(m => m._differences[i]))]
        );

    public double[] Features()
    {
        var voxels = _counts.Sum();
        var present = Enumerable.Range(0, _counts.Length).Where(i => _counts[i] > 0).ToArray();
        var p = Array.ConvertAll(_counts, n => n / voxels);
        var s = _differences;
        var (weighted, all) = (present.Sum(i => p[i] * s[i]), s.Sum());
        var coarseness = weighted == 0 ? MostCoarse : Math.Min(MostCoarse, 1 / weighted);
        if (present.Length == 1)
        {
            return [coarseness, 0, 0, 0, 0];
        }

        var contrast = Pairs((i, j) => p[i] * p[j] * (i - j) * (i - j)) / (present.Length * (present.Length - 1)) * all / voxels;
        var balance = Pairs((i, j) => Math.Abs(((i + 1) * p[i]) - ((j + 1) * p[j])));
        var complexity = Pairs((i, j) => Math.Abs(i - j) * ((p[i] * s[i]) + (p[j] * s[j])) / (p[i] + p[j])) / voxels;
        var strength = all == 0 ? 0 : Pairs((i, j) => (p[i] + p[j]) * (i - j) * (i - j)) / all;
        return [coarseness, contrast, weighted / balance, complexity, strength];

        double Pairs(Func<int, int, double> value) => present.Sum(i => present.Sum(j => value(i, j)));
    }
}
