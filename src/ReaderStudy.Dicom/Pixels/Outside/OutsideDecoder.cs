namespace ReaderStudy.Dicom.Pixels.Outside;

/// <summary>
/// Decodes with the outside programs: the next one is tried where one is missing, fails or crashes. The result is brought to what
/// the header says, where the stream does not say better.
/// </summary>
internal static class OutsideDecoder
{
    /// <summary>The frames, uncompressed.</summary>
    /// <exception cref="DicomException">No program is installed, or none could do it.</exception>
    public static async Task<NativePixels> DecodeAsync(CompressedImage image, DecoderOptions options, CancellationToken cancellationToken)
    {
        if (image.Coding == PixelCoding.Jpeg2000)
        {
            Require(image);
        }

        OutsideProgramException? first = null;
        foreach (var name in Programs(image, options))
        {
            if (OutsideProgram.Find(name) is not { } program)
            {
                continue;
            }

            try
            {
                return Checked(
                    image,
                    name == options.Jpeg2000Program
                        ? await OpenJpegProgram.DecodeAsync(program, image, options, cancellationToken)
                        : await DicomProgram.DecodeAsync(program, image, options, cancellationToken)
                );
            }
            catch (OutsideProgramException e)
            {
                first ??= e;
                if (e.WasStopped)
                {
                    break;
                }
            }
        }

        throw first is null
            ? new DicomException(
                DicomErrorKind.Decoder,
                $"{image.Syntax.Name} images need the program {options.Program}, which is not installed: install libgdcm-tools"
            )
            : new DicomException(DicomErrorKind.Decoder, $"the {image.Syntax.Name} pixel data could not be decoded: {first.Message}");
    }

    private static IEnumerable<string> Programs(CompressedImage image, DecoderOptions options) =>
        image.Coding switch
        {
            // It starts twice as fast, and knows high throughput streams.
            PixelCoding.Jpeg2000 => [options.Jpeg2000Program, options.Program],
            PixelCoding.JpegLs => [options.Program, options.JpegLsProgram],
            PixelCoding.Jpeg => [options.Program, options.JpegProgram],
            PixelCoding.Rle => [options.Program],
            PixelCoding.Unknown => [options.Program],
        };

    /// <summary>Every frame must be what the header says, and as the first one is, before a program is asked.</summary>
    private static void Require(CompressedImage image)
    {
        var header = image.Description;
        var first = Jpeg2000Size.Of(image.Frames[0].Span);
        for (var f = 0; f < image.Frames.Count; f++)
        {
            var size = Jpeg2000Size.Of(image.Frames[f].Span);
            if (size != first || size.Rows != header.Rows || size.Columns != header.Columns || size.Components != header.SamplesPerPixel)
            {
                throw new DicomException(
                    DicomErrorKind.Malformed,
                    $"the header announces {header.Rows} x {header.Columns} pixels of {header.SamplesPerPixel} sample(s), the JPEG 2000 "
                        + $"stream of frame {f + 1} holds {size.Rows} x {size.Columns} of {size.Components}, {size.Precision} bits each"
                );
            }
        }
    }

    private static NativePixels Checked(CompressedImage image, NativePixels pixels)
    {
        var (header, found) = (image.Description, pixels.Description);
        if (
            found.Rows != header.Rows
            || found.Columns != header.Columns
            || found.Frames != header.Frames
            || found.SamplesPerPixel != header.SamplesPerPixel
        )
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"the header announces {header.Frames} frame(s) of {header.Rows} x {header.Columns}, "
                    + $"the pixel data hold {found.Frames} of {found.Rows} x {found.Columns}"
            );
        }

        if (image.Coding == PixelCoding.Jpeg2000)
        {
            return Jpeg2000Samples.Fit(pixels, image, Jpeg2000Size.Of(image.Frames[0].Span));
        }

        // The programs change the header's bits at times; the bytes are the same.
        return found.BitsAllocated == header.Decoded.BitsAllocated
            ? pixels with
            {
                Description = found with { BitsStored = header.BitsStored, HighBit = header.HighBit, IsSigned = header.IsSigned },
            }
            : pixels;
    }
}
