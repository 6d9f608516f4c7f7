using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

/// <summary>
/// Two treatments, three readers and a covariance matrix of distinct numbers. Expected values by hand as fractions, with the formulas in the
/// docstrings.
/// </summary>
public sealed class ObuchowskiRocketteTests
{
    private const double E4 = 1e-4;

    private static readonly string[] TwoTreatments = ["A", "B"];
    private static readonly ReaderFigures Figures = new(
        TwoTreatments,
        ["1", "2", "3"],
        new[,]
        {
            { 0.80, 0.70, 0.90 },
            { 0.86, 0.80, 0.89 },
        }
    );

    private static readonly ErrorCovariance Covariance = new(
        Figures,
        Scaled(
            new double[,]
            {
                { 40, 11, 13, 20, 5, 6 },
                { 11, 50, 15, 7, 26, 8 },
                { 13, 15, 30, 4, 3, 12 },
                { 20, 7, 4, 36, 14, 10 },
                { 5, 26, 3, 14, 44, 9 },
                { 6, 8, 12, 10, 9, 28 },
            }
        )
    );

    private static readonly OrAnalysis Crossed = ObuchowskiRockette.Of(Figures, Covariance);

    /// <summary>Readers 1 and 2 under A, 3 to 5 under B; what is not given is not looked at.</summary>
    private static readonly OrAnalysis Nested = NestedAnalysis();

    [Fact]
    public void Covariances_are_averaged_by_kind()
    {
        Near(38 * E4, Covariance.Variance);
        Near(58 * E4 / 3, Covariance.Cov1);
        Near(12 * E4, Covariance.Cov2);
        Near(5.5 * E4, Covariance.Cov3);
        Near(40 * E4, Covariance.VarianceOfTreatment(0));
        Near(36 * E4, Covariance.VarianceOfTreatment(1));
        Near(13 * E4, Covariance.Cov2OfTreatment(0));
        Near(11 * E4, Covariance.Cov2OfTreatment(1));
        Near(47 * E4, Covariance.VarianceOfReader(1));
        Near(26 * E4, Covariance.Cov1OfReader(1));
        Near(12 * E4, Covariance.Cov1OfReader(2));
        Near(7 * E4, Covariance.Of(1, 0, 0, 1));
        Near(44 * E4, Covariance.VarianceOf(1, 1));
    }

    [Fact]
    public void Mean_squares_of_a_crossed_study()
    {
        Line(0.00375, 1, Crossed.Anova.Treatment);
        Line(0.0211, 2, Crossed.Anova.Reader);
        Line(0.0031, 2, Crossed.Anova.TreatmentReader);
        Near(0.00155, Crossed.Anova.TreatmentReader.Value);
    }

    [Fact]
    public void Variance_components_of_a_crossed_study()
    {
        var c = Crossed.Components;

        Near(187.0 / 60000, c.Reader);
        Near(1.0 / 3000, c.TreatmentReader);
        Assert.Equal(double.NaN, c.ReaderInTreatment);
        Near(0.0038, c.Error);
        Near(29.0 / 15000, c.Cov1);
        Near(0.0012, c.Cov2);
        Near(0.00055, c.Cov3);
        Near(29.0 / 57, c.Correlation1);
        Near(6.0 / 19, c.Correlation2);
        Near(11.0 / 76, c.Correlation3);
        Assert.Equal(c, c.Clipped(2));
    }

    [Fact]
    public void Components_may_be_clipped_where_readers_share_less_within_than_between_treatments()
    {
        var c = new OrVarianceComponents(0.01, 0.002, double.NaN, 0.02, 0.005, 0.001, 0.004);

        Near(0.01 - (0.003 / 2), c.Clipped(2).Reader);
        Near(0.005, c.Clipped(2).TreatmentReader);
        Near(0.01 - 0.001, c.Clipped(3).Reader);
        Assert.Equal(0.001, c.Clipped(2).Cov2);
    }

    [Fact]
    public void Generalising_to_readers_and_cases()
    {
        var inference = Crossed.RandomReadersRandomCases();

        Test(0.00375, 0.0035, 1, 9800.0 / 961, inference.Equality);
        Near(15.0 / 14, inference.Equality.F);
        Difference("A", "B", -0.05, 7.0 / 3000, 9800.0 / 961, Assert.Single(inference.Differences));
        Mean("A", 0.8, 139.0 / 30000, 3.8642, 0.01, 0.004, 0.0013, inference.Means[0]);
        Mean("B", 0.85, 0.0018, 648.0 / 49, 0.0021, 0.0036, 0.0011, inference.Means[1]);
    }

