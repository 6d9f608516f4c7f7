using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Series;

/// <summary>One axial slice on pixels of about 1.5 mm, the patient's right at the left, the front at the top, with sums for quick means.</summary>
internal sealed class SlicePixels
{
    private const double PixelSize = 1.5;
    private readonly SummedArea _sum;
    private readonly SummedArea _squares;
    private readonly SummedArea _body;

    /// <summary>Prepares a slice; rows of the grid must run along the patient's left-right direction.</summary>
    public SlicePixels(Volume volume, int slice)
    {
        var geometry = volume.Geometry;
        var step = Math.Max(1, (int)Math.Round(PixelSize / geometry.First.ColumnSpacing));
        Size = step * geometry.First.ColumnSpacing;
        Width = geometry.Columns / step;
        Height = (int)(geometry.Rows * geometry.First.RowSpacing / Size);
        Values = new float[Width * Height];
        var body = new float[Values.Length];
        var rowsPerPixel = Size / geometry.First.RowSpacing;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var mean = MeanOf(volume, slice, x * step, step, (int)(y * rowsPerPixel), Math.Max(1, (int)Math.Round(rowsPerPixel)));
                var (column, row) = (
                    geometry.First.AlongRow.X > 0 ? x : Width - 1 - x,
                    geometry.First.AlongColumn.Y > 0 ? y : Height - 1 - y
                );
                Values[(row * Width) + column] = (float)Math.Clamp(mean, -150, 400);
                body[(row * Width) + column] = mean > -200 ? 1 : 0;
            }
        }

        _sum = new SummedArea(Values, Width, Height);
        _squares = new SummedArea(Values, Width, Height, squared: true);
        _body = new SummedArea(body, Width, Height);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Side of a pixel in mm.</summary>
    public double Size { get; }

    /// <summary>HU row by row, cut to -150 to 400.</summary>
    public float[] Values { get; }

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

    private static double MeanOf(Volume volume, int slice, int column, int columns, int row, int rows)
    {
        double sum = 0;
        var count = 0;
        for (var y = row; y < Math.Min(row + rows, volume.Geometry.Rows); y++)
        {
            for (var x = column; x < column + columns; x++)
            {
                sum += volume[slice, y, x];
                count++;
            }
        }

        return count == 0 ? -1000 : sum / count;
    }
}
