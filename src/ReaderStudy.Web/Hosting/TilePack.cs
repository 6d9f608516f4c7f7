using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace ReaderStudy.Web.Hosting;

/// <summary>
/// The tiles of a Deep Zoom image in one file: a slide has tens of thousands, and they are copied, hashed and deleted together. Little endian:
/// eight letters, the number of levels, columns and rows of each, then for each tile, level by level and row by row, its place and length,
/// then the tiles. It holds nothing but what is drawn.
/// </summary>
public static class TilePack
{
    private const int Entry = sizeof(long) + sizeof(int);
    private const int MostLevels = 32;

    private static ReadOnlySpan<byte> Magic => "RSTILES1"u8;

    /// <summary>Puts together the folders of tiles that a level each has, <c>{column}_{row}.{format}</c>.</summary>
    /// <param name="levels">The folder of each level, from the smallest.</param>
    /// <param name="format">The ending of a tile's name.</param>
    /// <param name="target">Can be searched.</param>
    /// <exception cref="InvalidDataException">A tile is missing.</exception>
    public static void Write(IReadOnlyList<string> levels, string format, Stream target)
    {
        var sizes = levels.Select(folder => SizeOf(folder, format)).ToList();
        var head = new byte[Magic.Length + sizeof(int) + (levels.Count * 2 * sizeof(int))];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(Magic.Length), levels.Count);
        for (var i = 0; i < sizes.Count; i++)
        {
            var at = head.AsSpan(Magic.Length + sizeof(int) + (i * 2 * sizeof(int)));
            BinaryPrimitives.WriteInt32LittleEndian(at, sizes[i].Columns);
            BinaryPrimitives.WriteInt32LittleEndian(at[sizeof(int)..], sizes[i].Rows);
        }

        var tiles = levels.SelectMany((folder, i) => NamesOf(folder, sizes[i], format)).ToList();
        var index = new byte[tiles.Count * Entry];
        long place = head.Length + index.Length;
        for (var i = 0; i < tiles.Count; i++)
        {
            var file = new FileInfo(tiles[i]);
            if (!file.Exists)
            {
                throw new InvalidDataException("A tile is missing.");
            }

            BinaryPrimitives.WriteInt64LittleEndian(index.AsSpan(i * Entry), place);
            BinaryPrimitives.WriteInt32LittleEndian(index.AsSpan((i * Entry) + sizeof(long)), (int)file.Length);
            place += file.Length;
        }

        target.Write(head);
        target.Write(index);
        foreach (var tile in tiles)
        {
            target.Write(File.ReadAllBytes(tile));
        }
    }

    /// <summary>One tile; null when there is none at this place.</summary>
    public static byte[]? Read(SafeFileHandle pack, int level, int column, int row)
    {
        Span<byte> head = stackalloc byte[12 + (MostLevels * 2 * sizeof(int))];
        head = head[..RandomAccess.Read(pack, head, 0)];
        if (head.Length < 12 || !head.StartsWith(Magic) || level < 0 || column < 0 || row < 0)
        {
            return null;
        }

        var levels = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        if (level >= levels || levels > MostLevels)
        {
            return null;
        }

        long before = 0;
        for (var i = 0; ; i++)
        {
            var columns = BinaryPrimitives.ReadInt32LittleEndian(head[(12 + (i * 8))..]);
            var rows = BinaryPrimitives.ReadInt32LittleEndian(head[(16 + (i * 8))..]);
            if (i < level)
            {
                before += (long)columns * rows;
                continue;
            }

            return column < columns && row < rows
                ? At(pack, 12 + (levels * 8) + ((before + ((long)row * columns) + column) * Entry))
                : null;
        }
    }

    private static byte[] At(SafeFileHandle pack, long entry)
    {
        Span<byte> found = stackalloc byte[Entry];
        RandomAccess.Read(pack, found, entry);
        var tile = new byte[BinaryPrimitives.ReadInt32LittleEndian(found[sizeof(long)..])];
        var read = RandomAccess.Read(pack, tile, BinaryPrimitives.ReadInt64LittleEndian(found));
        return read == tile.Length ? tile : throw new InvalidDataException("A tile could be read in part only.");
    }

    private static (int Columns, int Rows) SizeOf(string folder, string format)
    {
        var (columns, rows) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*." + format))
        {
            var parts = Path.GetFileNameWithoutExtension(file).Split('_');
            columns = Math.Max(columns, int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) + 1);
            rows = Math.Max(rows, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 1);
        }

        return (columns, rows);
    }

    private static IEnumerable<string> NamesOf(string folder, (int Columns, int Rows) size, string format) =>
        from row in Enumerable.Range(0, size.Rows)
        from column in Enumerable.Range(0, size.Columns)
        select Path.Combine(folder, FormattableString.Invariant($"{column}_{row}.{format}"));
}
