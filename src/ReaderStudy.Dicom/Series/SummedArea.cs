namespace ReaderStudy.Dicom.Series;

/// <summary>Sums over rectangles of a slice in constant time (Crow FC 1984, Summed-area tables for texture mapping).</summary>
internal sealed class SummedArea
{
    private readonly double[] _sums;
    private readonly int _width;
    private readonly int _height;

    public SummedArea(float[] values, int width, int height, bool squared = false)
    {
        _width = width;
        _height = height;
        _sums = new double[(width + 1) * (height + 1)];
        for (var y = 0; y < height; y++)
        {
            double row = 0;
            for (var x = 0; x < width; x++)
            {
                double value = values[(y * width) + x];
                row += squared ? value * value : value;
                _sums[((y + 1) * (width + 1)) + x + 1] = _sums[(y * (width + 1)) + x + 1] + row;
            }
        }
    }

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
