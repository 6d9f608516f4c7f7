using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Assistance;
using ReaderStudy.Statistics.Intervals;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Assistance;

public sealed class SwitchAnalysisTests
{
    // Reader A: kept right, beneficial, harmful, neutral. Reader B: kept wrong, beneficial, kept right, kept right.
    private static readonly AssistedReading[] Rows =
    [
        new("A", "1", "HCC", "HCC", "HCC", "HCC", "junior"),
        new("A", "2", "HCC", "cyst", "HCC", "HCC", "junior"),
        new("A", "3", "cyst", "cyst", "HCC", "HCC", "junior"),
        new("A", "4", "cyst", "HCC", "FNH", "FNH", "junior"),
        new("B", "1", "HCC", "cyst", "cyst", "HCC", "senior"),
        new("B", "2", "HCC", "cyst", "HCC", "HCC", "senior"),
        new("B", "3", "cyst", "cyst", "cyst", "HCC", "senior"),
        new("B", "4", "cyst", "cyst", "cyst", "FNH", "senior"),
    ];

    private static readonly AssistedReadings Readings = AssistedReadings.Of(Rows);

    [Fact]
    public void Changes_are_told_apart_by_the_truth()
    {
        var analysis = SwitchAnalysis.Of(Readings);

        Assert.Equal(new SwitchCounts(3, 2, 1, 1, 1), analysis.Overall.Counts);
        Assert.Equal([new SwitchCounts(1, 1, 1, 1, 0), new SwitchCounts(2, 1, 0, 0, 1)], analysis.Readers.Select(r => r.Counts));
        Assert.Equal(["HCC", "cyst"], analysis.ByClass.Select(c => c.Name));
        Assert.Equal([new SwitchCounts(1, 2, 0, 0, 1), new SwitchCounts(2, 0, 1, 1, 0)], analysis.ByClass.Select(c => c.Counts));
        Assert.Equal(["junior", "senior"], analysis.ByLevel.Select(l => l.Name));
        Assert.Equal([new SwitchCounts(1, 1, 0, 0, 0), new SwitchCounts(0, 0, 1, 1, 0)], analysis.Readers[0].ByClass);
        Assert.Equal(["FNH", "HCC", "cyst"], analysis.Answers);
        Assert.Equal(["HCC", "cyst"], analysis.Classes);
    }

    [Fact]
    public void Shares_have_their_own_wholes()
    {
        var counts = new SwitchCounts(3, 2, 1, 1, 1);

        Assert.Equal((8, 4), (counts.Readings, counts.Changed));
        Assert.Equal((0.25, 0.125, 0.125), (counts.BeneficialShare, counts.HarmfulShare, counts.NetBenefit));
        Assert.Equal((0.5, 0.25), (counts.CorrectedErrors, counts.SpoiltAnswers));
        Assert.Equal(new PairedOutcomes(3, 2, 1, 2), counts.Outcomes);
        Assert.Equal(McNemar.ExactP(2, 1), counts.McNemarP);
        // All of five changes go one way: 2 / 2⁵.
        Assert.Equal(0.0625, new SwitchCounts(0, 5, 0, 0, 0).McNemarP, 14);
        Assert.Equal(double.NaN, default(SwitchCounts).NetBenefit);
        Assert.Equal(double.NaN, new SwitchCounts(1, 0, 0, 0, 0).CorrectedErrors);
        Assert.Equal(double.NaN, new SwitchCounts(0, 1, 0, 0, 0).SpoiltAnswers);
    }