    [Fact]
    public void Generalising_to_cases()
    {
        var inference = Crossed.FixedReadersRandomCases();

        Test(0.00375, 19.0 / 6000, 1, double.PositiveInfinity, inference.Equality);
        Near(45.0 / 38, inference.Equality.ChiSquared);
        Difference("A", "B", -0.05, 19.0 / 9000, double.PositiveInfinity, Assert.Single(inference.Differences));
        Mean("A", 0.8, 0.0022, double.PositiveInfinity, 0.01, 0.004, 0.0013, inference.Means[0]);
        Mean("B", 0.85, 29.0 / 15000, double.PositiveInfinity, 0.0021, 0.0036, 0.0011, inference.Means[1]);
        Assert.Equal(inference.Equality, Crossed.FixedReadersRandomCasesClipped().Equality);
    }

    [Fact]
    public void Generalising_to_readers()
    {
        var inference = Crossed.RandomReadersFixedCases();

        Test(0.00375, 0.00155, 1, 2, inference.Equality);
        Difference("A", "B", -0.05, 0.0031 / 3, 2, Assert.Single(inference.Differences));
        Mean("A", 0.8, 0.01 / 3, 2, 0.01, 0.004, 0.0013, inference.Means[0]);
        Mean("B", 0.85, 0.0007, 2, 0.0021, 0.0036, 0.0011, inference.Means[1]);
    }

    [Fact]
    public void Every_reader_alone()
    {
        var differences = Crossed.DifferencesByReader();

        Assert.Equal(["1", "2", "3"], differences.Select(d => d.Reader));
        Assert.All(differences, d => Assert.Equal(("A", "B"), (d.First, d.Second)));
        Estimate(-0.06, 36 * E4, double.PositiveInfinity, differences[0].Estimate);
        Estimate(-0.10, 42 * E4, double.PositiveInfinity, differences[1].Estimate);
        Estimate(0.01, 34 * E4, double.PositiveInfinity, differences[2].Estimate);
        Assert.Equal(
            differences.Select(d => Math.Round(d.Estimate.StandardError, 14)),
            Crossed.PairwiseDifferencesByReader().Select(d => Math.Round(d.Estimate.StandardError, 14))
        );
        var alone = Crossed.ByReader[1];
        Assert.Equal("2", alone.Reader);
        Line(0.005, 1, alone.Treatment);
        Near(47 * E4, alone.ErrorVariance);
        Near(26 * E4, alone.Cov1);
        var readings = Crossed.Readings();
        Assert.Equal(6, readings.Count);
        Assert.Equal(("B", "2"), (readings[4].Treatment, readings[4].Reader));
        Estimate(0.8, 44 * E4, double.PositiveInfinity, readings[4].Estimate);
    }

    [Fact]
    public void Readers_who_share_no_cases_have_no_covariance()
    {
        var analysis = ObuchowskiRockette.Of(Figures, Covariance, MrmcDesign.CasesNestedInReaders);

        Near(77.0 / 30000, analysis.Components.Reader);
        Near(-19.0 / 60000, analysis.Components.TreatmentReader);
        Near(29.0 / 15000, analysis.Components.Cov1);
        Assert.Equal((0, 0), (analysis.Components.Cov2, analysis.Components.Cov3));
        Test(0.00375, 0.00155, 1, 2, analysis.RandomReadersRandomCases().Equality);
        Mean("A", 0.8, 0.01 / 3, 2, 0.01, 0.004, 0, analysis.RandomReadersRandomCases().Means[0]);
        Test(0.00375, 7.0 / 3750, 1, double.PositiveInfinity, analysis.FixedReadersRandomCases().Equality);
        Mean("B", 0.85, 0.0012, double.PositiveInfinity, 0.0021, 0.0036, 0, analysis.FixedReadersRandomCases().Means[1]);
        Estimate(-0.06, 36 * E4, double.PositiveInfinity, analysis.DifferencesByReader()[0].Estimate);
    }

