namespace ReaderStudy.Dicom.Nifti;

/// <summary>
/// The values of a mask on the grid of the images: whole numbers that say what each voxel belongs to, or probabilities from 0 to 1.
/// </summary>
/// <param name="Voxels">
/// Slice by slice, row by row as the images lie. Of labels: 1 for the first of <paramref name="Labels"/>, 2 for the second, 0 for none. Of
/// probabilities: their share of 255.
/// </param>
/// <param name="Labels">The whole numbers that occur, from the smallest; 0 is not among them. Probabilities have the one label 1.</param>
/// <param name="IsFractional">True if the values are probabilities.</param>
public sealed record MaskVoxels(byte[] Voxels, IReadOnlyList<int> Labels, bool IsFractional)
{
    /// <summary>Reads the voxels row by row: memory is two bytes a voxel, whatever the type.</summary>
    /// <param name="reader">The file; nothing but its header was read.</param>
    /// <param name="order">Where its voxels belong.</param>
    /// <param name="cancellationToken">Checked between slices.</param>
    /// <exception cref="InvalidDataException">
    /// The file ends early, holds a value that is neither a whole number from 0 nor a probability, more than 255 labels, or nothing but 0.
    /// </exception>
    public static async Task<MaskVoxels> ReadAsync(NiftiReader reader, VoxelOrder order, CancellationToken cancellationToken = default)
    {
        var header = reader.Header;
        var size = header.Type.Bytes();
        var sorting = new MaskSorting(header.Columns * header.Rows * header.Slices);
        var row = new byte[header.Columns * size];
        for (var k = 0; k < header.Slices; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var j = 0; j < header.Rows; j++)
            {
                await reader.ReadAsync(row, cancellationToken);
                var at = order.Start + (j * order.Row) + (k * order.Slice);
                for (var i = 0; i < header.Columns; i++)
                {
                    var value = (header.Slope * header.Type.ValueAt(row.AsSpan(i * size))) + header.Intercept;
                    if (value != 0)
                    {
                        sorting.Take(value, at + (i * order.Column), (i, j, k));
                    }
                }
            }
        }

        return sorting.Finish();
    }
}
