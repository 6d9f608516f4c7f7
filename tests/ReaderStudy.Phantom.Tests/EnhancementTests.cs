using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Phantom.Tests;

/// <summary>
/// What a radiologist would measure with a region of interest: the lesion's mean HU in each phase, and its difference from the liver.
/// Means over eight cases of a class, because single lesions may be atypical.
/// </summary>
public class EnhancementTests
{
    private const int Cases = 8;

    [Fact]
    public void Hcc_enhances_in_the_arterial_phase_and_washes_out()
    {
        var (lesion, overLiver) = Mean(LesionClass.Hcc);

        Assert.InRange(lesion[1] - lesion[0], 30, 90);
        Assert.InRange(overLiver[1], 10, 70);
        Assert.InRange(overLiver[3], -35, -6);
    }

    [Fact]
    public void Icc_enhances_progressively_until_the_delayed_phase()
    {
        var (_, overLiver) = Mean(LesionClass.Icc);

        Assert.InRange(overLiver[2], -45, -10);
        Assert.True(overLiver[3] > overLiver[2] + 15, $"delayed {overLiver[3]:F0}, portal venous {overLiver[2]:F0} HU over liver");
    }

    [Fact]
    public void A_metastasis_stays_darker_than_the_liver()
    {
        var (_, overLiver) = Mean(LesionClass.Met);

        Assert.InRange(overLiver[2], -70, -18);
        Assert.InRange(overLiver[3], -60, -12);
    }

    [Fact]
    public void Fnh_enhances_strongly_in_the_arterial_phase_and_is_like_liver_later()
    {
        var (lesion, overLiver) = Mean(LesionClass.Fnh);

        Assert.InRange(lesion[1] - lesion[0], 50, 110);
        Assert.InRange(overLiver[2], -8, 16);
        Assert.InRange(overLiver[3], -10, 10);
    }

    [Fact]
    public void A_haemangioma_fills_with_contrast_from_phase_to_phase()
    {
        var (lesion, overLiver) = Mean(LesionClass.Hem);

        Assert.True(lesion[1] > lesion[0] + 5 && lesion[2] > lesion[1] + 8, string.Join(' ', lesion));
        Assert.True(overLiver[3] > overLiver[2] - 5, string.Join(' ', overLiver));
        Assert.InRange(overLiver[3], -20, 30);
    }

    [Fact]
    public void A_cyst_is_water_in_every_phase()
    {
        var (lesion, _) = Mean(LesionClass.Cyst);

        Assert.All(lesion, value => Assert.InRange(value, 0, 28));
        Assert.InRange(lesion[2] - lesion[0], -2, 9); // the blurred edge takes part in the liver's enhancement
    }

    private static (double[] Lesion, double[] OverLiver) Mean(LesionClass lesionClass)
    {
        var lesion = new double[4];
        var overLiver = new double[4];
        var found = 0;
        for (ulong seed = 500; found < Cases; seed++)
        {
            var phantom = PhantomGenerator.Generate(seed, lesionClass, new PhantomOptions { SmallestDiameter = 28, LargestDiameter = 48 });
            if (!phantom.Phases.ContainsKey(ContrastPhase.Native))
            {
                continue;
            }

            found++;
            foreach (var (phase, volume) in phantom.Phases)
            {
                var inside = volume.Voxels.Where((_, index) => phantom.LesionLabels[index] == 1).Average(value => (double)value);
                lesion[phase.Index()] += inside / Cases;
                overLiver[phase.Index()] += (inside - Liver(volume, phantom.LesionLabels)) / Cases;
            }
        }

        return (lesion, overLiver);
    }

    /// <summary>Median of a block of the right lobe without its lesions.</summary>
    private static double Liver(Volume volume, byte[] labels)
    {
        var values = new List<short>();
        var geometry = volume.Geometry;
        for (var slice = geometry.Slices * 2 / 5; slice < geometry.Slices * 3 / 5; slice++)
        {
            for (var row = 100; row < 150; row++)
            {
                for (var column = 55; column < 100; column++)
                {
                    if (labels[(slice * geometry.Rows + row) * geometry.Columns + column] == 0)
                    {
                        values.Add(volume[slice, row, column]);
                    }
                }
            }
        }

        return values.Order().ElementAt(values.Count / 2);
    }
}
