using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels.Display;

/// <summary>The colours of PALETTE COLOR images (PS3.3 C.7.6.3.1.5, C.7.9), as 8 bits a colour.</summary>
internal sealed class Palette
{
    private readonly byte[][] _tables;

    private Palette(int first, byte[][] tables)
    {
        First = first;
        _tables = tables;
    }

    /// <summary>The stored value of the first colour; in an image with a supplemental palette, lower values are grey.</summary>
    public int First { get; }

    /// <summary>Reads the three tables of an image.</summary>
    /// <exception cref="DicomException">They are missing, or too short.</exception>
    public static Palette Of(DicomDataset dataset)
    {
        var isSigned = dataset.GetInt(DicomTags.PixelRepresentation) == 1;
        var red = Descriptor(dataset, DicomTags.RedPaletteColorLookupTableDescriptor);
        return new Palette(
            isSigned ? (short)(int)red[1] : (int)red[1] & 0xFFFF,
            [
                Table(dataset, DicomTags.RedPaletteColorLookupTableData, DisplayTags.RedSegments, red),
                Table(
                    dataset,
                    DicomTags.GreenPaletteColorLookupTableData,
                    DisplayTags.GreenSegments,
                    Descriptor(dataset, DicomTags.GreenPaletteColorLookupTableDescriptor)
                ),
                Table(
                    dataset,
                    DicomTags.BluePaletteColorLookupTableData,
                    DisplayTags.BlueSegments,
                    Descriptor(dataset, DicomTags.BluePaletteColorLookupTableDescriptor)
                ),
            ]
        );
    }

    /// <summary>RGB, interleaved, of stored values; those outside the table get its first or last colour.</summary>
    public byte[] Apply(int[] stored)
    {
        var samples = new byte[3 * stored.Length];
        for (var i = 0; i < stored.Length; i++)
        {
            Colour(stored[i], samples.AsSpan(3 * i));
        }

        return samples;
    }

    /// <summary>Writes the colour of one stored value.</summary>
    public void Colour(int stored, Span<byte> rgb)
    {
        for (var c = 0; c < 3; c++)
        {
            rgb[c] = _tables[c][(int)Math.Clamp((long)stored - First, 0, _tables[c].Length - 1)];
        }
    }

    private static IReadOnlyList<double> Descriptor(DicomDataset dataset, DicomTag tag) =>
        dataset.GetDoubles(tag) is { Count: 3 } descriptor
            ? descriptor
            : throw new DicomException(DicomErrorKind.Malformed, $"the image's palette is missing or broken: {tag.ToDisplayString()}");

    private static byte[] Table(DicomDataset dataset, DicomTag tag, DicomTag segments, IReadOnlyList<double> descriptor)
    {
        // 0 stands for 65536 entries.
        var entries = descriptor[0] == 0 ? 65536 : (int)descriptor[0] & 0xFFFF;
        var bytes = dataset.Find(tag) is { } element ? element.Value.Span : default;
        if (bytes.IsEmpty && dataset.Find(segments) is { } segmented)
        {
            return Narrow(PaletteSegments.Expand(segmented.Value.Span, descriptor[2] <= 8, entries), descriptor[2]);
        }

        if (bytes.Length >= 2 * entries)
        {
            var words = new ushort[entries];
            for (var i = 0; i < entries; i++)
            {
                words[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
            }

            return Narrow(words, descriptor[2]);
        }

        return bytes.Length >= entries
            ? bytes[..entries].ToArray()
            : throw new DicomException(
                DicomErrorKind.Malformed,
                $"element {tag.ToDisplayString()} holds {bytes.Length} bytes for {entries} colours"
            );
    }

    private static byte[] Narrow(ushort[] words, double bits)
    {
        // Some writers say 16 bits and fill only the lower eight.
        var shift = bits == 16 && words.Max() > 255 ? 8 : 0;
        return Array.ConvertAll(words, w => (byte)(w >> shift));
    }
}
