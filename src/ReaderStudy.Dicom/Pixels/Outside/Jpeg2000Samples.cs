using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels.Outside;

/// <summary>
/// Programs hand out JPEG 2000 samples in different ways: with the sign of the stream, with that of the header, with or without
/// its extension. Here they become one, the one that pydicom and GDCM's library give: a sample has a sign if the stream or the
/// header says so, and the sign fills the bits above.
/// </summary>
internal static class Jpeg2000Samples
{
    /// <summary>The samples in the bytes that the header allots, or more where the stream has more bits.</summary>
    public static NativePixels Fit(NativePixels pixels, CompressedImage image, Jpeg2000Size stream)
    {
        var header = image.Description;
        var isSigned = stream.IsSigned || header.IsSigned;
        var problems = new List<string>();
        if (stream.IsSigned != header.IsSigned)
        {
            problems.Add(
                $"the JPEG 2000 stream holds {(stream.IsSigned ? "signed" : "unsigned")} samples, the header says "
                    + $"{(header.IsSigned ? "signed" : "unsigned")}: they are taken as signed"
            );
        }

        var allocated = Math.Max(
            header.Decoded.BitsAllocated,
            stream.Precision > 16 ? 32
                : stream.Precision > 8 ? 16
                : 8
        );
        var stored = allocated > header.Decoded.BitsAllocated ? stream.Precision : header.BitsStored;
        var (from, to) = (pixels.Description.BytesPerSample, allocated / 8);
        var shift = Math.Max(0, 32 - stream.Precision);
        var frames = pixels.Frames.Select(f => Fit(f.Span, from, to, shift, isSigned));
        var description = pixels.Description with
        {
            BitsAllocated = allocated,
            BitsStored = stored,
            HighBit = stored == header.BitsStored ? header.HighBit : stored - 1,
            IsSigned = isSigned,
            Photometric = header.Photometric switch
            {
                "YBR_RCT" or "YBR_ICT" => "RGB",
                "YBR_FULL_422" or "YBR_PARTIAL_420" or "YBR_PARTIAL_422" => "YBR_FULL",
                _ => header.Photometric,
            },
        };
        return StoredBits.Checked(new NativePixels(description, [.. frames]) { Problems = problems }, image, stream.Precision);
    }

    private static ReadOnlyMemory<byte> Fit(ReadOnlySpan<byte> samples, int from, int to, int shift, bool isSigned)
    {
        var count = samples.Length / from;
        var result = new byte[count * to];
        for (var i = 0; i < count; i++)
        {
            var raw = from switch
            {
                1 => samples[i],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(samples[(2 * i)..]),
                _ => BinaryPrimitives.ReadUInt32LittleEndian(samples[(4 * i)..]),
            };
            var value = isSigned ? (uint)((int)(raw << shift) >> shift) : raw << shift >> shift;
            switch (to)
            {
                case 1:
                    result[i] = (byte)value;
                    break;
                case 2:
                    BinaryPrimitives.WriteUInt16LittleEndian(result.AsSpan(2 * i), (ushort)value);
                    break;
                default:
                    BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4 * i), value);
                    break;
            }
        }

        return result;
    }
}
