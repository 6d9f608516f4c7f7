using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Froc;

public sealed class FrocFigureTests
{
    /// <summary>
    /// Two non-diseased cases, one marked with 2; d1 with lesions of weights 0.7 (marked with 3) and 0.3 (unmarked) and false marks 1 and 4;
    /// d2 with one lesion, marked with 2.
    /// </summary>
    private static readonly FrocReadings Small = FrocReadings.Of(
        [new("n1", false), new("n2", false), new("d1", true), new("d2", true)],
        [new("d1", "a", 0.7), new("d1", "b", 0.3), new("d2", "a", 1)],
        [
            new("1", "1", "n1", null, 2),
            new("1", "1", "d1", "a", 3),
            new("1", "1", "d1", null, 1),
            new("1", "1", "d1", null, 4),
            new("1", "1", "d2", "a", 2),
        ]
    );

    // By hand, false positives 2 and unmarked against lesions 3, unmarked and 2:
    // wAFROC (0.7 + 0.5 + 0.7 + 0.15 + 1) / 4; AFROC (1 + 0.5 + 1 + 0.5 + 1) / 6; with the diseased cases' false positives, 4 and unmarked,
    // wAFROC1 (1.2 + 1.85 + 0 + 1.85) / 8 and AFROC1 (1.5 + 2.5 + 0 + 2.5) / 12; highest ratings 2, unmarked against 4, 2: 3.5 / 4.
    // FROC: false marks 2, 1 and 4 against the lesions (1.5 + 2 + 0) / (4 cases x 3 lesions).
    [Theory]
    [InlineData("wAFROC", 3.05 / 4)]
    [InlineData("wAFROC1", 4.9 / 8)]
    [InlineData("AFROC", 4.0 / 6)]
    [InlineData("AFROC1", 6.5 / 12)]
    [InlineData("HrAuc", 3.5 / 4)]
    [InlineData("HrSe", 1.0)]
    [InlineData("HrSp", 0.5)]
    [InlineData("MaxLLF", 2.0 / 3)]
    [InlineData("MaxNLF", 0.5)]
    [InlineData("MaxNLFAllCases", 0.75)]
    [InlineData("ExpTrnsfmSp", 0.6065306597126334)]
    [InlineData("FROC", 3.5 / 12)]
    public void Four_cases_by_hand(string name, double expected) => Assert.Equal(expected, FrocFigure.Named(name)!.Of(Small, 0, 0), 1e-15);

    [Theory]
    // Marks 3, 3, 3 and -5 (mean 1) against false marks 4 and 1 (mean 2.5) and a lesion's 1: 6 of 12 pairs, a tie for A2.
    [InlineData(3, 0.625, 0.5)]
    // With 5 for a 3 the mean is 1.5: A1 as before, 5 of 12 pairs for A2.
    [InlineData(5, 0.625, 0.375)]
    public void Songs_indices_by_hand(double first, double average, double dominance)
    {
        var readings = FrocReadings.Of(
            [new("n1", false), new("n2", false), new("d1", true), new("d2", true)],
            [new("d1", "a"), new("d2", "a")],
            [
                new("1", "1", "n1", null, first),
                new("1", "1", "n1", null, 3),
                new("1", "1", "n1", null, 3),
                new("1", "1", "n1", null, -5),
                new("1", "1", "d1", null, 4),
                new("1", "1", "d1", null, 1),
                new("1", "1", "d1", "a", 1),
            ]
        );

        // The other pairs: unmarked n2 loses to d1 and ties with d2; n1 wins against d2.
        Assert.Equal(average, FrocFigure.SongAverage.Of(readings, 0, 0), 1e-15);
        Assert.Equal(dominance, FrocFigure.SongDominance.Of(readings, 0, 0), 1e-15);
    }

    [Fact]
    public void Leaving_out_each_case_by_hand()
    {
        // wAFROC without n1: 1.85 / 2, n2: 1.2 / 2, d1: (0.5 + 1) / 2, d2: (0.7 + 0.7 + 0.15) / 2.
        var jackknife = FrocFigure.WeightedAfroc.LeavingOutEach(Small);

        Near([0.925, 0.6, 0.75, 0.775], jackknife.Of(0, 0).ToArray());
        Assert.Equal(0.7625, jackknife.Figures[0, 0], 1e-15);
    }

    [Fact]
    public void Leaving_out_the_cases_that_a_count_rests_on_by_hand()
    {
        Near([1, 0.5], FrocFigure.LesionFraction.LeavingOutEach(Small).Of(0, 0).ToArray());
        Near([0, 1], FrocFigure.NonLesionFraction.LeavingOutEach(Small).Of(0, 0).ToArray());
        Near([1, 0], FrocFigure.HighestRatingSpecificity.LeavingOutEach(Small).Of(0, 0).ToArray());
        Near([2.0 / 3, 1, 1.0 / 3, 1], FrocFigure.NonLesionFractionAllCases.LeavingOutEach(Small).Of(0, 0).ToArray());
    }

    [Fact]
    public void Leaving_out_a_case_is_doing_without_it() =>
        RandomStudies.ForAll(rows =>
        {
            var readings = rows.Readings();
            foreach (var figure in FrocFigure.All)
            {
                var jackknife = figure.LeavingOutEach(readings);
                FrocCase[] entering =
                [
                    .. readings.Cases.Where(c => figure.Cases == FigureCases.All || c.Diseased == (figure.Cases == FigureCases.Diseased)),
                ];
                for (var k = 0; k < entering.Length; k++)
                {
                    var without = rows.Without(entering[k].Case);
                    for (var cell = 0; cell < 4; cell++)
                    {
                        Assert.Equal(figure.Of(without, cell / 2, cell % 2), jackknife.Of(cell / 2, cell % 2)[k], 1e-12);
                    }
                }
            }
        });

