using ReaderStudy.Dicom.Pixels.Outside;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// Decodes pixel data of any transfer syntax: native, RLE, JPEG and JPEG-LS here, JPEG 2000 and what is rarer by outside programs,
/// each in a process of its own.
/// </summary>
public static class PixelDecoder
{
    /// <summary>Removes what decodings left behind in the system's folders for temporary files because their process was killed.</summary>
    public static void RemoveLeftovers() => PrivateFolder.RemoveLeftovers();

    /// <summary>The frames of a file, uncompressed.</summary>
    /// <exception cref="DicomException">No pixel data, pixels that cannot be read, or a decoder that is missing or failed.</exception>
    public static async Task<NativePixels> DecodeAsync(
        DicomFile file,
        DecoderOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (file.Dataset.Find(DicomTags.PixelData)?.Fragments is null)
        {
            return NativePixels.Of(file.Dataset);
        }

        var image = CompressedImage.Of(file);
        var pixels = await DecodeCompressedAsync(image, options ?? DecoderOptions.Default, cancellationToken);
        return EncapsulatedFrames.HasMore(file.Dataset, image.Description.Frames, image.Coding == PixelCoding.Rle)
            ? pixels with
            {
                Problems =
                [
                    .. pixels.Problems,
                    $"there are more compressed images than the {image.Description.Frames} frame(s) of the header",
                ],
            }
            : pixels;
    }

    private static async Task<NativePixels> DecodeCompressedAsync(
        CompressedImage image,
        DecoderOptions options,
        CancellationToken cancellationToken
    )
    {
        if (image.Coding == PixelCoding.Rle)
        {
            return new NativePixels(
                image.Description.Decoded with
                {
                    IsPlanar = false,
                },
                [.. image.Frames.Select(f => (ReadOnlyMemory<byte>)RleDecoder.Decode(f.Span, image.Description))]
            );
        }

        if (image.Coding is PixelCoding.Jpeg or PixelCoding.JpegLs)
        {
            try
            {
                return JpegFrames.Decode(image, cancellationToken);
            }
            catch (DicomException e) when (e.Kind == DicomErrorKind.Unsupported)
            {
                // Arithmetic coding, hierarchical frames, mapping tables: others may know them.
            }
        }

        return await OutsideDecoder.DecodeAsync(image, options, cancellationToken);
    }

    /// <summary>
    /// The same image with native pixel data, for a store that every viewer can read. An image that is native already, or has no
    /// pixel data, is returned with the same elements. What the compressed stream says of bits and colours replaces the header.
    /// </summary>
    /// <exception cref="DicomException">As for <see cref="DecodeAsync"/>.</exception>
    public static async Task<DicomDataset> ToNativeAsync(
        DicomFile file,
        DecoderOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (file.Dataset.Find(DicomTags.PixelData)?.Fragments is null)
        {
            return file.Dataset;
        }

        var pixels = await DecodeAsync(file, options, cancellationToken);
        var description = pixels.Description;
        var native = file.Dataset.Clone();
        native.Set(DicomTags.PhotometricInterpretation, description.Photometric);
        native.Set(DicomTags.SamplesPerPixel, (double)description.SamplesPerPixel);
        native.Set(DicomTags.BitsAllocated, (double)description.BitsAllocated);
        native.Set(DicomTags.BitsStored, (double)description.BitsStored);
        native.Set(DicomTags.HighBit, (double)description.HighBit);
        native.Set(DicomTags.PixelRepresentation, description.IsSigned ? 1d : 0d);
        if (description.SamplesPerPixel > 1)
        {
            native.Set(DicomTags.PlanarConfiguration, description.IsPlanar ? 1d : 0d);
        }

        if (file.Syntax.IsLossy)
        {
            SayLossy(native, file, pixels);
        }

        native.Remove(DicomTags.ExtendedOffsetTable);
        native.Remove(DicomTags.ExtendedOffsetTableLengths);
        native.Set(new DicomElement(DicomTags.PixelData, description.BitsAllocated > 8 ? DicomVr.OW : DicomVr.OB, Joined(pixels)));
        return native;
    }

    /// <summary>Loss stays on record when the compression itself is gone (PS3.3 C.7.6.1.1.5).</summary>
    private static void SayLossy(DicomDataset native, DicomFile file, NativePixels pixels)
    {
        native.Set(DicomTags.LossyImageCompression, "01");
        if (!native.Contains(DicomTags.LossyImageCompressionMethod) && file.Syntax.LossyMethod is { } method)
        {
            var compressed = file.Dataset.Find(DicomTags.PixelData)!.Fragments!.Skip(1).Sum(f => (double)f.Length);
            native.Set(DicomTags.LossyImageCompressionMethod, method);
            native.Set(DicomTags.LossyImageCompressionRatio, Math.Round(pixels.Frames.Sum(f => (double)f.Length) / compressed, 3));
        }
    }

    private static byte[] Joined(NativePixels pixels)
    {
        var bytes = new byte[pixels.Frames.Sum(f => (long)f.Length)];
        var at = 0;
        foreach (var frame in pixels.Frames)
        {
            frame.Span.CopyTo(bytes.AsSpan(at));
            at += frame.Length;
        }

        return bytes;
    }
}
