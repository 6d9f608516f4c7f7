using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Froc;

public sealed class LrocTests
{
    /// <summary>Non-diseased cases rated 1, 2, 3 and 4; diseased 4 and 2, rightly located, and 3, not.</summary>
    private static readonly LrocReadings Small = Study([1, 2, 3, 4], [(4, true), (3, false), (2, true)]);

    // By hand, points (1/4, 1/3), (1/2, 1/3), (3/4, 2/3), (1, 2/3): at 0.6 1/3 + 0.4/3; the area to there
    // 0.25/6 + 0.25/3 + 0.1 (1/3 + 1.4/3) / 2.
    [Theory]
    [InlineData(0.125, 1.0 / 6, 0.125 / 12)]
    [InlineData(0.25, 1.0 / 3, 0.25 / 6)]
    [InlineData(0.5, 1.0 / 3, 0.125)]
    [InlineData(0.6, 1.4 / 3, 0.165)]
    [InlineData(1, 2.0 / 3, 1.25 / 3)]
    public void Seven_cases_by_hand(double fraction, double ordinate, double area)
    {
        Assert.Equal(ordinate, LrocCurve.CorrectLocalisation(Small, 0, 0, fraction), 1e-15);
        Assert.Equal(area, LrocCurve.AreaUpTo(Small, 0, 0, fraction), 1e-15);
    }

    [Fact]
    public void The_curve_by_hand()
    {
        var points = LrocCurve.Of(Small, 0, 0).Points;

        Assert.Equal([double.PositiveInfinity, 4, 3, 2, 1, double.NegativeInfinity], points.Select(p => p.Threshold));
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1], points.Select(p => p.X));
        Assert.Equal([0, 1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3, 2.0 / 3], points.Select(p => p.Y));
    }

    [Fact]
    public void On_a_vertical_rise_the_lower_end_counts()
    {
        // Points (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1).
        var rise = Study([1, 3], [(4, true), (2, true)]);

        Assert.Equal(0.5, LrocCurve.CorrectLocalisation(rise, 0, 0, 0.5));
        Assert.Equal(1, LrocCurve.CorrectLocalisation(rise, 0, 0, 0.75));
        Assert.Equal(0.25 + 0.25, LrocCurve.AreaUpTo(rise, 0, 0, 0.75), 1e-15);
    }

    [Fact]
    public void The_lowest_value_is_no_mark()
    {
        // All correct, but the case with the lowest rating is taken as unseen: (0, 1/2), (1/2, 1/2), (1, 1/2).
        var readings = Study([1, 2], [(3, true), (1, true)]);

        Assert.Equal(0.5, LrocCurve.CorrectLocalisation(readings, 0, 0, 1));
    }

    [Fact]
    public void The_area_of_ratings_ignores_locations()
    {
        // Ratings 4, 3, 2 against 1, 2, 3, 4: (3.5 + 2.5 + 1.5) / 12.
        Assert.Equal(7.5 / 12, LrocFigure.Auc.Of(Small, 0, 0), 1e-15);
        Assert.Equal(7.5 / 12, LrocFigure.Auc.ForAll(Small)[0, 0], 1e-15);
        Assert.Equal(7, LrocFigure.Auc.LeavingOutEach(Small).Cases);
        Assert.Equal("Wilcoxon", LrocFigure.Auc.Name);
        Assert.Equal("PCL at 0.2", LrocFigure.CorrectLocalisation(0.2).Name);
        Assert.Equal("ALROC at 1", LrocFigure.Area(1).Name);
    }

    [Fact]
    public void Leaving_out_a_case_is_doing_without_it() =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20240608UL, 1UL),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var chance = new RandomStream((ulong)seed, 0);
                    var healthy = Enumerable.Range(0, 2 + chance.Below(5)).Select(_ => (double)chance.Below(5)).ToList();
                    var diseased = Enumerable
                        .Range(0, 2 + chance.Below(5))
                        .Select(_ => ((double)chance.Below(6), chance.Below(3) > 0))
                        .ToList();
                    var readings = Study(healthy, diseased);
                    foreach (var figure in new[] { LrocFigure.CorrectLocalisation(0.3), LrocFigure.Area(0.7), LrocFigure.Auc })
                    {
                        var without = figure.LeavingOutEach(readings).Of(0, 0);
                        // Non-diseased cases come first.
                        for (var k = 0; k < diseased.Count; k++)
                        {
                            Assert.Equal(figure.Of(Study(healthy, Removed(diseased, k)), 0, 0), without[healthy.Count + k], 1e-13);
                        }

                        for (var k = 0; k < healthy.Count; k++)
                        {
                            Assert.Equal(figure.Of(Study(Removed(healthy, k), diseased), 0, 0), without[k], 1e-13);
                        }
                    }
                }
            )
        );

    [Fact]
    public void Without_the_only_diseased_case_there_is_no_curve()
    {
        var without = LrocFigure.Area(0.5).LeavingOutEach(Study([1, 2], [(3, true)])).Of(0, 0);

        Assert.False(double.IsNaN(without[0]));
        Assert.True(double.IsNaN(without[2]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Impossible_fractions_are_refused(double fraction)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LrocFigure.Area(fraction));
        Assert.Throws<ArgumentOutOfRangeException>(() => LrocFigure.CorrectLocalisation(fraction));
    }

    [Fact]
    public void Bad_rows_are_named()
    {
        LrocReading[] rows =
        [
            new("1", "1", "a", true, -1, true),
            new("1", "1", "b", false, double.PositiveInfinity, false),
            new("1", "1", "c", false, 3, false),
        ];

        var broken = Assert.Throws<BadInputException>(() => LrocReadings.Of(rows));
        Assert.Equal([0, 1], broken.Faults.Select(f => f.Row!.Value));
        Assert.Contains("below the lowest of the scale, 0", broken.Faults[0].Message, StringComparison.Ordinal);

        var gap = Assert.Throws<BadInputException>(() =>
            LrocReadings.Of([new("1", "1", "a", true, 1, true), new("1", "1", "b", false, 1, false), new("1", "2", "a", true, 1, true)])
        );
        Assert.Contains("Reader '2' has not read 1 of 2 cases", gap.Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => LrocReadings.Of([new("1", "1", "a", true, 1, true)]));
    }

    [Fact]
    public void A_location_of_a_non_diseased_case_means_nothing()
    {
        var readings = LrocReadings.Of([new("1", "1", "a", true, 1, true), new("1", "1", "b", false, 1, true)]);

        Assert.True(readings.IsLocated(0, 0, 0));
        Assert.False(readings.IsLocated(0, 0, 1));
    }

    private static LrocReadings Study(IEnumerable<double> healthy, IEnumerable<(double Rating, bool Located)> diseased) =>
        LrocReadings.Of([
            .. healthy.Select((r, i) => new LrocReading("1", "1", $"n{i}", false, r, false)),
            .. diseased.Select((r, i) => new LrocReading("1", "1", $"d{i}", true, r.Rating, r.Located)),
        ]);

    private static List<T> Removed<T>(List<T> items, int at) => [.. items[..at], .. items[(at + 1)..]];
}
