using System.Globalization;

namespace ReaderStudy.Dicom;

/// <summary>The number of a data element: group and element. Ordered as in a file.</summary>
/// <param name="Value">Group in the upper, element in the lower 16 bits.</param>
public readonly record struct DicomTag(uint Value)
{
    public DicomTag(ushort group, ushort element)
        : this(((uint)group << 16) | element) { }

    public ushort Group => (ushort)(Value >> 16);

    public ushort Element => (ushort)Value;

    /// <summary>True for elements of odd groups: a vendor's own, never described by the standard.</summary>
    public bool IsPrivate => (Group & 1) == 1;

    /// <summary>True for (gggg,0010-00FF) of an odd group: the name of who owns a block of private elements (PS3.5 7.8.1).</summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= 0x10 and <= 0xFF;

    /// <summary>The tag as the standard prints it: <c>(7FE0,0010)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Group:X4},{Element:X4})");

    /// <summary>The tag with its keyword, for messages: <c>(7FE0,0010) PixelData</c>.</summary>
    public string ToDisplayString() => DicomDictionary.Find(this) is { } entry ? $"{this} {entry.Keyword}" : ToString();
}
