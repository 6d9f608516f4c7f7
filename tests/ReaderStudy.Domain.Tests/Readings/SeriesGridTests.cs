using ReaderStudy.Domain.Readings.Marking;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class SeriesGridTests
{
    /// <summary>Ten columns of 0.5 mm, five rows of 2 mm, three slices of 4 mm that lean by 1 mm each: first pixel at (10, 20, 30).</summary>
    private static readonly SeriesGrid Leaning = new(
        0,
        5,
        10,
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i => new ImagePlane(
                    new WorldPoint(10, 20 + i, 30 + (4 * i)),
                    new WorldPoint(1, 0, 0),
                    new WorldPoint(0, 1, 0),
                    2,
                    0.5
                )),
        ],
        true,
        true
    );

    [Theory]
    [InlineData(10, 20, 30, true)]
    [InlineData(14.5, 28, 30, true)]
    [InlineData(12, 24, 33, true)]
    [InlineData(14.5, 30, 38, true)]
    [InlineData(15.1, 28, 30, false)]
    [InlineData(9.4, 20, 30, false)]
    [InlineData(10, 30.1, 30, false)]
    [InlineData(12, 24, 27.9, false)]
    [InlineData(12, 24, 40.1, false)]
    public void A_place_lies_on_the_images_or_between_them(double x, double y, double z, bool isHeld) =>
        Assert.Equal(isHeld, Leaning.Holds(new WorldPoint(x, y, z)));

    [Fact]
    public void What_is_drawn_on_a_slice_lies_on_that_slice_and_no_other()
    {
        WorldPoint[] onSecond = [new(11, 22, 34), new(13, 25, 34)];

        Assert.Equal([false, true, false, false], Enumerable.Range(0, 4).Select(i => Leaning.HoldsOnSlice(i, onSecond)));
        Assert.False(Leaning.HoldsOnSlice(-1, onSecond));
        Assert.True(Leaning.HoldsOnOneSlice(onSecond));
        Assert.False(Leaning.HoldsOnOneSlice([onSecond[0], new WorldPoint(13, 25, 38)]));
    }
}
