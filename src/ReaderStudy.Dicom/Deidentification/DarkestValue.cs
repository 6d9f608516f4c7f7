using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>The stored value that is displayed darkest.</summary>
internal static class DarkestValue
{
    /// <summary>
    /// Of grey images the darkest value that occurs in the image, so that no window derived from the values changes; of palettes the
    /// darkest colour's first entry; of colour images 0, which <see cref="PixelBrush"/> writes as black.
    /// </summary>
    public static int Of(DicomDataset native, PixelDescription description)
    {
        if (description.Photometric == "PALETTE COLOR")
        {
            return OfPalette(native, description);
        }

        if (description.SamplesPerPixel > 1 || description.BitsAllocated is not (8 or 16 or 32))
        {
            return 0;
        }

        var pixels = NativePixels.Of(native);
        var (low, high) = (int.MaxValue, int.MinValue);
        for (var f = 0; f < pixels.Frames.Count; f++)
        {
            foreach (var value in pixels.StoredValues(f))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        return description.Photometric == "MONOCHROME1" ? high : low;
    }

    private static int OfPalette(DicomDataset native, PixelDescription description)
    {
        var first = native.Find(DicomTags.RedPaletteColorLookupTableDescriptor) is { Value: { Length: >= 6 } d }
            ? BinaryPrimitives.ReadUInt16LittleEndian(d.Span[2..])
            : 0;
        var limit = 1 << Math.Min(16, description.BitsStored);
        var entries = Enumerable.Range(first, Math.Max(1, Math.Min(65536, limit - first))).ToArray();
        try
        {
            var colours = Palette.Of(native).Apply(entries);
            return entries.MinBy(e => colours[3 * (e - first)] + colours[(3 * (e - first)) + 1] + colours[(3 * (e - first)) + 2]);
        }
        catch (DicomException)
        {
            // A palette that is not read: its first entry hides the text as well as any.
            return first;
        }
    }
}
