using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Statistics.Tests.Segmentation;

/// <summary>Small masks drawn from a seed: any grid, single slices and rows longer than a word included; some are empty, some full.</summary>
internal static class RandomMasks
{
    public static void ForAll(Action<IReadOnlyList<Mask>> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20250704UL, 3UL),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(Draw((ulong)seed)))
        );

    public static IReadOnlyList<Mask> Draw(ulong seed)
    {
        var chance = new RandomStream(seed, 0);
        var grid = new VoxelGrid(
            chance.Below(3) == 0 ? 1 : 1 + chance.Below(5),
            1 + chance.Below(6),
            chance.Below(4) == 0 ? 60 + chance.Below(80) : 1 + chance.Below(8),
            0.5 + (3 * chance.Uniform()),
            0.5 + chance.Uniform(),
            0.5 + chance.Uniform()
        );
        return [.. Enumerable.Range(0, 2 + chance.Below(3)).Select(_ => Draw(grid, chance))];
    }

    public static Mask Of(VoxelGrid grid, params (int Z, int Y, int X)[] voxels) => Mask.Of(grid, voxels);

    public static Mask Box(VoxelGrid grid, (int Z, int Y, int X) from, (int Z, int Y, int X) to)
    {
        var voxels = new List<(int, int, int)>();
        for (var z = from.Z; z <= to.Z; z++)
        {
            for (var y = from.Y; y <= to.Y; y++)
            {
                for (var x = from.X; x <= to.X; x++)
                {
                    voxels.Add((z, y, x));
                }
            }
        }

        return Mask.Of(grid, voxels);
    }

    public static List<(int Z, int Y, int X)> Voxels(Mask mask)
    {
        var voxels = new List<(int, int, int)>();
        for (var z = 0; z < mask.Grid.Depth; z++)
        {
            for (var y = 0; y < mask.Grid.Height; y++)
            {
                for (var x = 0; x < mask.Grid.Width; x++)
                {
                    if (mask[z, y, x])
                    {
                        voxels.Add((z, y, x));
                    }
                }
            }
        }

        return voxels;
    }

    private static Mask Draw(VoxelGrid grid, RandomStream chance)
    {
        // None, sparse, half, dense or all.
        var density = new[] { 0, 0.05, 0.5, 0.9, 1, 0.3 }[chance.Below(6)];
        var voxels = new bool[grid.Voxels];
        for (var v = 0; v < voxels.Length; v++)
        {
            voxels[v] = chance.Uniform() < density;
        }

        return Mask.Of(grid, voxels);
    }
}
