namespace ReaderStudy.Dicom;

/// <summary>
/// One data element. It holds a plain value, the items of a sequence, or the fragments of encapsulated pixel data.
/// A value is a window on the file's own memory, in little endian whatever the file had.
/// </summary>
public sealed class DicomElement
{
    private DicomElement(
        DicomTag tag,
        DicomVr vr,
        ReadOnlyMemory<byte> value,
        IReadOnlyList<DicomDataset>? items,
        IReadOnlyList<ReadOnlyMemory<byte>>? fragments
    )
    {
        Tag = tag;
        Vr = vr;
        Value = value;
        Items = items;
        Fragments = fragments;
    }

    /// <summary>An element with a plain value, given in little endian.</summary>
    public DicomElement(DicomTag tag, DicomVr vr, ReadOnlyMemory<byte> value)
        : this(tag, vr, value, null, null) { }

    /// <summary>A sequence.</summary>
    public static DicomElement Sequence(DicomTag tag, IReadOnlyList<DicomDataset> items) => new(tag, DicomVr.SQ, default, items, null);

    /// <summary>Encapsulated pixel data (PS3.5 A.4); the first fragment is the basic offset table, which may be empty.</summary>
    public static DicomElement Encapsulated(DicomTag tag, DicomVr vr, IReadOnlyList<ReadOnlyMemory<byte>> fragments) =>
        new(tag, vr, default, null, fragments);

    public DicomTag Tag { get; }

    public DicomVr Vr { get; }

    /// <summary>The bytes of the value, padding included; empty for sequences and encapsulated pixel data.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>The items of a sequence; null for every other element.</summary>
    public IReadOnlyList<DicomDataset>? Items { get; }

    /// <summary>The fragments of encapsulated pixel data, the offset table first; null for every other element.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Fragments { get; }

    /// <summary>True if there is no value, no item and no fragment.</summary>
    public bool IsEmpty => Value.IsEmpty && Items is null or [] && Fragments is null;

    /// <inheritdoc/>
    public override string ToString() => $"{Tag.ToDisplayString()} {Vr.Code()}";
}
