using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Series;

/// <summary>
/// Looks at one axial slice: the body, the spine, the brightest even spot in front of the spine (the aorta), and the commonest
/// density of even tissue on the patient's right (the liver). Works on pixels of about 1.5 mm, the patient's right at the left.
/// </summary>
internal sealed class SliceScan
{
    private const double PixelSize = 1.5;
    private readonly int _width;
    private readonly int _height;
    private readonly double _mm;
    private readonly SummedArea _sum;
    private readonly SummedArea _squares;
    private readonly SummedArea _body;
    private readonly float[] _values;

    /// <summary>Prepares a slice; rows of the grid must run along the patient's left-right direction.</summary>
    public SliceScan(Volume volume, int slice)
    {
        var geometry = volume.Geometry;
        var step = Math.Max(1, (int)Math.Round(PixelSize / geometry.First.ColumnSpacing));
        _mm = step * geometry.First.ColumnSpacing;
        _width = geometry.Columns / step;
        _height = (int)(geometry.Rows * geometry.First.RowSpacing / _mm);
        _values = new float[_width * _height];
        var body = new float[_values.Length];
        var rowsPerPixel = _mm / geometry.First.RowSpacing;
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                var mean = Mean(volume, slice, x * step, step, (int)(y * rowsPerPixel), Math.Max(1, (int)Math.Round(rowsPerPixel)));
                var (column, row) = (
                    geometry.First.AlongRow.X > 0 ? x : _width - 1 - x,
                    geometry.First.AlongColumn.Y > 0 ? y : _height - 1 - y
                );
                _values[(row * _width) + column] = (float)Math.Clamp(mean, -150, 400);
                body[(row * _width) + column] = mean > -200 ? 1 : 0;
            }
        }

        _sum = new SummedArea(_values, _width, _height);
        _squares = new SummedArea(_values, _width, _height, squared: true);
        _body = new SummedArea(body, _width, _height);
    }

    /// <summary>HU of the aorta and the liver in this slice; null where it was not found.</summary>
    public (double? Aorta, double? Liver) Measure()
    {
        if (BodyBox() is not { } box || Spread(box) is not { } limit)
        {
            return (null, null);
        }

        var spine = Spine(box);
        return (spine is null ? null : Aorta(spine.Value, limit), Liver(box, limit));
    }

    private static double Mean(Volume volume, int slice, int column, int columns, int row, int rows)
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

    private int Pixels(double millimetres) => Math.Max(1, (int)Math.Round(millimetres / _mm));

    private bool IsBody(int x, int y) => _body.Mean(x, y, Pixels(10)) > 0.5;

    private double Deviation(int x, int y)
    {
        var radius = Pixels(6);
        var mean = _sum.Mean(x, y, radius);
        return Math.Sqrt(Math.Max(0, _squares.Mean(x, y, radius) - (mean * mean)));
    }

    private (int Left, int Right, int Top, int Bottom)? BodyBox()
    {
        var (left, right, top, bottom) = (int.MaxValue, -1, int.MaxValue, -1);
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                if (IsBody(x, y))
                {
                    (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
                }
            }
        }

        return (right - left) * _mm > 150 && (bottom - top) * _mm > 100 ? (left, right, top, bottom) : null;
    }

    /// <summary>How uneven a spot of 12 mm may be: half as much again as the evenest quarter of soft tissue, so that noise is allowed for.</summary>
    private double? Spread((int Left, int Right, int Top, int Bottom) box)
    {
        var deviations = new List<double>();
        for (var y = box.Top; y <= box.Bottom; y += 2)
        {
            for (var x = box.Left; x <= box.Right; x += 2)
            {
                if (_sum.Mean(x, y, Pixels(6)) is > 0 and < 300)
                {
                    deviations.Add(Deviation(x, y));
                }
            }
        }

        deviations.Sort();
        return deviations.Count < 100 ? null : Math.Max(15, 1.5 * deviations[deviations.Count / 4]);
    }

    /// <summary>The median place of bone near the midline in the back half of the body; null if there is too little.</summary>
    private (int X, int Y)? Spine((int Left, int Right, int Top, int Bottom) box)
    {
        var (xs, ys) = (new List<int>(), new List<int>());
        var middle = (box.Left + box.Right) / 2;
        for (var y = (box.Top + box.Bottom) / 2; y <= box.Bottom; y++)
        {
            for (var x = Math.Max(0, middle - Pixels(50)); x <= Math.Min(_width - 1, middle + Pixels(50)); x++)
            {
                if (_sum.Mean(x, y, 1) > 200)
                {
                    xs.Add(x);
                    ys.Add(y);
                }
            }
        }

        if (xs.Count * _mm * _mm < 300)
        {
            return null;
        }

        xs.Sort();
        ys.Sort();
        return (xs[xs.Count / 2], ys[ys.Count / 2]);
    }

    /// <summary>The mean of the even spot that stands out most from what surrounds it, in front of the spine or to its left.</summary>
    private double? Aorta((int X, int Y) spine, double limit)
    {
        double? found = null;
        var best = double.MinValue;
        for (var y = Math.Max(0, spine.Y - Pixels(65)); y < spine.Y - Pixels(8); y++)
        {
            for (var x = Math.Max(0, spine.X - Pixels(18)); x < Math.Min(_width, spine.X + Pixels(45)); x++)
            {
                var mean = _sum.Mean(x, y, Pixels(6));
                if (mean <= 0 || Deviation(x, y) > limit)
                {
                    continue;
                }

                var (outer, inner) = (_sum.Square(x, y, Pixels(17)), _sum.Square(x, y, Pixels(13)));
                var contrast = mean - ((outer.Sum - inner.Sum) / Math.Max(1, outer.Count - inner.Count));
                if (contrast > best && !IsMarrow(x, y, mean))
                {
                    (best, found) = (contrast, mean);
                }
            }
        }

        return found;
    }

    /// <summary>True inside a vertebra: denser bone lies in at least six of eight directions. Of the aorta it lies behind only.</summary>
    private bool IsMarrow(int x, int y, double mean)
    {
        var border = Math.Max(220, mean + 60);
        ReadOnlySpan<(int X, int Y)> directions = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];
        var hits = 0;
        foreach (var (dx, dy) in directions)
        {
            var reach = Pixels(dx * dy == 0 ? 26 : 18);
            for (var i = 1; i <= reach; i++)
            {
                var (column, row) = (x + (i * dx), y + (i * dy));
                if (column < 0 || row < 0 || column >= _width || row >= _height)
                {
                    break;
                }

                if (_values[(row * _width) + column] > border)
                {
                    hits++;
                    break;
                }
            }
        }

        return hits >= 6;
    }

    /// <summary>The commonest density of even tissue in the right half; null if there is less than 25 square cm of it.</summary>
    private double? Liver((int Left, int Right, int Top, int Bottom) box, double limit)
    {
        var counts = new int[51];
        var middle = (box.Left + box.Right) / 2;
        for (var y = box.Top; y <= box.Bottom; y++)
        {
            for (var x = box.Left; x < middle - Pixels(20); x++)
            {
                var mean = _sum.Mean(x, y, Pixels(6));
                if (mean is > 20 and < 220 && Deviation(x, y) < limit && IsBody(x, y))
                {
                    counts[(int)((mean - 20) / 4)]++;
                }
            }
        }

        if (counts.Sum() * _mm * _mm < 2500)
        {
            return null;
        }

        var peak = Enumerable.Range(1, counts.Length - 2).MaxBy(i => counts[i - 1] + (2 * counts[i]) + counts[i + 1]);
        return 22 + (4 * peak);
    }
}
