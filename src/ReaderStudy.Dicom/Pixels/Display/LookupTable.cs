using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels.Display;

/// <summary>A table of a Modality or VOI LUT Sequence (PS3.3 C.11.1.1.1, C.11.2.1.1).</summary>
internal sealed class LookupTable
{
    private readonly int _first;
    private readonly ushort[] _entries;

    private LookupTable(int first, ushort[] entries, int bits)
    {
        _first = first;
        _entries = entries;
        Most = (1 << bits) - 1;
    }

    /// <summary>The largest value that an entry may have.</summary>
    public int Most { get; }

    /// <summary>The table of a sequence's first item; null if there is no item.</summary>
    /// <param name="dataset">The header, or a functional group.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="isSigned">True if the values that are looked up may be negative.</param>
    /// <exception cref="DicomException">The table is broken.</exception>
    public static LookupTable? Of(DicomDataset dataset, DicomTag sequence, bool isSigned)
    {
        if (dataset.GetItems(sequence) is not [var item, ..])
        {
            return null;
        }

        var descriptor = item.GetDoubles(DisplayTags.LutDescriptor);
        if (descriptor.Count != 3)
        {
            throw new DicomException(DicomErrorKind.Malformed, $"the table in {sequence.ToDisplayString()} has no descriptor");
        }

        var bits = descriptor[2] is >= 1 and <= 16 ? (int)descriptor[2] : 16;
        // 0 stands for 65536 entries; SS and US are mixed up often, so that -1024 may read 64512.
        var count = descriptor[0] == 0 ? 65536 : (int)descriptor[0] & 0xFFFF;
        var first = isSigned ? (short)(int)descriptor[1] : (int)descriptor[1] & 0xFFFF;
        var data = item.Find(DisplayTags.LutData) is { } element ? element.Value.Span : default;
        if (data.Length < count || (data.Length < 2 * count && bits > 8))
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"the table in {sequence.ToDisplayString()} has {data.Length} bytes for {count} entries of {bits} bits"
            );
        }

        var entries = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = data.Length >= 2 * count ? BinaryPrimitives.ReadUInt16LittleEndian(data[(2 * i)..]) : data[i];
        }

        return new LookupTable(first, entries, bits);
    }

    /// <summary>The entry of a value; values outside the table get its first or last entry.</summary>
    public int this[double value] => _entries[(int)Math.Clamp(Math.Round(value) - _first, 0, _entries.Length - 1)];
}
