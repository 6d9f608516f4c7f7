using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;
using static ReaderStudy.Statistics.Tests.Mrmc.ObuchowskiRocketteExample;

namespace ReaderStudy.Statistics.Tests.Mrmc;

/// <summary>Edges of the worked example, what is refused, and what holds for any study.</summary>
public sealed class ObuchowskiRocketteEdgeTests
{
    [Fact]
    public void Treatments_read_alike_differ_by_exactly_nothing()
    {
        var figures = new ReaderFigures(
            ["A", "B", "C"],
            ["1", "2"],
            new[,]
            {
                { 0.7, 0.81 },
                { 0.7, 0.81 },
                { 0.7, 0.81 },
            }
        );
        var matrix = new double[6, 6];
        for (var a = 0; a < 6; a++)
        {
            for (var b = 0; b < 6; b++)
            {
                matrix[a, b] = a % 2 != b % 2 ? 0.0011 : (a % 2 == 0 ? 0.0037 : 0.0053);
            }
        }

        var analysis = ObuchowskiRockette.Of(figures, new ErrorCovariance(figures, matrix));

        Assert.Equal((0, 0), (analysis.Anova.Treatment.Value, analysis.Anova.TreatmentReader.Value));
        Assert.Equal(0, analysis.RandomReadersRandomCases().Equality.Denominator);
        Assert.Equal(double.NaN, analysis.RandomReadersRandomCases().Equality.P);
        Assert.Equal(0, analysis.FixedReadersRandomCases().Equality.Denominator);
        Assert.Equal(0, analysis.FixedReadersRandomCases().Differences[2].Estimate.StandardError);
        Assert.Equal(0, analysis.DifferencesByReader()[0].Estimate.StandardError);
    }

    [Fact]
    public void One_reader_allows_to_generalise_to_cases_only()
    {
        var figures = new ReaderFigures(
            TwoTreatments,
            ["1"],
            new[,]
            {
                { 0.8 },
                { 0.86 },
            }
        );
        var analysis = ObuchowskiRockette.Of(
            figures,
            new ErrorCovariance(
                figures,
                Scaled(
                    new double[,]
                    {
                        { 40, 20 },
                        { 20, 36 },
                    }
                )
            )
        );

        Test(0.0018, 0.0018, 1, double.PositiveInfinity, analysis.FixedReadersRandomCases().Equality);
        Near(Math.Sqrt(0.004), analysis.FixedReadersRandomCases().Means[0].Estimate.StandardError);
        Assert.Equal(double.NaN, analysis.RandomReadersRandomCases().Equality.P);
        Assert.Equal(double.NaN, analysis.RandomReadersFixedCases().Means[0].Estimate.StandardError);
        Assert.Equal(double.NaN, analysis.Components.Cov2);
    }

    [Fact]
    public void One_treatment_has_a_mean_and_nothing_to_compare()
    {
        var figures = new ReaderFigures(
            ["A"],
            ["1", "2"],
            new[,]
            {
                { 0.8, 0.9 },
            }
        );
        var analysis = ObuchowskiRockette.Of(
            figures,
            new ErrorCovariance(
                figures,
                Scaled(
                    new double[,]
                    {
                        { 40, 20 },
                        { 20, 36 },
                    }
                )
            )
        );

        var mean = Assert.Single(analysis.RandomReadersRandomCases().Means);

        Estimate(0.85, 0.0045, 0.009 * 0.009 / (0.005 * 0.005), mean.Estimate);
        Assert.Empty(analysis.RandomReadersRandomCases().Differences);
        Assert.Equal(double.NaN, analysis.RandomReadersRandomCases().Equality.P);
        Assert.Equal(double.NaN, analysis.Components.Cov1);
        Assert.Equal(
            double.NaN,
            ObuchowskiRockette.Of(figures, analysis.Covariance, MrmcDesign.ReadersNestedInTreatments).ReadersPerTreatment
        );
    }

