using System.Numerics;

namespace ReaderStudy.Statistics.Segmentation;

/// <summary>
/// Area of the piece of surface ("surfel") at a corner where eight voxels meet, for each of the 256 ways in which they can be in or out of
/// a mask: the surface of marching cubes through the midpoints between voxels. Bit 7 of the code is the voxel at (0, 0, 0), bit 0 that at
/// (1, 1, 1), x fastest.
/// </summary>
/// <remarks>
/// Lorensen WE, Cline HE (1987). SIGGRAPH Computer Graphics 21:163–169. doi:10.1145/37402.37422. The rules by which the table is made
/// here: the codes of a mask and of its complement have the same surface, that of the smaller number of voxels, of which those that touch
/// only along an edge or a corner are kept apart; a polygon is cut into the triangles with the largest sum of areas in the unit cube.
/// </remarks>
public static class SurfelArea
{
    // Every triangle as the absolute components of its area vector in the unit cube.
    private static readonly Vector3[][] Triangles = [.. Enumerable.Range(0, 256).Select(TrianglesOf)];

    /// <summary>Area in mm² by code.</summary>
    public static double[] ByCode(double spacingZ, double spacingY, double spacingX)
    {
        var areas = new double[256];
        for (var code = 0; code < 256; code++)
        {
            foreach (var t in Triangles[code])
            {
                var (z, y, x) = (t.X * spacingY * spacingX, t.Y * spacingZ * spacingX, t.Z * spacingZ * spacingY);
                areas[code] += Math.Sqrt((z * z) + (y * y) + (x * x));
            }
        }

        return areas;
    }

    /// <summary>
    /// Length in mm of the contour at a corner where four pixels of a slice meet, for each of the 16 codes; bit 3 is the pixel at (0, 0),
    /// bit 0 that at (1, 1). Two pixels that touch only at the corner are kept apart.
    /// </summary>
    public static double[] LengthByCode(double spacingY, double spacingX)
    {
        var lengths = new double[16];
        var diagonal = 0.5 * Math.Sqrt((spacingY * spacingY) + (spacingX * spacingX));
        for (var code = 1; code < 15; code++)
        {
            lengths[code] = code switch
            {
                0b0011 or 0b1100 => spacingX,
                0b0101 or 0b1010 => spacingY,
                0b0110 or 0b1001 => 2 * diagonal,
                _ => diagonal,
            };
        }

        return lengths;
    }

    private static Vector3[] TrianglesOf(int code)
    {
        var inside = BitOperations.PopCount((uint)code) <= 4 ? code : ~code & 255;
        return [.. Polygons(inside).SelectMany(p => LargestCut(p, 0, p.Count - 1).Triangles)];
    }

    private static bool IsInside(int code, int corner) => (code >> (7 - corner) & 1) != 0;

    private static Vector3 Place(int corner) => new(corner >> 2 & 1, corner >> 1 & 1, corner & 1);

    private static Vector3 Middle(int corner, int other) => 0.5f * (Place(corner) + Place(other));

    /// <summary>The closed polygons in which the surface meets the cube, chained from their sides on the cube's six faces.</summary>
    private static IEnumerable<List<Vector3>> Polygons(int code)
    {
        var sides = Faces().SelectMany(f => SidesOn(f, code)).ToList();
        while (sides.Count > 0)
        {
            var polygon = new List<Vector3> { sides[0].From };
            var end = sides[0].To;
            sides.RemoveAt(0);
            while (end != polygon[0])
            {
                polygon.Add(end);
                var next = sides.FindIndex(s => s.From == end || s.To == end);
                end = sides[next].From == end ? sides[next].To : sides[next].From;
                sides.RemoveAt(next);
            }

            yield return polygon;
        }
    }

    /// <summary>The corners of each face, in the order in which one walks round it.</summary>
    private static IEnumerable<int[]> Faces()
    {
        foreach (var axis in new[] { 4, 2, 1 })
        {
            var (u, v) = axis switch
            {
                4 => (2, 1),
                2 => (4, 1),
                _ => (4, 2),
            };
            yield return [0, u, u + v, v];
            yield return [axis, axis + u, axis + u + v, axis + v];
        }
    }

    /// <summary>One side for each run of inside corners round a face: from where the walk enters to where it leaves.</summary>
    private static IEnumerable<(Vector3 From, Vector3 To)> SidesOn(int[] face, int code)
    {
        for (var i = 0; i < 4; i++)
        {
            var before = face[(i + 3) & 3];
            if (!IsInside(code, face[i]) || IsInside(code, before))
            {
                continue;
            }

            var last = i;
            while (IsInside(code, face[(last + 1) & 3]))
            {
                last++;
            }

            yield return (Middle(before, face[i]), Middle(face[last & 3], face[(last + 1) & 3]));
        }
    }

    /// <summary>The triangles between two corners of a polygon and the corners between them, with the largest sum of areas.</summary>
    private static (float Area, Vector3[] Triangles) LargestCut(List<Vector3> polygon, int from, int to)
    {
        var best = (Area: 0f, Triangles: Array.Empty<Vector3>());
        for (var apex = from + 1; apex < to; apex++)
        {
            var triangle = Vector3.Abs(0.5f * Vector3.Cross(polygon[apex] - polygon[from], polygon[to] - polygon[from]));
            var left = LargestCut(polygon, from, apex);
            var right = LargestCut(polygon, apex, to);
            var area = triangle.Length() + left.Area + right.Area;
            if (area > best.Area)
            {
                best = (area, [triangle, .. left.Triangles, .. right.Triangles]);
            }
        }

        return best;
    }
}
