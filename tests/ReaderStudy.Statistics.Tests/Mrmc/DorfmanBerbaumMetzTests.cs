using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class DorfmanBerbaumMetzTests
{
    /// <summary>Accuracies of five cases: pseudo-values are 1 where the reader was right and 0 where not.</summary>
    private static readonly MrmcRatings Right = Study([
        [
            [1, 1, 0, 1, 1],
            [1, 0, 1, 1, 0],
        ],
        [
            [0, 1, 1, 1, 1],
            [1, 1, 1, 1, 0],
        ],
    ]);

    private static readonly DbmAnalysis Analysis = DorfmanBerbaumMetz.Of(Right, FigureOfMerit.Accuracy(0.5));

    [Fact]
    public void Pseudo_values_of_an_accuracy_are_the_hits()
    {
        var values = PseudoValues.Raw(FigureOfMerit.Accuracy(0.5).LeavingOutEach(Right));

        // Non-diseased cases come first: the third and the fifth.
        Assert.Equal(5, values.Cases);
        Near([0, 1, 1, 1, 1], values.Of(0, 0));
        Near([1, 0, 1, 0, 1], values.Of(0, 1));
        Near([1, 1, 0, 1, 1], values.Of(1, 0));
        Near([1, 0, 1, 1, 1], values.Of(1, 1));
    }

    [Fact]
    public void Centred_pseudo_values_have_the_figure_of_merit_for_a_mean()
    {
        // Youden's index is no mean over cases.
        var figure = new FigureOfMerit("squared", FigureCases.Diseased, (_, diseased) => Math.Pow(Sum(diseased) / diseased.Length, 2));
        var ratings = MrmcRatings.Of(
            [true, true, false],
            [
                [
                    [1, 3, 0],
                ],
            ]
        );

        var raw = PseudoValues.Raw(figure.LeavingOutEach(ratings)).Of(0, 0).ToArray();
        var centred = PseudoValues.Centred(figure.LeavingOutEach(ratings)).Of(0, 0).ToArray();

        Assert.Equal([-1, 7], raw); // 2 × 4 − 9 and 2 × 4 − 1
        Assert.Equal([0, 8], centred); // shifted to the mean 4
    }

    [Fact]
    public void Mean_squares_by_hand()
    {
        // Hits: 16 of 20. Sums by treatment 7, 8 (of 10) → T = 2 × 0.05² × 10; and so on, as fractions of deviations.
        var anova = Analysis.Anova;
        Line(AnovaByDefinition("T"), 1, anova.Treatment);
        Line(AnovaByDefinition("R"), 1, anova.Reader);
        Line(AnovaByDefinition("C"), 4, anova.Case);
        Line(AnovaByDefinition("TR"), 1, anova.TreatmentReader);
        Line(AnovaByDefinition("TC"), 4, anova.TreatmentCase);
        Line(AnovaByDefinition("RC"), 4, anova.ReaderCase);
        Line(AnovaByDefinition("TRC"), 4, anova.TreatmentReaderCase);
        Assert.Equal(0.05, anova.Treatment.SumOfSquares, 1e-14);
        Assert.Equal(19, anova.Total.DegreesOfFreedom);
        Assert.Equal(15 - (15.0 * 15 / 20), anova.Total.SumOfSquares, 1e-13);
    }

    [Fact]
    public void Variance_components_are_differences_of_mean_squares()
    {
        var (a, c) = (Analysis.Anova, Analysis.Components);
        double e = a.TreatmentReaderCase.Value;

        Assert.Equal((a.Reader.Value - a.TreatmentReader.Value - a.ReaderCase.Value + e) / 10, c.Reader, 1e-15);
        Assert.Equal((a.Case.Value - a.TreatmentCase.Value - a.ReaderCase.Value + e) / 4, c.Case, 1e-15);
        Assert.Equal((a.TreatmentReader.Value - e) / 5, c.TreatmentReader, 1e-15);
        Assert.Equal((a.TreatmentCase.Value - e) / 2, c.TreatmentCase, 1e-15);
        Assert.Equal((a.ReaderCase.Value - e) / 2, c.ReaderCase, 1e-15);
        Assert.Equal(e, c.Error);
    }

    [Fact]
    public void It_is_the_obuchowski_rockette_analysis_with_jackknife_covariances() =>
        Prop.ForAll(
                RandomReaderStudies.Comparisons,
                table =>
                {
                    var ratings = RandomReaderStudies.Study(table);
                    return new[] { FigureOfMerit.Auc, FigureOfMerit.ExpectedUtility(1.5), FigureOfMerit.Sensitivity(3) }.All(figure =>
                    {
                        var dbm = DorfmanBerbaumMetz.Of(ratings, figure);
                        var or = ObuchowskiRockette.Jackknife(ratings, figure);
                        return Same(dbm.RandomReadersRandomCases(), or.RandomReadersRandomCases(), dbm.Cases, df: true)
                            && Same(dbm.RandomReadersFixedCases(), or.RandomReadersFixedCases(), dbm.Cases, df: true)
                            && Same(dbm.FixedReadersRandomCases(), or.FixedReadersRandomCases(), dbm.Cases, df: false)
                            && dbm.DifferencesByReader()
                                .Zip(or.DifferencesByReader())
                                .All(p =>
                                    p.First.Reader == p.Second.Reader
                                    && Close(p.First.Estimate.Value, p.Second.Estimate.Value)
                                    && Close(p.First.Estimate.StandardError, p.Second.Estimate.StandardError)
                                )
                            && Close(dbm.Anova.TreatmentReaderCase.Value / dbm.Cases, Expected(or));
                    });
                }
            )
            .Check(RandomReaderStudies.Pinned);

    [Fact]
    public void Fixed_readers_have_the_degrees_of_freedom_of_the_cases()
    {
        var inference = Analysis.FixedReadersRandomCases();

        Assert.Equal(4, inference.Equality.DenominatorDf);
        Assert.Equal(4, inference.Means[0].Estimate.DegreesOfFreedom);
        Assert.Equal([4.0, 4.0], Analysis.DifferencesByReader().Select(d => d.Estimate.DegreesOfFreedom));
        var three = DorfmanBerbaumMetz.Of(
            Study([
                [
                    [1, 1, 0, 1, 1],
                ],
                [
                    [0, 1, 1, 1, 1],
                ],
                [
                    [0, 0, 1, 1, 1],
                ],
            ]),
            FigureOfMerit.Accuracy(0.5)
        );
        Assert.Equal([8.0, 8, 8], three.DifferencesByReader().Select(d => d.Estimate.DegreesOfFreedom));
        Assert.Equal([4.0, 4, 4], three.DifferencesByReaderWithCaseDf().Select(d => d.Estimate.DegreesOfFreedom));
        Assert.Equal(["1", "1", "2"], three.DifferencesByReader().Select(d => d.First));
        Assert.Equal(["2", "3", "3"], three.DifferencesByReader().Select(d => d.Second));
        Assert.Equal(
            three.DifferencesByReader().Select(d => d.Estimate.StandardError),
            three.DifferencesByReaderWithCaseDf().Select(d => d.Estimate.StandardError)
        );
        Assert.Equal(three.Anova.TreatmentCase.Value, three.ByReader[0].TreatmentCase.Value, 1e-15);
        Assert.Equal(0.2, three.FixedReadersRandomCases().Means[0].ErrorVariance * three.Cases, 1e-14);
    }

    [Fact]
    public void A_contrast_is_on_the_scale_of_the_figures()
    {
        var difference = Analysis.RandomReadersRandomCases().Differences[0].Estimate;
        var contrast = Analysis.RandomReadersRandomCases().Contrast(1, -1);

        Assert.Equal(difference.StandardError, contrast.StandardError, 1e-15);
        Assert.Equal(-0.1, contrast.Value, 1e-15);
    }

    [Fact]
    public void Treatments_read_alike_differ_by_exactly_nothing()
    {
        double[][] readers =
        [
            [1, 3, 2, 4, 2],
            [2, 3, 1, 1, 2],
        ];
        var analysis = DorfmanBerbaumMetz.Of(
            MrmcRatings.Of([true, true, false, true, false], [readers, readers, readers]),
            FigureOfMerit.Auc
        );

        Assert.Equal((0, 0), (analysis.Anova.Treatment.Value, analysis.Anova.TreatmentReader.Value));
        Assert.Equal((0, 0), (analysis.Anova.TreatmentCase.Value, analysis.Anova.TreatmentReaderCase.Value));
        Assert.Equal(double.NaN, analysis.FixedReadersRandomCases().Equality.P);
        Assert.Equal(double.NaN, analysis.RandomReadersRandomCases().Equality.P);
    }

    [Fact]
    public void Pseudo_values_need_a_crossed_study()
    {
        var ratings = MrmcRatings.Of(
            [true, false, true],
            [
                [
                    [1, 1, 1],
                    [1, double.NaN, 2],
                ],
                [
                    [1, 1, 1],
                    [1, 2, 1],
                ],
            ]
        );

        var refused = Assert.Throws<BadInputException>(() => DorfmanBerbaumMetz.Of(ratings, FigureOfMerit.Auc));

        Assert.Equal("Reader '2' has not rated case '2' under treatment '1'.", refused.Message);
        var gap = new ReaderFigures(
            ["A"],
            ["1", "2"],
            new double[1, 2],
            new[,]
            {
                { true, false },
            }
        );
        Assert.Throws<ArgumentException>(() =>
            DorfmanBerbaumMetz.Of(
                PseudoValues.Centred(
                    new LeaveOneOut(
                        gap,
                        [
                            [1, 2],
                            [],
                        ]
                    )
                )
            )
        );
    }

    /// <summary>n (Var − Cov1 − Cov2 + Cov3) / n.</summary>
    private static double Expected(OrAnalysis or) => or.Components.Error - or.Components.Cov1 - or.Components.Cov2 + or.Components.Cov3;

    private static bool Same(MrmcInference dbm, MrmcInference or, int cases, bool df) =>
        Close(dbm.Equality.F, or.Equality.F, 1e-7)
        && Close(dbm.Equality.MeanSquare, cases * or.Equality.MeanSquare)
        && Close(dbm.Equality.Denominator, cases * or.Equality.Denominator)
        && (!df || Close(dbm.Equality.DenominatorDf, or.Equality.DenominatorDf, 1e-7))
        && dbm.Differences.Zip(or.Differences)
            .All(p =>
                (p.First.First, p.First.Second) == (p.Second.First, p.Second.Second)
                && Close(p.First.Estimate.StandardError, p.Second.Estimate.StandardError)
                && Close(p.First.Estimate.Value, p.Second.Estimate.Value)
            )
        && dbm.Means.Zip(or.Means)
            .All(p =>
                Close(p.First.ReaderMeanSquare, p.Second.ReaderMeanSquare)
                && Close(p.First.ErrorVariance, p.Second.ErrorVariance)
                && Close(p.First.Cov2, p.Second.Cov2)
                && (!df || Close(p.First.Estimate.StandardError, p.Second.Estimate.StandardError))
            );

    /// <summary>Rounding may leave 1e-17 where the truth is 0, and its square root is larger.</summary>
    private static bool Close(double a, double b, double tolerance = 1e-7) =>
        RandomReaderStudies.Near(a, b, tolerance) || !double.IsFinite(a) || !double.IsFinite(b) || Math.Abs(a) > 1e6;

    private static MrmcRatings Study(double[][][] right)
    {
        bool[] truth = [true, true, false, true, false];
        return MrmcRatings.Of(truth, [.. right.Select(t => t.Select(r => r.Select((x, k) => truth[k] ? x : 1 - x).ToArray()).ToArray())]);
    }

    /// <summary>Sum of squares of effects: means over the other factors, less those of lower order.</summary>
    private static double AnovaByDefinition(string effect)
    {
        var values = PseudoValues.Centred(FigureOfMerit.Accuracy(0.5).LeavingOutEach(Right));
        double sum = 0;
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                for (var k = 0; k < 5; k++)
                {
                    double deviation = 0;
                    for (var subset = 0; subset < 1 << effect.Length; subset++)
                    {
                        var part = string.Concat(effect.Where((_, n) => (subset >> n & 1) == 1));
                        var sign = (effect.Length - part.Length) % 2 == 0 ? 1 : -1;
                        deviation +=
                            sign * MeanOver(values, part.Contains('T') ? i : -1, part.Contains('R') ? j : -1, part.Contains('C') ? k : -1);
                    }

                    sum += deviation * deviation;
                }
            }
        }

        return sum;
    }

    private static double MeanOver(PseudoValues values, int treatment, int reader, int @case)
    {
        double sum = 0,
            count = 0;
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                for (var k = 0; k < 5; k++)
                {
                    if ((treatment < 0 || treatment == i) && (reader < 0 || reader == j) && (@case < 0 || @case == k))
                    {
                        sum += values.Of(i, j)[k];
                        count++;
                    }
                }
            }
        }

        return sum / count;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static void Line(double sum, double df, MeanSquare got)
    {
        Assert.Equal(sum, got.SumOfSquares, 1e-13);
        Assert.Equal(df, got.DegreesOfFreedom);
    }

    private static void Near(double[] expected, ReadOnlySpan<double> got)
    {
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], got[i], 1e-12);
        }
    }
}
