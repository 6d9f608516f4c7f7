using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>
/// What stands out from its surroundings and is thinner than nine pixels: the image less its morphological opening by a square of nine
/// (bright strokes), and its closing less the image (dark ones). The arrays are rented: dispose of it.
/// </summary>
internal sealed class TopHat : IDisposable
{
    private TopHat(GreyPlane plane)
    {
        (Bright, Dark) = (StandOut.Rent(plane), StandOut.Rent(plane));
        Fill<Smallest, Largest>(plane, Bright);
        Fill<Largest, Smallest>(plane, Dark);
    }

    /// <summary>How far bright strokes stand out.</summary>
    public StandOut Bright { get; }

    /// <summary>How far dark strokes stand out.</summary>
    public StandOut Dark { get; }

    /// <summary>Looks at a plane; the image's edge is repeated outwards.</summary>
    public static TopHat Of(GreyPlane plane) => new(plane);

    public void Dispose()
    {
        Bright.Return();
        Dark.Return();
    }

    /// <summary>Row by row: each row is done with as soon as the four below it are known, so that little more than the image is touched.</summary>
    private static void Fill<TFirst, TSecond>(GreyPlane plane, StandOut target)
        where TFirst : IExtreme
        where TSecond : IExtreme
    {
        var (width, height) = (plane.Width, plane.Height);
        var first = new Squares<TFirst>(width, height);
        var second = new Squares<TSecond>(width, height);
        Span<ushort> row = new ushort[width];
        for (var y = 0; y < height + (2 * Squares.Reach); y++)
        {
            if (y < height)
            {
                first.Add(y, plane.Values.AsSpan(y * width, width));
            }

            var between = y - Squares.Reach;
            if (between >= 0 && between < height)
            {
                first.Take(between, row);
                second.Add(between, row);
            }

            var last = between - Squares.Reach;
            if (last >= 0)
            {
                second.Take(last, row);
                target.Set(last, plane.Values.AsSpan(last * width, width), row);
            }
        }
    }
}

/// <summary>How far each pixel stands out, row by row, and the most of each row.</summary>
internal sealed class StandOut
{
    private readonly int _width;

    private StandOut(int width, ushort[] values, ushort[] most) => (_width, Values, MostOfRow) = (width, values, most);

    /// <summary>Rented: may be longer than the plane.</summary>
    public ushort[] Values { get; }

    /// <summary>The largest value of each row.</summary>
    public ushort[] MostOfRow { get; }

    public static StandOut Rent(GreyPlane plane) =>
        new(plane.Width, ArrayPool<ushort>.Shared.Rent(plane.Width * plane.Height), new ushort[plane.Height]);

    public void Return() => ArrayPool<ushort>.Shared.Return(Values);

    /// <summary>Sets a row to the difference of two, whichever is larger: an opening lies nowhere above its image, a closing nowhere below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(int y, ReadOnlySpan<ushort> image, ReadOnlySpan<ushort> smoothed)
    {
        var target = Values.AsSpan(y * _width, _width);
        var (most, i) = (Vector<ushort>.Zero, 0);
        for (; i <= target.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            var (a, b) = (new Vector<ushort>(image[i..]), new Vector<ushort>(smoothed[i..]));
            var difference = Vector.Max(a, b) - Vector.Min(a, b);
            difference.CopyTo(target[i..]);
            most = Vector.Max(most, difference);
        }

        ushort largest = 0;
        for (var lane = 0; lane < Vector<ushort>.Count; lane++)
        {
            largest = Math.Max(largest, most[lane]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = (ushort)Math.Abs(image[i] - smoothed[i]);
            largest = Math.Max(largest, target[i]);
        }

        MostOfRow[y] = largest;
    }
}

/// <summary>The smallest or the largest of values.</summary>
internal interface IExtreme
{
    static abstract Vector<ushort> Of(Vector<ushort> a, Vector<ushort> b);
}

internal readonly struct Smallest : IExtreme
{
    public static Vector<ushort> Of(Vector<ushort> a, Vector<ushort> b) => Vector.Min(a, b);
}

internal readonly struct Largest : IExtreme
{
    public static Vector<ushort> Of(Vector<ushort> a, Vector<ushort> b) => Vector.Max(a, b);
}

internal static class Squares
{
    /// <summary>How far a square reaches to each side of its middle.</summary>
    public const int Reach = 4;

