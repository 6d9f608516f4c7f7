namespace ReaderStudy.Statistics.Grading;

/// <summary>The Cholesky factor L of a symmetric positive definite matrix A = L Lᵀ, for solving and inverting.</summary>
internal sealed class SymmetricSystem
{
    private readonly double[,] _factor;

    private SymmetricSystem(double[,] factor) => _factor = factor;

    private int Size => _factor.GetLength(0);

    /// <summary>Null when the matrix is not positive definite to within rounding.</summary>
    public static SymmetricSystem? Of(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var factor = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            var pivot = matrix[j, j];
            for (var k = 0; k < j; k++)
            {
                pivot -= factor[j, k] * factor[j, k];
            }

            // Rounding leaves about 1e-16 of the diagonal where nothing should remain.
            if (!(pivot > 1e-13 * matrix[j, j]))
            {
                return null;
            }

            factor[j, j] = Math.Sqrt(pivot);
            for (var i = j + 1; i < n; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                factor[i, j] = sum / factor[j, j];
            }
        }

        return new SymmetricSystem(factor);
    }

    public double[] Solve(ReadOnlySpan<double> right)
    {
        var x = right.ToArray();
        for (var i = 0; i < Size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= _factor[i, k] * x[k];
            }

            x[i] /= _factor[i, i];
        }

        for (var i = Size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < Size; k++)
            {
                x[i] -= _factor[k, i] * x[k];
            }

            x[i] /= _factor[i, i];
        }

        return x;
    }

    public double[,] Inverse()
    {
        var inverse = new double[Size, Size];
        var unit = new double[Size];
        for (var j = 0; j < Size; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            var column = Solve(unit);
            for (var i = 0; i < Size; i++)
            {
                inverse[i, j] = column[i];
            }
        }

        return inverse;
    }
}
