using System.IO.Compression;

namespace ReaderStudy.Dicom.Nifti;

/// <summary>
/// A NIfTI-1 file (<c>.nii</c> or <c>.nii.gz</c>) as it streams: first the header, then the voxels, as many at a time as are asked for. Memory
/// is taken for what is asked for, never for what the file claims.
/// </summary>
public sealed class NiftiReader : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly NiftiHeaderReader _head;
    private long _left;

    private NiftiReader(Stream stream, NiftiHeaderReader head)
    {
        _stream = stream;
        _head = head;
        _left = Header.Bytes;
    }

    /// <summary>What the voxels are and where they lie.</summary>
    public NiftiHeader Header => _head.Header;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The file from its begin; it must be able to seek, and is closed together with the reader.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidDataException">It is no file of this kind, or damaged.</exception>
    public static async Task<NiftiReader> OpenAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        var begin = new byte[2];
        var isPacked =
            await stream.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancellationToken) == 2 && begin is [0x1F, 0x8B];
        stream.Position = 0;
        var source = isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        try
        {
            var bytes = new byte[NiftiHeader.Length];
            var length = await source.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            var head = new NiftiHeaderReader(bytes[..length]);
            for (int skip, at = length; at < head.Start; at += skip)
            {
                skip = await source.ReadAsync(bytes.AsMemory(0, Math.Min(bytes.Length, head.Start - at)), cancellationToken);
                if (skip == 0)
                {
                    throw new InvalidDataException($"the file ends early: its voxels would begin at byte {head.Start}");
                }
            }

            return new NiftiReader(source, head);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Fills <paramref name="voxels"/> with the next stored values, little endian whatever the file has.</summary>
    /// <param name="voxels">A whole number of voxels, no more than are left.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidDataException">The file ends early, or its compression is damaged.</exception>
    public async Task ReadAsync(Memory<byte> voxels, CancellationToken cancellationToken = default)
    {
        var read = await _stream.ReadAtLeastAsync(voxels, voxels.Length, throwOnEndOfStream: false, cancellationToken);
        _left -= read;
        if (read < voxels.Length)
        {
            throw new InvalidDataException(
                $"the file ends early: {Header.Bytes} bytes of voxels are announced, {Header.Bytes - _left} are there"
            );
        }

        if (_left == 0)
        {
            // The checksum of gzip is compared when one reads on.
            _ = await _stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, cancellationToken);
        }

        if (_head.IsBigEndian)
        {
            var size = Header.Type.Bytes();
            for (var i = 0; i < voxels.Length; i += size)
            {
                voxels.Span.Slice(i, size).Reverse();
            }
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
