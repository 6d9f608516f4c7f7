using System.Runtime.Intrinsics;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>The matrix of products of rows, each a vector over cases.</summary>
internal static class CrossProducts
{
    /// <summary>scale · Σₖ aₖ bₖ for all pairs of rows; NaN for a pair of rows of different lengths (a reader who was not there).</summary>
    public static double[,] Of(double[][] rows, double scale)
    {
        var matrix = new double[rows.Length, rows.Length];
        for (var a = 0; a < rows.Length; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var same = rows[a].Length == rows[b].Length && rows[a].Length > 0;
                matrix[a, b] = matrix[b, a] = same ? scale * Dot(rows[a], rows[b]) : double.NaN;
            }
        }

        return matrix;
    }

    /// <summary>Σₖ aₖ bₖ, four partial sums at a time on every machine, so that the last digit does not depend on it.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector256<double>.Zero;
        var k = 0;
        for (; k <= a.Length - 4; k += 4)
        {
            sums += Vector256.Create(a[k..]) * Vector256.Create(b[k..]);
        }

        var sum = Vector256.Sum(sums);
        for (; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }
}
