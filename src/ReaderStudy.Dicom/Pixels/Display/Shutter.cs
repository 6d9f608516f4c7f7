namespace ReaderStudy.Dicom.Pixels.Display;

/// <summary>What a display shutter leaves open (PS3.3 C.7.6.11): rectangle, circle, polygon, or what they have in common.</summary>
internal static class Shutter
{
    /// <summary>Paints what is shut black.</summary>
    public static void Apply(DicomDataset header, int width, int height, int channels, byte[] samples)
    {
        foreach (var shape in header.GetStrings(DisplayTags.ShutterShape).Distinct())
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

        // The edges that a row crosses are found once for the row.
        var (known, crossings) = (0, Array.Empty<double>());
        return (row, column) =>
        {
            (known, crossings) = row == known ? (known, crossings) : (row, Crossings(v, row));
            var at = Array.BinarySearch(crossings, column);
            // Those to the right of the column; a crossing at the column itself is none of them.
            while (at >= 0 && at + 1 < crossings.Length && crossings[at + 1] == column)
            {
                at++;
            }

            return (crossings.Length - (at >= 0 ? at + 1 : ~at)) % 2 == 1;
        };
    }

    /// <summary>The columns at which the polygon's edges cross a row, from left to right.</summary>
    private static double[] Crossings(IReadOnlyList<double> v, int row)
    {
        var crossings = new List<double>();
        for (var (i, j) = (0, v.Count - 2); i < v.Count; j = i, i += 2)
        {
            if (v[i] > row != v[j] > row)
            {
                crossings.Add(((v[j + 1] - v[i + 1]) * (row - v[i]) / (v[j] - v[i])) + v[i + 1]);
            }
        }

        crossings.Sort();
        return [.. crossings];
    }
}
