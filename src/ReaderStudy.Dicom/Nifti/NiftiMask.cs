using System.IO.Compression;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Nifti;

/// <summary>A mask as a NIfTI file: one byte a voxel.</summary>
public static class NiftiMask
{
    /// <summary>Writes the file, packed by gzip.</summary>
    /// <param name="target">Where to; it is left open.</param>
    /// <param name="geometry">How many voxels there are along each axis.</param>
    /// <param name="affine">Where they lie: that of the images, to the last digit, where the mask lies on images.</param>
    /// <param name="voxels">Slice by slice, row by row.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task WriteAsync(
        Stream target,
        VolumeGeometry geometry,
        NiftiAffine affine,
        ReadOnlyMemory<byte> voxels,
        CancellationToken cancellationToken = default
    )
    {
        if (voxels.Length != (long)geometry.Slices * geometry.Rows * geometry.Columns)
        {
            throw new ArgumentException($"{voxels.Length} voxels do not fill the grid.", nameof(voxels));
        }

        var header = new NiftiHeader(geometry.Columns, geometry.Rows, geometry.Slices, NiftiType.Unsigned8, affine);
        await using var packed = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        await packed.WriteAsync(header.ToBytes(), cancellationToken);
        await packed.WriteAsync(voxels, cancellationToken);
    }
}
