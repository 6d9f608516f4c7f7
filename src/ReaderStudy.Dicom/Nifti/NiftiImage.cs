namespace ReaderStudy.Dicom.Nifti;

/// <summary>A NIfTI-1 file in memory.</summary>
/// <param name="Header">What the voxels are and where they lie.</param>
/// <param name="Data">As stored, little endian; the column index runs fastest, then rows, then slices.</param>
public sealed record NiftiImage(NiftiHeader Header, ReadOnlyMemory<byte> Data)
{
    private const int Largest = 1 << 30;

    /// <summary>Reads <c>.nii</c> or <c>.nii.gz</c>.</summary>
    /// <exception cref="InvalidDataException">It is no file of this kind, damaged, ends early or has more than 1 GiB of voxels.</exception>
    public static async Task<NiftiImage> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        await using var reader = await NiftiReader.OpenAsync(stream, cancellationToken);
        var needed = reader.Header.Bytes;
        if (needed > Largest)
        {
            throw new InvalidDataException($"{needed} bytes of voxels are announced: more than 1 GiB is not read at once");
        }

        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (memory.Length < needed)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(buffer.Length, needed - memory.Length));
            await reader.ReadAsync(part, cancellationToken);
            memory.Write(part.Span);
        }

        return new NiftiImage(reader.Header, memory.ToArray());
    }

    /// <summary>The value of a voxel, slope and intercept applied.</summary>
    public double this[int column, int row, int slice]
    {
        get
        {
            var index = (((slice * Header.Rows) + row) * Header.Columns) + column;
            var stored = Header.Type.ValueAt(Data.Span[(index * Header.Type.Bytes())..]);
            return (Header.Slope * stored) + Header.Intercept;
        }
    }
}
