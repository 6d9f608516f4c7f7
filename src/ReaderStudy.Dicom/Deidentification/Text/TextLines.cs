using System.Buffers;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>Puts letters together to lines and judges whether these are text.</summary>
internal static class TextLines
{
    /// <summary>Rectangles around lines of at least three letters, bright or dark. The plane is inverted by it.</summary>
    public static List<PixelRegion> In(GreyPlane plane)
    {
        var lines = new List<PixelRegion>();
        using var topHat = TopHat.Of(plane);
        var (low, high) = Spread(plane);
        Add(lines, plane, topHat.Bright, high - low);
        plane.Invert();
        Add(lines, plane, topHat.Dark, high - low);
        return lines;
    }

    private static void Add(List<PixelRegion> lines, GreyPlane plane, StandOut standOut, int spread)
    {
        var most = standOut.MostOfRow.Max();
        var least = Math.Max(2, (int)Math.Max(0.20 * spread, 0.004 * most));

        using var glyphs = new Glyphs(plane, standOut);

        // Letters far brighter than anything else have soft edges that touch; a higher threshold parts them.
        var thresholds = new SortedSet<int> { least, Math.Max(least, (int)(0.35 * most)), Math.Max(least, (int)(0.6 * most)) };
        foreach (var threshold in thresholds)
        {
            AddLines(lines, glyphs.Above(threshold, 0.08, uniform: false), 0.6, 0.4);
        }

        // Fainter letters count only if all their pixels have the same value, as letters of a drawing program have.
        AddLines(lines, glyphs.Above(Math.Max(2, (int)(0.4 * least)), 0.01, uniform: true), 0.98, 0.98);
    }

    /// <summary>Grey values that all but a hundredth of the pixels lie above, and below.</summary>
    private static (int Low, int High) Spread(GreyPlane plane)
    {
        var (smallest, largest) = plane.Range();
        var counts = ArrayPool<int>.Shared.Rent(largest - smallest + 1);
        counts.AsSpan(0, largest - smallest + 1).Clear();
        var n = 0;
        for (var i = 0; i < plane.Count; i += 3)
        {
            counts[plane.Values[i] - smallest]++;
            n++;
        }

        var (low, high, seen) = (smallest, largest, 0);
        while (low < largest && (seen += counts[low - smallest]) <= n / 100)
        {
            low++;
        }

        seen = 0;
        while (high > low && (seen += counts[high - smallest]) <= n / 100)
        {
            high--;
        }

        ArrayPool<int>.Shared.Return(counts);
        return (low, high);
    }

    /// <param name="lines">Where lines are added.</param>
    /// <param name="glyphs">Letters, perhaps.</param>
    /// <param name="flat">The flatness (median of the line) that three letters need.</param>
    /// <param name="flatIfLong">What five letters need.</param>
    private static void AddLines(List<PixelRegion> lines, List<Glyph> glyphs, double flat, double flatIfLong)
    {
        glyphs.Sort((a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Top.CompareTo(b.Top));
        var used = new bool[glyphs.Count];
        for (var i = 0; i < glyphs.Count; i++)
        {
            if (used[i])
            {
                continue;
            }

            List<int> line = [i];
            for (var next = i; (next = Next(glyphs, next)) >= 0; )
            {
                line.Add(next);
            }

            if (line.Count < 3)
            {
                continue;
            }

            foreach (var member in line)
            {
                used[member] = true;
            }

            var letters = line.ConvertAll(member => glyphs[member]);
            if (IsText(letters, flat, flatIfLong))
            {
                var (left, top) = (letters.Min(g => g.Left), letters.Min(g => g.Top));
                lines.Add(new PixelRegion(left, top, letters.Max(g => g.Right) - left, letters.Max(g => g.Bottom) - top));
            }
        }
    }

    /// <summary>The nearest letter to the right on the same line, of about the same height and grey; negative if there is none.</summary>
    private static int Next(List<Glyph> glyphs, int from)
    {
        var a = glyphs[from];
        for (var i = from + 1; i < glyphs.Count; i++)
        {
            var b = glyphs[i];
            var gap = b.Left - a.Right;
            if (gap > 1.6 * Math.Max(2.2 * a.Height, 6))
            {
                return -1;
            }

            var (shorter, taller) = (Math.Min(a.Height, b.Height), Math.Max(a.Height, b.Height));
            var overlap = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
            var follows = gap <= 1.6 * Math.Max(taller, 6) && b.Left >= a.Right - (0.3 * a.Width) - 1;
            if (
                follows
                && overlap >= 0.5 * shorter
                && taller <= 2.2 * shorter
                && Math.Abs(a.Value - b.Value) <= 0.12 * Math.Max(a.Contrast, b.Contrast)
            )
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsText(List<Glyph> letters, double flat, double flatIfLong)
    {
        var flatness = Median(letters.Select(g => g.Flatness));
        var height = Median(letters.Select(g => (double)g.Height));
        var bottom = Median(letters.Select(g => (double)g.Bottom));
        var onLine = letters.Count(g => Math.Abs(g.Bottom - bottom) <= Math.Max(1, 0.12 * height)) / (double)letters.Count;
        return (flatness >= flat && onLine >= 0.6) || (letters.Count >= 5 && flatness >= flatIfLong && onLine >= 0.7);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
