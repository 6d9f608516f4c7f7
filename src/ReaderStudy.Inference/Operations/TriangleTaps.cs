namespace ReaderStudy.Inference.Operations;

/// <summary>
/// For each place of a resized line the places of the source that it is a weighted mean of: a triangle as wide as one source pixel to
/// either side, or as wide as one new pixel where there are fewer of them (antialiasing). Weights sum to 1, also at the ends.
/// </summary>
internal sealed class TriangleTaps
{
    private readonly int[] _starts;
    private readonly double[][] _weights;

    private TriangleTaps(int[] starts, double[][] weights) => (_starts, _weights) = (starts, weights);

    /// <summary>Places of the new line.</summary>
    public int Count => _starts.Length;

    /// <summary>First source place that counts.</summary>
    public int Start(int place) => _starts[place];

    /// <summary>Weights of the source places from <see cref="Start"/> on.</summary>
    public ReadOnlySpan<double> Weights(int place) => _weights[place];

    public static TriangleTaps Of(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, 1);
        var scale = (double)from / to;
        var support = Math.Max(scale, 1);
        var narrowing = 1 / support;
        var (starts, all) = (new int[to], new double[to][]);
        for (var place = 0; place < to; place++)
        {
            var centre = (place + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - support + 0.5));
            var end = Math.Min(from, (int)(centre + support + 0.5));
            var weights = new double[end - first];
            var sum = 0.0;
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = Math.Max(0, 1 - Math.Abs((i + first - centre + 0.5) * narrowing));
                sum += weights[i];
            }

            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] /= sum;
            }

            (starts[place], all[place]) = (first, weights);
        }

        return new TriangleTaps(starts, all);
    }

    /// <summary>Weights as whole numbers of 2⁻²², as Pillow rounds them.</summary>
    public int[][] FixedPoint() =>
        Array.ConvertAll(
            _weights,
            weights => Array.ConvertAll(weights, weight => (int)(0.5 + (weight * (1 << AntialiasedResize.FixedBits))))
        );
}
