using System.Numerics;

namespace ReaderStudy.Statistics.Segmentation;

/// <summary>A box of voxels, both ends included.</summary>
internal readonly record struct VoxelBox(int MinZ, int MinY, int MinX, int MaxZ, int MaxY, int MaxX)
{
    public int Depth => MaxZ - MinZ + 1;

    public int Height => MaxY - MinY + 1;

    public int Width => MaxX - MinX + 1;
}

/// <summary>
/// Voxels as bits; a row along x begins with a new word, and the bits of its last word beyond the row's end are 0.
/// </summary>
internal sealed class BitGrid
{
    private readonly ulong[] _words;

    public BitGrid(int depth, int height, int width)
    {
        (Depth, Height, Width) = (depth, height, width);
        WordsPerRow = (width + 63) / 64;
        _words = new ulong[(long)depth * height * WordsPerRow];
    }

    public int Depth { get; }

    public int Height { get; }

    public int Width { get; }

    public int WordsPerRow { get; }

    public bool this[int z, int y, int x] => (Row(z, y)[x >> 6] >> (x & 63) & 1) != 0;

    public Span<ulong> Row(int z, int y) => _words.AsSpan(((z * Height) + y) * WordsPerRow, WordsPerRow);

    public void Set(int z, int y, int x) => Row(z, y)[x >> 6] |= 1UL << (x & 63);

    public long Count()
    {
        var count = 0L;
        foreach (var word in _words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    public long CountShared(BitGrid other)
    {
        var count = 0L;
        for (var i = 0; i < _words.Length; i++)
        {
            count += BitOperations.PopCount(_words[i] & other._words[i]);
        }

        return count;
    }

    public BitGrid Combine(BitGrid other, Func<ulong, ulong, ulong> words)
    {
        var combined = new BitGrid(Depth, Height, Width);
        for (var i = 0; i < _words.Length; i++)
        {
            combined._words[i] = words(_words[i], other._words[i]);
        }

        return combined;
    }

    /// <summary>The smallest box that holds every voxel of both grids; null when both are empty.</summary>
    public static VoxelBox? BoundingBox(BitGrid first, BitGrid second)
    {
        var columns = new ulong[first.WordsPerRow];
        int minZ = int.MaxValue,
            maxZ = -1,
            minY = int.MaxValue,
            maxY = -1;
        for (var z = 0; z < first.Depth; z++)
        {
            for (var y = 0; y < first.Height; y++)
            {
                var a = first.Row(z, y);
                var b = second.Row(z, y);
                var any = 0UL;
                for (var i = 0; i < columns.Length; i++)
                {
                    var word = a[i] | b[i];
                    columns[i] |= word;
                    any |= word;
                }

                if (any != 0)
                {
                    (minZ, maxZ) = (Math.Min(minZ, z), z);
                    (minY, maxY) = (Math.Min(minY, y), Math.Max(maxY, y));
                }
            }
        }

        if (maxZ < 0)
        {
            return null;
        }

        var firstWord = Array.FindIndex(columns, w => w != 0);
        var lastWord = Array.FindLastIndex(columns, w => w != 0);
        var minX = (firstWord * 64) + BitOperations.TrailingZeroCount(columns[firstWord]);
        var maxX = (lastWord * 64) + 63 - BitOperations.LeadingZeroCount(columns[lastWord]);
        return new VoxelBox(minZ, minY, minX, maxZ, maxY, maxX);
    }

    public BitGrid Crop(VoxelBox box)
    {
        var crop = new BitGrid(box.Depth, box.Height, box.Width);
        var (skip, shift) = (box.MinX >> 6, box.MinX & 63);
        var tail = (box.Width & 63) == 0 ? ulong.MaxValue : (1UL << (box.Width & 63)) - 1;
        for (var z = 0; z < box.Depth; z++)
        {
            for (var y = 0; y < box.Height; y++)
            {
                var from = Row(box.MinZ + z, box.MinY + y);
                var to = crop.Row(z, y);
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = from[skip + i] >> shift;
                    if (shift != 0 && skip + i + 1 < from.Length)
                    {
                        to[i] |= from[skip + i + 1] << (64 - shift);
                    }
                }

                to[^1] &= tail;
            }
        }

        return crop;
    }

    /// <summary>
    /// Voxels that lack one of their six neighbours (four in a single slice); beyond the grid there is none. This is the grid without its
    /// erosion by one voxel.
    /// </summary>
    public BitGrid Border()
    {
        var border = new BitGrid(Depth, Height, Width);
        var nothing = new ulong[WordsPerRow];
        for (var z = 0; z < Depth; z++)
        {
            for (var y = 0; y < Height; y++)
            {
                var row = Row(z, y);
                var above = y > 0 ? Row(z, y - 1) : nothing;
                var below = y < Height - 1 ? Row(z, y + 1) : nothing;
                var front = Depth == 1 ? row : (z > 0 ? Row(z - 1, y) : nothing);
                var back = Depth == 1 ? row : (z < Depth - 1 ? Row(z + 1, y) : nothing);
                var to = border.Row(z, y);
                for (var i = 0; i < row.Length; i++)
                {
                    var left = row[i] << 1 | (i > 0 ? row[i - 1] >> 63 : 0);
                    var right = row[i] >> 1 | (i < row.Length - 1 ? row[i + 1] << 63 : 0);
                    to[i] = row[i] & ~(left & right & above[i] & below[i] & front[i] & back[i]);
                }
            }
        }

        return border;
    }
}
