using System.Buffers;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Series;

/// <summary>
/// One axial slice on pixels of about 1.5 mm, the patient's right at the left, the front at the top, with sums for quick means. The memory
/// is rented: dispose of it.
/// </summary>
internal sealed class SlicePixels : IDisposable
{
    private const double PixelSize = 1.5;
    private readonly float[] _values;
    private readonly SummedArea _sum;
    private readonly SummedArea _squares;
    private readonly SummedArea _body;

    /// <summary>Prepares a slice; its rows must run along the patient's left-right direction.</summary>
    /// <param name="plane">Where it lies.</param>
    /// <param name="columns">Pixels in a row.</param>
    /// <param name="slice">HU, row by row.</param>
    public SlicePixels(SlicePlane plane, int columns, ReadOnlySpan<short> slice)
    {
        var rows = slice.Length / columns;
        var step = Math.Max(1, (int)Math.Round(PixelSize / plane.ColumnSpacing));
        Size = step * plane.ColumnSpacing;
        Width = columns / step;
        Height = (int)(rows * plane.RowSpacing / Size);
        _values = ArrayPool<float>.Shared.Rent(Width * Height);
        var body = ArrayPool<float>.Shared.Rent(Width * Height);
        var sums = ArrayPool<int>.Shared.Rent(Width);
        var rowsPerPixel = Size / plane.RowSpacing;
        var rowsTaken = Math.Max(1, (int)Math.Round(rowsPerPixel));
        for (var y = 0; y < Height; y++)
        {
            var top = Math.Min((int)(y * rowsPerPixel), rows);
            var bottom = Math.Min(top + rowsTaken, rows);
            SumUp(slice[(top * columns)..(bottom * columns)], columns, step, sums.AsSpan(0, Width));
            var target = (plane.AlongColumn.Y > 0 ? y : Height - 1 - y) * Width;
            var count = (bottom - top) * step;
            for (var x = 0; x < Width; x++)
            {
                var mean = count == 0 ? -1000 : (double)sums[x] / count;
                var at = target + (plane.AlongRow.X > 0 ? x : Width - 1 - x);
                _values[at] = (float)Math.Clamp(mean, -150, 400);
                body[at] = mean > -200 ? 1 : 0;
            }
        }

        _sum = new SummedArea(Values, Width, Height);
        _squares = new SummedArea(Values, Width, Height, squared: true);
        _body = new SummedArea(body.AsSpan(0, Width * Height), Width, Height);
        ArrayPool<float>.Shared.Return(body);
        ArrayPool<int>.Shared.Return(sums);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Side of a pixel in mm.</summary>
    public double Size { get; }

    /// <summary>HU row by row, cut to -150 to 400.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, Width * Height);

    /// <summary>So many millimetres in pixels, at least one.</summary>
    public int Pixels(double millimetres) => Math.Max(1, (int)Math.Round(millimetres / Size));

    /// <summary>Sum and count over the square that reaches so many pixels from its middle.</summary>
    public (double Sum, int Count) Square(int x, int y, int radius) => _sum.Square(x, y, radius);

    /// <summary>Mean HU over the square that reaches so many pixels from its middle.</summary>
    public double Mean(int x, int y, int radius) => _sum.Mean(x, y, radius);

    /// <summary>Standard deviation in HU over the same square.</summary>
    public double Deviation(int x, int y, int radius)
    {
        var mean = _sum.Mean(x, y, radius);
        return Math.Sqrt(Math.Max(0, _squares.Mean(x, y, radius) - (mean * mean)));
    }

    public bool IsBody(int x, int y) => _body.Mean(x, y, Pixels(10)) > 0.5;

    /// <summary>Where the body lies; null if there is none of a grown person's size.</summary>
    public (int Left, int Right, int Top, int Bottom)? BodyBox()
    {
        var (left, right, top, bottom) = (int.MaxValue, -1, int.MaxValue, -1);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (IsBody(x, y))
                {
                    (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
                }
            }
        }

        return (right - left) * Size > 150 && (bottom - top) * Size > 100 ? (left, right, top, bottom) : null;
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_values);
        _sum.Dispose();
        _squares.Dispose();
        _body.Dispose();
    }

    /// <summary>Sums over blocks of so many columns and all of the rows given.</summary>
    private static void SumUp(ReadOnlySpan<short> rows, int columns, int step, Span<int> sums)
    {
        sums.Clear();
        for (; rows.Length > 0; rows = rows[columns..])
        {
            for (var x = 0; x < sums.Length; x++)
            {
                foreach (var value in rows.Slice(x * step, step))
                {
                    sums[x] += value;
                }
            }
        }
    }
}
