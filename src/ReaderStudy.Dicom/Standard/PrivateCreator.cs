using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ReaderStudy.Dicom.Standard;

/// <summary>
/// The private elements of one maker: rows of private-dictionary.tsv, which are taken apart when an element of this maker is met. A
/// hospital has a handful of the three hundred.
/// </summary>
internal sealed class PrivateCreator
{
    private readonly Lazy<FrozenDictionary<ushort, PrivateBlock>> _groups;

    private PrivateCreator(string name, ReadOnlyMemory<byte> rows) =>
        _groups = new(() => Groups(name, Encoding.ASCII.GetString(rows.Span)));

    /// <summary>The makers by name. The rows of one stand together.</summary>
    public static FrozenDictionary<string, PrivateCreator> All()
    {
        using var stream = typeof(PrivateCreator).Assembly.GetManifestResourceStream("private-dictionary.tsv")!;
        var table = new byte[stream.Length];
        stream.ReadExactly(table);
        var creators = new Dictionary<string, PrivateCreator>(StringComparer.Ordinal);
        for (var at = table.AsSpan().IndexOf((byte)'\n') + 1; at < table.Length; )
        {
            var first = at;
            var name = NameAt(table, first);
            while (at < table.Length && NameAt(table, at).SequenceEqual(name))
            {
                at += table.AsSpan(at).IndexOf((byte)'\n') + 1;
            }

            var text = Encoding.ASCII.GetString(name);
            creators.Add(text, new PrivateCreator(text, table.AsMemory(first, at - first)));
        }

        return creators.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ReadOnlySpan<byte> NameAt(byte[] table, int at) => table.AsSpan(at, table.AsSpan(at).IndexOf((byte)'\t'));

    public PrivateBlock? BlockOf(ushort group) => _groups.Value.GetValueOrDefault(group);

    private static FrozenDictionary<ushort, PrivateBlock> Groups(string creator, string rows)
    {
        var groups = new Dictionary<ushort, PrivateBlock>();
        foreach (var row in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = row.Split('\t');
            var group = ushort.Parse(cells[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (!groups.TryGetValue(group, out var block))
            {
                groups[group] = block = new PrivateBlock();
            }

            var element = byte.Parse(cells[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            block.Add(element, new PrivateDictionaryEntry(creator, Enum.Parse<DicomVr>(cells[3]), cells[4]));
        }

        return groups.ToFrozenDictionary();
    }
}
