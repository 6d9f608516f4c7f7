namespace ReaderStudy.Radiomics.Tests;

public sealed class EdgeCaseTests
{
    [Fact]
    public void One_voxel_is_an_octahedron_without_texture_between_neighbours()
    {
        var features = RadiomicFeatures.Of(Regions.Full(1, 1, 1, 40), Discretisation.FixedBinSize(25));

        // By hand: half a millimetre from the centre to each corner, V = 4/3 r³, A = 4√3 r².
        Assert.Equal(1.0 / 6, Regions.Value(features, "RNU0")!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(3), Regions.Value(features, "C0JK")!.Value, 1e-12);
        Assert.Equal(1, Regions.Value(features, "YEKZ"));
        Assert.Equal(1, Regions.Value(features, "L0JK")!.Value, 1e-12);
        Assert.Equal(1, Regions.Value(features, "R3ER")!.Value, 1e-12);
        Assert.Equal(0, Regions.Value(features, "TDIC"));
        Assert.Equal("the region has no extent in a direction", features.Single(f => f.Code == "Q3CK").Reason);
        Assert.Equal((40.0, 0.0), (Regions.Value(features, "Q4LE")!.Value, Regions.Value(features, "ECT3")!.Value));
        Assert.All(
            features.Where(f => f.Family is FeatureFamily.GreyLevelCooccurrence or FeatureFamily.NeighbourhoodGreyToneDifference),
            f => Assert.Null(f.Value)
        );
        Assert.All(
            features.Where(f =>
                f.Family
                    is FeatureFamily.GreyLevelRunLength
                        or FeatureFamily.GreyLevelSizeZone
                        or FeatureFamily.GreyLevelDistanceZone
                        or FeatureFamily.NeighbouringGreyLevelDependence
            ),
            f => Assert.NotNull(f.Value)
        );
    }

    [Fact]
    public void A_region_of_one_intensity_has_no_correlation_and_no_contrast()
    {
        var features = RadiomicFeatures.Of(Regions.Full(3, 3, 3, [.. Enumerable.Repeat(-12.3, 27)]), Discretisation.FixedBinNumber(32));

        Assert.Null(Regions.Value(features, "N365"));
        Assert.Null(Regions.Value(features, "NPT7"));
        Assert.Equal(0, Regions.Value(features, "KE2A"));
        Assert.Equal(1, Regions.Value(features, "3NCY"));
        Assert.All(features.Where(f => f.Code is "NI2N" or "R8DG"), f => Assert.NotNull(f.Reason));
        Assert.All(features.Where(f => f.Code is "ACUI" or "65HE" or "NQ30"), f => Assert.Equal(0, f.Value));
        Assert.All(features.Where(f => f.Code is "QCDE"), f => Assert.Equal(1e6, f.Value));
        Assert.All(features.Where(f => f.Code is "P30P" && f.Aggregation.Name == "3D"), f => Assert.Equal(1.0 / 27, f.Value));
    }

    [Fact]
    public void Lengths_are_those_of_the_spacing_where_voxels_are_no_cubes()
    {
        var region = new Region(new VoxelGrid(1, 1, 2, 0.7, 0.8, 5), [1, 2], [true, true]);

        var features = RadiomicFeatures.Of(region, Discretisation.FixedBinSize(1));

        // By hand: centres 2.5 mm from their mean, variance 2 · 2.5² / 1, four deviations; points of the mesh half a voxel beyond the centres.
        Assert.Equal(4 * Math.Sqrt(12.5), Regions.Value(features, "TDIC")!.Value, 1e-9);
        Assert.Equal(0, Regions.Value(features, "P9VJ"));
        Assert.Equal(10, Regions.Value(features, "L0JK")!.Value, 1e-12);
        Assert.Equal(2 * 0.7 * 0.8 * 5, Regions.Value(features, "YEKZ")!.Value, 1e-12);
        // Weighted by intensity the centre lies at 2/3 of the way.
        Assert.Equal(5 * ((2.0 / 3) - 0.5), Regions.Value(features, "KLMA")!.Value, 1e-12);
        // One pair: w cancels; I = 2/(2w) · 2w(−¼)/½, C = 1/(4w) · 2w/½.
        Assert.Equal((-1.0, 1.0), (Regions.Value(features, "N365")!.Value, Regions.Value(features, "NPT7")!.Value));
    }

    [Fact]
    public void A_ball_is_nearly_a_sphere()
    {
        const int Radius = 12;
        var grid = new VoxelGrid(29, 29, 29, 1, 1, 1);
        var mask = new bool[grid.Count];
        for (var i = 0; i < mask.Length; i++)
        {
            var (x, y, z) = ((i % 29) - 14, (i / 29 % 29) - 14, (i / 841) - 14);
            mask[i] = (x * x) + (y * y) + (z * z) <= Radius * Radius;
        }

        var features = RadiomicFeatures.Of(new Region(grid, new double[grid.Count], mask), Discretisation.FixedBinNumber(4));

        Assert.InRange(Regions.Value(features, "RNU0")!.Value / (4 * Math.PI / 3 * Math.Pow(Radius, 3)), 0.98, 1.02);
        Assert.InRange(Regions.Value(features, "L0JK")!.Value, 2 * Radius, (2 * Radius) + 1.01);
        Assert.InRange(Regions.Value(features, "QCFX")!.Value, 0.9, 1);
        Assert.InRange(Regions.Value(features, "Q3CK")!.Value, 0.9999, 1);
        // A full ellipsoid's axes are √5 standard deviations each, four are its length here: (√5 / 2)³ of its volume.
        Assert.InRange(Regions.Value(features, "6BDE")!.Value / Math.Pow(Math.Sqrt(5) / 2, 3), 0.98, 1.02);
        Assert.InRange(Regions.Value(features, "R3ER")!.Value, 0.95, 1);
    }

    [Fact]
    public void Most_voxels_at_the_highest_intensity_leave_no_intensity_for_a_tenth_of_the_volume()
    {
        var features = RadiomicFeatures.Of(Regions.Full(5, 1, 1, 0, 10, 10, 10, 10), Discretisation.FixedBinSize(1));

        // By hand: four fifths have 10, so that no intensity is in at most a tenth; in at most nine tenths 1 is the lowest.
        var at = features.Where(f => f.Code == "GBPN").Select(f => f.Value).ToList();
        Assert.Equal([null, 1], at);
        Assert.Equal([0.8, 0.8], features.Where(f => f.Code == "BC2M").Select(f => f.Value));
        Assert.Contains("highest intensity", features.Single(f => f.Code == "CNV2").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_the_limit_the_autocorrelation_says_why_it_is_left_out()
    {
        var voxels = Enumerable.Range(0, 28 * 28 * 28).Select(i => (double)(i % 7)).ToArray();

        var features = RadiomicFeatures.Of(Regions.Full(28, 28, 28, voxels), Discretisation.FixedBinNumber(7));

        Assert.Equal("computed for at most 20000 voxels; there are 21952", features.Single(f => f.Code == "N365").Reason);
        Assert.Equal(3, Regions.Value(features, "Y12H"));
    }
}
