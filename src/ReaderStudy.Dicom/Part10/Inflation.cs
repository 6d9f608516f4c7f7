using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace ReaderStudy.Dicom.Part10;

/// <summary>Unpacks a deflated data set (PS3.5 A.5) and stops at a bomb.</summary>
internal static class Inflation
{
    /// <summary>Below this size any ratio is believed.</summary>
    private const int FreeBytes = 16 << 20;

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> packed, DicomReadOptions options, ReadProblems problems)
    {
        var byRatio = Math.Max(FreeBytes, (long)packed.Length * options.MaxInflation);
        var limit = Math.Min(byRatio, options.MaxInflatedBytes);
        var size = Unpack(packed, options, problems, limit, target: null);
        var unpacked = new byte[size];
        Unpack(packed, options, problems: null, limit, unpacked);
        return unpacked;
    }

    /// <summary>
    /// Unpacks into the target, or without one only counts: twice the work, but a bomb costs no memory, and nothing is copied while
    /// the size is being found out.
    /// </summary>
    private static int Unpack(ReadOnlyMemory<byte> packed, DicomReadOptions options, ReadProblems? problems, long limit, byte[]? target)
    {
        using var source = MemoryMarshal.TryGetArray(packed, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(packed.ToArray());
        using var inflate = new DeflateStream(source, CompressionMode.Decompress);
        var buffer = target is null ? ArrayPool<byte>.Shared.Rent(1 << 16) : [];
        var count = 0;
        try
        {
            for (int read; (read = inflate.Read(target is null ? buffer : target.AsSpan(count))) > 0; count += read)
            {
                if (count + (long)read > limit)
                {
                    throw new DicomException(DicomErrorKind.Unsupported, $"the deflated data set unpacks to more than {limit} bytes");
                }
            }
        }
        catch (InvalidDataException e)
        {
            if (!options.IsTolerant)
            {
                throw new DicomException(DicomErrorKind.Malformed, "malformed: the deflated data set cannot be unpacked", e);
            }

            problems?.Add(DicomErrorKind.Malformed, $"malformed: the deflated data set cannot be unpacked whole; what came before is kept");
        }
        finally
        {
            if (target is null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        return count;
    }
}
