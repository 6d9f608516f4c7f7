using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Phantom;

/// <summary>Makes synthetic multiphase liver CT with known lesions. For demonstrations, tests and demo models: never for clinical claims.</summary>
public static class PhantomGenerator
{
    /// <summary>Columns and rows of every image.</summary>
    public const int ImageSize = 256;

    private const ulong AnatomyStream = 1;
    private const ulong LesionStream = 2;

    /// <summary>The case of a seed. The class is drawn too unless given; the same arguments give the same bytes.</summary>
    public static PhantomCase Generate(ulong seed, LesionClass? lesionClass = null, PhantomOptions? options = null)
    {
        options ??= new PhantomOptions();
        var chance = new PinnedGenerator(seed, AnatomyStream);
        var scanner = Scanner.All[chance.Below(Scanner.All.Count)];
        var male = chance.Chance(0.55);
        var grid = new Grid(ImageSize, scanner.SliceCount, scanner.PixelSpacing, scanner.SliceSpacing);
        var labels = new Anatomy(chance, male, (float)(scanner.SliceCount * scanner.SliceSpacing)).Paint(ImageSize, scanner);
        var tissue = new TissueAttenuation(
            [1, (float)chance.Between(0.75, 1.2), (float)chance.Between(0.82, 1.15), (float)chance.Between(0.85, 1.12)],
            chance.Chance(0.25) ? (float)-chance.Between(8, 26) : (float)chance.Between(-3, 5)
        );

        var lesionChance = new PinnedGenerator(seed, LesionStream);
        var drawn = (LesionClass)lesionChance.Below(6);
        var dominant = lesionClass ?? drawn;
        var age = dominant.IsMalignant() ? 42 + chance.Below(42) : 26 + chance.Below(48);
        var lesions = PlaceLesions(lesionChance, grid, labels, dominant, tissue, options);
        var withoutNative = chance.Chance(0.3);

        var renderer = new Renderer(grid, labels, tissue, [.. lesions.Select(lesion => lesion.Field)], chance.Next(), scanner.Noise);
        var phases = new Dictionary<ContrastPhase, Volume>();
        foreach (var phase in options.Phases)
        {
            if (phase is not ContrastPhase.Native || !withoutNative)
            {
                phases[phase] = renderer.Render(phase, seed);
            }
        }

        return new PhantomCase(seed, male, age, scanner, phases, [.. lesions.Select(lesion => lesion.Truth)], LabelLesions(grid, lesions));
    }

    private static byte[] LabelLesions(Grid grid, List<(PhantomLesion Truth, LesionField Field)> lesions)
    {
        var labels = new byte[grid.SliceCount * grid.Size * grid.Size];
        for (var number = lesions.Count; number > 0; number--)
        {
            var field = lesions[number - 1].Field;
            for (var i = 0; i < field.Voxels.Length; i++)
            {
                if (field.Fill[i] > 0.5f)
                {
                    labels[field.Voxels[i]] = (byte)number;
                }
            }
        }

        return labels;
    }

    private static List<(PhantomLesion Truth, LesionField Field)> PlaceLesions(
        PinnedGenerator chance,
        Grid grid,
        byte[][] labels,
        LesionClass dominant,
        TissueAttenuation tissue,
        PhantomOptions options
    )
    {
        var lesions = new List<(PhantomLesion, LesionField)>();
        var diameter = options.SmallestDiameter * Math.Pow(options.LargestDiameter / options.SmallestDiameter, chance.Uniform());
        var count = 1 + ExtraLesions(chance, dominant);
        for (var number = 0; number < count; number++)
        {
            var size = number == 0 ? diameter : Math.Max(6, diameter * chance.Between(0.3, 0.75));
            var looks = LesionPattern.Draw(chance, dominant, size, tissue);
            var centre = FindPlace(chance, grid, labels, size / 2, lesions);
            var field = LesionField.Rasterise(grid, centre, size / 2, looks, new ValueNoise(chance.Next()));
            lesions.Add((new PhantomLesion(dominant, centre, size, BoxOf(grid, field)), field));
        }

        return lesions;
    }

