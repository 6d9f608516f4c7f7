using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom;

/// <summary>Private elements of well-known makers (PS3.5 7.8): their names and representations. Where they come from is in Standard/README.md.</summary>
public static class PrivateDictionary
{
    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<ushort, PrivateBlock>>> Creators = new(Load);

    /// <summary>What is known of a private element of a data set, by the creator of its block; null if nothing.</summary>
    public static PrivateDictionaryEntry? Find(DicomDataset dataset, DicomTag tag) =>
        tag.IsPrivate && tag.Element > 0xFF && dataset.Find(new DicomTag(tag.Group, (ushort)(tag.Element >> 8))) is { } creator
            ? BlockOf(tag.Group, creator.Value.Span)?.Find(tag)
            : null;

    /// <summary>The elements that a creator, given by the bytes of its name, has in a group; null if it is unknown.</summary>
    internal static PrivateBlock? BlockOf(ushort group, ReadOnlySpan<byte> creator)
    {
        creator = creator.Trim(" \0"u8);
        if (creator.IsEmpty || creator.Length > 64)
        {
            return null;
        }

        Span<char> name = stackalloc char[64];
        var length = Encoding.Latin1.GetChars(creator, name);
        return
            Creators.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out var groups)
            && groups.TryGetValue(group, out var block)
            ? block
            : null;
    }

    private static FrozenDictionary<string, FrozenDictionary<ushort, PrivateBlock>> Load()
    {
        var creators = new Dictionary<string, Dictionary<ushort, PrivateBlock>>(StringComparer.Ordinal);
        foreach (var row in EmbeddedTable.Rows("private-dictionary.csv"))
        {
            if (!creators.TryGetValue(row("creator"), out var groups))
            {
                creators[row("creator")] = groups = [];
            }

            var group = ushort.Parse(row("group"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (!groups.TryGetValue(group, out var block))
            {
                groups[group] = block = new PrivateBlock();
            }

            var element = byte.Parse(row("element"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            block.Add(element, new PrivateDictionaryEntry(row("creator"), Enum.Parse<DicomVr>(row("vr")), row("name")));
        }

        return creators.ToFrozenDictionary(c => c.Key, c => c.Value.ToFrozenDictionary(), StringComparer.Ordinal);
    }
}
