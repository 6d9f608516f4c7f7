using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Phantom;

/// <summary>One lesion turned into voxels: how much of each voxel it fills, and its attenuation there in each phase.</summary>
internal sealed class LesionField
{
    private LesionField(int[] voxels, float[] fill, float[][] attenuation) => (Voxels, Fill, Attenuation) = (voxels, fill, attenuation);

    /// <summary>Indices into the volume.</summary>
    public int[] Voxels { get; }

    /// <summary>Part of the voxel that is lesion, 0 to 1: thick slices blur small lesions.</summary>
    public float[] Fill { get; }

    /// <summary>HU by phase and voxel.</summary>
    public float[][] Attenuation { get; }

    public static LesionField Rasterise(Grid grid, Point3 centre, double radius, LesionAppearance looks, ValueNoise noise)
    {
        const int Subslices = 3;
        var voxels = new List<int>();
        var fills = new List<float>();
        var attenuation = new List<float>[4];
        for (var phase = 0; phase < 4; phase++)
        {
            attenuation[phase] = [];
        }

        var reach = radius * (1 + looks.Lobulation) + 1;
        var (firstSlice, lastSlice) = grid.Slices(centre.Z - reach - grid.SliceSpacing, centre.Z + reach + grid.SliceSpacing);
        var (firstRow, lastRow) = grid.Rows(centre.Y - reach, centre.Y + reach);
        var (firstColumn, lastColumn) = grid.Columns(centre.X - reach, centre.X + reach);
        Span<float> sums = stackalloc float[4];
        var wave = (float)(1 / Math.Max(3.5, radius * 0.42));
        for (var slice = firstSlice; slice <= lastSlice; slice++)
        {
            for (var row = firstRow; row <= lastRow; row++)
            {
                for (var column = firstColumn; column <= lastColumn; column++)
                {
                    var (x, y, z) = grid.Position(slice, row, column);
                    var hits = 0;
                    sums.Clear();
                    for (var part = 0; part < Subslices; part++)
                    {
                        var dx = (float)(x - centre.X);
                        var dy = (float)(y - centre.Y);
                        var dz = (float)(z + (part - 1) * grid.SliceSpacing / Subslices - centre.Z);
                        var distance = MathF.Sqrt(dx * dx + dy * dy + dz * dz);
                        if (distance > reach)
                        {
                            continue;
                        }

                        var shape = noise.At(dx * wave * 0.7f, dy * wave * 0.7f, dz * wave * 0.7f);
                        var fraction = distance / ((float)radius * (1 + looks.Lobulation * shape));
                        if (fraction >= 1)
                        {
                            continue;
                        }

                        hits++;
                        var one = noise.At(dx * wave + 31.5f, dy * wave, dz * wave);
                        var two = noise.At(dx * wave, dy * wave + 47.5f, dz * wave);
                        for (var phase = 0; phase < 4; phase++)
                        {
                            sums[phase] += looks.At(phase, fraction, one, two);
                        }
                    }

                    if (hits == 0)
                    {
                        continue;
                    }

                    voxels.Add(grid.Index(slice, row, column));
                    fills.Add(hits / (float)Subslices);
                    for (var phase = 0; phase < 4; phase++)
                    {
                        attenuation[phase].Add(sums[phase] / hits);
                    }
                }
            }
        }

        return new LesionField([.. voxels], [.. fills], [.. attenuation.Select(values => values.ToArray())]);
    }
}
