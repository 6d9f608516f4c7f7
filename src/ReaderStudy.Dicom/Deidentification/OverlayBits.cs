using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Clears overlays that old files keep in the unused high bits of their pixels (retired in PS3.3-2004): they can be text.</summary>
internal static class OverlayBits
{
    private const ushort OverlayBitPosition = 0x0102;

    public static void Clear(DicomDataset source, DicomDataset target)
    {
        var hasOverlay = source.Elements.Any(e =>
            (e.Tag.Group & 0xFF00) == 0x6000 && e.Tag.Element == OverlayBitPosition && source.GetInt(e.Tag) is > 0
        );
        if (!hasOverlay || target.Find(DicomTags.PixelData) is not { Fragments: null } pixels)
        {
            return;
        }

        var native = NativePixels.Of(target);
        if (native.Description.BytesPerSample != 2 || target.GetInt(DicomTags.BitsAllocated) != 16)
        {
            return;
        }

        var bytes = new byte[pixels.Value.Length];
        var at = 0;
        for (var f = 0; f < native.Frames.Count; f++)
        {
            // High Bit may move when the bits around are cut away: stored values are written from bit 0.
            foreach (var value in native.StoredValues(f))
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);
                at += 2;
            }
        }

        target.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, bytes));
        target.Set(DicomTags.HighBit, (double)(native.Description.BitsStored - 1));
    }
}
