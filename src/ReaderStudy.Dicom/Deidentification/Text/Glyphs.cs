using System.Runtime.InteropServices;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>Finds connected groups of pixels that have the size and the fill of letters.</summary>
internal sealed class Glyphs
{
    private const int MostRuns = 400_000;
    private const int Tallest = 60;
    private const int Widest = 90;

    private readonly GreyPlane _plane;
    private readonly ushort[] _standOut;
    private readonly int _threshold;
    private readonly List<Run> _runs = [];

    private Glyphs(GreyPlane plane, ushort[] standOut, int threshold) => (_plane, _standOut, _threshold) = (plane, standOut, threshold);

    /// <summary>The groups of pixels that stand out by more than a threshold; none if the image is too busy for text to be told.</summary>
    /// <param name="plane">Grey values.</param>
    /// <param name="standOut">See <see cref="TopHat"/>; at least as many values as the plane has.</param>
    /// <param name="threshold">How far a pixel must stand out.</param>
    /// <param name="tolerance">By how much a pixel may differ from the group's grey value to count as flat, as part of the contrast.</param>
    /// <param name="uniform">True if only groups are wanted of which at least half of the pixels have one and the same value.</param>
    public static List<Glyph> In(GreyPlane plane, ushort[] standOut, int threshold, double tolerance, bool uniform)
    {
        var search = new Glyphs(plane, standOut, threshold);
        return search.FindRuns() ? search.Groups(tolerance, uniform) : [];
    }

    private List<Glyph> Groups(double tolerance, bool uniform)
    {
        var runs = CollectionsMarshal.AsSpan(_runs);
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
                    glyphs.Add(AsGlyph(runs[i], values[..area], contrasts[..area], tolerance));
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
            var (at, length) = ((runs[i].Row * _plane.Width) + runs[i].Start, runs[i].End - runs[i].Start);
            _plane.Values.AsSpan(at, length).CopyTo(values[n..]);
            _standOut.AsSpan(at, length).CopyTo(contrasts[n..]);
            n += length;
        }

        return n;
    }

    private Glyph AsGlyph(in Run root, Span<ushort> values, Span<ushort> contrasts, double tolerance)
    {
        values.Sort();
        contrasts.Sort();
        var (value, contrast) = (values[(int)(0.9 * (values.Length - 1))], contrasts[contrasts.Length / 2]);
        var flat = Count(values, value, (int)(tolerance * Math.Max((int)contrast, _threshold)));
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
    private bool FindRuns()
    {
        var (above, current) = (0, 0);
        for (var row = 0; row < _plane.Height; row++)
        {
            var line = _standOut.AsSpan(row * _plane.Width, _plane.Width);
            var start = _runs.Count;
            for (var x = 0; x < line.Length; )
            {
                // Most of a line stands out nowhere: that is passed over quickly.
                var next = line[x..].IndexOfAnyInRange((ushort)(_threshold + 1), ushort.MaxValue);
                if (next < 0)
                {
                    break;
                }

                var first = x + next;
                for (x = first; x < line.Length && line[x] > _threshold; x++) { }

                _runs.Add(new Run(row, first, x, _runs.Count));
            }

            if (_runs.Count > MostRuns)
            {
                return false;
            }

            var runs = CollectionsMarshal.AsSpan(_runs);
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

            (above, current) = (start, _runs.Count);
        }

        return true;
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
