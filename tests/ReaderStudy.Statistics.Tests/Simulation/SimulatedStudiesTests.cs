using ReaderStudy.Statistics.Intervals;
using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Simulation;

namespace ReaderStudy.Statistics.Tests.Simulation;

public sealed class SimulatedStudiesTests
{
    private const double Undefined = double.NaN;

    [Fact]
    public void Outcomes_are_counted_against_the_truth()
    {
        var summary = SimulatedStudies.Of(
            [
                new SimulatedOutcome(0.1, 0.2, 0.049, 0, 0.2),
                new SimulatedOutcome(0.3, 0.4, 0.05, 0.11, 0.5),
                new SimulatedOutcome(0.2, Undefined, Undefined, Undefined, Undefined),
                new SimulatedOutcome(Undefined, Undefined, Undefined, Undefined, Undefined),
            ],
            0.1,
            0.05
        );

        Assert.Equal((4, 2, 1, 1), (summary.Studies, summary.Undefined, summary.Rejections, summary.Covered));
        Assert.Equal(0.2, summary.MeanEstimate, 15);
        Assert.Equal(0.1, summary.StandardDeviation, 15);
        Assert.Equal(Math.Sqrt((0.04 + 0.16) / 2), summary.RootMeanSquareError, 15);
        Assert.Equal(((0.2 - 0) + (0.5 - 0.11)) / 2, summary.MeanWidth, 15);
        Assert.Equal((0.25, 0.25), (summary.RejectionRate, summary.Coverage));
        Assert.Equal(Wilson.Interval(1, 4), summary.RejectionInterval());
        Assert.Equal(Wilson.Interval(1, 4, 0.9), summary.CoverageInterval(0.9));
        Assert.Equal((0.1, 0.05), (summary.Truth, summary.Alpha));
    }