    [Fact]
    public void Readers_must_work_where_the_design_says()
    {
        var gap = new ReaderFigures(
            TwoTreatments,
            ["1", "2"],
            new double[2, 2],
            new[,]
            {
                { true, true },
                { true, false },
            }
        );
        var empty = new ReaderFigures(
            TwoTreatments,
            ["1", "2"],
            new double[2, 2],
            new[,]
            {
                { true, true },
                { false, false },
            }
        );

        var crossed = Refused(gap, MrmcDesign.Crossed);
        var nested = Refused(gap, MrmcDesign.ReadersNestedInTreatments);
        var noReader = Refused(empty, MrmcDesign.ReadersNestedInTreatments);

        Assert.Equal("Every reader must work under every treatment, unless readers are nested in treatments.", crossed);
        Assert.Equal("Reader '1' must work under exactly one treatment.", nested);
        Assert.Equal("Treatment 'B' has no reader.", noReader);
    }

    [Fact]
    public void Sizes_must_agree()
    {
        Assert.Throws<ArgumentException>(() => new ReaderFigures([], ["1"], new double[0, 1]));
        Assert.Throws<ArgumentException>(() => new ReaderFigures(["A"], [], new double[1, 0]));
        Assert.Throws<ArgumentException>(() => new ReaderFigures(["A"], ["1"], new double[1, 2]));
        Assert.Throws<ArgumentException>(() => new ReaderFigures(["A"], ["1"], new double[2, 1]));
        Assert.Throws<ArgumentException>(() => new ReaderFigures(["A"], ["1"], new double[1, 1], new bool[2, 1]));
        Assert.Throws<ArgumentException>(() => new ReaderFigures(["A"], ["1"], new double[1, 1], new bool[1, 2]));
        Assert.Throws<ArgumentException>(() => new ErrorCovariance(Figures, new double[6, 5]));
        Assert.Throws<ArgumentException>(() => new ErrorCovariance(Figures, new double[5, 6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures.Cell(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures.Cell(0, -1));
        Assert.Equal(5, Figures.Cell(1, 2));
    }

    [Fact]
    public void The_analysis_of_variance_is_that_of_deviations_from_means() =>
        Prop.ForAll(
                RandomReaderStudies.Comparisons,
                table =>
                {
                    var ratings = RandomReaderStudies.Study(table);
                    var figures = FigureOfMerit.Auc.ForAll(ratings);
                    var anova = ObuchowskiRockette.Of(figures, ErrorCovariances.DeLong(ratings)).Anova;
                    int[] treatments = [.. Enumerable.Range(0, figures.Treatments.Count)];
                    int[] readers = [.. Enumerable.Range(0, figures.Readers.Count)];
                    var grand = treatments.Average(figures.MeanOf);
                    double Square(double x) => x * x;
                    return RandomReaderStudies.Near(
                            readers.Length * treatments.Sum(i => Square(figures.MeanOf(i) - grand)),
                            anova.Treatment.SumOfSquares
                        )
                        && RandomReaderStudies.Near(
                            treatments.Length * readers.Sum(j => Square(figures.MeanOfReader(j) - grand)),
                            anova.Reader.SumOfSquares
                        )
                        && RandomReaderStudies.Near(
                            treatments.Sum(i =>
                                readers.Sum(j => Square(figures[i, j] - figures.MeanOf(i) - figures.MeanOfReader(j) + grand))
                            ),
                            anova.TreatmentReader.SumOfSquares
                        );
                }
            )
            .Check(RandomReaderStudies.Pinned);

    [Fact]
    public void The_order_of_readers_and_cases_does_not_matter_and_that_of_treatments_turns_signs() =>
        Prop.ForAll(
                RandomReaderStudies.Comparisons,
                table =>
                {
                    var turned = (
                        Enumerable.Reverse(table.Diseased).ToArray(),
                        table
                            .Ratings.Reverse()
                            .Select(t => t.Reverse().Select(r => r.AsEnumerable().Reverse().ToArray()).ToArray())
                            .ToArray()
                    );
                    var one = ObuchowskiRockette.Unbiased(RandomReaderStudies.Study(table)).RandomReadersRandomCases();
                    var other = ObuchowskiRockette.Unbiased(RandomReaderStudies.Study(turned)).RandomReadersRandomCases();
                    var last = one.Differences[^1].Estimate;
                    return RandomReaderStudies.Near(one.Equality.Denominator, other.Equality.Denominator)
                        && RandomReaderStudies.Near(one.Equality.MeanSquare, other.Equality.MeanSquare)
                        && RandomReaderStudies.Near(-last.Value, other.Differences[0].Estimate.Value)
                        && RandomReaderStudies.Near(last.StandardError, other.Differences[0].Estimate.StandardError);
                }
            )
            .Check(RandomReaderStudies.Pinned);
}
