using System.Buffers;
using System.Numerics;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>Puts letters together to lines and judges whether these are text.</summary>
internal static class TextLines
{
    /// <summary>Rectangles around lines of at least three letters, bright or dark. The plane is inverted by it.</summary>
    public static List<PixelRegion> In(GreyPlane plane)
    {
        var lines = new List<PixelRegion>();
        AddBright(lines, plane);
        plane.Invert();
        AddBright(lines, plane);
        return lines;
    }

    private static void AddBright(List<PixelRegion> lines, GreyPlane plane)
    {
        var standOut = TopHat.Rent(plane);
        var (low, high) = Spread(plane);
        var most = Largest(standOut.AsSpan(0, plane.Values.Length));
        var least = Math.Max(2, (int)Math.Max(0.20 * (high - low), 0.004 * most));

        // Letters far brighter than anything else have soft edges that touch; a higher threshold parts them.
        var thresholds = new SortedSet<int> { least, Math.Max(least, (int)(0.35 * most)), Math.Max(least, (int)(0.6 * most)) };
        foreach (var threshold in thresholds)
        {
            AddLines(lines, Glyphs.In(plane, standOut, threshold, 0.08, uniform: false), 0.6, 0.4);
        }

        // Fainter letters count only if all their pixels have the same value, as letters of a drawing program have.
        AddLines(lines, Glyphs.In(plane, standOut, Math.Max(2, (int)(0.4 * least)), 0.01, uniform: true), 0.98, 0.98);
        TopHat.Return(standOut);
    }

    private static int Largest(ReadOnlySpan<ushort> values)
    {
        var (largest, i) = (Vector<ushort>.Zero, 0);
        for (; i + Vector<ushort>.Count <= values.Length; i += Vector<ushort>.Count)
        {
            largest = Vector.Max(largest, new Vector<ushort>(values[i..]));
        }

        int most = 0;
        for (var lane = 0; lane < Vector<ushort>.Count; lane++)
        {
            most = Math.Max(most, largest[lane]);
        }

        for (; i < values.Length; i++)
        {
            most = Math.Max(most, values[i]);
        }

        return most;
    }

    /// <summary>Grey values that all but a hundredth of the pixels lie above, and below.</summary>
    private static (int Low, int High) Spread(GreyPlane plane)
    {
        var counts = ArrayPool<int>.Shared.Rent(65536);
        counts.AsSpan().Clear();
        var n = 0;
        for (var i = 0; i < plane.Values.Length; i += 3)
        {
            counts[plane.Values[i]]++;
            n++;
        }

        var (low, high, seen) = (0, 65535, 0);
        while (low < 65535 && (seen += counts[low]) <= n / 100)
        {
            low++;
        }

        seen = 0;
        while (high > low && (seen += counts[high]) <= n / 100)
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
