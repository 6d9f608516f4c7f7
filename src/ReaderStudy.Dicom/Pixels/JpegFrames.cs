using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels.Jpeg;
using ReaderStudy.Dicom.Pixels.JpegLs;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// JPEG and JPEG-LS streams as native pixels. Colours stay as they were coded: YBR_FULL_422 and its like become YBR_FULL at full resolution, and
/// RGB stays RGB. GDCM and DCMTK (without its option for conversion) do the same.
/// </summary>
internal static class JpegFrames
{
    /// <summary>Decodes every frame.</summary>
    /// <exception cref="DicomException">A frame cannot be decoded, or does not have the samples that the header announces.</exception>
    public static NativePixels Decode(CompressedImage image, CancellationToken cancellationToken)
    {
        var described = image.Description;
        var frames = new ReadOnlyMemory<byte>[image.Frames.Count];
        var precision = 0;
        bool? isYcc = null;
        for (var f = 0; f < frames.Length; f++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var decoded = Decode(image, f);
            if (decoded.Components != described.SamplesPerPixel || (f > 0 && decoded.Precision != precision))
            {
                throw new DicomException(
                    DicomErrorKind.Malformed,
                    $"the header announces {described.SamplesPerPixel} sample(s) per pixel, "
                        + $"the JPEG stream holds {decoded.Components} of {decoded.Precision} bits"
                );
            }

            precision = decoded.Precision;
            isYcc = decoded.IsYcc;
            frames[f] = Bytes(decoded.Samples, described.BitsAllocated > 8 || precision > 8 ? Math.Max(2, described.BytesPerSample) : 1);
        }

        var allocated = Math.Max(described.Decoded.BitsAllocated, precision > 8 ? 16 : 8);
        var stored = allocated > described.BitsAllocated ? precision : described.BitsStored;
        var pixels = new NativePixels(
            described.Decoded with
            {
                BitsAllocated = allocated,
                BitsStored = stored,
                HighBit = stored == described.BitsStored ? described.HighBit : stored - 1,
                IsPlanar = false,
                Photometric = described.Photometric.StartsWith("YBR_", StringComparison.Ordinal) ? "YBR_FULL" : described.Photometric,
            },
            frames
        );
        return StoredBits.Checked(WithColours(pixels, isYcc), image, precision);
    }

    /// <summary>The bytes stay; what the markers say of them decides how they are shown.</summary>
    private static NativePixels WithColours(NativePixels pixels, bool? isYcc)
    {
        var said = pixels.Description.Photometric;
        var found = (said, isYcc) switch
        {
            ("RGB", true) => "YBR_FULL",
            ("YBR_FULL", false) => "RGB",
            _ => said,
        };
        return found == said
            ? pixels
            : pixels with
            {
                Description = pixels.Description with { Photometric = found },
                Problems = [.. pixels.Problems, $"the header says {said}, the JPEG stream holds {found}: it is shown as the latter"],
            };
    }

    private static Decoded Decode(CompressedImage image, int frame)
    {
        try
        {
            var (rows, columns) = (image.Description.Rows, image.Description.Columns);
            if (image.Coding == PixelCoding.JpegLs)
            {
                var (header, samples) = JpegLsDecoder.Decode(image.Frames[frame].Span, rows, columns);
                return new Decoded(samples, header.Components.Length, header.Precision, IsYcc: null);
            }

            var jpeg = JpegDecoder.Decode(image.Frames[frame].Span, rows, columns);
            return new Decoded(jpeg.Samples, jpeg.Header.Components.Length, jpeg.Header.Precision, jpeg.Header.CodesYcc);
        }
        catch (DicomException e) when (image.Frames.Count > 1)
        {
            throw new DicomException(e.Kind, $"frame {frame + 1}: {e.Message}", e);
        }
    }

    private static byte[] Bytes(ushort[] samples, int size)
    {
        var bytes = new byte[samples.Length * size];
        for (var i = 0; i < samples.Length; i++)
        {
            if (size == 1)
            {
                bytes[i] = (byte)samples[i];
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * size), samples[i]);
            }
        }

        return bytes;
    }

    private readonly record struct Decoded(ushort[] Samples, int Components, int Precision, bool? IsYcc);
}
