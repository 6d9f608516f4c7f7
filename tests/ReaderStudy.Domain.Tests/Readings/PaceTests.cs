using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class PaceTests
{
    [Fact]
    public void The_pace_is_the_median_and_a_night_in_between_does_not_move_it()
    {
        Assert.Null(Pace.MedianOf([]));
        Assert.Equal(TimeSpan.FromSeconds(90), Pace.MedianOf(Seconds(40_000, 60, 90)));
        Assert.Equal(TimeSpan.FromSeconds(75), Pace.MedianOf(Seconds(60, 90, 10, 40_000)));
    }

    private static IEnumerable<TimeSpan> Seconds(params int[] seconds) => seconds.Select(s => TimeSpan.FromSeconds(s));
}
