namespace ReaderStudy.Radiomics.Textures;

/// <summary>
/// How often a grey level i goes with an extent j: the length of a run, the size of a zone, its distance from the border, the dependence of a
/// neighbourhood. The four families share their features; dependences have an energy beside them.
/// </summary>
/// <remarks>IBSI reference manual, after Galloway MM (1975). Comput Graph Image Process 4:172-179.</remarks>
/// <param name="counts">s_ij by level and extent.</param>
/// <param name="voxels">Number of voxels that were looked at (N_v).</param>
internal sealed class ExtentMatrix(IReadOnlyDictionary<(int Level, int Extent), double> counts, double voxels)
    : ITextureMatrix<ExtentMatrix>
{
    public bool IsEmpty => counts.Count == 0;

    public IReadOnlyDictionary<(int Level, int Extent), double> Counts => counts;

    private double Voxels => voxels;

    public static ExtentMatrix Of(IEnumerable<(int Level, int Extent)> found, double voxels) =>
        new(found.GroupBy(f => f).ToDictionary(g => g.Key, g => (double)g.Count()), voxels);

    public static ExtentMatrix Merge(IReadOnlyList<ExtentMatrix> matrices) =>
        new(
            matrices.SelectMany(m => m.Counts).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)),
            matrices.Sum(m => m.Voxels)
        );

    public double[] Features()
    {
        var total = counts.Values.Sum();
        var (ofLevels, ofExtents) = (SquaresOf(c => c.Level), SquaresOf(c => c.Extent));
        var shares = counts.Values.Select(n => n / total).ToList();
        return
        [
            Mean((_, j) => 1 / (j * j)),
            Mean((_, j) => j * j),
            Mean((i, _) => 1 / (i * i)),
            Mean((i, _) => i * i),
            Mean((i, j) => 1 / (i * i * j * j)),
            Mean((i, j) => i * i / (j * j)),
            Mean((i, j) => j * j / (i * i)),
            Mean((i, j) => i * i * j * j),
            ofLevels / total,
            ofLevels / (total * total),
            ofExtents / total,
            ofExtents / (total * total),
            total / voxels,
            Variance((i, _) => i),
            Variance((_, j) => j),
            Information.Entropy(shares),
            shares.Sum(p => p * p),
        ];

        double Mean(Func<double, double, double> value) => counts.Sum(c => c.Value * value(c.Key.Level, c.Key.Extent)) / total;

        double Variance(Func<double, double, double> value)
        {
            var mean = Mean(value);
            return Mean((i, j) => Math.Pow(value(i, j) - mean, 2));
        }
    }

    /// <summary>Sum of the squares of a margin.</summary>
    private double SquaresOf(Func<(int Level, int Extent), int> margin) =>
        counts.GroupBy(c => margin(c.Key), c => c.Value).Sum(g => Math.Pow(g.Sum(), 2));
}
