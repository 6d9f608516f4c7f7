using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels.Jpeg;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// JPEG streams as native pixels. Colours stay as they were coded: YBR_FULL_422 and its like become YBR_FULL at full resolution, and
/// RGB stays RGB, whatever markers of other trades (JFIF, Adobe) say.
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
        for (var f = 0; f < frames.Length; f++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var decoded = Decode(image, f);
            var header = decoded.Header;
            if (header.Components.Length != described.SamplesPerPixel || (f > 0 && header.Precision != precision))
            {
                throw new DicomException(
                    DicomErrorKind.Malformed,
                    $"the header announces {described.SamplesPerPixel} sample(s) per pixel, "
                        + $"the JPEG stream holds {header.Components.Length} of {header.Precision} bits"
                );
            }

            precision = header.Precision;
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
        return StoredBits.Checked(pixels, image, precision);
    }

    private static JpegImage Decode(CompressedImage image, int frame)
    {
        try
        {
            return JpegDecoder.Decode(image.Frames[frame].Span, image.Description.Rows, image.Description.Columns);
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
}
