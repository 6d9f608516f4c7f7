using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>The colours of PALETTE COLOR images (PS3.3 C.7.6.3.1.5), as 8 bits a colour.</summary>
internal sealed class Palette
{
    private readonly int _first;
    private readonly byte[][] _tables;

    private Palette(int first, byte[][] tables)
    {
        _first = first;
        _tables = tables;
    }

    /// <summary>Reads the three tables of an image.</summary>
    /// <exception cref="DicomException">They are missing, too short, or segmented.</exception>
    public static Palette Of(DicomDataset dataset)
    {
        var descriptor = dataset.GetDoubles(DicomTags.RedPaletteColorLookupTableDescriptor);
        if (descriptor.Count != 3)
        {
            throw new DicomException(DicomErrorKind.Malformed, "the image has no palette, although it is PALETTE COLOR");
        }

        // 0 stands for 65536 entries; a first value above 32767 is a negative one that was read as unsigned.
        var entries = descriptor[0] == 0 ? 65536 : (int)descriptor[0] & 0xFFFF;
        return new Palette(
            (int)descriptor[1],
            [
                Table(dataset, DicomTags.RedPaletteColorLookupTableData, entries, (int)descriptor[2]),
                Table(dataset, DicomTags.GreenPaletteColorLookupTableData, entries, (int)descriptor[2]),
                Table(dataset, DicomTags.BluePaletteColorLookupTableData, entries, (int)descriptor[2]),
            ]
        );
    }

    /// <summary>RGB, interleaved, of stored values; those outside the table get its first or last colour.</summary>
    public byte[] Apply(int[] stored)
    {
        var samples = new byte[3 * stored.Length];
        for (var i = 0; i < stored.Length; i++)
        {
            var entry = Math.Clamp(stored[i] - _first, 0, _tables[0].Length - 1);
            for (var c = 0; c < 3; c++)
            {
                samples[(3 * i) + c] = _tables[c][entry];
            }
        }

        return samples;
    }

    private static byte[] Table(DicomDataset dataset, DicomTag tag, int entries, int bits)
    {
        var bytes = dataset.Find(tag) is { } element ? element.Value.Span : default;
        var table = new byte[entries];
        if (bytes.Length >= 2 * entries)
        {
            // Some writers say 16 bits and fill only the lower eight.
            var words = new int[entries];
            for (var i = 0; i < entries; i++)
            {
                words[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
            }

            var shift = bits == 16 && words.Max() > 255 ? 8 : 0;
            return [.. words.Select(w => (byte)(w >> shift))];
        }

        if (bytes.Length < entries)
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"element {tag.ToDisplayString()} holds {bytes.Length} bytes for {entries} colours (segmented palettes are not read)"
            );
        }

        bytes[..entries].CopyTo(table);
        return table;
    }
}
