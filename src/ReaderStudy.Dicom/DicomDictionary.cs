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
    private static readonly Lazy<(
        FrozenDictionary<uint, DicomDictionaryEntry> Single,
        List<(TagPattern Pattern, DicomDictionaryEntry Entry)> Repeating
    )> Table = new(Load);

    private static readonly Lazy<FrozenDictionary<string, DicomTag>> Keywords = new(() =>
        Table
            .Value.Single.Where(e => e.Value.Keyword.Length > 0)
            .ToFrozenDictionary(e => e.Value.Keyword, e => new DicomTag(e.Key), StringComparer.Ordinal)
    );

    /// <summary>The tag of a keyword such as <c>PatientName</c>; null if the standard has none, or has it for many groups (60xx).</summary>
    public static DicomTag? FindKeyword(string keyword) => Keywords.Value.TryGetValue(keyword, out var tag) ? tag : null;

    /// <summary>The entry of a tag, repeating groups such as 60xx included; null for private and unknown tags.</summary>
    public static DicomDictionaryEntry? Find(DicomTag tag)
    {
        if (tag.IsPrivate)
        {
            return null;
        }

        if (Table.Value.Single.TryGetValue(tag.Value, out var entry))
        {
            return entry;
        }

        foreach (var (pattern, repeating) in Table.Value.Repeating)
        {
            if (pattern.Matches(tag))
            {
                return repeating;
            }
        }

        return null;
    }

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

        var vrs = Find(tag)?.Vrs;
        if (vrs is null or [])
        {
            return DicomVr.UN;
        }

        return vrs switch
        {
            [var only] => only,
            _ when vrs.Contains(DicomVr.OW) => DicomVr.OW,
            _ when vrs.Contains(DicomVr.SS) => signedPixels ? DicomVr.SS : DicomVr.US,
            _ => vrs[0],
        };
    }

    private static (FrozenDictionary<uint, DicomDictionaryEntry>, List<(TagPattern, DicomDictionaryEntry)>) Load()
    {
        var single = new Dictionary<uint, DicomDictionaryEntry>();
        var repeating = new List<(TagPattern, DicomDictionaryEntry)>();
        foreach (var row in EmbeddedTable.Rows("data-dictionary.csv"))
        {
            if (TagPattern.Parse(row("tag")) is not { } pattern)
            {
                continue;
            }

            var vrs = row("vr").Split(" or ").Select(code => Enum.TryParse<DicomVr>(code, out var vr) ? vr : DicomVr.UN);
            var entry = new DicomDictionaryEntry(
                row("keyword"),
                row("name"),
                [.. vrs.Where(vr => vr != DicomVr.UN)],
                row("retired") == "Y"
            );
            if (pattern.IsSingleTag)
            {
                single[pattern.Value] = entry;
            }
            else
            {
                repeating.Add((pattern, entry));
            }
        }

        return (single.ToFrozenDictionary(), repeating);
    }
}
