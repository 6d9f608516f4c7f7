using System.Buffers.Binary;
using System.IO.Compression;

namespace ReaderStudy.Dicom.Nifti;

/// <summary>A NIfTI-1 file in memory.</summary>
/// <param name="Header">What the voxels are and where they lie.</param>
/// <param name="Data">As stored; the column index runs fastest, then rows, then slices.</param>
public sealed record NiftiImage(NiftiHeader Header, ReadOnlyMemory<byte> Data)
{
    private const int Largest = 1 << 30;

    /// <summary>Reads <c>.nii</c> or <c>.nii.gz</c>.</summary>
    /// <exception cref="InvalidDataException">It is no file of this kind, ends early or is larger than 1 GiB.</exception>
    public static async Task<NiftiImage> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken);
        var bytes = memory.ToArray();
        if (bytes is [0x1F, 0x8B, ..])
        {
            bytes = Inflate(bytes);
        }

        var header = NiftiHeader.Read(bytes);
        var needed = (long)header.Columns * header.Rows * header.Slices * header.Type.Bytes();
        var start = (long)BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(108));
        return start >= NiftiHeader.Length && start <= bytes.Length && needed <= bytes.Length - start
            ? new NiftiImage(header, bytes.AsMemory((int)start, (int)needed))
            : throw new InvalidDataException(
                $"the file ends early: {needed} bytes of voxels are announced, {bytes.Length} bytes are there"
            );
    }

    /// <summary>The value of a voxel, slope and intercept applied.</summary>
    public double this[int column, int row, int slice]
    {
        get
        {
            var index = (((slice * Header.Rows) + row) * Header.Columns) + column;
            var at = Data.Span[(index * Header.Type.Bytes())..];
            double stored = Header.Type switch
            {
                NiftiType.Unsigned8 => at[0],
                NiftiType.Signed16 => BinaryPrimitives.ReadInt16LittleEndian(at),
                NiftiType.Unsigned16 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                NiftiType.Signed32 => BinaryPrimitives.ReadInt32LittleEndian(at),
                NiftiType.Real32 => BinaryPrimitives.ReadSingleLittleEndian(at),
            };
            return (Header.Slope * stored) + Header.Intercept;
        }
    }

    private static byte[] Inflate(byte[] packed)
    {
        using var source = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var target = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = source.Read(buffer)) > 0; )
        {
            target.Write(buffer, 0, read);
            if (target.Length > Largest)
            {
                throw new InvalidDataException("the file unpacks to more than 1 GiB");
            }
        }

        return target.ToArray();
    }
}
