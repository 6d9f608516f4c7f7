namespace ReaderStudy.Inference.Operations;

/// <summary>The six second derivatives of one slice, and the planes on the way to them. x runs along columns, y along rows, z along slices.</summary>
internal sealed class HessianPlanes(GridSize size)
{
    private readonly GridSize _size = size;
    private readonly float[][] _through = Planes(3, size.Plane);
    private readonly float[][] _across = Planes(6, size.Plane);
    private float[] _padded = [];

    public float[] XX { get; } = new float[size.Plane];

    public float[] YY { get; } = new float[size.Plane];

    public float[] ZZ { get; } = new float[size.Plane];

    public float[] XY { get; } = new float[size.Plane];

    public float[] XZ { get; } = new float[size.Plane];

    public float[] YZ { get; } = new float[size.Plane];

    /// <summary>Derivatives at a scale: along z, then x, then y, so that every pass serves all that follow.</summary>
    public void Fill(ReadOnlySpan<float> voxels, int slice, GaussianKernel through, GaussianKernel down, GaussianKernel across)
    {
        Along(voxels, slice, _size.Slices, _size.Plane, through.Smooth, _through[0]);
        Along(voxels, slice, _size.Slices, _size.Plane, through.First, _through[1]);
        Along(voxels, slice, _size.Slices, _size.Plane, through.Second, _through[2]);
        Across(_through[0], across.Smooth, _across[0]);
        Across(_through[0], across.First, _across[1]);
        Across(_through[0], across.Second, _across[2]);
        Across(_through[1], across.Smooth, _across[3]);
        Across(_through[1], across.First, _across[4]);
        Across(_through[2], across.Smooth, _across[5]);
        Down(_across[0], down.Second, YY);
        Down(_across[1], down.First, XY);
        Down(_across[2], down.Smooth, XX);
        Down(_across[3], down.First, YZ);
        Down(_across[4], down.Smooth, XZ);
        Down(_across[5], down.Smooth, ZZ);
    }

    private static float[][] Planes(int count, int plane) => [.. Enumerable.Range(0, count).Select(_ => new float[plane])];

    private void Across(float[] source, float[] weights, float[] target)
    {
        var radius = weights.Length / 2;
        if (_padded.Length < _size.Columns + (2 * radius))
        {
            _padded = new float[_size.Columns + (2 * radius)];
        }

        var offsets = new int[weights.Length];
        for (var k = 0; k < offsets.Length; k++)
        {
            offsets[k] = k;
        }

        for (var row = 0; row < _size.Rows; row++)
        {
            var line = source.AsSpan(row * _size.Columns, _size.Columns);
            _padded.AsSpan(0, radius).Fill(line[0]);
            line.CopyTo(_padded.AsSpan(radius));
            _padded.AsSpan(radius + _size.Columns, radius).Fill(line[^1]);
            LineFilter.Apply(_padded, offsets, weights, target.AsSpan(row * _size.Columns, _size.Columns));
        }
    }

    private void Down(float[] source, float[] weights, float[] target)
    {
        for (var row = 0; row < _size.Rows; row++)
        {
            Along(source, row, _size.Rows, _size.Columns, weights, target.AsSpan(row * _size.Columns, _size.Columns));
        }
    }

    /// <summary>A weighted sum of the lines before and after one; those beyond the ends are the last ones again.</summary>
    private static void Along(ReadOnlySpan<float> source, int at, int count, int length, float[] weights, Span<float> target)
    {
        var radius = weights.Length / 2;
        Span<int> offsets = weights.Length <= 256 ? stackalloc int[weights.Length] : new int[weights.Length];
        for (var k = 0; k < weights.Length; k++)
        {
            offsets[k] = Math.Clamp(at + k - radius, 0, count - 1) * length;
        }

        LineFilter.Apply(source, offsets, weights, target);
    }
}
