using BenchmarkDotNet.Attributes;
using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Benchmarks;

/// <summary>Two balls in 128³ voxels of 1 x 0.7 x 0.7 mm, from masks in memory.</summary>
public class SegmentationBenchmarks
{
    private readonly Mask _a = Ball(64, 64, 64, 40);
    private readonly Mask _b = Ball(66, 63, 65, 42);

    [Benchmark(Description = "hd95-128")]
    public double Hd95() => SurfaceDistances.Of(_a, _b).PercentilePooled(95);

    [Benchmark(Description = "surfel-hd95-128")]
    public double SurfelHd95() => SurfelDistances.Of(_a, _b).RobustHausdorff(95);

    [Benchmark(Description = "dice-128")]
    public double Dice() => Overlap.Of(_a, _b).Dice;

    private static Mask Ball(int z, int y, int x, int radius)
    {
        var voxels = new bool[128 * 128 * 128];
        for (var i = 0; i < voxels.Length; i++)
        {
            int dz = (i / (128 * 128)) - z,
                dy = (i / 128 % 128) - y,
                dx = (i % 128) - x;
            voxels[i] = (dz * dz) + (dy * dy) + (dx * dx) <= radius * radius;
        }

        return Mask.Of(new VoxelGrid(128, 128, 128, 1, 0.7, 0.7), voxels);
    }
}
