using System.Buffers;

namespace ReaderStudy.Dicom.Series;

/// <summary>Sums over rectangles of a slice in constant time (Crow FC 1984, Summed-area tables for texture mapping). The memory is rented: dispose of it.</summary>
internal sealed class SummedArea : IDisposable
{
    private readonly double[] _sums;
    private readonly int _width;
    private readonly int _height;

    public SummedArea(ReadOnlySpan<float> values, int width, int height, bool squared = false)
    {
        _width = width;
        _height = height;
        _sums = ArrayPool<double>.Shared.Rent((width + 1) * (height + 1));
        var above = _sums.AsSpan(0, width + 1);
        above.Clear();
        for (var y = 0; y < height; y++)
        {
            var line = values.Slice(y * width, width);
            var target = _sums.AsSpan((y + 1) * (width + 1), width + 1);
            target[0] = 0;
            double row = 0;
            for (var x = 0; x < line.Length; x++)
            {
                double value = line[x];
                row += squared ? value * value : value;
                target[x + 1] = above[x + 1] + row;
            }

            above = target;
        }
    }

    public void Dispose() => ArrayPool<double>.Shared.Return(_sums);

    /// <summary>Sum and count over the square of side 2 x <paramref name="radius"/> + 1 about a pixel, cut at the image's edge.</summary>
    public (double Sum, int Count) Square(int x, int y, int radius)
    {
        var (left, right) = (Math.Max(0, x - radius), Math.Min(_width, x + radius + 1));
        var (top, bottom) = (Math.Max(0, y - radius), Math.Min(_height, y + radius + 1));
        var stride = _width + 1;
        var sum =
            _sums[(bottom * stride) + right]
            - _sums[(top * stride) + right]
            - _sums[(bottom * stride) + left]
            + _sums[(top * stride) + left];
        return (sum, (right - left) * (bottom - top));
    }

    /// <summary>Mean over the square.</summary>
    public double Mean(int x, int y, int radius)
    {
        var (sum, count) = Square(x, y, radius);
        return sum / count;
    }
}
