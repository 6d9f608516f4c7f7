using System.Buffers;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>A file in memory, or why it is not. The memory is lent: it goes back with <see cref="Dispose"/>.</summary>
/// <param name="Path">For people.</param>
/// <param name="SourceKey">See <see cref="SourceKeys"/>.</param>
/// <param name="Order">Where it stands in the import.</param>
/// <param name="Bytes">The whole file.</param>
/// <param name="Refusal">Null: <paramref name="Bytes"/> can be looked at.</param>
internal sealed record LoadedFile(string Path, string SourceKey, long Order, ReadOnlyMemory<byte> Bytes, string? Refusal) : IDisposable
{
    /// <summary>Larger buffers than this are not kept for the next file.</summary>
    private const int LargestKept = 4 << 20;

    /// <summary>Memory for an announced size is taken up to this at once; for more as it comes.</summary>
    private const int LargestBelieved = 16 << 20;

    private byte[]? _lent;

    /// <summary>A slide or photograph that is opened by a program of its own, and not in memory; null: any other file.</summary>
    public FileStream? Picture { get; init; }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="path">For people.</param>
    /// <param name="stream">At the file's beginning.</param>
    /// <param name="expected">Its size as announced; it may lie.</param>
    /// <param name="most">The largest file that is read.</param>
    /// <param name="keyOf">Its source key by its true size.</param>
    /// <param name="order">Where it stands in the import.</param>
    public static LoadedFile Read(string path, Stream stream, long expected, long most, Func<long, string> keyOf, long order)
    {
        var buffer = Rent((int)Math.Min(Math.Clamp(expected, 1 << 12, LargestBelieved) + 1, most + 1));
        var length = 0;
        try
        {
            for (int read; (read = stream.Read(buffer, length, buffer.Length - length)) > 0; )
            {
                length += read;
                if (length > most)
                {
                    Return(buffer);
                    return Refused(path, keyOf(expected), order, TooLarge(most));
                }

                if (length == buffer.Length)
                {
                    var larger = Rent((int)Math.Min(2L * length, most + 1));
                    buffer.AsSpan(0, length).CopyTo(larger);
                    Return(buffer);
                    buffer = larger;
                }
            }
        }
        catch
        {
            Return(buffer);
            throw;
        }

        return new LoadedFile(path, keyOf(length), order, buffer.AsMemory(0, length), null) { _lent = buffer };
    }

    public static LoadedFile Refused(string path, string sourceKey, long order, string reason) =>
        new(path, sourceKey, order, default, reason);

    public static string TooLarge(long most) => $"larger than {most >> 20} MiB: not read";

    public void Dispose()
    {
        Picture?.Dispose();
        if (Interlocked.Exchange(ref _lent, null) is { } buffer)
        {
            Return(buffer);
        }
    }

    private static byte[] Rent(int size) => size <= LargestKept ? ArrayPool<byte>.Shared.Rent(size) : new byte[size];

    private static void Return(byte[] buffer)
    {
        if (buffer.Length <= LargestKept)
        {
            // Cleared: it held a patient's identity, and the next file may be shorter.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
