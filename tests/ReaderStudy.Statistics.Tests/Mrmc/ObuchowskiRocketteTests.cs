using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;
using static ReaderStudy.Statistics.Tests.Mrmc.ObuchowskiRocketteExample;

namespace ReaderStudy.Statistics.Tests.Mrmc;

/// <summary>The worked example, number by number.</summary>
public sealed class ObuchowskiRocketteTests
{
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
}
