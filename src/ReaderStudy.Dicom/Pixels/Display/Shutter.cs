namespace ReaderStudy.Dicom.Pixels.Display;

/// <summary>What a display shutter leaves open (PS3.3 C.7.6.11): rectangle, circle, polygon, or what they have in common.</summary>
internal static class Shutter
{
    /// <summary>Paints what is shut black.</summary>
    public static void Apply(DicomDataset header, int width, int height, int channels, byte[] samples)
    {
        foreach (var shape in header.GetStrings(DisplayTags.ShutterShape))
        {
            var isOpen = shape switch
            {
                "RECTANGULAR" => Rectangle(header),
                "CIRCULAR" => Circle(header),
                "POLYGONAL" => Polygon(header),
                _ => null,
            };
            for (var i = 0; isOpen is not null && i < width * height; i++)
            {
                // Rows and columns are counted from 1.
                if (!isOpen((i / width) + 1, (i % width) + 1))
                {
                    samples.AsSpan(i * channels, channels).Clear();
                }
            }
        }
    }

    private static Func<int, int, bool>? Rectangle(DicomDataset header)
    {
        var (left, right) = (header.GetInt(DisplayTags.ShutterLeft), header.GetInt(DisplayTags.ShutterRight));
        var (upper, lower) = (header.GetInt(DisplayTags.ShutterUpper), header.GetInt(DisplayTags.ShutterLower));
        return left < right && upper < lower ? (row, column) => column > left && column < right && row > upper && row < lower : null;
    }

    private static Func<int, int, bool>? Circle(DicomDataset header)
    {
        var radius = header.GetDouble(DisplayTags.ShutterRadius);
        return header.GetDoubles(DisplayTags.ShutterCenter) is [var y, var x] && radius > 0
            ? (row, column) => ((row - y) * (row - y)) + ((column - x) * (column - x)) <= radius * radius
            : null;
    }

    private static Func<int, int, bool>? Polygon(DicomDataset header)
    {
        var v = header.GetDoubles(DisplayTags.ShutterVertices);
        if (v.Count is < 6 or > 2000 || v.Count % 2 != 0)
        {
            return null;
        }

        return (row, column) =>
        {
            var inside = false;
            for (var (i, j) = (0, v.Count - 2); i < v.Count; j = i, i += 2)
            {
                var crosses = v[i] > row != v[j] > row;
                if (crosses && column < (((v[j + 1] - v[i + 1]) * (row - v[i]) / (v[j] - v[i])) + v[i + 1]))
                {
                    inside = !inside;
                }
            }

            return inside;
        };
    }
}
