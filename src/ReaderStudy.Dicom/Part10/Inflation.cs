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
        using var source = MemoryMarshal.TryGetArray(packed, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(packed.ToArray());
        using var inflate = new DeflateStream(source, CompressionMode.Decompress);
        using var target = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = inflate.Read(buffer)) > 0; )
            {
                if (target.Length + read > limit)
                {
                    throw new DicomException(DicomErrorKind.Unsupported, $"the deflated data set unpacks to more than {limit} bytes");
                }

                target.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException e)
        {
            if (!options.IsTolerant)
            {
                throw new DicomException(DicomErrorKind.Malformed, "malformed: the deflated data set cannot be unpacked", e);
            }

            problems.Add(DicomErrorKind.Malformed, $"malformed: the deflated data set cannot be unpacked whole; what came before is kept");
        }

        return target.GetBuffer().AsMemory(0, (int)target.Length);
    }
}
