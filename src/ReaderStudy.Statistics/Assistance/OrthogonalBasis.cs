namespace ReaderStudy.Statistics.Assistance;

/// <summary>
/// Columns of a regression as X = QR, by Gram-Schmidt with a second pass. A column of which less than 10⁻⁹ remains beside the earlier
/// ones is left out.
/// </summary>
internal sealed class OrthogonalBasis
{
    private readonly List<double[]> _columns = [];
    private readonly List<double[]> _orthogonal = [];
    private readonly List<double[]> _upper = [];
    private readonly List<string> _names = [];
    private readonly List<string> _leftOut = [];

    public OrthogonalBasis(IReadOnlyList<(string Name, double[] Values)> columns)
    {
        foreach (var (name, values) in columns)
        {
            Add(name, values);
        }
    }

    /// <summary>Columns that were kept.</summary>
    public int Count => _columns.Count;

    public IReadOnlyList<string> Names => _names;

    public IReadOnlyList<string> LeftOut => _leftOut;

    public double Value(int column, int row) => _columns[column][row];

    public double Predict(double[] coefficients, int row)
    {
        var sum = 0.0;
        for (var k = 0; k < coefficients.Length; k++)
        {
            sum += coefficients[k] * _columns[k][row];
        }

        return sum;
    }

    /// <summary>The kept columns with every row multiplied by its weight.</summary>
    public OrthogonalBasis Weighted(double[] weights)
    {
        var weighted = new OrthogonalBasis([.. _columns.Select((c, k) => (_names[k], c.Select((v, i) => v * weights[i]).ToArray()))]);
        weighted._leftOut.InsertRange(0, _leftOut);
        return weighted;
    }

    /// <summary>Least squares: R β = Qᵀ y.</summary>
    public double[] Solve(double[] y) => BackSolve([.. _orthogonal.Select(q => Dot(q, y))]);

    /// <summary>(XᵀX)⁻¹ v = R⁻¹ R⁻ᵀ v.</summary>
    public double[] InverseCrossProductTimes(double[] v)
    {
        var w = new double[Count];
        for (var k = 0; k < Count; k++)
        {
            w[k] = v[k];
            for (var j = 0; j < k; j++)
            {
                w[k] -= _upper[k][j] * w[j];
            }

            w[k] /= _upper[k][k];
        }

        return BackSolve(w);
    }

    private void Add(string name, double[] values)
    {
        double[] rest = [.. values];
        var upper = new double[Count + 1];
        for (var pass = 0; pass < 2; pass++)
        {
            for (var j = 0; j < Count; j++)
            {
                var share = Dot(_orthogonal[j], rest);
                upper[j] += share;
                for (var i = 0; i < rest.Length; i++)
                {
                    rest[i] -= share * _orthogonal[j][i];
                }
            }
        }

        var length = Math.Sqrt(Dot(rest, rest));
        if (!(length > 1e-9 * Math.Sqrt(Dot(values, values))))
        {
            _leftOut.Add(name);
            return;
        }

        upper[Count] = length;
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] /= length;
        }

        _columns.Add(values);
        _orthogonal.Add(rest);
        _upper.Add(upper);
        _names.Add(name);
    }

    private double[] BackSolve(double[] right)
    {
        double[] solution = [.. right];
        for (var k = Count - 1; k >= 0; k--)
        {
            for (var later = k + 1; later < Count; later++)
            {
                solution[k] -= _upper[later][k] * solution[later];
            }

            solution[k] /= _upper[k][k];
        }

        return solution;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
