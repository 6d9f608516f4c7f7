using ReaderStudy.Domain.Seen;

namespace ReaderStudy.Domain.Tests.Seen;

public sealed class LesionPlaceTests
{
    /// <summary>Five slices, 5 mm apart, stored from head to feet.</summary>
    private static readonly double[] Heights = [20, 15, 10, 5, 0];

    [Theory]
    [InlineData(10, null, "2")]
    [InlineData(11.9, null, "2")]
    [InlineData(12, 12.0, "1 2")]
    [InlineData(12, 14.0, "1 2 3")]
    [InlineData(12, 3.0, "2")]
    [InlineData(-4, null, "4")]
    [InlineData(-6, 9.0, "")]
    [InlineData(-6, 40.0, "2 3 4")]
    [InlineData(-19, 40.0, "4")]
    [InlineData(-21, 40.0, "")]
    [InlineData(26, null, "")]
    public void A_lesion_meets_the_slices_within_its_radius_and_the_nearest_one_of_a_stack_that_its_centre_lies_at(
        double height,
        double? size,
        string slices
    ) => Assert.Equal(slices, string.Join(' ', LesionPlace.SlicesThrough(Heights, height, size)));

    [Theory]
    [InlineData(10.4, null, "0")]
    [InlineData(12, 6.0, "0")]
    [InlineData(12, null, "")]
    [InlineData(14, 6.0, "")]
    public void A_single_slice_is_met_without_lying_exactly_at_the_centre(double height, double? size, string slices) =>
        Assert.Equal(slices, string.Join(' ', LesionPlace.SlicesThrough([10], height, size)));

    [Fact]
    public void A_stack_without_slices_is_met_nowhere() => Assert.Empty(LesionPlace.SlicesThrough([], 0, 10));
}