    [Fact]
    public void Limits_belong_to_the_interval()
    {
        SimulatedOutcome[] outcomes = [new(0, 1, 0.5, 0, 1), new(0, 1, 0.5, -1, 0), new(0, 1, 0.5, 0.001, 1)];

        Assert.Equal(2, SimulatedStudies.Of(outcomes, 0).Covered);
        Assert.Equal(double.NaN, SimulatedStudies.Of([new(Undefined, 1, 1, 0, 1)], 0).MeanEstimate);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_in_any_order_of_work()
    {
        var model = RoeMetzModel.Null(RoeMetzStructure.LowCorrelationHighReaderVariance, 1.5);
        var design = new SimulatedDesign(3, 10, 10);

        var parallel = SimulatedStudies.Run(40, 9, 0, s => SimulatedAnalysis.DeLong(RoeMetz.Study(model, design, s), 0.95), 0.05, 100);
        SimulatedOutcome[] inTurn =
        [
            .. Enumerable
                .Range(100, 40)
                .Select(i =>
                    SimulatedAnalysis.DeLong(RoeMetz.Study(model, design, new Statistics.Resampling.RandomStream(9, (ulong)i)), 0.95)
                ),
        ];

        Assert.Equal(SimulatedStudies.Of(inTurn, 0), parallel);
        Assert.Throws<ArgumentOutOfRangeException>(() => SimulatedStudies.Run(0, 9, 0, _ => default));
    }

    [Fact]
    public void Analyses_are_those_of_their_names()
    {
        var ratings = RoeMetz.Study(
            RoeMetzModel.Null(RoeMetzStructure.LowCorrelationHighReaderVariance, 1.5),
            new SimulatedDesign(4, 20, 20),
            new Statistics.Resampling.RandomStream(2, 2)
        );

        var deLong = ObuchowskiRockette.DeLong(ratings).RandomReadersRandomCases().Differences[0].Estimate;
        var (lower, upper) = deLong.Interval(0.9);
        Assert.Equal(
            new SimulatedOutcome(deLong.Value, deLong.StandardError, deLong.P(), lower, upper),
            SimulatedAnalysis.DeLong(ratings, 0.9)
        );
        Assert.Equal(
            ObuchowskiRockette.Jackknife(ratings, FigureOfMerit.Auc).RandomReadersRandomCases().Differences[0].Estimate.P(),
            SimulatedAnalysis.Jackknife(ratings, 0.9).P
        );
        Assert.Equal(
            ObuchowskiRockette.Unbiased(ratings).RandomReadersRandomCases().Differences[0].Estimate.P(),
            SimulatedAnalysis.Unbiased(ratings, 0.9).P
        );
        Assert.Equal(
            ObuchowskiRockette.DeLong(ratings).FixedReadersRandomCases().Differences[0].Estimate.P(),
            SimulatedAnalysis.DeLongFixedReaders(ratings, 0.9).P
        );
        var oneShot = UStatistic.Of(ratings, 0.9).Differences[0];
        Assert.Equal(
            new SimulatedOutcome(
                oneShot.Unbiased.Estimate,
                oneShot.Unbiased.StandardError,
                oneShot.Unbiased.StudentP,
                oneShot.Unbiased.Student.Lower,
                oneShot.Unbiased.Student.Upper
            ),
            SimulatedAnalysis.OneShot(ratings, 0.9)
        );
        Assert.Equal(oneShot.Biased.StudentP, SimulatedAnalysis.OneShotBiased(ratings, 0.9).P);
    }

    [Fact]
    public void The_default_analysis_errs_about_as_often_as_it_says()
    {
        var cells = RoeMetzGrid.Over(
            [RoeMetzStructure.HighCorrelationLowReaderVariance, RoeMetzStructure.LowCorrelationHighReaderVariance],
            [0.75],
            [5],
            [25],
            400,
            1,
            ratings => SimulatedAnalysis.DeLong(ratings, 0.95)
        );

        // 400 studies: 5 % ± 2.2 % (two standard errors). type-i-error.md has 10,000 studies.
        Assert.Equal(2, cells.Count);
        Assert.All(cells, c => Assert.InRange(c.Result.RejectionRate, 0.028, 0.072));
        Assert.All(cells, c => Assert.InRange(c.Result.Coverage, 0.928, 0.972));
        Assert.All(cells, c => Assert.Equal((5, 25, 0.75), (c.Readers, c.CasesPerClass, c.Separation)));
        Assert.All(cells, c => Assert.Equal(0.702, c.Auc, 3));
    }

    [Fact]
    public void A_cell_gives_the_same_alone_as_among_others()
    {
        Func<MrmcRatings, SimulatedOutcome> analysis = ratings => SimulatedAnalysis.DeLong(ratings, 0.95);
        var all = RoeMetzGrid.Over(
            [RoeMetzStructure.HighCorrelationHighReaderVariance, RoeMetzStructure.LowCorrelationHighReaderVariance],
            [0.75, 2.5],
            [3, 4],
            [10, 12],
            5,
            1,
            analysis
        );

        var one = RoeMetzGrid.Over([RoeMetzStructure.LowCorrelationHighReaderVariance], [2.5], [3], [12], 5, 1, analysis);

        Assert.Equal(16, all.Count);
        Assert.Equal(one[0], all[13]);
        Assert.Equal(16, all.Select(c => c.Result.MeanEstimate).Distinct().Count());
    }

    [Fact]
    public void A_grid_with_a_difference_tests_power_against_the_mean_AUCs()
    {
        var cell = Assert.Single(
            RoeMetzGrid.Over(
                [RoeMetzStructure.LowCorrelationLowReaderVariance],
                [1.5],
                [4],
                [40],
                100,
                1,
                ratings => SimulatedAnalysis.DeLong(ratings, 0.95),
                0.05,
                0.15
            )
        );

        var model = RoeMetzModel.Null(RoeMetzStructure.LowCorrelationLowReaderVariance, 1.5);
        Assert.InRange(cell.Result.Truth, 0.149, 0.15);
        Assert.Equal(model.TypicalAuc(0), cell.Auc);
        Assert.True(cell.Result.RejectionRate > 0.8);
        Assert.InRange(cell.Result.MeanEstimate - cell.Result.Truth, -0.02, 0.02);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RoeMetzGrid.Over([RoeMetzStructure.LowCorrelationLowReaderVariance], [1.5], [3], [9], 1, 1, _ => default, 0.05, 0.9)
        );
    }

    [Fact]
    public void A_real_difference_is_found_more_often()
    {
        var model = new RoeMetzModel([2.5, 1.5], RoeMetzComponents.Of(RoeMetzStructure.LowCorrelationLowReaderVariance, 1.5));
        var design = new SimulatedDesign(5, 50, 50);
        var truth = model.MeanAuc(0) - model.MeanAuc(1);

        var result = SimulatedStudies.Run(200, 3, truth, s => SimulatedAnalysis.OneShot(RoeMetz.Study(model, design, s), 0.95));

        Assert.True(result.RejectionRate > 0.9);
        Assert.InRange(result.MeanEstimate - truth, -0.01, 0.01);
        Assert.InRange(result.Coverage, 0.9, 0.99);
    }
}
