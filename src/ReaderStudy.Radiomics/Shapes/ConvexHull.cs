namespace ReaderStudy.Radiomics.Shapes;

/// <summary>
/// The convex hull of points in space, by adding one after the other: faces that a point sees give way to faces from their rim to the point.
/// On whole numbers every decision is exact. Spacing does not matter for which points are on the hull, so that it is applied afterwards.
/// </summary>
internal sealed class ConvexHull
{
    private readonly IReadOnlyList<LatticePoint> _points;
    private readonly List<Face> _faces = [];

    private ConvexHull(IReadOnlyList<LatticePoint> points)
    {
        _points = points;
    }

    /// <summary>Corners, each once.</summary>
    public IReadOnlyList<LatticePoint> Corners => [.. _faces.SelectMany(f => new[] { f.A, f.B, f.C }).Distinct().Select(i => _points[i])];

    /// <param name="points">Not all in one plane, which no mesh around a voxel is.</param>
    public static ConvexHull Of(IReadOnlyList<LatticePoint> points)
    {
        var hull = new ConvexHull(points);
        hull.Begin();
        foreach (var point in Scattered(points.Count))
        {
            hull.Add(point);
        }

        return hull;
    }

    /// <summary>In cubic and square mm.</summary>
    public (double Volume, double Area) Size(VoxelGrid grid)
    {
        var (volume, area) = (0.0, 0.0);
        foreach (var face in _faces)
        {
            var (a, b, c) = (_points[face.A].In(grid), _points[face.B].In(grid), _points[face.C].In(grid));
            volume += a.Dot(b.Cross(c)) / 6;
            area += (b - a).Cross(c - a).Length / 2;
        }

        return (Math.Abs(volume), area);
    }

    /// <summary>A tetrahedron of four points that lie in no plane.</summary>
    private void Begin()
    {
        const int A = 0;
        var b = First(i => _points[i] != _points[A]);
        var c = First(i => new Face(_points, A, b, i).HasArea);
        var plane = new Face(_points, A, b, c);
        var d = First(i => plane.HeightOf(_points[i]) != 0);
        if (plane.HeightOf(_points[d]) > 0)
        {
            (b, c) = (c, b);
        }

        _faces.AddRange([new(_points, A, b, c), new(_points, A, c, d), new(_points, c, b, d), new(_points, b, A, d)]);
    }

    private int First(Func<int, bool> fits)
    {
        var found = Enumerable.Range(0, _points.Count).FirstOrDefault(fits, -1);
        return found >= 0 ? found : throw new ArgumentException("The points lie in one plane and have no hull in space.");
    }

    private void Add(int point)
    {
        var rim = new HashSet<(int From, int To)>();
        var kept = 0;
        for (var i = 0; i < _faces.Count; i++)
        {
            var face = _faces[i];
            if (face.HeightOf(_points[point]) <= 0)
            {
                _faces[kept++] = face;
                continue;
            }

            foreach (var (from, to) in (ReadOnlySpan<(int, int)>)[(face.A, face.B), (face.B, face.C), (face.C, face.A)])
            {
                if (!rim.Remove((to, from)))
                {
                    rim.Add((from, to));
                }
            }
        }

        _faces.RemoveRange(kept, _faces.Count - kept);
        foreach (var (from, to) in rim)
        {
            _faces.Add(new Face(_points, from, to, point));
        }
    }

    /// <summary>All numbers below a count in an order that goes to and fro: neighbours in a row would make many faces that do not last.</summary>
    private static IEnumerable<int> Scattered(int count)
    {
        const int Prime = 7919;
        var step = count % Prime == 0 ? 1 : Prime;
        var at = 0L;
        for (var i = 0; i < count; i++)
        {
            yield return (int)at;
            at = (at + step) % count;
        }
    }

    /// <summary>A triangle whose normal points outwards.</summary>
    private readonly struct Face
    {
        private readonly long _x;
        private readonly long _y;
        private readonly long _z;
        private readonly long _offset;

        public Face(IReadOnlyList<LatticePoint> points, int a, int b, int c)
        {
            (A, B, C) = (a, b, c);
            var (p, q, r) = (points[a], points[b], points[c]);
            var (ux, uy, uz) = ((long)q.X - p.X, (long)q.Y - p.Y, (long)q.Z - p.Z);
            var (vx, vy, vz) = ((long)r.X - p.X, (long)r.Y - p.Y, (long)r.Z - p.Z);
            (_x, _y, _z) = ((uy * vz) - (uz * vy), (uz * vx) - (ux * vz), (ux * vy) - (uy * vx));
            _offset = (_x * p.X) + (_y * p.Y) + (_z * p.Z);
        }

        public int A { get; }

        public int B { get; }

        public int C { get; }

        public bool HasArea => (_x, _y, _z) != (0, 0, 0);

        /// <summary>Above 0 where the face is seen from a point, 0 in its plane.</summary>
        public long HeightOf(LatticePoint point) => (_x * point.X) + (_y * point.Y) + (_z * point.Z) - _offset;
    }
}