    private static int ExtraLesions(PinnedGenerator chance, LesionClass dominant)
    {
        var several = dominant switch
        {
            LesionClass.Met => 0.4,
            LesionClass.Cyst => 0.25,
            LesionClass.Hem => 0.12,
            LesionClass.Hcc or LesionClass.Icc or LesionClass.Fnh => 0.08,
        };
        var draw = chance.Below(3);
        return chance.Chance(several) ? 1 + draw : 0;
    }

    /// <summary>A point in the liver with room around it; where the liver has no such room, the roomiest of the points tried.</summary>
    private static Point3 FindPlace(
        PinnedGenerator chance,
        Grid grid,
        byte[][] labels,
        double radius,
        List<(PhantomLesion Truth, LesionField Field)> others
    )
    {
        var best = new Point3(-70, 0, 70);
        var bestRoom = -1;
        for (var attempt = 0; attempt < 400 && bestRoom < 15; attempt++)
        {
            var x = chance.Between(-140, 40);
            var y = chance.Between(-90, 90);
            var z = chance.Between(12, (grid.SliceCount - 3) * grid.SliceSpacing);
            if (!IsLiver(grid, labels, x, y, z) || others.Any(other => Near(other.Truth, x, y, z, radius)))
            {
                continue;
            }

            var room = Room(grid, labels, x, y, z, radius * 0.92);
            if (room > bestRoom)
            {
                (best, bestRoom) = (new Point3(x, y, z), room);
            }
        }

        return best;
    }

    private static int Room(Grid grid, byte[][] labels, double x, double y, double z, double radius)
    {
        var room = 0;
        for (var dz = -1; dz <= 1; dz++)
        {
            for (var dy = -1; dy <= 1; dy++)
            {
                for (var dx = -1; dx <= 1; dx++)
                {
                    var length = Math.Sqrt(dx * dx + dy * dy + dz * dz);
                    if (
                        length > 0
                        && length < 1.5
                        && IsLiver(grid, labels, x + radius * dx / length, y + radius * dy / length, z + radius * dz / length)
                    )
                    {
                        room++;
                    }
                }
            }
        }

        return room;
    }

    private static bool Near(PhantomLesion other, double x, double y, double z, double radius)
    {
        var (dx, dy, dz) = (other.Centre.X - x, other.Centre.Y - y, other.Centre.Z - z);
        var distance = other.Diameter / 2 + radius + 3;
        return dx * dx + dy * dy + dz * dz < distance * distance;
    }

    private static bool IsLiver(Grid grid, byte[][] labels, double x, double y, double z)
    {
        var voxel = grid.Nearest(x, y, z);
        var plane = grid.Size * grid.Size;
        return voxel >= 0 && labels[voxel / plane][voxel % plane] is (byte)Tissue.Liver or (byte)Tissue.LiverVessel;
    }

    private static VoxelBox BoxOf(Grid grid, LesionField field)
    {
        var box = new VoxelBox(int.MaxValue, -1, int.MaxValue, -1, int.MaxValue, -1);
        for (var i = 0; i < field.Voxels.Length; i++)
        {
            if (field.Fill[i] <= 0.5f)
            {
                continue;
            }

            var column = field.Voxels[i] % grid.Size;
            var row = field.Voxels[i] / grid.Size % grid.Size;
            var slice = field.Voxels[i] / (grid.Size * grid.Size);
            box = new VoxelBox(
                Math.Min(box.FirstColumn, column),
                Math.Max(box.LastColumn, column),
                Math.Min(box.FirstRow, row),
                Math.Max(box.LastRow, row),
                Math.Min(box.FirstSlice, slice),
                Math.Max(box.LastSlice, slice)
            );
        }

        return box;
    }
}
