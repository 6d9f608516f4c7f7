using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// Uncompressed pixels: per frame the bytes of its samples, little endian, each sample in whole bytes (1-bit pixels take one,
/// 12-bit ones two, subsampled colour is at full resolution). Planar colour is kept planar; <see cref="Description"/> tells.
/// </summary>
/// <param name="Description">How the bytes are to be understood.</param>
/// <param name="Frames">One window on the memory per frame.</param>
public sealed record NativePixels(PixelDescription Description, IReadOnlyList<ReadOnlyMemory<byte>> Frames)
{
    /// <summary>What was odd about the pixel data, and how it was taken; sentences for people. Mostly empty.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The frames of a data set whose pixel data are native.</summary>
    /// <exception cref="DicomException">There are no pixel data, they are compressed, or fewer than the header announces.</exception>
    public static NativePixels Of(DicomDataset dataset)
    {
        var element =
            dataset.Find(DicomTags.PixelData)
            ?? dataset.Find(DicomTags.FloatPixelData)
            ?? dataset.Find(DicomTags.DoubleFloatPixelData)
            ?? throw new DicomException(DicomErrorKind.Unsupported, "there are no pixel data");
        if (element.Fragments is not null)
        {
            throw new DicomException(DicomErrorKind.Unsupported, "the pixel data are compressed: decode them first");
        }

        return Of(PixelDescription.Of(dataset), element.Value);
    }

    internal static NativePixels Of(PixelDescription description, ReadOnlyMemory<byte> bytes)
    {
        var problems = new List<string>();
        if (description.HasColourPairs && bytes.Length >= description.FrameBytes * description.Frames)
        {
            problems.Add($"the header says {description.Photometric}, but there are three samples for every pixel: they are taken as such");
            description = description with { Photometric = description.Photometric == "YBR_FULL_422" ? "YBR_FULL" : "YBR_PARTIAL_444" };
        }

        var needed = description.NativeBytes;
        if (bytes.Length < needed)
        {
            throw new DicomException(
                DicomErrorKind.Truncated,
                $"truncated: pixel data hold {bytes.Length} bytes, {needed} are needed for "
                    + $"{description.Frames} frame(s) of {description.Rows} x {description.Columns}"
            );
        }

        if (description.HasColourPairs && description.Rows * description.Columns % 2 != 0)
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"{description.Photometric} needs an even number of pixels, the image has {description.Rows} x {description.Columns}"
            );
        }

        if (bytes.Length > needed + 1)
        {
            problems.Add($"pixel data hold {bytes.Length - needed} bytes more than the image needs: they are left out");
        }

        var frames = new ReadOnlyMemory<byte>[description.Frames];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = Frame(description, bytes, i);
        }

        return new NativePixels(description.Decoded, frames) { Problems = problems };
    }

    /// <summary>
    /// The stored values of one frame, with the bits that do not count cut off and the sign extended. Colour samples come in
    /// the order in which they are stored.
    /// </summary>
    /// <exception cref="DicomException">The pixels are floating-point numbers: see <see cref="RealValues"/>.</exception>
    public int[] StoredValues(int frame)
    {
        if (Description.IsFloat)
        {
            throw new DicomException(DicomErrorKind.Unsupported, "floating-point pixels have no stored whole values");
        }

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

    /// <summary>The values of one frame as numbers, whatever they are stored as; unsigned 32-bit values keep their size.</summary>
    public double[] RealValues(int frame)
    {
        if (!Description.IsFloat)
        {
            var unsigned = Description is { BitsStored: 32, IsSigned: false };
            return Array.ConvertAll(StoredValues(frame), v => unsigned ? (double)(uint)v : v);
        }

        var bytes = Frames[frame].Span;
        var values = new double[bytes.Length / Description.BytesPerSample];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] =
                Description.BitsAllocated == 32
                    ? BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..])
                    : BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
        }

        return values;
    }

    private static ReadOnlyMemory<byte> Frame(PixelDescription description, ReadOnlyMemory<byte> bytes, int frame)
    {
        var samples = description.Rows * description.Columns * description.SamplesPerPixel;
        if (description.BitsAllocated is 1 or 12)
        {
            var first = (long)frame * samples;
            return description.BitsAllocated == 1
                ? PackedPixels.Bits(bytes.Span, first, samples)
                : PackedPixels.TwelveBits(bytes.Span, first, samples);
        }

        if (description.HasColourPairs)
        {
            var pairs = samples / 3 * 2;
            return PackedPixels.ColourPairs(bytes.Span.Slice(frame * pairs, pairs));
        }

        var length = samples * description.BytesPerSample;
        return bytes.Slice(frame * length, length);
    }
}