    [Fact]
    public void Tables_count_from_which_answer_to_which()
    {
        var tables = SwitchAnalysis.Of(Readings).Tables;

        // Rows unaided, columns aided: FNH, HCC, cyst.
        Assert.Equal(
            new[,]
            {
                { 0, 0, 0 },
                { 1, 1, 0 },
                { 0, 3, 3 },
            },
            tables[0].Counts
        );
        Assert.Equal(
            new[,]
            {
                { 0, 0, 0 },
                { 0, 1, 0 },
                { 0, 2, 1 },
            },
            tables[1].Counts
        );
        Assert.Equal(
            new[,]
            {
                { 0, 0, 0 },
                { 1, 0, 0 },
                { 0, 1, 2 },
            },
            tables[2].Counts
        );
        Assert.Equal(["", "HCC", "cyst"], tables.Select(t => t.Truth));
    }

    [Fact]
    public void Intervals_over_readers_and_cases_are_those_of_scores()
    {
        var overall = SwitchAnalysis.Of(Readings, 0.9).Overall;
        double[][] unaided =
        [
            [1, 0, 1, 0],
            [0, 0, 1, 1],
        ];
        double[][] aided =
        [
            [1, 1, 0, 0],
            [0, 1, 1, 1],
        ];

        Assert.Equal(ScoreUStatistic.Conditional(aided, unaided, 0.9).Difference, overall.NetBenefit);
        Assert.Equal(ScoreUStatistic.Mean(unaided, 0.9), overall.Unaided);
        Assert.Equal(ScoreUStatistic.Mean(aided, 0.9), overall.Aided);
        Assert.Equal(
            ScoreUStatistic.Mean(
                [
                    [0, 1, 0, 0],
                    [0, 1, 0, 0],
                ],
                0.9
            ),
            overall.Beneficial
        );
        Assert.Equal(
            ScoreUStatistic.Mean(
                [
                    [0, 0, 1, 0],
                    [0, 0, 0, 0],
                ],
                0.9
            ),
            overall.Harmful
        );
        Assert.Equal(0.125, overall.NetBenefit.Estimate);
    }

    [Fact]
    public void A_level_with_one_reader_has_no_interval_for_readers()
    {
        var junior = SwitchAnalysis.Of(Readings).ByLevel[0];

        Assert.Equal(4, junior.Counts.Readings);
        Assert.Equal(0, junior.NetBenefit.Estimate);
        Assert.Equal(double.NaN, junior.NetBenefit.Variance);
    }

    [Fact]
    public void Readers_have_Wilsons_intervals_and_may_be_harmed()
    {
        var analysis = SwitchAnalysis.Of(
            AssistedReadings.Of([
                new("A", "1", "x", "x", "y"),
                new("A", "2", "x", "x", "y"),
                new("A", "3", "x", "y", "x"),
                new("B", "1", "x", "x", "y"),
                new("B", "2", "x", "y", "x"),
            ])
        );

        Assert.Equal(["A"], analysis.HarmedReaders.Select(r => r.Reader));
        Assert.Equal(Wilson.Interval(2, 3), analysis.Readers[0].Unaided);
        Assert.Equal(Wilson.Interval(1, 3), analysis.Readers[0].Aided);
        Assert.Equal(PairedProportions.NewcombeInterval(new PairedOutcomes(0, 1, 2, 0)), analysis.Readers[0].NetBenefit);
        Assert.Empty(analysis.ByLevel);
        Assert.Equal("", analysis.Readers[0].Level);
    }

