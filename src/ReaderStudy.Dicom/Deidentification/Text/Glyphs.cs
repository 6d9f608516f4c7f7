using System.Buffers;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>Finds connected groups of pixels that have the size and the fill of letters. The memory is rented: dispose of it.</summary>
/// <param name="plane">Grey values.</param>
/// <param name="standOut">How far they stand out.</param>
internal sealed class Glyphs(GreyPlane plane, StandOut standOut) : IDisposable
{
    private const int MostRuns = 400_000;
    private const int Tallest = 60;
    private const int Widest = 90;

    private Run[] _runs = ArrayPool<Run>.Shared.Rent(4096);
    private int _count;

    /// <summary>The groups of pixels that stand out by more than a threshold; none if the image is too busy for text to be told.</summary>
    /// <param name="threshold">How far a pixel must stand out.</param>
    /// <param name="tolerance">By how much a pixel may differ from the group's grey value to count as flat, as part of the contrast.</param>
    /// <param name="uniform">True if only groups are wanted of which at least half of the pixels have one and the same value.</param>
    public List<Glyph> Above(int threshold, double tolerance, bool uniform)
    {
        _count = 0;
        return FindRuns(threshold) ? Groups(threshold, tolerance, uniform) : [];
    }

    public void Dispose() => ArrayPool<Run>.Shared.Return(_runs);

    private List<Glyph> Groups(int threshold, double tolerance, bool uniform)
    {
        var runs = _runs.AsSpan(0, _count);
        for (var i = 0; i < runs.Length; i++)
        {
            // A root comes before its members, so its box is complete when all runs have been added.
            var root = Root(runs, i);
            ref var box = ref runs[root];
            ref var run = ref runs[i];
            box.Left = Math.Min(box.Left, run.Start);
            box.Right = Math.Max(box.Right, run.End);
            box.Bottom = run.Row + 1;
            box.Area += run.End - run.Start;
            if (root != i)
            {
                runs[box.Last].Next = i;
                box.Last = i;
            }
        }

        var glyphs = new List<Glyph>();
        Span<ushort> values = stackalloc ushort[Tallest * Widest];
        Span<ushort> contrasts = stackalloc ushort[Tallest * Widest];
        for (var i = 0; i < runs.Length; i++)
        {
            if (runs[i].Parent == i && IsLetter(runs[i]))
            {
                var area = Collect(runs, i, values, contrasts);
                if (!uniform || Count(values[..area], values[area / 2], 0) * 2 >= area)
                {
                    glyphs.Add(AsGlyph(runs[i], values[..area], contrasts[..area], threshold, tolerance));
                }
            }
        }

        return glyphs;
    }

    private static bool IsLetter(in Run root)
    {
        var (width, height) = (root.Right - root.Left, root.Bottom - root.Row);
        return height is >= 5 and <= Tallest
            && width <= Widest
            && root.Area >= 5
            && width <= (1.6 * height) + 4
            && root.Area >= 0.12 * width * height;
    }

    private int Collect(Span<Run> runs, int root, Span<ushort> values, Span<ushort> contrasts)
    {
        var n = 0;
        for (var i = root; i >= 0; i = runs[i].Next)
        {
            var (at, length) = ((runs[i].Row * plane.Width) + runs[i].Start, runs[i].End - runs[i].Start);
            plane.Values.AsSpan(at, length).CopyTo(values[n..]);
            standOut.Values.AsSpan(at, length).CopyTo(contrasts[n..]);
            n += length;
        }

        return n;
    }

    private static Glyph AsGlyph(in Run root, Span<ushort> values, Span<ushort> contrasts, int threshold, double tolerance)
    {
        values.Sort();
        contrasts.Sort();
        var (value, contrast) = (values[(int)(0.9 * (values.Length - 1))], contrasts[contrasts.Length / 2]);
        var flat = Count(values, value, (int)(tolerance * Math.Max((int)contrast, threshold)));
        return new Glyph(
            root.Left,
            root.Row,
            root.Right - root.Left,
            root.Bottom - root.Row,
            value,
            contrast,
            (double)flat / values.Length
        );
    }

    private static int Count(ReadOnlySpan<ushort> values, int value, int margin)
    {
        var n = 0;
        foreach (var v in values)
        {
            n += Math.Abs(v - value) <= margin ? 1 : 0;
        }

        return n;
    }

    /// <summary>Runs along rows, joined with those they touch in the row above, corners included; false if there are too many.</summary>
    private bool FindRuns(int threshold)
    {
        var (above, current) = (0, 0);
        for (var row = 0; row < plane.Height; row++)
        {
            var start = _count;
            if (standOut.MostOfRow[row] <= threshold)
            {
                (above, current) = (start, start);
                continue;
            }

            var line = standOut.Values.AsSpan(row * plane.Width, plane.Width);
            for (var x = 0; x < line.Length; )
            {
                // Most of a line stands out nowhere: that is passed over quickly.
                var next = line[x..].IndexOfAnyInRange((ushort)(threshold + 1), ushort.MaxValue);
                if (next < 0)
                {
                    break;
                }

                var first = x + next;
                for (x = first; x < line.Length && line[x] > threshold; x++) { }

                if (_count == _runs.Length)
                {
                    Grow();
                }

                _runs[_count] = new Run(row, first, x, _count);
                _count++;
            }

            if (_count > MostRuns)
            {
                return false;
            }

            var runs = _runs.AsSpan(0, _count);
            for (var (i, j) = (start, above); i < runs.Length && j < current; )
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
                    var (a, b) = (Root(runs, i), Root(runs, j));
                    runs[Math.Max(a, b)].Parent = Math.Min(a, b);
                    _ = runs[j].End < runs[i].End ? j++ : i++;
                }
            }

            (above, current) = (start, _count);
        }

        return true;
    }

    private void Grow()
    {
        var larger = ArrayPool<Run>.Shared.Rent(2 * _runs.Length);
        _runs.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<Run>.Shared.Return(_runs);
        _runs = larger;
    }

    private static int Root(Span<Run> runs, int i)
    {
        while (runs[i].Parent != i)
        {
            runs[i].Parent = runs[runs[i].Parent].Parent;
            i = runs[i].Parent;
        }

        return i;
    }

    /// <summary>A stretch of one row; the first of a group also holds the group's box and the list of its members.</summary>
    private record struct Run(int Row, int Start, int End, int Index)
    {
        public int Parent = Index;
        public int Next = -1;
        public int Last = Index;
        public int Left = Start;
        public int Right = End;
        public int Bottom = Row + 1;
        public int Area;
    }
}
