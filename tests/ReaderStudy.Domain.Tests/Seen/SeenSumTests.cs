using System.Globalization;
using ReaderStudy.Domain.Seen;

namespace ReaderStudy.Domain.Tests.Seen;

public sealed class SeenSumTests
{
    private static readonly Guid Arterial = Guid.CreateVersion7();

    [Fact]
    public void Messages_add_up_by_slice_and_a_slice_counts_from_a_tenth_of_a_second_on()
    {
        var sum = SeenSum.Of([Told(200, 0, 60, 1, 140), Told(300, 0, 39, 2, 99), Told(100, 1, 10)]);

        Assert.Equal((600, 30), (sum.Visible, sum.Hidden));
        var series = sum.Of(Arterial);
        Assert.Equal([(0, 99L), (1, 150L), (2, 99L)], series.Slices.OrderBy(s => s.Key).Select(s => (s.Key, s.Value)));
        Assert.Equal(1, series.Shown);
        Assert.Equal(0.25, series.CoverageOf(4));
        Assert.Equal((198, false), series.OfSlices([0, 2, 3]));
        Assert.Equal((249, true), series.OfSlices([1, 2]));
        Assert.Equal((0.5, 2.0), (series.SmallestScale, series.LargestScale));
    }

    [Fact]
    public void Of_a_series_that_was_never_shown_nothing_is_covered()
    {
        Assert.Equal(0, SeenSum.Nothing.Of(Arterial).CoverageOf(60));
        Assert.Equal(double.NaN, SeenSum.Nothing.Of(Arterial).CoverageOf(0));
    }

    [Theory]
    [InlineData("0.5 0.999", Decimation.Always)]
    [InlineData("0.5 1", Decimation.AtTimes)]
    [InlineData("1 2", Decimation.Never)]
    [InlineData("", Decimation.Unknown)]
    public void A_series_is_decimated_while_it_has_fewer_pixels_of_the_screen_than_of_its_own(string scale, Decimation decimation)
    {
        double[] scales =
        [
            .. scale.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => double.Parse(s, CultureInfo.InvariantCulture)),
        ];

        var sum = SeenSum.Of([new SeenContent(100, 0, 0, [new SeenSeries(Arterial, [0, 100], [], scales)])]);

        Assert.Equal(decimation, sum.Of(Arterial).Decimation);
    }

    [Fact]
    public void Decimated_time_adds_up_and_is_not_known_once_a_message_does_not_say_it()
    {
        SeenContent Said(int? decimated) => new(100, 0, 0, [new SeenSeries(Arterial, [0, 100], [], [0.5, 1], decimated)]);

        Assert.Equal(90, SeenSum.Of([Said(60), Said(30)]).Of(Arterial).DecimatedMilliseconds);
        Assert.Null(SeenSum.Of([Said(60), Said(null)]).Of(Arterial).DecimatedMilliseconds);
        Assert.Null(SeenSum.Nothing.Of(Arterial).DecimatedMilliseconds);
    }

    [Fact]
    public void A_message_comes_out_of_the_store_as_it_went_in()
    {
        var content = Told(200, 0, 60) with { Screen = new SeenScreen(1920, 1080, 1366, 700, 1.25, "cpu") };

        var back = SeenContent.FromJson(content.ToJson());

        Assert.Equal(content.ToJson(), back.ToJson());
        Assert.Equal(content.Screen, back.Screen);
    }

    private static SeenContent Told(int visible, params int[] slices) =>
        new(
            visible,
            10,
            0,
            [
                new SeenSeries(
                    Arterial,
                    slices,
                    [
                        [40, 400, visible],
                    ],
                    [0.5, 2]
                ),
            ]
        );
}
