namespace ReaderStudy.Dicom.Series;

/// <summary>
/// Looks for kidneys in one slice: a blob of soft tissue of a kidney's size beside the spine, with fat all round. Peeled like an onion, its
/// outer layers are the cortex and the deeper ones the medulla. A kidney that touches liver, spleen or muscle broadly is left out: none is
/// better than a wrong one.
/// </summary>
internal sealed class KidneyLayers(SlicePixels pixels)
{
    private int _width;
    private int _height;

    /// <summary>HU of cortex and medulla of the larger kidney found; null if there is none.</summary>
    public (double Cortex, double Medulla)? Measure((int X, int Y) spine)
    {
        var (left, right) = (Math.Max(1, spine.X - pixels.Pixels(115)), Math.Min(pixels.Width - 2, spine.X + pixels.Pixels(115)));
        var (top, bottom) = (Math.Max(1, spine.Y - pixels.Pixels(65)), Math.Min(pixels.Height - 2, spine.Y + pixels.Pixels(60)));
        (_width, _height) = (right - left + 1, bottom - top + 1);
        var (values, open) = (new float[_width * _height], new bool[_width * _height]);
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                var at = ((y + top) * pixels.Width) + x + left;
                values[(y * _width) + x] = pixels.Values[at];
                open[(y * _width) + x] =
                    x > 0
                    && y > 0
                    && x < _width - 1
                    && y < _height - 1
                    && IsTissue(at)
                    && IsTissue(at - pixels.Width)
                    && IsTissue(at + pixels.Width)
                    && IsTissue(at - 1)
                    && IsTissue(at + 1);
            }
        }

        (double Cortex, double Medulla)? found = null;
        var largest = 0;
        for (var i = 0; i < open.Length; i++)
        {
            if (open[i] && Take(open, i) is var blob && blob.Count > largest && IsKidney(blob, spine.X - left, spine.Y - top))
            {
                if (Layers(blob, values) is { } layers)
                {
                    (found, largest) = (layers, blob.Count);
                }
            }
        }

        return found;
    }

    private bool IsTissue(int at) => pixels.Values[at] > 10;

    /// <summary>Takes one connected blob out of what is open; the window's edge is never open.</summary>
    private List<int> Take(bool[] open, int first)
    {
        open[first] = false;
        var blob = new List<int> { first };
        for (var i = 0; i < blob.Count; i++)
        {
            foreach (var next in (ReadOnlySpan<int>)[blob[i] - 1, blob[i] + 1, blob[i] - _width, blob[i] + _width])
            {
                if (open[next])
                {
                    open[next] = false;
                    blob.Add(next);
                }
            }
        }

        return blob;
    }

    private bool IsKidney(List<int> blob, int spineX, int spineY)
    {
        if (blob.Count * pixels.Size * pixels.Size is < 1400 or > 4500)
        {
            return false;
        }

        var (left, right) = (blob.Min(i => i % _width), blob.Max(i => i % _width));
        var (top, bottom) = (blob.Min(i => i / _width), blob.Max(i => i / _width));
        var (wide, high) = ((right - left + 1) * pixels.Size, (bottom - top + 1) * pixels.Size);
        var (beside, behind) = (Math.Abs(((left + right) / 2.0) - spineX) * pixels.Size, (((top + bottom) / 2.0) - spineY) * pixels.Size);
        var isInside = left > 1 && right < _width - 2 && top > 1 && bottom < _height - 2;
        return isInside && wide is > 30 and < 80 && high is > 30 and < 80 && beside is > 30 and < 95 && behind is > -40 and < 35;
    }

    /// <summary>Medians of the layers from 3 to 6 mm and from 10 to 14 mm below the surface; null if one is too thin.</summary>
    private (double Cortex, double Medulla)? Layers(List<int> blob, float[] values)
    {
        var inside = Filled(blob);
        var (cortex, medulla) = (new List<float>(), new List<float>());
        for (var depth = 1.5 * pixels.Size; depth < 14; depth += pixels.Size)
        {
            var layer = new List<int>();
            for (var i = _width; i < inside.Length - _width; i++)
            {
                if (inside[i] && !(inside[i - 1] && inside[i + 1] && inside[i - _width] && inside[i + _width]))
                {
                    layer.Add(i);
                }
            }

            var target =
                depth is > 3 and < 6 ? cortex
                : depth > 10 ? medulla
                : null;

            // Fat of the hilum is no medulla.
            target?.AddRange(layer.Select(i => values[i]).Where(v => v > 10));
            layer.ForEach(i => inside[i] = false);
        }

        cortex.Sort();
        medulla.Sort();
        return cortex.Count < 30 || medulla.Count < 30 ? null : (cortex[cortex.Count / 2], medulla[medulla.Count / 2]);
    }

    /// <summary>The blob without holes: between its first and last pixel of a row and of a column all is inside.</summary>
    private bool[] Filled(List<int> blob)
    {
        var (rows, columns) = (new (int First, int Last)?[_height], new (int First, int Last)?[_width]);
        foreach (var i in blob)
        {
            var (x, y) = (i % _width, i / _width);
            rows[y] = rows[y] is { } row ? (Math.Min(row.First, x), Math.Max(row.Last, x)) : (x, x);
            columns[x] = columns[x] is { } column ? (Math.Min(column.First, y), Math.Max(column.Last, y)) : (y, y);
        }

        var inside = new bool[_width * _height];
        for (var i = 0; i < inside.Length; i++)
        {
            var (x, y) = (i % _width, i / _width);
            inside[i] =
                rows[y] is { } row && columns[x] is { } column && x >= row.First && x <= row.Last && y >= column.First && y <= column.Last;
        }

        return inside;
    }
}
