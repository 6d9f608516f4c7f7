namespace ReaderStudy.Radiomics.Intensities;

/// <summary>
/// Peaks of the mean intensity in a sphere of 1 cm³: around the voxel of the highest intensity (of several the highest peak), and anywhere in
/// the region. Voxels whose centres lie in the sphere count, in the region or not; beyond the image there are none.
/// </summary>
/// <remarks>IBSI reference manual, local intensity features (9ST6).</remarks>
internal static class LocalIntensity
{
    /// <summary>Of a sphere of 1 cm³, in mm.</summary>
    private static readonly double Radius = 10 * Math.Cbrt(3 / (4 * Math.PI));

    public static IReadOnlyList<FeatureValue> Of(Region region)
    {
        var sphere = Sphere(region.Grid);
        var highest = region.Values().Max();
        var (local, global) = (double.NegativeInfinity, double.NegativeInfinity);
        var index = 0;
        for (var slice = 0; slice < region.Grid.Slices; slice++)
        {
            for (var row = 0; row < region.Grid.Rows; row++)
            {
                for (var column = 0; column < region.Grid.Columns; column++, index++)
                {
                    if (!region.IntensityMask[index])
                    {
                        continue;
                    }

                    var peak = MeanAround(region, sphere, column, row, slice);
                    global = Math.Max(global, peak);
                    local = region.Intensities[index] == highest ? Math.Max(local, peak) : local;
                }
            }
        }

        return
        [
            FeatureValue.Of(new("VJGA", "Local intensity peak"), FeatureFamily.LocalIntensity, Aggregation.Whole, local, ""),
            FeatureValue.Of(new("0F91", "Global intensity peak"), FeatureFamily.LocalIntensity, Aggregation.Whole, global, ""),
        ];
    }

    private static double MeanAround(Region region, List<(int X, int Y, int Z)> sphere, int column, int row, int slice)
    {
        var (grid, sum, count) = (region.Grid, 0.0, 0);
        foreach (var (dx, dy, dz) in sphere)
        {
            var (x, y, z) = (column + dx, row + dy, slice + dz);
            if (x >= 0 && x < grid.Columns && y >= 0 && y < grid.Rows && z >= 0 && z < grid.Slices)
            {
                sum += region.Intensities[grid.IndexOf(x, y, z)];
                count++;
            }
        }

        return sum / count;
    }

    private static List<(int X, int Y, int Z)> Sphere(VoxelGrid grid)
    {
        var offsets = new List<(int, int, int)>();
        var (wide, high, deep) = (Reach(grid.ColumnSpacing), Reach(grid.RowSpacing), Reach(grid.SliceSpacing));
        for (var z = -deep; z <= deep; z++)
        {
            for (var y = -high; y <= high; y++)
            {
                for (var x = -wide; x <= wide; x++)
                {
                    var (a, b, c) = (x * grid.ColumnSpacing, y * grid.RowSpacing, z * grid.SliceSpacing);
                    if ((a * a) + (b * b) + (c * c) <= Radius * Radius)
                    {
                        offsets.Add((x, y, z));
                    }
                }
            }
        }

        return offsets;
    }

    private static int Reach(double spacing) => (int)Math.Floor(Radius / spacing);
}
