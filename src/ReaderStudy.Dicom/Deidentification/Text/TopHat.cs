using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>
/// What stands out from its surroundings and is thinner than nine pixels: the image less its morphological opening by a square of nine
/// (bright strokes), and its closing less the image (dark ones).
/// </summary>
internal static class TopHat
{
    private const int Size = 9;

    /// <summary>Bright strokes; the image's edge is repeated outwards. The array is rented, and may be longer than the plane.</summary>
    public static ushort[] Rent(GreyPlane plane)
    {
        var (width, height) = (plane.Width, plane.Height);
        var length = width * height;
        var pool = ArrayPool<ushort>.Shared;
        var (a, b, line) = (pool.Rent(length), pool.Rent(length), pool.Rent(Math.Max(width, height) + (4 * Size)));
        Rows(plane.Values, a, width, height, line, smallest: true);
        Columns(a, b, width, height, smallest: true);
        Rows(b, a, width, height, line, smallest: false);
        Columns(a, b, width, height, smallest: false);
        pool.Return(a);
        pool.Return(line);
        Subtract(plane.Values, b, length);
        return b;
    }

    /// <summary>Gives back what <see cref="Rent"/> gave.</summary>
    public static void Return(ushort[] standOut) => ArrayPool<ushort>.Shared.Return(standOut);

    /// <summary>The image less its opening, in the opening's place.</summary>
    private static void Subtract(ushort[] values, ushort[] opened, int length)
    {
        var i = 0;
        for (; i + Vector<ushort>.Count <= length; i += Vector<ushort>.Count)
        {
            (new Vector<ushort>(values, i) - new Vector<ushort>(opened, i)).CopyTo(opened, i);
        }

        for (; i < length; i++)
        {
            opened[i] = (ushort)(values[i] - opened[i]);
        }
    }

    private static void Rows(ushort[] source, ushort[] target, int width, int height, ushort[] line, bool smallest)
    {
        Span<int> places = [0, 1, 2, 3, 4, 5, 6, 7, 8];
        for (var y = 0; y < height; y++)
        {
            var row = source.AsSpan(y * width, width);
            line.AsSpan(0, Size / 2).Fill(row[0]);
            row.CopyTo(line.AsSpan(Size / 2));
            line.AsSpan((Size / 2) + width, Size / 2).Fill(row[^1]);
            Extreme(line, places, target.AsSpan(y * width, width), smallest);
        }
    }

    private static void Columns(ushort[] source, ushort[] target, int width, int height, bool smallest)
    {
        Span<int> places = stackalloc int[Size];
        for (var y = 0; y < height; y++)
        {
            for (var i = 0; i < Size; i++)
            {
                places[i] = Math.Clamp(y + i - (Size / 2), 0, height - 1) * width;
            }

            Extreme(source, places, target.AsSpan(y * width, width), smallest);
        }
    }

    /// <summary>The smallest (or largest) of the nine values that stand at the places and so many steps on. Every image goes through here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Extreme(ushort[] source, ReadOnlySpan<int> places, Span<ushort> target, bool smallest)
    {
        foreach (var place in places)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((long)place + target.Length, source.Length);
        }

        var count = Vector<ushort>.Count;
        ref var from = ref MemoryMarshal.GetArrayDataReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var i = 0;
        for (; i <= target.Length - count; i += count)
        {
            var extreme = Vector.LoadUnsafe(ref from, (nuint)(places[0] + i));
            for (var p = 1; p < places.Length; p++)
            {
                var other = Vector.LoadUnsafe(ref from, (nuint)(places[p] + i));
                extreme = smallest ? Vector.Min(extreme, other) : Vector.Max(extreme, other);
            }

            extreme.StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            var extreme = source[places[0] + i];
            foreach (var place in places[1..])
            {
                extreme = smallest ? Math.Min(extreme, source[place + i]) : Math.Max(extreme, source[place + i]);
            }

            target[i] = extreme;
        }
    }
}
