using System.Numerics;

namespace ReaderStudy.Statistics.Segmentation;

/// <summary>Working memory for the lower envelopes of one slice's columns and rows.</summary>
internal sealed class LowerEnvelope(int height, int width)
{
    private readonly double[] _plane = new double[height * width];
    private readonly double[] _values = new double[Math.Max(height, width)];
    private readonly int[] _sites = new int[Math.Max(height, width)];
    private readonly double[] _until = new double[Math.Max(height, width)];

    /// <summary>Squared distances within the slice along y, then, at the queries only, along x.</summary>
    public void Slice(
        ReadOnlySpan<int> along,
        BitGrid queries,
        int z,
        double[] squaresZ,
        double[] squaresY,
        double[] squaresX,
        Span<double> distances
    )
    {
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++)
            {
                var slices = along[(y * width) + x];
                _values[y] = slices < DistanceTransform.Nowhere ? squaresZ[slices] : double.PositiveInfinity;
            }

            var parabolas = Build(height, squaresY);
            for (int y = 0, k = 0; y < height; y++)
            {
                _plane[(y * width) + x] = ValueAt(y, ref k, parabolas, squaresY);
            }
        }

        var next = 0;
        for (var y = 0; y < height; y++)
        {
            var row = queries.Row(z, y);
            if (!row.ContainsAnyExcept(0UL))
            {
                continue;
            }

            _plane.AsSpan(y * width, width).CopyTo(_values);
            var parabolas = Build(width, squaresX);
            var k = 0;
            for (var i = 0; i < row.Length; i++)
            {
                for (var word = row[i]; word != 0; word &= word - 1)
                {
                    var x = (i * 64) + BitOperations.TrailingZeroCount(word);
                    distances[next++] = Math.Sqrt(ValueAt(x, ref k, parabolas, squaresX));
                }
            }
        }
    }

    /// <summary>The envelope of value[q] + (distance to q)²; how many parabolas take part in it.</summary>
    private int Build(int length, double[] squares)
    {
        var unit = squares.Length > 1 ? squares[1] : 1;
        var count = 0;
        for (var q = 0; q < length; q++)
        {
            var value = _values[q];
            if (double.IsPositiveInfinity(value))
            {
                continue;
            }

            var from = double.NegativeInfinity;
            while (count > 0)
            {
                var v = _sites[count - 1];
                from = 0.5 * (((value - _values[v]) / (unit * (q - v))) + q + v);
                if (count == 1 || from > _until[count - 2])
                {
                    break;
                }

                count--;
            }

            if (count > 0)
            {
                _until[count - 1] = from;
            }

            _sites[count++] = q;
        }

        return count;
    }

    /// <summary>The envelope at a place; <paramref name="k"/> walks along with rising places.</summary>
    private double ValueAt(int place, ref int k, int parabolas, double[] squares)
    {
        if (parabolas == 0)
        {
            return double.PositiveInfinity;
        }

        while (k < parabolas - 1 && _until[k] < place)
        {
            k++;
        }

        var site = _sites[k];
        return _values[site] + squares[Math.Abs(place - site)];
    }
}
