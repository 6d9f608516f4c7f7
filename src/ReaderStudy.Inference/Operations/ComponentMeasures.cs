using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference.Operations;

/// <summary>Measures labelled components.</summary>
internal static class ComponentMeasures
{
    public static IReadOnlyList<Component> Of(int[] labels, int count, GridSize size, VolumeGeometry geometry)
    {
        var (voxels, slices, outline) = (new int[count], new List<SliceExtent>[count], new List<Point3>[count]);
        var axial = new double[count];
        for (var i = 0; i < count; i++)
        {
            (slices[i], outline[i]) = ([], []);
        }

        for (var slice = 0; slice < size.Slices; slice++)
        {
            foreach (var (label, ends, box, area) in InSlice(labels, size, slice))
            {
                var hull = ConvexOutline.Of(ends);
                var points = hull.ConvertAll(point => geometry.PositionOf(slice, point.Row, point.Column));
                voxels[label - 1] += area;
                slices[label - 1].Add(new SliceExtent(slice, box, area));
                outline[label - 1].AddRange(points);
                axial[label - 1] = Math.Max(axial[label - 1], Diameter(points));
            }
        }

        const double CubicMillimetres = 1000;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new Component(
                    i + 1,
                    voxels[i],
                    voxels[i] * geometry.VoxelVolume / CubicMillimetres,
                    Diameter(outline[i]),
                    axial[i],
                    slices[i]
                )),
        ];
    }

    /// <summary>Of each component in a slice the ends of its rows: nothing else of it can be a corner of its hull.</summary>
    private static IEnumerable<(int Label, List<(int Row, int Column)> Ends, PixelBox Box, int Area)> InSlice(
        int[] labels,
        GridSize size,
        int slice
    )
    {
        var found = new SortedDictionary<int, (List<(int Row, int Column)> Ends, PixelBox Box, int Area)>();
        for (var row = 0; row < size.Rows; row++)
        {
            var start = size.IndexOf(slice, row, 0);
            for (var column = 0; column < size.Columns; column++)
            {
                var label = labels[start + column];
                if (label == 0)
                {
                    continue;
                }

                var first = column;
                while (column + 1 < size.Columns && labels[start + column + 1] == label)
                {
                    column++;
                }

                var run = new PixelBox(row, first, 1, column - first + 1);
                var (ends, box, area) = found.TryGetValue(label, out var known) ? known : (new List<(int Row, int Column)>(), run, 0);
                ends.Add((row, first));
                ends.Add((row, column));
                found[label] = (ends, box.Union(run), area + run.Columns);
            }
        }

        return found.Select(one => (one.Key, one.Value.Ends, one.Value.Box, one.Value.Area));
    }

    private static double Diameter(List<Point3> points)
    {
        var greatest = 0.0;
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var between = points[i] - points[j];
                greatest = Math.Max(greatest, between.Dot(between));
            }
        }

        return Math.Sqrt(greatest);
    }
}