    [Fact]
    public void Treatments_that_share_no_cases_have_no_covariance()
    {
        var analysis = ObuchowskiRockette.Of(Figures, Covariance, MrmcDesign.CasesNestedInTreatments);

        Near(0.0045, analysis.Components.Reader);
        Near(-0.00105, analysis.Components.TreatmentReader);
        Assert.Equal((0, 0), (analysis.Components.Cov1, analysis.Components.Cov3));
        Near(0.0012, analysis.Components.Cov2);
        Test(0.00375, 0.00515, 1, 21218.0 / 961, analysis.RandomReadersRandomCases().Equality);
        Mean("A", 0.8, 139.0 / 30000, 3.8642, 0.01, 0.004, 0.0013, analysis.RandomReadersRandomCases().Means[0]);
        Test(0.00375, 0.0062, 1, double.PositiveInfinity, analysis.FixedReadersRandomCases().Equality);
        Estimate(-0.06, 76 * E4, double.PositiveInfinity, analysis.DifferencesByReader()[0].Estimate);
        Estimate(-0.06, 76 * E4, double.PositiveInfinity, analysis.PairwiseDifferencesByReader()[0].Estimate);
    }

    [Fact]
    public void Partially_paired_data_keep_all_covariances()
    {
        var analysis = ObuchowskiRockette.Of(Figures, Covariance, MrmcDesign.PartiallyPaired);

        Assert.Equal(Crossed.Components, analysis.Components);
        Assert.Equal(Crossed.RandomReadersRandomCases().Equality, analysis.RandomReadersRandomCases().Equality);
    }

    [Fact]
    public void Readers_nested_in_treatments_with_random_readers_and_cases()
    {
        var inference = Nested.RandomReadersRandomCases();

        Near(2.4, Nested.ReadersPerTreatment);
        Line(0.012, 1, Nested.Anova.Treatment);
        Line(0.0092, 3, Nested.Anova.Reader);
        Assert.Equal(0, Nested.Anova.TreatmentReader.DegreesOfFreedom);
        Near(0.004, Nested.Components.Error);
        Near(0.0008, Nested.Components.Cov2);
        Near(0.0043 / 3, Nested.Components.Cov3);
        Assert.Equal(0, Nested.Components.Cov1);
        Near(-0.0004 / 3, Nested.Components.ReaderInTreatment);
        Assert.Equal((double.NaN, double.NaN), (Nested.Components.Reader, Nested.Components.TreatmentReader));
        Test(0.012, 0.0092 / 3, 1, 3, inference.Equality); // Cov2 < Cov3
        Difference("A", "B", -0.1, 0.0092 / 3 * 5 / 6, 3, Assert.Single(inference.Differences));
        Mean("A", 0.75, 0.0036, 2.0736, 0.005, 0.0045, 0.0011, inference.Means[0]);
        Mean("B", 0.85, 0.0014, 8, 0.0021, 110 * E4 / 3, 0.0007, inference.Means[1]);
    }

    [Fact]
    public void Readers_nested_in_treatments_with_fixed_readers_or_cases()
    {
        // Var − Cov3 + (r₀ − 1)(Cov2 − Cov3), r₀ = 2.4
        Test(0.012, 0.00168, 1, double.PositiveInfinity, Nested.FixedReadersRandomCases().Equality);
        Near(Math.Sqrt(0.0014), Nested.FixedReadersRandomCases().Differences[0].Estimate.StandardError);
        Test(0.012, 0.0077 / 3, 1, double.PositiveInfinity, Nested.FixedReadersRandomCasesClipped().Equality);
        Test(0.012, 0.0092 / 3, 1, 3, Nested.RandomReadersFixedCases().Equality);
        Mean("A", 0.75, 0.0028, double.PositiveInfinity, 0.005, 0.0045, 0.0011, Nested.FixedReadersRandomCases().Means[0]);
        Mean("A", 0.75, 0.0025, 1, 0.005, 0.0045, 0.0011, Nested.RandomReadersFixedCases().Means[0]);
        Assert.Empty(Nested.DifferencesByReader());
        Assert.Empty(Nested.PairwiseDifferencesByReader());
        Assert.Equal(["1", "2", "3", "4", "5"], Nested.Readings().Select(r => r.Reader));
        Assert.Equal(0, Nested.ByReader[0].Treatment.DegreesOfFreedom);
    }

    [Fact]
    public void A_contrast_weighs_treatments_by_their_readers()
    {
        Estimate(-0.05, 7.0 / 3000, 9800.0 / 961, Crossed.RandomReadersRandomCases().Contrast(1, -1));
        Estimate(0.025, 7.0 / 12000, 9800.0 / 961, Crossed.RandomReadersRandomCases().Contrast(-0.5, 0.5));
        Estimate(-0.1, 0.0014, double.PositiveInfinity, Nested.FixedReadersRandomCases().Contrast(1, -1));
    }

