namespace ReaderStudy.Radiomics.Textures;

/// <summary>For each voxel of the morphological mask the number of steps along rows, columns and (in space) slices that lead out of it.</summary>
internal static class BorderDistances
{
    public static int[] Of(GreyLevels levels, SliceRange slices)
    {
        var distances = Array.ConvertAll(levels.Morphology, inside => inside ? int.MaxValue : 0);
        Sweep(levels, slices, distances, forwards: true);
        Sweep(levels, slices, distances, forwards: false);
        return distances;
    }

    /// <summary>One more than the least of the neighbours passed already; two sweeps are exact for such distances.</summary>
    private static void Sweep(GreyLevels levels, SliceRange slices, int[] distances, bool forwards)
    {
        var back = forwards ? -1 : 1;
        var begin = levels.IndexOf(0, 0, slices.First);
        var end = levels.IndexOf(0, 0, slices.Last + 1);
        for (var step = 0; step < end - begin; step++)
        {
            var index = forwards ? begin + step : end - 1 - step;
            if (distances[index] == 0)
            {
                continue;
            }

            var (x, y, z) = (index % levels.Columns, index / levels.Columns % levels.Rows, index / (levels.Columns * levels.Rows));
            var least = Math.Min(At(x + back, y, z), At(x, y + back, z));
            if (!slices.IsPlane)
            {
                least = Math.Min(least, At(x, y, z + back));
            }

            distances[index] = Math.Min(distances[index], least == int.MaxValue ? least : least + 1);
        }

        int At(int column, int row, int slice) =>
            column >= 0 && column < levels.Columns && row >= 0 && row < levels.Rows && slice >= 0 && slice < levels.Slices
                ? distances[levels.IndexOf(column, row, slice)]
                : 0;
    }
}
