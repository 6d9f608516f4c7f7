namespace ReaderStudy.Radiomics.Shapes;

/// <summary>
/// The closed mesh around a mask, half-way between voxel centres inside and outside; beyond the image is outside. Where triangles
/// can be cut in several ways that are as good as each other, areas are the mean of them, so that a turned mask has the same area.
/// </summary>
/// <remarks>IBSI reference manual, mesh-based representation; signed volumes after Zhang C, Chen T (2001). Proc ICIP 3:935-938.</remarks>
internal sealed class SurfaceMesh
{
    private readonly VoxelGrid _grid;
    private double _sixVolumes;

    private SurfaceMesh(VoxelGrid grid)
    {
        _grid = grid;
    }

    /// <summary>In cubic mm.</summary>
    public double Volume => Math.Abs(_sixVolumes) / 6;

    /// <summary>In square mm.</summary>
    public double Area { get; private set; }

    /// <summary>
    /// In half voxels, the outermost points of each row of the mesh: those between them lie within the convex hull anyway.
    /// </summary>
    public IReadOnlyList<LatticePoint> OuterPoints { get; private set; } = [];

    public static SurfaceMesh Of(Region region)
    {
        var box = VoxelBox.Of(region.Grid, region.MorphologicalMask);
        var mask = box.Cut(region.Grid, region.MorphologicalMask);
        var mesh = new SurfaceMesh(region.Grid);
        var rows = new Dictionary<(int Y, int Z), (int First, int Last)>();
        for (var z = -1; z < box.Slices; z++)
        {
            for (var y = -1; y < box.Rows; y++)
            {
                for (var x = -1; x < box.Columns; x++)
                {
                    foreach (var polygon in CubeSurfaces.Polygons[StateOf(mask, box, x, y, z)])
                    {
                        mesh.Add(polygon, new LatticePoint(2 * x, 2 * y, 2 * z), rows);
                    }
                }
            }
        }

        mesh.OuterPoints =
        [
            .. rows.SelectMany(r =>
                    new[] { new LatticePoint(r.Value.First, r.Key.Y, r.Key.Z), new LatticePoint(r.Value.Last, r.Key.Y, r.Key.Z) }
                )
                .Distinct(),
        ];
        return mesh;
    }

    private static int StateOf(bool[] mask, VoxelBox box, int x, int y, int z)
    {
        var state = 0;
        for (var corner = 0; corner < 8; corner++)
        {
            var (cx, cy, cz) = (x + (corner & 1), y + (corner >> 1 & 1), z + (corner >> 2));
            if (
                cx >= 0
                && cx < box.Columns
                && cy >= 0
                && cy < box.Rows
                && cz >= 0
                && cz < box.Slices
                && mask[(((cz * box.Rows) + cy) * box.Columns) + cx]
            )
            {
                state |= 1 << corner;
            }
        }

        return state;
    }

    private void Add(CubePolygon polygon, LatticePoint origin, Dictionary<(int, int), (int First, int Last)> rows)
    {
        var points = polygon.Points.Select(p => new LatticePoint(origin.X + p.X, origin.Y + p.Y, origin.Z + p.Z)).ToArray();
        foreach (var point in points)
        {
            var (first, last) = rows.GetValueOrDefault((point.Y, point.Z), (point.X, point.X));
            rows[(point.Y, point.Z)] = (Math.Min(first, point.X), Math.Max(last, point.X));
        }

        var corners = Array.ConvertAll(points, p => p.In(_grid));
        var share = 1.0 / polygon.Triangulations.Count;
        foreach (var (a, b, c) in polygon.Triangulations.SelectMany(t => t))
        {
            _sixVolumes += share * corners[a].Dot(corners[b].Cross(corners[c]));
            Area += share * (corners[b] - corners[a]).Cross(corners[c] - corners[a]).Length / 2;
        }
    }
}