    [Fact]
    public void A_contrast_needs_weights_that_add_up_to_0()
    {
        var inference = Crossed.RandomReadersRandomCases();

        foreach (var weights in new double[][] { [1, 1], [0, 0], [1], [1, -1, 0], [double.NaN, 1], [1, -0.9999] })
        {
            var refused = Assert.Throws<ArgumentException>(() => inference.Contrast(weights));
            Assert.StartsWith("A contrast of 2 treatments needs as many weights, not all 0, that add up to 0.", refused.Message);
        }

        Assert.Equal(0.1 - 0.05, 0.05 + inference.Contrast(1 + 1e-14, -1).Value + 0.05, 1e-9);
    }

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

    private static OrAnalysis NestedAnalysis()
    {
        const double none = double.NaN;
        var figures = new ReaderFigures(
            TwoTreatments,
            ["1", "2", "3", "4", "5"],
            new[,]
            {
                { 0.80, 0.70, none, none, none },
                { none, none, 0.86, 0.80, 0.89 },
            },
            new[,]
            {
                { true, true, false, false, false },
                { false, false, true, true, true },
            }
        );
        double[,] given =
        {
            { 40, 11, 13, 20, 5 },
            { 11, 50, 15, 7, 26 },
            { 13, 15, 30, 4, 3 },
            { 20, 7, 4, 36, 14 },
            { 5, 26, 3, 14, 44 },
        };
        int[] cells = [0, 1, 7, 8, 9];
        var matrix = new double[10, 10];
        for (var a = 0; a < 10; a++)
        {
            for (var b = 0; b < 10; b++)
            {
                var (row, column) = (Array.IndexOf(cells, a), Array.IndexOf(cells, b));
                matrix[a, b] = row < 0 || column < 0 ? none : given[row, column] * E4;
            }
        }

        return ObuchowskiRockette.Of(figures, new ErrorCovariance(figures, matrix), MrmcDesign.ReadersNestedInTreatments);
    }

    private static string Refused(ReaderFigures figures, MrmcDesign design)
    {
        var covariance = new ErrorCovariance(figures, new double[4, 4]);
        return Assert.Throws<ArgumentException>(() => ObuchowskiRockette.Of(figures, covariance, design)).Message;
    }

    private static double[,] Scaled(double[,] matrix)
    {
        for (var a = 0; a < matrix.GetLength(0); a++)
        {
            for (var b = 0; b < matrix.GetLength(1); b++)
            {
                matrix[a, b] *= E4;
            }
        }

        return matrix;
    }

    private static void Line(double sum, double df, MeanSquare got)
    {
        Near(sum, got.SumOfSquares);
        Assert.Equal(df, got.DegreesOfFreedom);
    }

    private static void Test(double meanSquare, double denominator, double numeratorDf, double denominatorDf, OverallTest got)
    {
        Near(meanSquare, got.MeanSquare);
        Near(denominator, got.Denominator);
        Assert.Equal(numeratorDf, got.NumeratorDf);
        Near(denominatorDf, got.DenominatorDf);
    }

    private static void Estimate(double value, double variance, double df, MrmcEstimate got)
    {
        Near(value, got.Value);
        Near(Math.Sqrt(variance), got.StandardError);
        Near(df, got.DegreesOfFreedom);
    }

    private static void Difference(string first, string second, double value, double variance, double df, TreatmentDifference got)
    {
        Assert.Equal((first, second), (got.First, got.Second));
        Estimate(value, variance, df, got.Estimate);
    }

    private static void Mean(
        string treatment,
        double value,
        double variance,
        double df,
        double readers,
        double error,
        double cov2,
        TreatmentMean got
    )
    {
        Assert.Equal(treatment, got.Treatment);
        Estimate(value, variance, df, got.Estimate);
        Near(readers, got.ReaderMeanSquare);
        Near(error, got.ErrorVariance);
        Near(cov2, got.Cov2);
    }

    private static void Near(double expected, double got) =>
        Assert.True(
            expected.Equals(got) || Math.Abs(got - expected) <= 1e-12 * Math.Max(1e-3, Math.Abs(expected)),
            $"expected {expected:R}, got {got:R}"
        );
}
