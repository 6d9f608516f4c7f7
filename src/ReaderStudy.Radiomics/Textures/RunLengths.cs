namespace ReaderStudy.Radiomics.Textures;

/// <summary>Lengths of straight runs of one grey level in a direction (GLRLM).</summary>
internal static class RunLengths
{
    public static ExtentMatrix Of(GreyLevels levels, SliceRange slices, Direction direction)
    {
        var runs = new Dictionary<(int, int), double>();
        var voxels = 0;
        foreach (var (column, row, slice, level) in levels.Voxels(slices))
        {
            voxels++;
            if (levels.At(column - direction.X, row - direction.Y, slice - direction.Z, slices) == level)
            {
                continue;
            }

            var length = 1;
            while (
                levels.At(column + (length * direction.X), row + (length * direction.Y), slice + (length * direction.Z), slices) == level
            )
            {
                length++;
            }

            runs[(level, length)] = runs.GetValueOrDefault((level, length)) + 1;
        }

        return new ExtentMatrix(runs, voxels);
    }
}