    [Fact]
    public void The_order_of_rows_and_any_rising_change_of_scale_are_of_no_matter() =>
        RandomStudies.ForAll(rows =>
        {
            var (plain, turned) = (rows.Readings(), Turned(rows).Readings());
            foreach (var figure in FrocFigure.All.Where(f => f != FrocFigure.SongAverage))
            {
                Assert.Equal(figure.Of(plain, 0, 1), figure.Of(turned, 0, 1), 1e-14);
            }
        });

    [Fact]
    public void Pairs_compared_the_slow_way_give_the_same() =>
        RandomStudies.ForAll(rows =>
        {
            var sum = 0.0;
            FrocCase[] healthy = [.. rows.Cases.Where(c => !c.Diseased)];
            foreach (var one in healthy)
            {
                foreach (var lesion in rows.Lesions)
                {
                    var false1 = rows.Marks.Where(m => Is(m, one.Case) && m.Lesion is null).Select(m => m.Rating);
                    var true1 = rows.Marks.Where(m => Is(m, lesion.Case) && m.Lesion == lesion.Lesion).Select(m => m.Rating);
                    var x = false1.Append(double.NegativeInfinity).Max();
                    var y = true1.Append(double.NegativeInfinity).Max();
                    sum +=
                        lesion.Weight!.Value
                        * (
                            x.Equals(y) ? 0.5
                            : x < y ? 1
                            : 0
                        );
                }
            }

            var expected = sum / healthy.Length / (rows.Cases.Count - healthy.Length);
            Assert.Equal(expected, FrocFigure.WeightedAfroc.Of(rows.Readings(), 1, 0), 1e-13);

            static bool Is(FrocMark mark, string name) => mark is { Treatment: "2", Reader: "1" } && mark.Case == name;
        });

    [Fact]
    public void Without_the_only_case_of_its_truth_nothing_can_be_compared()
    {
        var readings = FrocReadings.Of([new("d", true), new("n1", false), new("n2", false)], [new("d", "a")], [new("1", "1", "d", "a", 1)]);

        foreach (var figure in FrocFigure.All.Where(f => f.Cases == FigureCases.All && f != FrocFigure.NonLesionFractionAllCases))
        {
            var jackknife = figure.LeavingOutEach(readings);
            Assert.False(double.IsNaN(jackknife.Of(0, 0)[0]), figure.Name);
            Assert.True(double.IsNaN(jackknife.Of(0, 0)[2]), figure.Name);
        }

        Assert.Throws<ArgumentException>(() => FrocFigure.HighestRatingSensitivity.LeavingOutEach(readings));
    }

    [Fact]
    public void A_reader_without_marks_has_an_area_of_one_half()
    {
        var readings = FrocReadings.Of([.. Small.Cases], [.. Small.Lesions], [], ["1"], ["1"]);

        Assert.Equal(0.5, FrocFigure.WeightedAfroc.Of(readings, 0, 0), 1e-15);
        Assert.Equal(0.5, FrocFigure.HighestRatingAuc.Of(readings, 0, 0), 1e-15);
        Assert.Equal(0.5, FrocFigure.SongDominance.Of(readings, 0, 0), 1e-15);
        Assert.Equal(0, FrocFigure.FrocArea.Of(readings, 0, 0));
        Assert.Equal(1, FrocFigure.ExponentialSpecificity.Of(readings, 0, 0));
        Assert.Equal(0, FrocFigure.HighestRatingSensitivity.Of(readings, 0, 0));
    }

    [Fact]
    public void Pseudo_values_and_covariances_give_the_same_test() =>
        RandomStudies.ForAll(rows =>
        {
            var jackknife = FrocFigure.WeightedAfroc.LeavingOutEach(rows.Readings());
            var or = ObuchowskiRockette.Of(jackknife.Figures, jackknife.Covariance()).RandomReadersRandomCases();
            var dbm = DorfmanBerbaumMetz.Of(PseudoValues.Centred(jackknife)).RandomReadersRandomCases();

            Assert.Equal(or.Differences[0].Estimate.StandardError, dbm.Differences[0].Estimate.StandardError, 1e-12);
            Assert.Equal(or.Means[1].Estimate.StandardError, dbm.Means[1].Estimate.StandardError, 1e-12);
        });

    [Fact]
    public void Figures_are_found_by_the_names_of_the_field()
    {
        Assert.Same(FrocFigure.WeightedAfroc, FrocFigure.Named("wafroc"));
        Assert.Null(FrocFigure.Named("JAFROC"));
        Assert.Equal(FrocFigure.All.Count, FrocFigure.All.Select(f => f.Name).Distinct().Count());
        Assert.All(FrocFigure.All, f => Assert.NotEmpty(f.Meaning));
    }

    private static FrocRows Turned(FrocRows rows) =>
        new(
            [.. Enumerable.Reverse(rows.Cases)],
            [.. Enumerable.Reverse(rows.Lesions)],
            [.. Enumerable.Reverse(rows.Marks).Select(m => m with { Rating = Math.Exp(m.Rating) - 30 })]
        );

    private static void Near(double[] expected, double[] got)
    {
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < got.Length; i++)
        {
            Assert.Equal(expected[i], got[i], 1e-15);
        }
    }
}
