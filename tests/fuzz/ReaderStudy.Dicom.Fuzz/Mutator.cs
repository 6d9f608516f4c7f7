using System.Buffers.Binary;
using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Dicom.Fuzz;

/// <summary>Changes files as damage and malice do: by bits, by pieces, and by what DICOM is made of.</summary>
internal sealed class Mutator(Pcg32 chance)
{
    public const int LargestInput = 1 << 18;

    private static readonly uint[] Numbers =
    [
        0,
        1,
        2,
        7,
        8,
        12,
        16,
        127,
        128,
        255,
        256,
        32767,
        32768,
        65534,
        65535,
        65536,
        0x00FFFFFF,
        0x7FFFFFFF,
        0x80000000,
        0xC0000000,
        0xFFFFFFFE,
        0xFFFFFFFF,
    ];

    /// <summary>A changed copy: one to sixteen changes, small numbers of them more often.</summary>
    /// <param name="input">What is changed; it stays as it is.</param>
    /// <param name="other">Another file, of which a piece may be taken.</param>
    public byte[] Change(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        var changes = 1 << Below(5);
        for (var i = 0; i < changes; i++)
        {
            ChangeOnce(bytes, other);
        }

        return bytes.Count <= LargestInput ? [.. bytes] : [.. bytes[..LargestInput]];
    }

    private void ChangeOnce(List<byte> bytes, byte[] other)
    {
        if (bytes.Count == 0)
        {
            bytes.AddRange(other);
            return;
        }

        switch (Below(13))
        {
            case 0:
                bytes[Place(bytes)] ^= (byte)(1 << Below(8));
                break;
            case 1:
                bytes[Place(bytes)] = (byte)Below(256);
                break;
            case 2:
                PutNumber(bytes, Place(bytes), Numbers[Below(Numbers.Length)]);
                break;
            case 3:
                Put(bytes, Place(bytes), DicomTokens.All[Below(DicomTokens.All.Length)]);
                break;
            case 4:
                Insert(bytes, Place(bytes), DicomTokens.All[Below(DicomTokens.All.Length)]);
                break;
            case 5:
                var from = Place(bytes);
                bytes.RemoveRange(from, Math.Min(bytes.Count - from, 1 + Below(1 << Below(12))));
                break;
            case 6:
                Repeat(bytes);
                break;
            case 7:
                var start = Below(Math.Max(1, other.Length));
                Insert(bytes, Place(bytes), other.AsSpan(start, Math.Min(other.Length - start, 1 + Below(1 << Below(12)))));
                break;
            case 8:
                Cut(bytes);
                break;
            default:
                ChangeHeader(bytes);
                break;
        }
    }

    /// <summary>Changes the tag, the representation or the length of what looks like an element's header.</summary>
    private void ChangeHeader(List<byte> bytes)
    {
        var at = DicomTokens.HeaderNear(bytes, Place(bytes));
        if (at < 0)
        {
            PutNumber(bytes, Place(bytes), (uint)Below(bytes.Count * 2));
            return;
        }

        switch (Below(5))
        {
            case 0:
                Put(bytes, at, DicomTokens.Tags[Below(DicomTokens.Tags.Length)]);
                break;
            case 1:
                Put(bytes, at + 4, DicomTokens.Representations[Below(DicomTokens.Representations.Length)]);
                break;
            case 2:
                // Short lengths stand at +6, long ones at +8.
                PutNumber(bytes, at + 6 + (2 * Below(2)), Below(3) == 0 ? Numbers[Below(Numbers.Length)] : (uint)Below(bytes.Count));
                break;
            case 3:
                Insert(bytes, at, DicomTokens.All[Below(DicomTokens.All.Length)]);
                break;
            default:
                var next = DicomTokens.HeaderNear(bytes, Place(bytes));
                if (next > at && next - at < 1 << 12)
                {
                    var piece = bytes.GetRange(at, next - at);
                    Insert(bytes, DicomTokens.HeaderNear(bytes, Place(bytes)) is var to and >= 0 ? to : at, [.. piece]);
                }

                break;
        }
    }

    private void Repeat(List<byte> bytes)
    {
        var at = Place(bytes);
        var piece = bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + Below(1 << Below(10))));
        var times = 1 + Below(1 << Below(8));
        for (var i = 0; i < times && bytes.Count < LargestInput; i++)
        {
            bytes.InsertRange(at, piece);
        }
    }

    private void Cut(List<byte> bytes)
    {
        var keep = Below(bytes.Count + 1);
        bytes.RemoveRange(keep, bytes.Count - keep);
    }

    /// <summary>Anywhere, but every other time in the first 2 KiB, where most of a header is.</summary>
    private int Place(List<byte> bytes) => Below(Below(2) == 0 ? Math.Min(bytes.Count, 2048) : bytes.Count);

    private int Below(int bound) => (int)chance.Below((uint)Math.Max(1, bound));

    private void PutNumber(List<byte> bytes, int at, uint number)
    {
        Span<byte> four = stackalloc byte[4];
        if (Below(8) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(four, number);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(four, number);
        }

        Put(bytes, at, four[..(Below(2) == 0 ? 2 : 4)]);
    }

    private static void Put(List<byte> bytes, int at, ReadOnlySpan<byte> piece)
    {
        for (var i = 0; i < piece.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = piece[i];
        }
    }

    private static void Insert(List<byte> bytes, int at, ReadOnlySpan<byte> piece) => bytes.InsertRange(at, piece.ToArray());
}
