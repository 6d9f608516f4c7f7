namespace ReaderStudy.Radiomics.Textures;

/// <summary>
/// For each voxel the number of voxels of its own grey level among itself and its neighbours in the region (NGLDM), with Chebyshev distance 1
/// and coarseness α = 0.
/// </summary>
/// <remarks>IBSI reference manual, after Sun C, Wee WG (1983). Comput Vis Graph Image Process 23:341-352.</remarks>
internal static class Dependences
{
    public static ExtentMatrix Of(GreyLevels levels, SliceRange slices)
    {
        var directions = Directions.Neighbours(slices);
        var counts = new Dictionary<(int, int), double>();
        var voxels = 0;
        foreach (var (column, row, slice, level) in levels.Voxels(slices))
        {
            voxels++;
            var dependence = 1;
            foreach (var direction in directions)
            {
                if (levels.At(column + direction.X, row + direction.Y, slice + direction.Z, slices) == level)
                {
                    dependence++;
                }
            }

            counts[(level, dependence)] = counts.GetValueOrDefault((level, dependence)) + 1;
        }

        return new ExtentMatrix(counts, voxels);
    }
}
