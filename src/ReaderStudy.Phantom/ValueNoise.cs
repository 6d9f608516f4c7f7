namespace ReaderStudy.Phantom;

/// <summary>A smooth random field in space, about −1 to 1: values on a lattice of 1 unit, interpolated. Arithmetic only.</summary>
internal readonly struct ValueNoise(uint seed)
{
    public float At(float x, float y, float z)
    {
        var column = (int)MathF.Floor(x);
        var row = (int)MathF.Floor(y);
        var plane = (int)MathF.Floor(z);
        var u = Smooth(x - column);
        var v = Smooth(y - row);
        var w = Smooth(z - plane);
        var near = Plane(column, row, plane, u, v);
        return near + (Plane(column, row, plane + 1, u, v) - near) * w;
    }

    private float Plane(int x, int y, int z, float u, float v)
    {
        var top = Mix(Lattice(x, y, z), Lattice(x + 1, y, z), u);
        return Mix(top, Mix(Lattice(x, y + 1, z), Lattice(x + 1, y + 1, z), u), v);
    }

    private float Lattice(int x, int y, int z)
    {
        unchecked
        {
            var h = seed ^ ((uint)x * 0x8da6b343u) ^ ((uint)y * 0xd8163841u) ^ ((uint)z * 0xcb1ab31fu);
            h = (h ^ (h >> 15)) * 0x2c1b3c6du;
            h = (h ^ (h >> 12)) * 0x297a2d39u;
            h ^= h >> 15;
            return (int)h * (1f / 2147483648f);
        }
    }

    private static float Smooth(float t) => t * t * (3 - 2 * t);

    private static float Mix(float a, float b, float t) => a + (b - a) * t;
}