    [Fact]
    public void Reliance_is_right_or_wrong_by_the_advice()
    {
        var reliance = Reliance.Of(Readings);

        // Right advice: A1, A2, B1, B2; followed but by B1. Wrong advice: A3 (followed), A4 (followed, had been wrong), B3, B4.
        Assert.Equal((3, 4), (reliance.FollowedRightAdvice.Count, reliance.FollowedRightAdvice.Of));
        Assert.Equal((2, 4), (reliance.FollowedWrongAdvice.Count, reliance.FollowedWrongAdvice.Of));
        // Another unaided answer: A2, A3, A4, B1, B2, B3, B4; switched: A2, A3, A4, B2.
        Assert.Equal((4, 7), (reliance.SwitchedToAdvice.Count, reliance.SwitchedToAdvice.Of));
        // Right advice to the wrong: A2, B1, B2.
        Assert.Equal((2, 3), (reliance.RelativeAiReliance.Count, reliance.RelativeAiReliance.Of));
        Assert.Equal((1, 3), (reliance.UnderReliance.Count, reliance.UnderReliance.Of));
        // Wrong advice to the right: A3, B3, B4.
        Assert.Equal((2, 3), (reliance.RelativeSelfReliance.Count, reliance.RelativeSelfReliance.Of));
        Assert.Equal((1, 3), (reliance.OverReliance.Count, reliance.OverReliance.Of));
        Assert.Equal((1, 3), (reliance.AutomationBias.Count, reliance.AutomationBias.Of));
        Assert.Equal([(1, 1), (0, 2)], reliance.OverReliance.PerReader);
        Assert.Equal(Wilson.Interval(1, 3), reliance.OverReliance.Wilson);
        Assert.Equal(1.0 / 3, reliance.OverReliance.Share);
        Assert.Equal(1.0 / 3, reliance.OverReliance.Mrmc.Estimate, 15);
    }

    [Fact]
    public void To_give_up_a_right_answer_for_another_error_is_no_automation_bias()
    {
        var reliance = Reliance.Of(AssistedReadings.Of([new("A", "1", "x", "x", "z", "y"), new("A", "2", "x", "x", "y", "y")]));

        Assert.Equal((2, 2), (reliance.OverReliance.Count, reliance.OverReliance.Of));
        Assert.Equal((1, 2), (reliance.AutomationBias.Count, reliance.AutomationBias.Of));
    }

    [Fact]
    public void Readings_without_advice_tell_nothing_about_reliance()
    {
        var reliance = Reliance.Of(AssistedReadings.Of([new("A", "1", "x", "x", "y"), new("B", "1", "x", "y", "x", "")]));

        Assert.Equal(0, reliance.FollowedRightAdvice.Of);
        Assert.Equal(0, reliance.FollowedWrongAdvice.Of);
        Assert.Equal(0, reliance.SwitchedToAdvice.Of);
        Assert.Equal(double.NaN, reliance.OverReliance.Share);
        Assert.Equal((double.NaN, double.NaN), reliance.OverReliance.Wilson);
        Assert.Equal(double.NaN, reliance.OverReliance.Mrmc.Estimate);
    }

    [Fact]
    public void Bad_rows_are_named_all_at_once()
    {
        var bad = Assert.Throws<BadInputException>(() =>
            AssistedReadings.Of([
                new("A", "1", "x", "x", "y", null, "junior"),
                new("A", "1", "x", "x", "y", null, "junior"),
                new("B", "1", "y", "x", "y"),
                new("A", "2", "x", "x", "y", null, "senior"),
                new("B", "2", "x", "", "y"),
                new("", "2", "x", "x", "y"),
            ])
        );

        Assert.Equal([1, 2, 3, 4, 5], bad.Faults.Select(f => f.Row!.Value));
        Assert.Contains("Reader 'A' has already read case '1' in row 0.", bad.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("truth of case '1' contradicts row 0", bad.Faults[1].Message, StringComparison.Ordinal);
        Assert.Contains("level of reader 'A' contradicts row 0", bad.Faults[2].Message, StringComparison.Ordinal);
        Assert.Contains("are needed", bad.Faults[3].Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => AssistedReadings.Of([]));
    }

    [Fact]
    public void Readings_stand_by_reader_and_case()
    {
        Assert.Equal(["A", "B"], Readings.Readers);
        Assert.Equal(["1", "2", "3", "4"], Readings.Cases);
        Assert.Equal(["junior", "senior"], Readings.Levels);
        Assert.Same(Rows[6], Readings[1, 2]);
        Assert.Null(AssistedReadings.Of([new("A", "1", "x", "x", "y"), new("B", "2", "x", "x", "y")])[0, 1]);
    }
}
