namespace ReaderStudy.Radiomics.Tests;

public sealed class RegionTests
{
    private static readonly VoxelGrid Grid = new(2, 2, 1, 1, 1, 1);

    [Fact]
    public void What_gives_no_features_is_refused_with_its_reason()
    {
        AssertRefused("mask is empty", () => new Region(Grid, [1, 2, 3, 4], new bool[4]));
        AssertRefused("do not fill a grid of 4", () => new Region(Grid, [1, 2, 3], new bool[4]));
        AssertRefused("column 1, row 0, slice 0 is no number", () => new Region(Grid, [1, double.NaN, 3, 4], [true, false, true, true]));
        AssertRefused("is no number", () => new Region(Grid, [1, double.PositiveInfinity, 3, 4], [true, true, true, true]));
        AssertRefused("no spacing", () => new Region(Grid with { SliceSpacing = 0 }, [1, 2, 3, 4], [true, true, true, true]));
        AssertRefused("no spacing", () => new Region(Grid with { RowSpacing = double.NaN }, [1, 2, 3, 4], [true, true, true, true]));
        AssertRefused("has no voxels", () => new Region(Grid with { Slices = 0 }, [], []));
    }

    [Fact]
    public void Resegmentation_takes_voxels_from_intensities_and_not_from_the_form()
    {
        var region = Regions.Full(2, 2, 1, 1, 2, 3, 100);

        var features = RadiomicFeatures.Of(region.WithinRange(2, 3), Discretisation.FixedBinSize(1));

        Assert.Equal((2.5, 3.0), (Regions.Value(features, "Q4LE")!.Value, Regions.Value(features, "84IY")!.Value));
        Assert.Equal(4, Regions.Value(features, "YEKZ"));
        AssertRefused("No voxel of the region has an intensity from 4 to 5", () => region.WithinRange(4, 5));
        AssertRefused("is no range", () => region.WithinRange(5, 4));
    }

    [Fact]
    public void Outliers_lie_more_than_three_deviations_from_the_mean()
    {
        // By hand: 19 zeros and one 20 have mean 1 and variance 19; 20 is beyond 1 + 3 · 4.36, and within 1 + 5 · 4.36.
        var region = Regions.Full(20, 1, 1, [.. Enumerable.Repeat(0.0, 19), 20]);

        Assert.Equal(19, region.WithoutOutliers().IntensityMask.Count(inside => inside));
        Assert.Equal(20, region.WithoutOutliers(5).IntensityMask.Count(inside => inside));
        AssertRefused("above 0", () => region.WithoutOutliers(0));
    }

    private static void AssertRefused(string reason, Func<object> act) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
}
