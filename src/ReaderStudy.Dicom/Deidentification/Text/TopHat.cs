using System.Buffers;
using System.Numerics;

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
        var padded = width + Size - 1;
        for (var y = 0; y < height; y++)
        {
            var row = source.AsSpan(y * width, width);
            line.AsSpan(0, Size / 2).Fill(row[0]);
            row.CopyTo(line.AsSpan(Size / 2));
            line.AsSpan((Size / 2) + width, 3 * Size).Fill(row[^1]);

            // Windows of 2, 4 and 8 in place, then the ninth.
            var ninth = target.AsSpan(y * width, width);
            line.AsSpan(Size - 1, width).CopyTo(ninth);
            Fold(line, line.AsSpan(1), padded, smallest);
            Fold(line, line.AsSpan(2), padded, smallest);
            Fold(line, line.AsSpan(4), padded, smallest);
            Fold(ninth, line, width, smallest);
        }
    }

    private static void Columns(ushort[] source, ushort[] target, int width, int height, bool smallest)
    {
        for (var y = 0; y < height; y++)
        {
            var row = target.AsSpan(y * width, width);
            source.AsSpan(Math.Max(0, y - (Size / 2)) * width, width).CopyTo(row);
            for (var dy = 1 - (Size / 2); dy <= Size / 2; dy++)
            {
                Fold(row, source.AsSpan(Math.Clamp(y + dy, 0, height - 1) * width, width), width, smallest);
            }
        }
    }

    /// <summary>Puts into each of the first <paramref name="count"/> values the smaller (or larger) of both; read before written.</summary>
    private static void Fold(Span<ushort> target, ReadOnlySpan<ushort> other, int count, bool smallest)
    {
        var i = 0;
        for (; i + Vector<ushort>.Count <= count; i += Vector<ushort>.Count)
        {
            var (a, b) = (new Vector<ushort>(target[i..]), new Vector<ushort>(other[i..]));
            (smallest ? Vector.Min(a, b) : Vector.Max(a, b)).CopyTo(target[i..]);
        }

        for (; i < count; i++)
        {
            target[i] = smallest ? Math.Min(target[i], other[i]) : Math.Max(target[i], other[i]);
        }
    }
}