    public const int Size = (2 * Reach) + 1;
}

/// <summary>The extreme of the square around each pixel, of rows that come one after the other; only the nine that are needed are kept.</summary>
internal sealed class Squares<TExtreme>
    where TExtreme : IExtreme
{
    private readonly int _width;
    private readonly int _height;
    private readonly int _stride;
    private readonly ushort[] _line;
    private readonly ushort[] _rows;

    public Squares(int width, int height)
    {
        // So long that vectors may run over the row's end.
        (_width, _height, _stride) = (width, height, width + (2 * Squares.Reach) + Vector<ushort>.Count);
        (_line, _rows) = (new ushort[_stride], new ushort[Squares.Size * _stride]);
    }

    /// <summary>Takes in a row; rows come in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int y, ReadOnlySpan<ushort> row)
    {
        _line.AsSpan(0, Squares.Reach).Fill(row[0]);
        row.CopyTo(_line.AsSpan(Squares.Reach));
        _line.AsSpan(Squares.Reach + _width, Squares.Reach).Fill(row[^1]);
        ref var from = ref MemoryMarshal.GetArrayDataReference(_line);
        ref var to = ref _rows[y % Squares.Size * _stride];
        for (var i = 0; i < _width; i += Vector<ushort>.Count)
        {
            var at = (nuint)i;
            var a = TExtreme.Of(Vector.LoadUnsafe(ref from, at), Vector.LoadUnsafe(ref from, at + 1));
            var b = TExtreme.Of(Vector.LoadUnsafe(ref from, at + 2), Vector.LoadUnsafe(ref from, at + 3));
            var c = TExtreme.Of(Vector.LoadUnsafe(ref from, at + 4), Vector.LoadUnsafe(ref from, at + 5));
            var d = TExtreme.Of(Vector.LoadUnsafe(ref from, at + 6), Vector.LoadUnsafe(ref from, at + 7));
            var e = TExtreme.Of(TExtreme.Of(a, b), TExtreme.Of(c, d));
            TExtreme.Of(e, Vector.LoadUnsafe(ref from, at + 8)).StoreUnsafe(ref to, at);
        }
    }

    /// <summary>The extremes around a row, once the four rows below it have come (or those that there are).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(int y, Span<ushort> target)
    {
        Span<nuint> rows = stackalloc nuint[Squares.Size];
        for (var i = 0; i < Squares.Size; i++)
        {
            rows[i] = (nuint)(Math.Clamp(y + i - Squares.Reach, 0, _height - 1) % Squares.Size * _stride);
        }

        var (r0, r1, r2, r3, r4, r5, r6, r7, r8) = (rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7], rows[8]);
        ref var from = ref MemoryMarshal.GetArrayDataReference(_rows);
        for (var i = 0; i < _width; i += Vector<ushort>.Count)
        {
            var at = (nuint)i;
            var a = TExtreme.Of(Vector.LoadUnsafe(ref from, r0 + at), Vector.LoadUnsafe(ref from, r1 + at));
            var b = TExtreme.Of(Vector.LoadUnsafe(ref from, r2 + at), Vector.LoadUnsafe(ref from, r3 + at));
            var c = TExtreme.Of(Vector.LoadUnsafe(ref from, r4 + at), Vector.LoadUnsafe(ref from, r5 + at));
            var d = TExtreme.Of(Vector.LoadUnsafe(ref from, r6 + at), Vector.LoadUnsafe(ref from, r7 + at));
            var e = TExtreme.Of(TExtreme.Of(a, b), TExtreme.Of(c, d));
            TExtreme.Of(e, Vector.LoadUnsafe(ref from, r8 + at)).StoreUnsafe(ref _line[0], at);
        }

        _line.AsSpan(0, _width).CopyTo(target);
    }
}
