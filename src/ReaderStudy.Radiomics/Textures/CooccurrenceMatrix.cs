namespace ReaderStudy.Radiomics.Textures;

/// <summary>
/// How often two grey levels are neighbours at Chebyshev distance 1 in a direction and its opposite (GLCM): a symmetric matrix, whose 25
/// features are taken from the probabilities p_ij, their margins p_i, and the distributions of difference and sum of the two levels.
/// </summary>
/// <remarks>IBSI reference manual, after Haralick RM, Shanmugam K, Dinstein I (1973). IEEE Trans Syst Man Cybern 3:610-621.</remarks>
internal sealed class CooccurrenceMatrix : ITextureMatrix<CooccurrenceMatrix>
{
    public static readonly IReadOnlyList<FeatureName> Names =
    [
        new("GYBY", "Joint maximum"),
        new("60VM", "Joint average"),
        new("UR99", "Joint variance"),
        new("TU9B", "Joint entropy"),
        new("TF7R", "Difference average"),
        new("D3YU", "Difference variance"),
        new("NTRS", "Difference entropy"),
        new("ZGXS", "Sum average"),
        new("OEEB", "Sum variance"),
        new("P6QZ", "Sum entropy"),
        new("8ZQL", "Angular second moment"),
        new("ACUI", "Contrast"),
        new("8S9J", "Dissimilarity"),
        new("IB1Z", "Inverse difference"),
        new("NDRX", "Normalised inverse difference"),
        new("WF0Z", "Inverse difference moment"),
        new("1QCO", "Normalised inverse difference moment"),
        new("E8JP", "Inverse variance"),
        new("NI2N", "Correlation"),
        new("QWB0", "Autocorrelation"),
        new("DG8W", "Cluster tendency"),
        new("7NFM", "Cluster shade"),
        new("AE86", "Cluster prominence"),
        new("R8DG", "First measure of information correlation"),
        new("JN9H", "Second measure of information correlation"),
    ];

    private readonly double[,] _counts;
    private readonly double _total;

    private CooccurrenceMatrix(double[,] counts, double total)
    {
        (_counts, _total) = (counts, total);
    }

    public bool IsEmpty => _total == 0;

    /// <summary>Rows and columns are grey levels less 1.</summary>
    public double[,] Counts => _counts;

    public static CooccurrenceMatrix Of(GreyLevels levels, SliceRange slices, Direction direction)
    {
        var counts = new double[levels.Count, levels.Count];
        var total = 0;
        foreach (var (column, row, slice, level) in levels.Voxels(slices))
        {
            if (levels.At(column + direction.X, row + direction.Y, slice + direction.Z, slices) is var other and > 0)
            {
                counts[level - 1, other - 1]++;
                counts[other - 1, level - 1]++;
                total += 2;
            }
        }

        return new CooccurrenceMatrix(counts, total);
    }

    public static CooccurrenceMatrix Merge(IReadOnlyList<CooccurrenceMatrix> matrices)
    {
        var size = matrices[0]._counts.GetLength(0);
        var counts = new double[size, size];
        foreach (var matrix in matrices.Where(m => !m.IsEmpty))
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    counts[i, j] += matrix._counts[i, j];
                }
            }
        }

        return new CooccurrenceMatrix(counts, matrices.Sum(m => m._total));
    }

    public double[] Features()
    {
        var n = _counts.GetLength(0);
        var (margins, differences, sums) = (new double[n], new double[n], new double[(2 * n) - 1]);
        var (maximum, entropy, energy, product) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (_counts[i, j] == 0)
                {
                    continue;
                }

                var p = _counts[i, j] / _total;
                margins[i] += p;
                differences[Math.Abs(i - j)] += p;
                sums[i + j] += p;
                maximum = Math.Max(maximum, p);
                entropy += Information.Of(p);
                energy += p * p;
                product += (i + 1) * (j + 1) * p;
            }
        }

        var mean = Expect(margins, i => i + 1);
        var variance = Expect(margins, i => Math.Pow(i + 1 - mean, 2));
        var (difference, sum) = (Expect(differences, k => k), Expect(sums, k => k + 2));
        var (first, second) = InformationCorrelation(margins, entropy);
        return
        [
            maximum,
            mean,
            variance,
            entropy,
            difference,
            Expect(differences, k => Math.Pow(k - difference, 2)),
            Information.Entropy(differences),
            sum,
            Expect(sums, k => Math.Pow(k + 2 - sum, 2)),
            Information.Entropy(sums),
            energy,
            Expect(differences, k => (double)k * k),
            difference,
            Expect(differences, k => 1.0 / (1 + k)),
            Expect(differences, k => 1 / (1 + ((double)k / n))),
            Expect(differences, k => 1 / (1 + ((double)k * k))),
            Expect(differences, k => 1 / (1 + ((double)k * k / ((double)n * n)))),
            Expect(differences, k => k == 0 ? 0 : 1 / ((double)k * k)),
            margins.Count(p => p > 0) < 2 ? double.NaN : (product - (mean * mean)) / variance,
            product,
            Expect(sums, k => Math.Pow(k + 2 - (2 * mean), 2)),
            Expect(sums, k => Math.Pow(k + 2 - (2 * mean), 3)),
            Expect(sums, k => Math.Pow(k + 2 - (2 * mean), 4)),
            first,
            second,
        ];
    }

    /// <summary>
    /// (HXY − HXY1) / HX, and √(1 − exp(−2 (HXY2 − HXY))). As both margins are one, HXY1 = −Σ p_ij log2(p_i p_j) and
    /// HXY2 = −Σ p_i p_j log2(p_i p_j) are both twice the entropy of the margin. The first is NaN for a single grey level.
    /// </summary>
    private static (double First, double Second) InformationCorrelation(double[] margins, double entropy)
    {
        var margin = Information.Entropy(margins);
        var gain = Math.Max(0, (2 * margin) - entropy);
        return (margins.Count(p => p > 0) < 2 ? double.NaN : -gain / margin, Math.Sqrt(1 - Math.Exp(-2 * gain)));
    }

    private static double Expect(double[] probabilities, Func<int, double> value)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            sum += probabilities[i] == 0 ? 0 : probabilities[i] * value(i);
        }

        return sum;
    }
}
