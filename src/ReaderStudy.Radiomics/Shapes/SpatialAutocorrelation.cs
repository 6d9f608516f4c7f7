namespace ReaderStudy.Radiomics.Shapes;

/// <summary>
/// Moran's I = N / Σw · Σ w (x₁ − μ)(x₂ − μ) / Σ (x − μ)² and Geary's C = (N − 1) / 2Σw · Σ w (x₁ − x₂)² / Σ (x − μ)² over all pairs of voxels,
/// weighted by the inverse of their distance. NaN for one voxel or one intensity.
/// </summary>
/// <remarks>IBSI reference manual, Moran's I index (N365) and Geary's C measure (NPT7).</remarks>
internal static class SpatialAutocorrelation
{
    /// <summary>Pairs grow with the square: beyond this many voxels the two figures are left out.</summary>
    public const int MostVoxels = 20_000;

    public static (double Moran, double Geary) Of(Region region)
    {
        var box = VoxelBox.Of(region.Grid, region.IntensityMask);
        var weights = Weights(region.Grid, box);
        var voxels = Voxels(region, box);
        var mean = voxels.Average(v => v.Intensity);
        var (weight, product, difference) = (0.0, 0.0, 0.0);
        for (var i = 0; i < voxels.Length; i++)
        {
            var a = voxels[i];
            for (var j = 0; j < i; j++)
            {
                var b = voxels[j];
                var w = weights[(((Math.Abs(a.Z - b.Z) * box.Rows) + Math.Abs(a.Y - b.Y)) * box.Columns) + Math.Abs(a.X - b.X)];
                weight += w;
                product += w * (a.Intensity - mean) * (b.Intensity - mean);
                difference += w * (a.Intensity - b.Intensity) * (a.Intensity - b.Intensity);
            }
        }

        // One number in many voxels may differ from its own mean by a rounding.
        var squares = voxels.All(v => v.Intensity == voxels[0].Intensity)
            ? 0
            : voxels.Sum(v => (v.Intensity - mean) * (v.Intensity - mean));
        return (voxels.Length / weight * product / squares, (voxels.Length - 1) / (2 * weight) * difference / squares);
    }

    private static double[] Weights(VoxelGrid grid, VoxelBox box)
    {
        var weights = new double[box.Count];
        var index = 0;
        for (var z = 0; z < box.Slices; z++)
        {
            for (var y = 0; y < box.Rows; y++)
            {
                for (var x = 0; x < box.Columns; x++, index++)
                {
                    weights[index] = 1 / new Vector3(x * grid.ColumnSpacing, y * grid.RowSpacing, z * grid.SliceSpacing).Length;
                }
            }
        }

        return weights;
    }

    private static (int X, int Y, int Z, double Intensity)[] Voxels(Region region, VoxelBox box)
    {
        var mask = box.Cut(region.Grid, region.IntensityMask);
        var intensities = box.Cut(region.Grid, region.Intensities);
        return
        [
            .. Enumerable
                .Range(0, mask.Length)
                .Where(i => mask[i])
                .Select(i => (i % box.Columns, i / box.Columns % box.Rows, i / (box.Columns * box.Rows), intensities[i])),
        ];
    }
}
