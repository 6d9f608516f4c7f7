namespace ReaderStudy.Phantom;

/// <summary>
/// Paints tissues over one another on one slice, in millimetres: x to the patient's left, y to the back, both from the centre of the
/// field. Coordinates are bent by a smooth field, so that no organ is a perfect ellipse.
/// </summary>
internal sealed class SlicePainter
{
    private const int Coarse = 8;
    private readonly int _size;
    private readonly float _spacing;
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly byte[] _inside;
    private byte[] _labels = [];

    public SlicePainter(int size, double spacing)
    {
        _size = size;
        _spacing = (float)spacing;
        _x = new float[size * size];
        _y = new float[size * size];
        _inside = new byte[size * size];
    }

    /// <summary>Height of the current slice in mm above the lowest one.</summary>
    public float Z { get; private set; }

    /// <summary>Starts a slice of air.</summary>
    public void Begin(byte[] labels, float z, ValueNoise bend)
    {
        Z = z;
        _labels = labels;
        Array.Clear(labels);
        Array.Clear(_inside);
        Bend(bend, z);
    }

    /// <summary>Declares what lies in this ellipse the cavity: organs are clipped to it.</summary>
    public void Cavity(float x, float y, float halfWidth, float halfHeight, Tissue tissue) =>
        Fill(
            x,
            y,
            halfWidth,
            halfHeight,
            index =>
            {
                _labels[index] = (byte)tissue;
                _inside[index] = 1;
            }
        );

    public void Ellipse(float x, float y, float halfWidth, float halfHeight, Tissue tissue) =>
        Fill(x, y, halfWidth, halfHeight, index => _labels[index] = (byte)tissue);

    /// <summary>The slice through an ellipsoid, clipped to the cavity; layers from outside to inside as fractions of the radius.</summary>
    public void Organ(Ellipsoid organ, params ReadOnlySpan<(float Radius, Tissue Tissue)> layers)
    {
        foreach (var (radius, tissue) in layers)
        {
            var height = (Z - organ.Z) / (organ.HalfDepth * radius);
            if (height * height >= 1)
            {
                continue;
            }

            var scale = radius * MathF.Sqrt(1 - height * height);
            Fill(
                organ.X,
                organ.Y,
                organ.HalfWidth * scale,
                organ.HalfHeight * scale,
                index =>
                {
                    if (_inside[index] != 0)
                    {
                        _labels[index] = (byte)tissue;
                    }
                }
            );
        }
    }

    /// <summary>Paints where the test says so, over the organ named only.</summary>
    public void Within(Tissue over, Tissue tissue, Func<float, float, bool> test)
    {
        for (var index = 0; index < _labels.Length; index++)
        {
            if (_labels[index] == (byte)over && test(_x[index], _y[index]))
            {
                _labels[index] = (byte)tissue;
            }
        }
    }

    /// <summary>Paints every voxel of the cavity that passes the test.</summary>
    public void InCavity(Tissue tissue, Func<float, float, bool> test)
    {
        for (var index = 0; index < _labels.Length; index++)
        {
            if (_inside[index] != 0 && test(_x[index], _y[index]))
            {
                _labels[index] = (byte)tissue;
            }
        }
    }

    /// <summary>A straight tube with round ends, clipped to the cavity.</summary>
    public void Tube(Tube tube, Tissue tissue)
    {
        if (Z < MathF.Min(tube.Z0, tube.Z1) - tube.Radius || Z > MathF.Max(tube.Z0, tube.Z1) + tube.Radius)
        {
            return;
        }

        var centreX = (tube.X0 + tube.X1) / 2;
        var centreY = (tube.Y0 + tube.Y1) / 2;
        Fill(
            centreX,
            centreY,
            (MathF.Abs(tube.X1 - tube.X0) / 2 + tube.Radius) * 1.5f,
            (MathF.Abs(tube.Y1 - tube.Y0) / 2 + tube.Radius) * 1.5f,
            index =>
            {
                if (_inside[index] != 0 && tube.Contains(_x[index], _y[index], Z))
                {
                    _labels[index] = (byte)tissue;
                }
            }
        );
    }

