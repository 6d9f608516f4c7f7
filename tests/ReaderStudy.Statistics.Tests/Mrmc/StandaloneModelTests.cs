using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class StandaloneModelTests
{
    private static readonly ReaderFigures Figures = new(
        ["A"],
        ["ai", "1", "2"],
        new[,]
        {
            { 0.9, 0.8, 0.7 },
        }
    );

    private static readonly ErrorCovariance Covariance = new(
        Figures,
        new[,]
        {
            { 0.0020, 0.0003, 0.0005 },
            { 0.0003, 0.0040, 0.0011 },
            { 0.0005, 0.0011, 0.0050 },
        }
    );

    private static readonly StandaloneComparison Comparison = StandaloneModel.Of(Figures, Covariance, 0);

    [Fact]
    public void Differences_are_in_favour_of_the_model()
    {
        Assert.Equal("ai", Comparison.Model);
        Assert.Equal(0.9, Comparison.ModelFigure.Value);
        Assert.Equal(Math.Sqrt(0.0020), Comparison.ModelFigure.StandardError, 1e-15);
        Assert.Equal(double.PositiveInfinity, Comparison.ModelFigure.DegreesOfFreedom);
        Assert.Equal(["1", "2"], Comparison.ByReader.Select(r => r.Reader));
        Assert.Equal(0.1, Comparison.ByReader[0].Estimate.Value, 1e-15);
        Assert.Equal(Math.Sqrt(0.0054), Comparison.ByReader[0].Estimate.StandardError, 1e-15); // 0.0040 + 0.0020 − 2 × 0.0003
        Assert.Equal(0.2, Comparison.ByReader[1].Estimate.Value, 1e-15);
        Assert.Equal(Math.Sqrt(0.0060), Comparison.ByReader[1].Estimate.StandardError, 1e-15); // 0.0050 + 0.0020 − 2 × 0.0005
    }

    [Fact]
    public void The_mean_difference_by_hand()
    {
        // MS(R) = 0.005; Cov2 = 0.0011 − 0.0003 − 0.0005 + 0.0020 = 0.0023; Var = 0.0057.
        var random = Comparison.RandomReadersRandomCases;
        Assert.Equal(0.15, random.Value, 1e-15);
        Assert.Equal(Math.Sqrt(0.0048), random.StandardError, 1e-15);
        Assert.Equal(0.0096 * 0.0096 / (0.005 * 0.005), random.DegreesOfFreedom, 1e-12);
        Assert.Equal(Math.Sqrt(0.0040), Comparison.FixedReadersRandomCases.StandardError, 1e-15);
        Assert.Equal(double.PositiveInfinity, Comparison.FixedReadersRandomCases.DegreesOfFreedom);
        Assert.Equal(Math.Sqrt(0.0025), Comparison.RandomReadersFixedCases.StandardError, 1e-15);
        Assert.Equal(1, Comparison.RandomReadersFixedCases.DegreesOfFreedom);
        Assert.Equal(0.0057, Comparison.Differences.Components.Error, 1e-15);
        Assert.Equal(0.0023, Comparison.Differences.Components.Cov2, 1e-15);
    }

    [Fact]
    public void The_readers_alone_keep_their_own_variance()
    {
        var mean = Comparison.Readers.RandomReadersRandomCases().Means[0];

        Assert.Equal(0.75, mean.Estimate.Value, 1e-15);
        Assert.Equal(0.0045, mean.ErrorVariance, 1e-15);
        Assert.Equal(0.0011, mean.Cov2, 1e-15);
        Assert.Equal(Math.Sqrt(0.0036), mean.Estimate.StandardError, 1e-15);
    }

    [Fact]
    public void It_equals_an_analysis_in_which_the_model_stands_in_for_every_reader() =>
        Prop.ForAll(
                RandomReaderStudies.Comparisons,
                table =>
                {
                    var readers = table.Ratings[0];
                    var model = readers[0];
                    var alone = StandaloneModel.DeLong(MrmcRatings.Of(table.Diseased, [readers]), "1").RandomReadersRandomCases;
                    double[][] others = [.. readers.Skip(1)];
                    var both = ObuchowskiRockette.DeLong(
                        MrmcRatings.Of(
                            table.Diseased,
                            [
                                [.. others.Select(_ => model)],
                                others,
                            ]
                        )
                    );
                    var two = both.RandomReadersRandomCases().Differences[0].Estimate;
                    return others.Length == 1
                        || (
                            RandomReaderStudies.Near(two.Value, alone.Value)
                            && RandomReaderStudies.Near(two.StandardError, alone.StandardError, 1e-7)
                            && (
                                RandomReaderStudies.Near(two.DegreesOfFreedom, alone.DegreesOfFreedom, 1e-7)
                                || !double.IsFinite(two.DegreesOfFreedom)
                                || two.DegreesOfFreedom > 1e6
                            )
                        );
                }
            )
            .Check(RandomReaderStudies.Pinned);

    [Fact]
    public void The_model_stands_among_the_readers()
    {
        MrmcRating[] rows =
        [
            .. new[] { ("ai", 5.0, 1.0, 4.0, 2.0), ("r1", 4, 2, 1, 1), ("r2", 3, 3, 4, 1) }.SelectMany(r =>
                new MrmcRating[]
                {
                    new("A", r.Item1, "1", true, r.Item2),
                    new("A", r.Item1, "2", false, r.Item3),
                    new("A", r.Item1, "3", true, r.Item4),
                    new("A", r.Item1, "4", false, r.Item5),
                }
            ),
        ];
        var ratings = MrmcRatings.Of(rows);

        // AUCs 1, (1 + 0.5 × … ) as counted: r1 4 beats 2 and 1, 1 loses to 2 and ties 1: 2.5 / 4; r2 3 ties 3 and beats 1, 4 beats both: 3.5 / 4.
        var delong = StandaloneModel.DeLong(ratings, "ai");
        Assert.Equal(1 - ((0.625 + 0.875) / 2), delong.RandomReadersRandomCases.Value, 1e-15);
        Assert.Equal(0.375, delong.ByReader[0].Estimate.Value, 1e-15);
        Assert.Equal(0.125, StandaloneModel.Jackknife(ratings, "r2", FigureOfMerit.Auc).Differences.Figures[0, 0] * -1, 1e-15);
        Assert.Equal(["ai", "r1"], StandaloneModel.Jackknife(ratings, "r2", FigureOfMerit.Auc).ByReader.Select(r => r.Reader));

        Assert.Equal(
            "There is no reader 'x' to be the model.",
            Assert.Throws<BadInputException>(() => StandaloneModel.DeLong(ratings, "x")).Message
        );
        Assert.Equal(
            "There is no reader to compare the model with.",
            Assert.Throws<BadInputException>(() => StandaloneModel.DeLong(MrmcRatings.Of(rows[..4]), "ai")).Message
        );
        Assert.Equal(
            "A model is compared with the readers of one treatment; there are 2.",
            Assert
                .Throws<BadInputException>(() =>
                    StandaloneModel.Jackknife(
                        MrmcRatings.Of([.. rows, .. rows.Select(r => r with { Treatment = "B" })]),
                        "ai",
                        FigureOfMerit.Auc
                    )
                )
                .Message
        );
        Assert.Throws<BadInputException>(() => StandaloneModel.DeLong(MrmcRatings.Of(rows[..^1]), "ai"));
    }

    [Fact]
    public void One_treatment_and_another_reader_are_needed()
    {
        var two = new ReaderFigures(["A", "B"], ["1", "2"], new double[2, 2]);
        var one = new ReaderFigures(["A"], ["1"], new double[1, 1]);
        var gap = new ReaderFigures(
            ["A"],
            ["1", "2"],
            new double[1, 2],
            new[,]
            {
                { true, false },
            }
        );

        Assert.Throws<ArgumentException>(() => StandaloneModel.Of(two, new ErrorCovariance(two, new double[4, 4]), 0));
        Assert.Throws<ArgumentException>(() => StandaloneModel.Of(one, new ErrorCovariance(one, new double[1, 1]), 0));
        Assert.Throws<ArgumentException>(() => StandaloneModel.Of(gap, new ErrorCovariance(gap, new double[2, 2]), 0));
        Assert.Throws<ArgumentException>(() => StandaloneModel.Of(Figures, Covariance, 3));
        Assert.Throws<ArgumentException>(() => StandaloneModel.Of(Figures, Covariance, -1));
        Assert.Equal("2", StandaloneModel.Of(Figures, Covariance, 2).Model);
    }
}
