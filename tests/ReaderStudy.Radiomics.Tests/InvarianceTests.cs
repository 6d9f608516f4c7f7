namespace ReaderStudy.Radiomics.Tests;

/// <summary>What must not change, and what must change by a known factor, for any region.</summary>
public sealed class InvarianceTests
{
    /// <summary>Powers of length of the features of form; those not named are pure numbers.</summary>
    private static readonly Dictionary<string, int> Dimensions = new()
    {
        ["RNU0"] = 3,
        ["YEKZ"] = 3,
        ["99N0"] = 3,
        ["C0JK"] = 2,
        ["2PR5"] = -1,
        ["KLMA"] = 1,
        ["L0JK"] = 1,
        ["TDIC"] = 1,
        ["P9VJ"] = 1,
        ["7J51"] = 1,
    };

    private static readonly string[] InSpace = ["DHQ4", "ITBB", "IAZD", "KOBO"];

    [Fact]
    public void Every_feature_is_a_number_or_has_a_reason() =>
        Regions.ForAll(region =>
            Assert.All(
                Features(region),
                f =>
                    Assert.True(
                        f.Value is { } value ? double.IsFinite(value) && f.Reason is null : f.Reason is { Length: > 0 },
                        f.ToString()
                    )
            )
        );

    /// <summary>Local intensities are left out: they see the image's end.</summary>
    [Fact]
    public void A_region_at_the_border_of_the_image_is_like_one_in_its_middle() =>
        Regions.ForAll(region =>
        {
            var middle = Features(Regions.Padded(region, 2, 1)).Where(f => f.Family != FeatureFamily.LocalIntensity);

            AssertSame(Features(region).Where(f => f.Family != FeatureFamily.LocalIntensity), middle);
        });

    [Fact]
    public void A_region_may_lie_anywhere_in_the_image() =>
        Regions.ForAll(region =>
        {
            // 13 voxels of half a millimetre are more than the sphere of local intensities reaches.
            AssertSame(Features(Regions.Padded(region, 13, 14)), Features(Regions.Padded(region, 14, 13)));
        });

    [Fact]
    public void Features_in_space_do_not_change_when_the_region_is_turned() =>
        Regions.ForAll(region =>
        {
            var features = Features(region).Where(f => InSpace.Contains(f.Aggregation.Code)).ToList();

            AssertSame(features, Features(Regions.TurnedInPlane(region)).Where(f => InSpace.Contains(f.Aggregation.Code)));
            AssertSame(features, Features(Regions.TurnedOver(region)).Where(f => InSpace.Contains(f.Aggregation.Code)));
        });

    [Fact]
    public void Features_of_slices_do_not_change_when_the_region_is_turned_in_the_plane() =>
        Regions.ForAll(region => AssertSame(Features(region), Features(Regions.TurnedInPlane(region))));

    [Fact]
    public void Brightness_moves_the_intensities_and_neither_textures_nor_form() =>
        Regions.ForAll(region =>
        {
            var (features, brighter) = (Features(region), Features(Regions.Brighter(region, 100)));
            string[] moved = ["Q4LE", "Y12H", "1GSF", "QG58", "8DWT", "84IY", "VJGA", "0F91", "GBPN"];
            string[] other = ["7TET", "9S40", "N8CA", "5ZWQ", "KLMA", "99N0"];

            AssertSame(
                features.Where(f => !moved.Concat(other).Contains(f.Code)),
                brighter.Where(f => !moved.Concat(other).Contains(f.Code))
            );
            AssertSame(
                features.Where(f => moved.Contains(f.Code)).Select(f => f with { Value = f.Value + 100 }),
                brighter.Where(f => moved.Contains(f.Code))
            );
        });

    [Fact]
    public void Lengths_scale_with_the_spacing() =>
        Regions.ForAll(region =>
        {
            var scaled = Features(region)
                .Where(f => f.Family != FeatureFamily.LocalIntensity)
                .Select(f => f with { Value = f.Value * Math.Pow(3, Dimensions.GetValueOrDefault(f.Code)) });

            AssertSame(scaled, Features(Regions.Larger(region, 3)).Where(f => f.Family != FeatureFamily.LocalIntensity));
        });

    [Fact]
    public void A_mesh_lies_within_its_hull_and_its_box_and_no_form_is_rounder_than_a_sphere() =>
        Regions.ForAll(region =>
        {
            var features = Features(region);

            Assert.All(
                (string[])["R3ER", "PBX1", "QCFX", "BQWJ"],
                code => Assert.InRange(Regions.Value(features, code)!.Value, 1e-6, 1 + 1e-9)
            );
            Assert.True(
                Regions.Value(features, "7J51") <= Regions.Value(features, "P9VJ")
                    && Regions.Value(features, "P9VJ") <= Regions.Value(features, "TDIC")
            );
        });

    private static IReadOnlyList<FeatureValue> Features(Region region) => RadiomicFeatures.Of(region, Discretisation.FixedBinSize(2));

    private static void AssertSame(IEnumerable<FeatureValue> expected, IEnumerable<FeatureValue> actual) =>
        Assert.All(
            expected.Zip(actual),
            pair =>
            {
                Assert.Equal((pair.First.Code, pair.First.Aggregation), (pair.Second.Code, pair.Second.Aggregation));
                Assert.Equal(pair.First.Value is null, pair.Second.Value is null);
                if (pair.First.Value is { } value)
                {
                    Assert.InRange(pair.Second.Value!.Value, value - Room(value), value + Room(value));
                }
            }
        );

    /// <summary>Rounding of sums whose terms come in another order.</summary>
    private static double Room(double value) => 1e-7 * Math.Max(1, Math.Abs(value));
}
