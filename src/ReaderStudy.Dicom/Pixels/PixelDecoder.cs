namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// Decodes pixel data of any transfer syntax: native and RLE here, everything else through <c>gdcmconv</c> in a process of its own.
/// </summary>
public static class PixelDecoder
{
    /// <summary>The frames of a file, uncompressed.</summary>
    /// <exception cref="DicomException">No pixel data, pixels that cannot be read, or a decoder that is missing or failed.</exception>
    public static async Task<NativePixels> DecodeAsync(
        DicomFile file,
        DecoderOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var element = file.Dataset.Find(DicomTags.PixelData);
        if (element?.Fragments is null)
        {
            return NativePixels.Of(file.Dataset);
        }

        var description = PixelDescription.Of(file.Dataset);
        if (file.Syntax == TransferSyntax.Rle)
        {
            var frames = EncapsulatedFrames.Of(element, description.Frames);
            return new NativePixels(
                description with
                {
                    IsPlanar = false,
                },
                [.. frames.Select(f => (ReadOnlyMemory<byte>)RleDecoder.Decode(f.Span, description))]
            );
        }

        if (file.Syntax.IsHighThroughputJpeg2000)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"{file.Syntax.Name} images are not decoded: send them as JPEG 2000 or uncompressed"
            );
        }

        var decoded = await GdcmProcess.DecodeAsync(file, options ?? DecoderOptions.Default, cancellationToken);
        var pixels = NativePixels.Of(decoded.Dataset);
        var found = pixels.Description;
        return found.Rows == description.Rows && found.Columns == description.Columns && found.Frames == description.Frames
            ? pixels
            : throw new DicomException(
                DicomErrorKind.Malformed,
                $"the header announces {description.Frames} frame(s) of {description.Rows} x {description.Columns}, "
                    + $"the pixel data hold {found.Frames} of {found.Rows} x {found.Columns}"
            );
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
            native.Set(DicomTags.LossyImageCompression, "01");
        }

        native.Remove(DicomTags.ExtendedOffsetTable);
        native.Remove(DicomTags.ExtendedOffsetTableLengths);
        native.Set(new DicomElement(DicomTags.PixelData, description.BitsAllocated > 8 ? DicomVr.OW : DicomVr.OB, Joined(pixels)));
        return native;
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
