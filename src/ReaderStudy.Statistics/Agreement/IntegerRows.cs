using System.Numerics;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// A table of integers in blocks of rows, each below the size of the large object heap: fresh pages of that cost more than counting what they hold.
/// </summary>
internal sealed class IntegerRows
{
    private const int BlockLength = 16384;

    private readonly int[][] _blocks;
    private readonly int _columns;
    private readonly int _shift;

    public IntegerRows(int rows, int columns)
    {
        Count = rows;
        _columns = columns;
        _shift = BitOperations.Log2((uint)Math.Max(1, BlockLength / Math.Max(1, columns)));
        _blocks = new int[(rows >> _shift) + 1][];
        for (var b = 0; b < _blocks.Length; b++)
        {
            _blocks[b] = new int[Math.Min(1 << _shift, rows - (b << _shift)) * columns];
        }
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    public Span<int> this[int row] => _blocks[row >> _shift].AsSpan((row & ((1 << _shift) - 1)) * _columns, _columns);
}
