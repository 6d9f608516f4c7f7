using System.Collections.Frozen;
using System.Globalization;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Private attributes thought to be safe, PS3.15 table E.3.10-1, those of them that are numbers or short codes: the table's bulk data,
/// messages and sequences may hold anything and are left out.
/// </summary>
internal static class SafePrivate
{
    private static readonly FrozenDictionary<(ushort Group, byte Element, string Creator), DicomVr> Table = EmbeddedTable
        .Rows("safe-private.csv")
        .ToFrozenDictionary(
            cells =>
                (
                    ushort.Parse(cells("group"), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                    byte.Parse(cells("element"), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                    cells("creator")
                ),
            cells => Enum.Parse<DicomVr>(cells("vr"))
        );

    /// <summary>
    /// The element in the representation of the table, with its private creator; null if it is not in the table or is not what the
    /// table says. An element of unknown representation (from implicit VR) gets the table's.
    /// </summary>
    public static (DicomElement Creator, DicomElement Element)? Find(DicomDataset source, DicomElement element)
    {
        var tag = element.Tag;
        if (tag.Element < 0x1000 || element.Items is not null)
        {
            return null;
        }

        var creatorTag = new DicomTag(tag.Group, (ushort)(tag.Element >> 8));
        if (
            source.GetString(creatorTag) is not { } creator
            || !Table.TryGetValue((tag.Group, (byte)tag.Element, creator), out var vr)
            || (element.Vr != vr && element.Vr != DicomVr.UN)
        )
        {
            return null;
        }

        return (KeptValues.OfText(creatorTag, DicomVr.LO, creator), new DicomElement(tag, vr, element.Value));
    }
}