    private void Fill(float x, float y, float halfWidth, float halfHeight, Action<int> paint)
    {
        const float Margin = 8;
        var half = (_size - 1) / 2f;
        var firstColumn = Math.Max(0, (int)((x - halfWidth - Margin) / _spacing + half));
        var lastColumn = Math.Min(_size - 1, (int)((x + halfWidth + Margin) / _spacing + half) + 1);
        var firstRow = Math.Max(0, (int)((y - halfHeight - Margin) / _spacing + half));
        var lastRow = Math.Min(_size - 1, (int)((y + halfHeight + Margin) / _spacing + half) + 1);
        var invertedWidth = 1 / (halfWidth * halfWidth);
        var invertedHeight = 1 / (halfHeight * halfHeight);
        for (var row = firstRow; row <= lastRow; row++)
        {
            for (var column = firstColumn; column <= lastColumn; column++)
            {
                var index = row * _size + column;
                var dx = _x[index] - x;
                var dy = _y[index] - y;
                var distance = dx * dx * invertedWidth + dy * dy * invertedHeight;
                if (distance < 1)
                {
                    paint(index);
                }
            }
        }
    }

    private void Bend(ValueNoise noise, float z)
    {
        const float Wave = 45;
        const float Amplitude = 6;
        var nodes = _size / Coarse + 1;
        var bends = new (float X, float Y)[nodes * nodes];
        var half = (_size - 1) / 2f;
        for (var row = 0; row < nodes; row++)
        {
            for (var column = 0; column < nodes; column++)
            {
                var x = (column * Coarse - half) * _spacing / Wave;
                var y = (row * Coarse - half) * _spacing / Wave;
                bends[row * nodes + column] = (Amplitude * noise.At(x, y, z / Wave), Amplitude * noise.At(x + 100.5f, y + 57.5f, z / Wave));
            }
        }

        for (var row = 0; row < _size; row++)
        {
            var nodeRow = Math.Min(row / Coarse, nodes - 2);
            var v = (row - nodeRow * Coarse) / (float)Coarse;
            for (var column = 0; column < _size; column++)
            {
                var nodeColumn = Math.Min(column / Coarse, nodes - 2);
                var u = (column - nodeColumn * Coarse) / (float)Coarse;
                var at = nodeRow * nodes + nodeColumn;
                var (ax, ay) = bends[at];
                var (bx, by) = bends[at + 1];
                var (cx, cy) = bends[at + nodes];
                var (dx, dy) = bends[at + nodes + 1];
                var index = row * _size + column;
                _x[index] = (column - half) * _spacing + (ax * (1 - u) + bx * u) * (1 - v) + (cx * (1 - u) + dx * u) * v;
                _y[index] = (row - half) * _spacing + (ay * (1 - u) + by * u) * (1 - v) + (cy * (1 - u) + dy * u) * v;
            }
        }
    }
}

/// <summary>An ellipsoid in mm: centre, half axes to the left, to the back and upwards.</summary>
internal readonly record struct Ellipsoid(float X, float Y, float Z, float HalfWidth, float HalfHeight, float HalfDepth)
{
    public bool Contains(float x, float y, float z)
    {
        var dx = (x - X) / HalfWidth;
        var dy = (y - Y) / HalfHeight;
        var dz = (z - Z) / HalfDepth;
        return dx * dx + dy * dy + dz * dz < 1;
    }
}

/// <summary>A straight tube in mm from one point to another.</summary>
internal readonly record struct Tube(float X0, float Y0, float Z0, float X1, float Y1, float Z1, float Radius)
{
    public bool Contains(float x, float y, float z)
    {
        var (ax, ay, az) = (X1 - X0, Y1 - Y0, Z1 - Z0);
        var (px, py, pz) = (x - X0, y - Y0, z - Z0);
        var along = Math.Clamp((px * ax + py * ay + pz * az) / (ax * ax + ay * ay + az * az), 0f, 1f);
        var (qx, qy, qz) = (px - along * ax, py - along * ay, pz - along * az);
        return qx * qx + qy * qy + qz * qz < Radius * Radius;
    }
}
