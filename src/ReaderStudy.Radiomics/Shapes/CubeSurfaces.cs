namespace ReaderStudy.Radiomics.Shapes;

/// <summary>A closed polygon over the middles of a cube's edges, and the ways to cut it into triangles that are as good as each other.</summary>
/// <param name="Points">In half voxels from the cube's first corner.</param>
/// <param name="Triangulations">Each a list of triangles by number of the point.</param>
internal sealed record CubePolygon(IReadOnlyList<LatticePoint> Points, IReadOnlyList<IReadOnlyList<(int A, int B, int C)>> Triangulations);

/// <summary>
/// The surface between inside and outside corners of one cube, for each of its 256 states. Polygons are found by walking the faces, so that
/// neighbouring cubes always agree on the face they share: where two diagonal corners of a face are inside, the surface joins them. All
/// polygons go round to the right, seen from outside. Of the ways to cut one into triangles those count that leave the largest volume inside
/// where at most four corners are inside, and outside where more are: the cases of marching cubes with their complements.
/// </summary>
/// <remarks>Lorensen WE, Cline HE (1987). SIGGRAPH Comput Graph 21:163-169, with isovalue 0.5.</remarks>
internal static class CubeSurfaces
{
    /// <summary>Corner c lies at x = c &amp; 1, y = c / 2 &amp; 1, z = c / 4. Each face, seen from outside, goes round to the left.</summary>
    private static readonly int[][] Faces =
    [
        [0, 4, 6, 2],
        [1, 3, 7, 5],
        [0, 1, 5, 4],
        [2, 6, 7, 3],
        [0, 2, 3, 1],
        [4, 5, 7, 6],
    ];

    /// <summary>For each state; bit c: corner c is inside.</summary>
    public static readonly CubePolygon[][] Polygons = [.. Enumerable.Range(0, 256).Select(PolygonsOf)];

    private static CubePolygon[] PolygonsOf(int state)
    {
        var next = new Dictionary<(int, int), (int, int)>();
        foreach (var face in Faces)
        {
            AddSegments(face, state, next);
        }

        var polygons = new List<CubePolygon>();
        while (next.Count > 0)
        {
            var points = new List<LatticePoint>();
            var at = next.Keys.Min();
            while (next.Remove(at, out var following))
            {
                points.Add(MiddleOf(at));
                at = following;
            }

            polygons.Add(new CubePolygon(points, Best(points, int.PopCount(state) <= 4)));
        }

        return [.. polygons];
    }

    /// <summary>Where the walk round a face leaves the inside, the surface goes to where the next part of it is entered.</summary>
    private static void AddSegments(int[] face, int state, Dictionary<(int, int), (int, int)> next)
    {
        for (var i = 0; i < 4; i++)
        {
            if (!IsInside(state, face[i]) || IsInside(state, face[(i + 1) % 4]))
            {
                continue;
            }

            var entry = i + 1;
            while (!IsInside(state, face[(entry + 1) % 4]))
            {
                entry++;
            }

            next[Edge(face[i], face[(i + 1) % 4])] = Edge(face[entry % 4], face[(entry + 1) % 4]);
        }
    }

    private static bool IsInside(int state, int corner) => (state >> corner & 1) != 0;

    private static (int, int) Edge(int a, int b) => (Math.Min(a, b), Math.Max(a, b));

    private static LatticePoint MiddleOf((int A, int B) edge) =>
        new((edge.A & 1) + (edge.B & 1), (edge.A >> 1 & 1) + (edge.B >> 1 & 1), (edge.A >> 2) + (edge.B >> 2));

    /// <summary>All cuts of the largest volume inside, or of the smallest. Whole numbers: those that tie are known exactly.</summary>
    private static List<IReadOnlyList<(int A, int B, int C)>> Best(List<LatticePoint> points, bool largest)
    {
        var cuts = Cuts([.. Enumerable.Range(0, points.Count)]);

        // Polygons go round to the right, so that volumes inside count as negative.
        var volumes = cuts.ConvertAll(cut => cut.Sum(t => SixVolumes(points[t.A], points[t.B], points[t.C])));
        var best = largest ? volumes.Min() : volumes.Max();
        return [.. cuts.Where((_, i) => volumes[i] == best)];
    }

    /// <summary>Every way to cut a polygon: the triangle on its last edge, and every way to cut what is left on either side.</summary>
    private static List<IReadOnlyList<(int A, int B, int C)>> Cuts(int[] corners)
    {
        if (corners.Length < 3)
        {
            return
            [
                [],
            ];
        }

        var cuts = new List<IReadOnlyList<(int, int, int)>>();
        for (var tip = 1; tip < corners.Length - 1; tip++)
        {
            foreach (var left in Cuts(corners[..(tip + 1)]))
            {
                foreach (var right in Cuts(corners[tip..]))
                {
                    cuts.Add([.. left, (corners[0], corners[tip], corners[^1]), .. right]);
                }
            }
        }

        return cuts;
    }

    private static int SixVolumes(LatticePoint a, LatticePoint b, LatticePoint c) =>
        (a.X * ((b.Y * c.Z) - (b.Z * c.Y))) + (a.Y * ((b.Z * c.X) - (b.X * c.Z))) + (a.Z * ((b.X * c.Y) - (b.Y * c.X)));
}
