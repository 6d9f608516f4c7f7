using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class FigureOfMeritTests
{
    private static readonly double[] Healthy = [1, 2, 2, 3, 1];
    private static readonly double[] Diseased = [2, 3, 4, 1];

    [Fact]
    public void The_area_under_the_curve()
    {
        // Of 20 pairs 2: 2 above, 2 tied; 3: 4, 1; 4: 5, 0; 1: 0, 2. (11 + 5 / 2) / 20.
        Assert.Equal(13.5 / 20, FigureOfMerit.Auc.Of(Healthy, Diseased), 1e-15);
        Assert.Equal("AUC", FigureOfMerit.Auc.Name);
        Assert.Equal(FigureCases.All, FigureOfMerit.Auc.Cases);
    }

    [Fact]
    public void Shares_at_a_threshold_count_it_as_positive()
    {
        Assert.Equal(0.75, FigureOfMerit.Sensitivity(2).Of(Healthy, Diseased));
        Assert.Equal(0.5, FigureOfMerit.Sensitivity(2.5).Of(Healthy, Diseased));
        Assert.Equal(0.4, FigureOfMerit.Specificity(2).Of(Healthy, Diseased), 1e-15);
        Assert.Equal(0.8, FigureOfMerit.Specificity(3).Of(Healthy, Diseased), 1e-15);
        Assert.Equal((4.0 + 2) / 9, FigureOfMerit.Accuracy(3).Of(Healthy, Diseased), 1e-15);
        Assert.Equal((0.8 + 0.5) / 2, FigureOfMerit.BalancedAccuracy(3).Of(Healthy, Diseased), 1e-15);
        Assert.Equal(FigureCases.Diseased, FigureOfMerit.Sensitivity(2).Cases);
        Assert.Equal(FigureCases.NonDiseased, FigureOfMerit.Specificity(2).Cases);
        Assert.Equal(FigureCases.All, FigureOfMerit.Accuracy(2).Cases);
        Assert.Equal(FigureCases.All, FigureOfMerit.BalancedAccuracy(2).Cases);
        Assert.Equal(FigureCases.All, FigureOfMerit.KappaWithTruth(2).Cases);
    }

    [Fact]
    public void Kappa_with_truth()
    {
        // At 3: 6 of 9 right, 3 called positive; by chance (3 × 4 + 6 × 5) / 81; κ = (6/9 − 42/81) / (1 − 42/81) = 12 / 39.
        Assert.Equal(12.0 / 39, FigureOfMerit.KappaWithTruth(3).Of(Healthy, Diseased), 1e-15);
        Assert.Equal(1, FigureOfMerit.KappaWithTruth(2).Of([1, 1], [2, 2]), 1e-15);
        Assert.Equal(0, FigureOfMerit.KappaWithTruth(9).Of(Healthy, Diseased), 1e-15);
        Assert.Equal(double.NaN, FigureOfMerit.KappaWithTruth(2).Of([1, 1], []));
    }

    [Fact]
    public void Figures_have_names()
    {
        Assert.Equal(
            ["sensitivity", "specificity", "accuracy", "balanced accuracy", "kappa with truth", "expected utility"],
            new[]
            {
                FigureOfMerit.Sensitivity(1),
                FigureOfMerit.Specificity(1),
                FigureOfMerit.Accuracy(1),
                FigureOfMerit.BalancedAccuracy(1),
                FigureOfMerit.KappaWithTruth(1),
                FigureOfMerit.ExpectedUtility(1),
            }.Select(f => f.Name)
        );
        Assert.Equal(
            ["partial AUC", "partial AUC", "partial AUC", "partial AUC"],
            new[]
            {
                FigureOfMerit.PartialAucOverSpecificity(0, 1),
                FigureOfMerit.PartialAucOverSensitivity(0, 1),
                FigureOfMerit.PartialAucOverSpecificityByUpperPoints(0, 1),
                FigureOfMerit.PartialAucOverSensitivityByUpperPoints(0, 1),
            }.Select(f => f.Name)
        );
        Assert.Equal("sensitivity at specificity", FigureOfMerit.SensitivityAt(1).Name);
        Assert.Equal("sensitivity at specificity", FigureOfMerit.SensitivityAtByUpperPoints(1).Name);
        Assert.Equal("specificity at sensitivity", FigureOfMerit.SpecificityAt(1).Name);
        Assert.Equal("specificity at sensitivity", FigureOfMerit.SpecificityAtByUpperPoints(1).Name);
    }

    /// <summary>
    /// Healthy 1, 2, 3, 4 and diseased 4, 3.5, 3.2, 1: the points (FPR, TPR) are (0, 0), (¼, ¼), (¼, ½), (¼, ¾), (½, ¾), (¾, ¾), (1, 1).
    /// </summary>
    [Theory]
    [InlineData(0.125, 0.125, 0.375)]
    [InlineData(0.25, 0.75, 0.75)]
    [InlineData(0.3, 0.75, 0.75)]
    [InlineData(0.875, 0.875, 0.875)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 1)]
    public void Sensitivity_at_a_specificity_along_the_curve_or_by_upper_points(
        double falsePositives,
        double alongCurve,
        double byUpperPoints
    )
    {
        double[] healthy = [1, 2, 3, 4];
        double[] diseased = [4, 3.5, 3.2, 1];

        Assert.Equal(alongCurve, FigureOfMerit.SensitivityAt(1 - falsePositives).Of(healthy, diseased), 1e-15);
        Assert.Equal(byUpperPoints, FigureOfMerit.SensitivityAtByUpperPoints(1 - falsePositives).Of(healthy, diseased), 1e-15);
    }

    /// <summary>The same points: sensitivity ¾ has the specificities ¾, ½ and ¼.</summary>
    [Theory]
    [InlineData(0.125, 0.875, 0.875)]
    [InlineData(0.5, 0.75, 0.75)]
    [InlineData(0.75, 0.75, 0.25)]
    [InlineData(0.625, 0.75, 0.5)]
    [InlineData(0.875, 0.125, 0.125)]
    public void Specificity_at_a_sensitivity_along_the_curve_or_by_upper_points(double sensitivity, double alongCurve, double byUpperPoints)
    {
        double[] healthy = [1, 2, 3, 4];
        double[] diseased = [4, 3.5, 3.2, 1];

        Assert.Equal(alongCurve, FigureOfMerit.SpecificityAt(sensitivity).Of(healthy, diseased), 1e-15);
        Assert.Equal(byUpperPoints, FigureOfMerit.SpecificityAtByUpperPoints(sensitivity).Of(healthy, diseased), 1e-15);
    }

    [Fact]
    public void Partial_areas_along_the_curve_or_by_upper_points()
    {
        double[] healthy = [1, 2, 3, 4];
        double[] diseased = [4, 3.5, 3.2, 1];

        // Up to FPR ⅛: the triangle under the diagonal, or that under the line from (0, 0) to (¼, ¾). Up to ½ both have the whole strip.
        Assert.Equal(0.125 * 0.125 / 2, FigureOfMerit.PartialAucOverSpecificity(0.875, 1).Of(healthy, diseased), 1e-15);
        Assert.Equal(0.125 * 0.375 / 2, FigureOfMerit.PartialAucOverSpecificityByUpperPoints(0.875, 1).Of(healthy, diseased), 1e-15);
        Assert.Equal(0.375 / 2, FigureOfMerit.PartialAucOverSpecificityByUpperPoints(0.875, 1, true).Of(healthy, diseased), 1e-15);
        Assert.Equal(0.25 * 0.75, FigureOfMerit.PartialAucOverSpecificityByUpperPoints(0.5, 0.75).Of(healthy, diseased), 1e-15);
        // FPR ½ to ⅞: 0.25 × 0.75 + 0.125 × (0.75 + 0.875) / 2.
        Assert.Equal(0.1875 + 0.1015625, FigureOfMerit.PartialAucOverSpecificityByUpperPoints(0.125, 0.5).Of(healthy, diseased), 1e-15);
        // Sensitivity 0 to ⅛ at specificity 1 falling to ⅞.
        Assert.Equal(0.125 * (1 + 0.875) / 2, FigureOfMerit.PartialAucOverSensitivity(0, 0.125).Of(healthy, diseased), 1e-15);
        Assert.Equal(0.1171875, FigureOfMerit.PartialAucOverSensitivityByUpperPoints(0, 0.125).Of(healthy, diseased), 1e-15);
        Assert.Equal(0.9375, FigureOfMerit.PartialAucOverSensitivityByUpperPoints(0, 0.125, true).Of(healthy, diseased), 1e-15);
        // ½ to ¾ at specificity ¾ along the curve; by upper points the end is the lowest specificity at ¾, which is ¼.
        Assert.Equal(0.25 * 0.75, FigureOfMerit.PartialAucOverSensitivity(0.5, 0.75).Of(healthy, diseased), 1e-15);
        Assert.Equal(
            0.25 * (0.75 + 0.25) / 2,
            FigureOfMerit.PartialAucOverSensitivityByUpperPoints(0.5, 0.75).Of(healthy, diseased),
            1e-15
        );
        // ½ to ⅞: every point strictly between counts: ¾ at ¾, ½ and ¼, then down to ⅛.
        Assert.Equal(
            (0.25 * 0.75) + (0.125 * (0.25 + 0.125) / 2),
            FigureOfMerit.PartialAucOverSensitivityByUpperPoints(0.5, 0.875).Of(healthy, diseased),
            1e-15
        );
        Assert.Equal(0.5, FigureOfMerit.ExpectedUtility(1).Of(healthy, diseased), 1e-15);
        Assert.Equal(double.NaN, FigureOfMerit.ExpectedUtility(1).Of(healthy, []));
        Assert.Equal(double.NaN, FigureOfMerit.ExpectedUtility(1).Of([], diseased));
    }

    [Fact]
    public void Every_reader_has_the_figure_of_the_cases_read()
    {
        var ratings = MrmcRatings.Of(
            [true, false, true, false],
            [
                [
                    [3, 1, 2, 2],
                    [2, double.NaN, 1, 2],
                ],
                [
                    [1, 1, 1, 1],
                    Unread(4),
                ],
            ]
        );

        var figures = FigureOfMerit.Auc.ForAll(ratings);

        Assert.Equal(0.875, figures[0, 0]);
        Assert.Equal(0.25, figures[0, 1]);
        Assert.Equal(0.5, figures[1, 0]);
        Assert.Equal(double.NaN, figures[1, 1]);
        Assert.False(figures.IsGiven(1, 1));
        Assert.True(figures.IsGiven(0, 1));
        Assert.False(figures.AreComplete);
        Assert.Equal((2, 1), (figures.ReadersOf(0), figures.ReadersOf(1)));
        Assert.Equal(0.5625, figures.MeanOf(0));
        Assert.Equal(0.5, figures.MeanOf(1));
        Assert.Equal(0.6875, figures.MeanOfReader(0));
        Assert.Equal(0.25, figures.MeanOfReader(1));
    }

    [Fact]
    public void Cases_are_left_out_in_turn_the_non_diseased_first()
    {
        var ratings = MrmcRatings.Of(
            [true, false, true, false],
            [
                [
                    [3, 1, 2, 2],
                    [2, double.NaN, 1, 2],
                ],
            ]
        );

        var auc = FigureOfMerit.Auc.LeavingOutEach(ratings);
        var sensitivity = FigureOfMerit.Sensitivity(2).LeavingOutEach(ratings);
        var specificity = FigureOfMerit.Specificity(2).LeavingOutEach(ratings);

        Assert.Equal(4, auc.Cases);
        Assert.Equal([0.75, 1, 0.75, 1], auc.Of(0, 0).ToArray());
        // The second reader did not read the first healthy case; without the other one nothing is left.
        Assert.Equal([0.25, double.NaN, 0, 0.5], auc.Of(0, 1).ToArray());
        Assert.Equal(2, sensitivity.Cases);
        Assert.Equal([0, 1], sensitivity.Of(0, 1).ToArray());
        Assert.Equal(2, specificity.Cases);
        Assert.Equal([0, 1], specificity.Of(0, 0).ToArray());
        Assert.Equal([0, double.NaN], specificity.Of(0, 1).ToArray());
    }

    [Fact]
    public void A_function_of_ones_own_will_do()
    {
        var figure = new FigureOfMerit("highest", FigureCases.Diseased, (_, diseased) => Max(diseased));
        var ratings = MrmcRatings.Of(
            [true, false, true, true],
            [
                [
                    [3, 9, 5, 2],
                ],
            ]
        );

        Assert.Equal(5, figure.ForAll(ratings)[0, 0]);
        Assert.Equal([5, 3, 5], figure.LeavingOutEach(ratings).Of(0, 0).ToArray());
        Assert.Equal("highest", figure.Name);
    }

    [Fact]
    public void Closed_forms_agree_with_computing_anew() =>
        Prop.ForAll(
                RandomReaderStudies.Tables,
                table =>
                {
                    var ratings = RandomReaderStudies.Study(RandomReaderStudies.WithGaps(table));
                    return new[] { FigureOfMerit.Auc, FigureOfMerit.Sensitivity(3), FigureOfMerit.Specificity(2) }.All(closed =>
                    {
                        var anew = new FigureOfMerit(closed.Name, closed.Cases, closed.Of).LeavingOutEach(ratings);
                        var got = closed.LeavingOutEach(ratings);
                        return Enumerable
                            .Range(0, ratings.Treatments.Count)
                            .All(i =>
                                Enumerable
                                    .Range(0, ratings.Readers.Count)
                                    .All(j =>
                                        anew.Of(i, j)
                                            .ToArray()
                                            .Zip(got.Of(i, j).ToArray())
                                            .All(p => RandomReaderStudies.Near(p.First, p.Second))
                                    )
                            );
                    });
                }
            )
            .Check(RandomReaderStudies.Pinned);

    [Fact]
    public void Accuracy_is_the_mean_of_sensitivity_and_specificity_weighted_by_cases() =>
        Prop.ForAll(
                RandomReaderStudies.Tables,
                table =>
                {
                    var ratings = RandomReaderStudies.Study(table);
                    double diseased = table.Diseased.Count(d => d),
                        all = table.Diseased.Length;
                    return RandomReaderStudies.Near(
                        (
                            (diseased * FigureOfMerit.Sensitivity(3).ForAll(ratings)[0, 0])
                            + ((all - diseased) * FigureOfMerit.Specificity(3).ForAll(ratings)[0, 0])
                        ) / all,
                        FigureOfMerit.Accuracy(3).ForAll(ratings)[0, 0]
                    );
                }
            )
            .Check(RandomReaderStudies.Pinned);

    private static double Max(ReadOnlySpan<double> values)
    {
        var max = double.NegativeInfinity;
        foreach (var value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }

    private static double[] Unread(int cases) => [.. Enumerable.Repeat(double.NaN, cases)];
}
