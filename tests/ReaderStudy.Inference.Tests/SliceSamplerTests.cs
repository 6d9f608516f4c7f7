using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference.Tests;

public class SliceSamplerTests
{
    private static readonly Preprocessing Settings = new()
    {
        Phases = ["arterial", "portal-venous"],
        ReferencePhase = "portal-venous",
        Columns = 8,
        Rows = 6,
        PixelSpacing = 2,
        SliceSpacing = 5,
        LowestHounsfield = -100,
        HighestHounsfield = 300,
    };

    [Fact]
    public void A_ramp_stays_the_same_ramp_in_millimetres()
    {
        // HU equal to 3 x + 2 y + z at every point; averaging and interpolation keep a linear function, away from the edges.
        var volume = Made(40, 40, 30, 0.8, 1, position => 3 * position.X + 2 * position.Y + position.Z);
        var target = new float[Settings.Columns * Settings.Rows];

        SliceSampler.Sample(Settings, volume, volume, 2, target);

        var middle = volume.Geometry.PositionOf(14.5, 19.5, 19.5);
        var slices = SliceSampler.SliceCount(Settings, volume);
        Assert.Equal(6, slices); // 30 slices of 1 mm at 5 mm
        for (var row = 0; row < Settings.Rows; row++)
        {
            for (var column = 0; column < Settings.Columns; column++)
            {
                var x = middle.X + (column - 3.5) * 2;
                var y = middle.Y + (row - 2.5) * 2;
                var z = middle.Z + (2 - 2.5) * 5;
                Assert.Equal(3 * x + 2 * y + z, target[row * Settings.Columns + column], 0.5); // voxels are whole HU
            }
        }
    }

    [Fact]
    public void Another_phase_is_sampled_at_the_same_places_of_the_patient()
    {
        var reference = Made(40, 40, 30, 0.8, 1, position => 3 * position.X + 2 * position.Y + position.Z);
        var shifted = Made(60, 50, 50, 0.9, 0.75, position => 3 * position.X + 2 * position.Y + position.Z, new Point3(-9, 4, -4));
        var (one, two) = (new float[48], new float[48]);

        SliceSampler.Sample(Settings, reference, reference, 3, one);
        SliceSampler.Sample(Settings, reference, shifted, 3, two);

        Assert.All(one.Zip(two), pair => Assert.Equal(pair.First, pair.Second, 1.0f));
    }

    [Fact]
    public void The_window_maps_to_zero_and_one_and_outside_is_zero()
    {
        var small = Made(4, 4, 10, 1, 1, _ => 100);
        var target = new float[48];

        SliceSampler.Fill(Settings, small, small, 1, target);

        Assert.Equal(0, target[0]); // 4 mm of images in a field of 16 x 12 mm
        Assert.Equal(0.5f, Made(40, 40, 10, 1, 1, _ => 100) is var wide ? Middle(wide) : 0, 0.001f);
    }

    [Fact]
    public void The_hash_follows_every_setting()
    {
        var hashes = new[]
        {
            Settings,
            Settings with
            {
                Rows = 7,
            },
            Settings with
            {
                PixelSpacing = 2.5,
            },
            Settings with
            {
                HighestHounsfield = 250,
            },
            Settings with
            {
                Phases = ["portal-venous", "arterial"],
            },
        }.Select(settings => settings.Hash());

        Assert.Equal(5, hashes.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Settings.Hash(), (Settings with { }).Hash());
    }

    private static float Middle(Volume volume)
    {
        var target = new float[48];
        SliceSampler.Fill(Settings, volume, volume, 1, target);
        return target[3 * 8 + 4];
    }

    private static Volume Made(
        int columns,
        int rows,
        int slices,
        double pixelSpacing,
        double sliceSpacing,
        Func<Point3, double> value,
        Point3 origin = default
    )
    {
        var geometry = VolumeGeometry.Axial(slices, rows, columns, origin, sliceSpacing, pixelSpacing);
        var voxels = new short[slices * rows * columns];
        for (var index = 0; index < voxels.Length; index++)
        {
            var position = geometry.PositionOf(index / columns / rows, index / columns % rows, index % columns);
            voxels[index] = (short)Math.Round(value(position), MidpointRounding.AwayFromZero);
        }

        return new Volume(geometry, voxels);
    }
}
