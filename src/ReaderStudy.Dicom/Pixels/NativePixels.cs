using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// Uncompressed pixels: per frame the bytes as native pixel data has them, little endian. Planar colour is kept planar;
/// <see cref="Description"/> tells.
/// </summary>
/// <param name="Description">How the bytes are to be understood.</param>
/// <param name="Frames">One window on the memory per frame.</param>
public sealed record NativePixels(PixelDescription Description, IReadOnlyList<ReadOnlyMemory<byte>> Frames)
{
    /// <summary>The frames of a data set whose pixel data are native.</summary>
    /// <exception cref="DicomException">There are no pixel data, they are compressed, or fewer than the header announces.</exception>
    public static NativePixels Of(DicomDataset dataset)
    {
        var element =
            dataset.Find(DicomTags.PixelData)
            ?? throw new DicomException(
                DicomErrorKind.Unsupported,
                dataset.Contains(DicomTags.FloatPixelData) || dataset.Contains(DicomTags.DoubleFloatPixelData)
                    ? "floating-point pixel data are not read"
                    : "there are no pixel data"
            );
        if (element.Fragments is not null)
        {
            throw new DicomException(DicomErrorKind.Unsupported, "the pixel data are compressed: decode them first");
        }

        return Of(PixelDescription.Of(dataset), element.Value);
    }

    internal static NativePixels Of(PixelDescription description, ReadOnlyMemory<byte> bytes)
    {
        var frame = description.FrameBytes;
        if (bytes.Length < frame * description.Frames)
        {
            throw new DicomException(
                DicomErrorKind.Truncated,
                $"truncated: pixel data hold {bytes.Length} bytes, {frame * description.Frames} are needed for "
                    + $"{description.Frames} frame(s) of {description.Rows} x {description.Columns}"
            );
        }

        var frames = new ReadOnlyMemory<byte>[description.Frames];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = bytes.Slice((int)(i * frame), (int)frame);
        }

        return new NativePixels(description, frames);
    }

    /// <summary>
    /// The stored values of one frame, with the bits that do not count cut off and the sign extended. Colour samples come in
    /// the order in which they are stored.
    /// </summary>
    public int[] StoredValues(int frame)
    {
        var bytes = Frames[frame].Span;
        var values = new int[bytes.Length / Description.BytesPerSample];
        var left = 32 - 1 - Description.HighBit;
        var right = 32 - Description.BitsStored;
        for (var i = 0; i < values.Length; i++)
        {
            var raw = Description.BytesPerSample switch
            {
                1 => bytes[i],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]),
                _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]),
            };
            values[i] = Description.IsSigned ? (int)(raw << left) >> right : (int)(raw << left >> right);
        }

        return values;
    }
}
