using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Native pixel data without what no decoder looks at: bytes behind the last frame, and bits that do not count, in which old files keep
/// overlays (retired in PS3.3-2004) and anything else may hide.
/// </summary>
internal static class PixelBytes
{
    /// <summary>Replaces the target's pixel data if there is something to cut off or to clear.</summary>
    /// <exception cref="DicomException">The pixels are not described.</exception>
    public static void Clean(DicomDataset target)
    {
        foreach (var tag in new[] { DicomTags.FloatPixelData, DicomTags.DoubleFloatPixelData, DicomTags.PixelData })
        {
            if (target.Find(tag) is { } pixels)
            {
                Clean(
                    target,
                    pixels,
                    tag == DicomTags.FloatPixelData ? 32
                        : tag == DicomTags.DoubleFloatPixelData ? 64
                        : null
                );
            }
        }
    }

    private static void Clean(DicomDataset target, DicomElement pixels, int? bits)
    {
        var allocated = bits ?? target.RequireInt(DicomTags.BitsAllocated);
        var stored = bits ?? target.GetInt(DicomTags.BitsStored) ?? allocated;
        var high = bits is null ? target.GetInt(DicomTags.HighBit) ?? stored - 1 : stored - 1;
        if (allocated is < 1 or > 64 || stored < 1 || stored > allocated || high < stored - 1 || high >= allocated)
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"{stored} bits stored with high bit {high} do not fit into {allocated} bits allocated"
            );
        }

        var value = Cut(target, pixels, allocated);
        var cleared = allocated is 8 or 16 or 32
            ? Cleared(value, allocated / 8, stored, high, target.GetInt(DicomTags.PixelRepresentation) == 1)
            : value;
        if (!cleared.Equals(pixels.Value))
        {
            target.Set(new DicomElement(pixels.Tag, pixels.Vr, cleared));
        }
    }

    /// <summary>As many bytes as the header announces, rounded up to an even number with zeros; fewer if there are fewer.</summary>
    private static ReadOnlyMemory<byte> Cut(DicomDataset target, DicomElement pixels, int allocated)
    {
        var samples = target.GetInt(DicomTags.SamplesPerPixel) ?? 1;
        var halved = samples == 3 && target.GetString(DicomTags.PhotometricInterpretation) is "YBR_FULL_422" or "YBR_PARTIAL_422";
        Int128 bits = (Int128)target.RequireInt(DicomTags.Rows) * target.RequireInt(DicomTags.Columns) * (halved ? 2 : samples);
        bits *= (Int128)allocated * Math.Max(1, target.GetInt(DicomTags.NumberOfFrames) ?? 1);
        if (bits < 0)
        {
            throw new DicomException(DicomErrorKind.Malformed, "the pixel data have a negative size");
        }

        var needed = (bits + 7) / 8;
        if (needed > pixels.Value.Length)
        {
            return pixels.Value;
        }

        var rest = (int)(bits % 8);
        var even = (int)needed + ((int)needed & 1);
        var tail = pixels.Value.Span[((int)needed - (rest == 0 ? 0 : 1))..];
        var isClean = pixels.Value.Length == even && (tail.IsEmpty || (tail[0] >> rest == 0 && tail[1..].IndexOfAnyExcept((byte)0) < 0));
        if (isClean)
        {
            return pixels.Value;
        }

        if (rest == 0 && even == needed)
        {
            return pixels.Value[..even];
        }

        var cut = new byte[even];
        pixels.Value.Span[..(int)needed].CopyTo(cut);
        if (rest != 0)
        {
            cut[(int)needed - 1] &= (byte)((1 << rest) - 1);
        }

        return cut;
    }

    private static ReadOnlyMemory<byte> Cleared(ReadOnlyMemory<byte> value, int size, int stored, int high, bool isSigned)
    {
        var mask = (uint)(((1ul << stored) - 1) << (high + 1 - stored));
        if (stored == size * 8 || !AnyBeyond(value.Span, size, mask))
        {
            return value;
        }

        var result = value.ToArray();
        var left = 31 - high;
        for (var i = 0; i + size <= result.Length; i += size)
        {
            var at = result.AsSpan(i);
            var raw = size switch
            {
                1 => at[0],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                _ => BinaryPrimitives.ReadUInt32LittleEndian(at),
            };

            // The sign of a signed value is carried into the bits above, as most writers do.
            var clean = isSigned ? (uint)((int)((raw & mask) << left) >> left) : raw & mask;
            switch (size)
            {
                case 1:
                    at[0] = (byte)clean;
                    break;
                case 2:
                    BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)clean);
                    break;
                default:
                    BinaryPrimitives.WriteUInt32LittleEndian(at, clean);
                    break;
            }
        }

        return result;
    }

    private static bool AnyBeyond(ReadOnlySpan<byte> bytes, int size, uint mask)
    {
        var unused = size switch
        {
            1 => 0x01010101u * (byte)~mask,
            2 => 0x00010001u * (ushort)~mask,
            _ => ~mask,
        };
        var words = MemoryMarshal.Cast<byte, uint>(bytes);
        var lane = new Vector<uint>(unused);
        var any = Vector<uint>.Zero;
        var i = 0;
        for (; i + Vector<uint>.Count <= words.Length; i += Vector<uint>.Count)
        {
            any |= new Vector<uint>(words[i..]) & lane;
        }

        var found = any != Vector<uint>.Zero;
        for (; i < words.Length; i++)
        {
            found |= (words[i] & unused) != 0;
        }

        for (var b = words.Length * 4; b < bytes.Length; b++)
        {
            found |= (bytes[b] & (byte)(unused >> (8 * (b % size)))) != 0;
        }

        return found;
    }
}
