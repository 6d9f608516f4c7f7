namespace ReaderStudy.Radiomics.Textures;

/// <summary>
/// Zones of linked voxels of one grey level, by number of voxels (GLSZM) or by distance from the region's border (GLDZM). Voxels are linked to
/// 26 neighbours in space and 8 in a single slice. The distance is the least one of the zone's voxels, in steps to 6 (in a slice 4) neighbours
/// out of the morphological mask, 1 at the border itself.
/// </summary>
/// <remarks>
/// IBSI reference manual, after Thibault G et al. (2014). IEEE Trans Biomed Eng 61:630-637.
/// </remarks>
internal static class Zones
{
    public static ExtentMatrix BySize(GreyLevels levels, SliceRange slices) => Of(levels, slices, zone => zone.Count);

    public static ExtentMatrix ByDistance(GreyLevels levels, SliceRange slices)
    {
        var distances = BorderDistances.Of(levels, slices);
        return Of(levels, slices, zone => zone.Min(index => distances[index]));
    }

    private static ExtentMatrix Of(GreyLevels levels, SliceRange slices, Func<List<int>, int> extent)
    {
        var seen = new bool[levels.Levels.Length];
        var found = new List<(int, int)>();
        var voxels = 0;
        foreach (var (column, row, slice, level) in levels.Voxels(slices))
        {
            voxels++;
            if (!seen[levels.IndexOf(column, row, slice)])
            {
                found.Add((level, extent(Grow(levels, slices, (column, row, slice), seen))));
            }
        }

        return ExtentMatrix.Of(found, voxels);
    }

    /// <summary>The zone of a voxel, by index.</summary>
    private static List<int> Grow(GreyLevels levels, SliceRange slices, (int Column, int Row, int Slice) start, bool[] seen)
    {
        var directions = Directions.Neighbours(slices);
        var first = levels.IndexOf(start.Column, start.Row, start.Slice);
        var zone = new List<int> { first };
        seen[first] = true;
        for (var next = 0; next < zone.Count; next++)
        {
            var index = zone[next];
            var (x, y, z) = (index % levels.Columns, index / levels.Columns % levels.Rows, index / (levels.Columns * levels.Rows));
            foreach (var direction in directions)
            {
                var (column, row, slice) = (x + direction.X, y + direction.Y, z + direction.Z);
                if (levels.At(column, row, slice, slices) == levels.Levels[first] && !seen[levels.IndexOf(column, row, slice)])
                {
                    seen[levels.IndexOf(column, row, slice)] = true;
                    zone.Add(levels.IndexOf(column, row, slice));
                }
            }
        }

        return zone;
    }
}
