using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>The extreme of the square around each pixel, of rows that come one after the other; only the nine that are needed are kept.</summary>
internal sealed class Squares<TExtreme>
    where TExtreme : IExtreme
{
    private const int Size = (2 * TopHat.Reach) + 1;

    private readonly int _width;
    private readonly int _height;
    private readonly int _stride;
    private readonly ushort[] _line;
    private readonly ushort[] _rows;

    public Squares(int width, int height)
    {
        // So long that vectors may run over the row's end.
        (_width, _height, _stride) = (width, height, width + (2 * TopHat.Reach) + Vector<ushort>.Count);
        (_line, _rows) = (new ushort[_stride], new ushort[Size * _stride]);
    }

    /// <summary>Takes in a row; rows come in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int y, ReadOnlySpan<ushort> row)
    {
        _line.AsSpan(0, TopHat.Reach).Fill(row[0]);
        row.CopyTo(_line.AsSpan(TopHat.Reach));
        _line.AsSpan(TopHat.Reach + _width, TopHat.Reach).Fill(row[^1]);
        ref var from = ref MemoryMarshal.GetArrayDataReference(_line);
        ref var to = ref _rows[y % Size * _stride];
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
        Span<nuint> rows = stackalloc nuint[Size];
        for (var i = 0; i < Size; i++)
        {
            rows[i] = (nuint)(Math.Clamp(y + i - TopHat.Reach, 0, _height - 1) % Size * _stride);
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
