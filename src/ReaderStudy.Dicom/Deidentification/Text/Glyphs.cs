namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>Finds connected groups of pixels that have the size and the fill of letters.</summary>
internal static class Glyphs
{
    private const int MostGroups = 20000;

    /// <summary>The groups of pixels that stand out by more than a threshold; none if the image is too busy for text to be told.</summary>
    /// <param name="plane">Grey values.</param>
    /// <param name="standOut">See <see cref="TopHat"/>.</param>
    /// <param name="threshold">How far a pixel must stand out.</param>
    /// <param name="tolerance">By how much a pixel may differ from the group's grey value to count as flat, as part of the contrast.</param>
    public static List<Glyph> In(GreyPlane plane, ushort[] standOut, int threshold, double tolerance)
    {
        var runs = Runs(plane, standOut, threshold);
        var groups = new Dictionary<int, List<Run>>();
        for (var i = 0; i < runs.Count; i++)
        {
            var root = Root(runs, i);
            if (!groups.TryGetValue(root, out var group))
            {
                if (groups.Count >= MostGroups)
                {
                    return [];
                }

                groups[root] = group = [];
            }

            group.Add(runs[i]);
        }

        var glyphs = new List<Glyph>();
        foreach (var group in groups.Values)
        {
            if (AsGlyph(plane, standOut, group, threshold, tolerance) is { } glyph)
            {
                glyphs.Add(glyph);
            }
        }

        return glyphs;
    }

    private static Glyph? AsGlyph(GreyPlane plane, ushort[] standOut, List<Run> group, int threshold, double tolerance)
    {
        var (left, right, area) = (int.MaxValue, 0, 0);
        foreach (var run in group)
        {
            left = Math.Min(left, run.Start);
            right = Math.Max(right, run.End);
            area += run.End - run.Start;
        }

        var (top, bottom) = (group[0].Row, group[^1].Row + 1);
        var (width, height) = (right - left, bottom - top);
        var isLetter = height is >= 5 and <= 60 && width <= 90 && area >= 5 && width <= (1.6 * height) + 4 && area >= 0.12 * width * height;
        if (!isLetter)
        {
            return null;
        }

        var (values, contrasts) = (new ushort[area], new ushort[area]);
        var n = 0;
        foreach (var run in group)
        {
            var at = (run.Row * plane.Width) + run.Start;
            plane.Values.AsSpan(at, run.End - run.Start).CopyTo(values.AsSpan(n));
            standOut.AsSpan(at, run.End - run.Start).CopyTo(contrasts.AsSpan(n));
            n += run.End - run.Start;
        }

        Array.Sort(values);
        Array.Sort(contrasts);
        var (value, contrast) = (values[(int)(0.9 * (area - 1))], contrasts[area / 2]);
        var margin = tolerance * Math.Max((int)contrast, threshold);
        var flat = values.Count(v => Math.Abs(v - value) <= margin);
        return new Glyph(left, top, width, height, value, contrast, (double)flat / area);
    }

    /// <summary>Runs along rows, joined with those they touch in the row above, corners included.</summary>
    private static List<Run> Runs(GreyPlane plane, ushort[] standOut, int threshold)
    {
        var runs = new List<Run>();
        var (above, current) = (0, 0);
        for (var row = 0; row < plane.Height; row++)
        {
            var line = standOut.AsSpan(row * plane.Width, plane.Width);
            var start = runs.Count;
            for (var x = 0; x < line.Length; )
            {
                if (line[x] <= threshold)
                {
                    x++;
                    continue;
                }

                var first = x;
                while (x < line.Length && line[x] > threshold)
                {
                    x++;
                }

                runs.Add(new Run(row, first, x) { Parent = runs.Count });
            }

            for (var (i, j) = (start, above); i < runs.Count && j < current; )
            {
                if (runs[j].End < runs[i].Start)
                {
                    j++;
                }
                else if (runs[i].End < runs[j].Start)
                {
                    i++;
                }
                else
                {
                    Join(runs, i, j);
                    _ = runs[j].End < runs[i].End ? j++ : i++;
                }
            }

            (above, current) = (start, runs.Count);
        }

        return runs;
    }

    private static void Join(List<Run> runs, int a, int b)
    {
        var (first, second) = (Root(runs, a), Root(runs, b));
        runs[Math.Max(first, second)].Parent = Math.Min(first, second);
    }

    private static int Root(List<Run> runs, int i)
    {
        while (runs[i].Parent != i)
        {
            runs[i].Parent = runs[runs[i].Parent].Parent;
            i = runs[i].Parent;
        }

        return i;
    }

    private sealed class Run(int row, int start, int end)
    {
        public int Row { get; } = row;

        public int Start { get; } = start;

        public int End { get; } = end;

        public int Parent { get; set; }
    }
}
