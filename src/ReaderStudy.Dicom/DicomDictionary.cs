using System.Collections.Frozen;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom;

/// <summary>What the standard says of a tag (PS3.6).</summary>
/// <param name="Keyword">The standard's keyword, e.g. <c>PatientName</c>; empty for a few retired elements.</param>
/// <param name="Name">The standard's name, for people.</param>
/// <param name="Vrs">The allowed value representations; more than one where the pixels decide ("US or SS").</param>
/// <param name="IsRetired">True if the standard no longer describes it.</param>
public sealed record DicomDictionaryEntry(string Keyword, string Name, IReadOnlyList<DicomVr> Vrs, bool IsRetired);

/// <summary>The data dictionary of PS3.6, edition of January 2025.</summary>
public static class DicomDictionary
{
    private static readonly Lazy<Tables> Table = new(Load);

    private static readonly Lazy<FrozenDictionary<string, DicomTag>> Keywords = new(() =>
        Table
            .Value.Single.Where(e => e.Value.Entry.Keyword.Length > 0)
            .ToFrozenDictionary(e => e.Value.Entry.Keyword, e => new DicomTag(e.Key), StringComparer.Ordinal)
    );

    /// <summary>The tag of a keyword such as <c>PatientName</c>; null if the standard has none, or has it for many groups (60xx).</summary>
    public static DicomTag? FindKeyword(string keyword) => Keywords.Value.TryGetValue(keyword, out var tag) ? tag : null;

    /// <summary>The entry of a tag, repeating groups such as 60xx included; null for private and unknown tags.</summary>
    public static DicomDictionaryEntry? Find(DicomTag tag) => RowOf(tag)?.Entry;

    /// <summary>
    /// The representation of a tag where the file does not tell it. <paramref name="signedPixels"/> decides "US or SS";
    /// "OB or OW" is OW, as implicit VR demands (PS3.5 A.1). Unknown tags are UN, group lengths UL, private creators LO.
    /// </summary>
    internal static DicomVr VrOf(DicomTag tag, bool signedPixels)
    {
        if (tag.Element == 0)
        {
            return DicomVr.UL;
        }

        if (tag.IsPrivateCreator)
        {
            return DicomVr.LO;
        }

        return RowOf(tag) is not { } row ? DicomVr.UN
            : signedPixels ? row.Signed
            : row.Unsigned;
    }

    private static Row? RowOf(DicomTag tag)
    {
        if (tag.IsPrivate)
        {
            return null;
        }

        var tables = Table.Value;
        if (tables.Single.TryGetValue(tag.Value, out var row))
        {
            return row;
        }

        if (!tables.HasRepeating[tag.Group >> 8])
        {
            return null;
        }

        foreach (var (pattern, repeating) in tables.Repeating)
        {
            if (pattern.Matches(tag))
            {
                return repeating;
            }
        }

        return null;
    }

    private static Tables Load()
    {
        var single = new Dictionary<uint, Row>();
        var repeating = new List<(TagPattern, Row)>();
        var hasRepeating = new bool[256];
        foreach (var cells in EmbeddedTable.Rows("data-dictionary.csv"))
        {
            if (TagPattern.Parse(cells("tag")) is not { } pattern)
            {
                continue;
            }

            var vrs = cells("vr").Split(" or ").Select(code => Enum.TryParse<DicomVr>(code, out var vr) ? vr : DicomVr.UN);
            var entry = new DicomDictionaryEntry(
                cells("keyword"),
                cells("name"),
                [.. vrs.Where(vr => vr != DicomVr.UN)],
                cells("retired") == "Y"
            );
            var row = new Row(entry, VrOf(entry.Vrs, DicomVr.US), VrOf(entry.Vrs, DicomVr.SS));
            if (pattern.IsSingleTag)
            {
                single[pattern.Value] = row;
                continue;
            }

            repeating.Add((pattern, row));
            for (var high = 0; high < 256; high++)
            {
                hasRepeating[high] |= (((uint)high << 24) & pattern.Mask) == (pattern.Value & 0xFF000000);
            }
        }

        return new Tables(single.ToFrozenDictionary(), [.. repeating], hasRepeating);
    }

    private static DicomVr VrOf(IReadOnlyList<DicomVr> allowed, DicomVr pixels) =>
        allowed switch
        {
            [] => DicomVr.UN,
            [var only] => only,
            _ when allowed.Contains(DicomVr.OW) => DicomVr.OW,
            _ when allowed.Contains(DicomVr.SS) => pixels,
            _ => allowed[0],
        };

    /// <summary>An entry with its representation, decided for unsigned and for signed pixels.</summary>
    private sealed record Row(DicomDictionaryEntry Entry, DicomVr Unsigned, DicomVr Signed);

    /// <summary>Single tags, tags of repeating groups, and by the upper byte of the group whether to search the latter at all.</summary>
    private sealed record Tables(FrozenDictionary<uint, Row> Single, (TagPattern Pattern, Row Row)[] Repeating, bool[] HasRepeating);
}
