using System.Text.Json;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class SphereEnhancementTests
{
    private static readonly JsonElement Reference = ReferenceFile.Cases("sphere");

    [Theory]
    [InlineData(SphereBrightness.Bright)]
    [InlineData(SphereBrightness.Dark)]
    public void Answers_are_those_of_numpys_eigenvalues(SphereBrightness brightness)
    {
        var (shape, spacing) = (Reference.Integers("shape"), Reference.Numbers("spacing"));
        var geometry = Geometry(shape[0], shape[1], shape[2], spacing[0], spacing[1], spacing[2]);
        var one = Reference.Each("answers").Single(answer => answer.Text("brightness") == brightness.ToString());

        var answer = SphereEnhancement.Of(Reference.Floats("volume"), geometry, Reference.Numbers("scales"), brightness);

        ReferenceFile.AssertClose(one.Numbers("answer"), answer, 1e-3); // derivatives of values near 100 in 24 bits; greatest answer 15

        // SciPy's own gaussian_filter, cut at 6 σ, differs by what sampling costs: 0.2 % of the greatest answer.
        ReferenceFile.AssertClose(one.Numbers("scipy"), answer, 0.032);
    }

    [Fact]
    public void A_bright_ball_answers_most_at_its_middle_and_at_its_own_scale()
    {
        // A Gaussian ball of 6 mm: the best scale is 6 √(2/3) = 4.9 mm; voxels of 2.5 x 1.5 x 1.5 mm.
        var geometry = Geometry(25, 41, 41, 2.5, 1.5, 1.5);
        var voxels = Voxels(geometry, (z, y, x) => 100 * Math.Exp(-((z * z) + (y * y) + (x * x)) / 72));

        var answers = new[] { 3.5, 4.9, 7 }
            .Select(scale => SphereEnhancement.Of(voxels, geometry, [scale], SphereBrightness.Bright))
            .ToList();
        var all = SphereEnhancement.Of(voxels, geometry, [3.5, 4.9, 7], SphereBrightness.Bright);

        var middle = new GridSize(25, 41, 41).IndexOf(12, 20, 20);
        Assert.Equal(middle, Array.IndexOf(all, all.Max()));
        Assert.True(answers[1][middle] > answers[0][middle] && answers[1][middle] > answers[2][middle]);
        Assert.Equal(answers[1][middle], all[middle]);

        // By hand: 100 t s³ / (s² + t)^(5/2) with s² = 36 and t = 4.9².
        Assert.Equal(100 * 24.01 * 216 / Math.Pow(60.01, 2.5), all[middle], 0.02);
        Assert.All(
            SphereEnhancement.Of(voxels, geometry, [4.9], SphereBrightness.Dark)[(middle - 5)..(middle + 5)],
            value => Assert.Equal(0, value)
        );
    }

    [Fact]
    public void Lines_planes_and_flat_regions_answer_next_to_nothing()
    {
        var geometry = Geometry(25, 31, 31, 2, 1, 1);
        double[] scales = [3];
        var line = SphereEnhancement.Of(
            Voxels(geometry, (_, y, x) => 100 * Math.Exp(-((y * y) + (x * x)) / 18)),
            geometry,
            scales,
            SphereBrightness.Bright
        );
        var plane = SphereEnhancement.Of(
            Voxels(geometry, (_, _, x) => 100 * Math.Exp(-(x * x) / 18)),
            geometry,
            scales,
            SphereBrightness.Bright
        );
        var flat = SphereEnhancement.Of(Voxels(geometry, (_, _, _) => -1000), geometry, scales, SphereBrightness.Dark);

        Assert.True(line.Max() < 1e-4, $"{line.Max()}");
        Assert.True(plane.Max() < 1e-4, $"{plane.Max()}");
        Assert.True(flat.Max() < 1e-2, $"{flat.Max()}");
    }

    private static VolumeGeometry Geometry(int slices, int rows, int columns, double slice, double row, double column) =>
        new(slices, rows, columns, new SlicePlane(default, new Point3(1, 0, 0), new Point3(0, 1, 0), row, column), slice);

    /// <summary>Values by the distance from the middle in mm.</summary>
    private static float[] Voxels(VolumeGeometry geometry, Func<double, double, double, double> value)
    {
        var middle = geometry.PositionOf((geometry.Slices - 1) / 2.0, (geometry.Rows - 1) / 2.0, (geometry.Columns - 1) / 2.0);
        var voxels = new float[geometry.Slices * geometry.Rows * geometry.Columns];
        for (var i = 0; i < voxels.Length; i++)
        {
            var place =
                geometry.PositionOf(i / geometry.Columns / geometry.Rows, i / geometry.Columns % geometry.Rows, i % geometry.Columns)
                - middle;
            voxels[i] = (float)value(place.Z, place.Y, place.X);
        }

        return voxels;
    }
}
