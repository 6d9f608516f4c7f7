using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Froc;

public sealed class StandaloneAsTreatmentTests
{
    [Fact]
    public void The_test_is_that_of_the_model_against_readers() =>
        RandomStudies.ForAll(rows =>
        {
            // Two treatments of two readers become four readers of one; the third is the algorithm.
            FrocMark[] marks = [.. rows.Marks.Select(m => m with { Treatment = "1", Reader = m.Treatment + m.Reader })];
            var readings = FrocReadings.Of(rows.Cases, rows.Lesions, marks, ["1"], ["11", "12", "21", "22"]);
            var jackknife = FrocFigure.Afroc.LeavingOutEach(readings);

            var one = StandaloneModel.Of(jackknife.Figures, jackknife.Covariance(), 2).RandomReadersRandomCases;
            var two = StandaloneAsTreatment.Of(jackknife.Figures, jackknife.Covariance(), 2).RandomReadersRandomCases();

            var difference = two.Differences[0].Estimate;
            Assert.Equal(one.Value, difference.Value, 1e-12);
            Assert.Equal(one.StandardError, difference.StandardError, 1e-12);
            if (one.StandardError > 1e-6)
            {
                Assert.Equal(1, difference.DegreesOfFreedom / one.DegreesOfFreedom, 1e-6);
                Assert.Equal(one.Statistic() * one.Statistic(), two.Equality.F, 1e-6 * Math.Max(1, two.Equality.F));
            }
        });

    [Fact]
    public void The_model_is_repeated_for_every_reader()
    {
        var figures = new ReaderFigures(
            ["1"],
            ["a", "cad", "b"],
            new[,]
            {
                { 0.8, 0.7, 0.9 },
            }
        );
        var covariance = new ErrorCovariance(
            figures,
            new double[,]
            {
                { 1, 2, 3 },
                { 2, 4, 5 },
                { 3, 5, 6 },
            }
        );

        var analysis = StandaloneAsTreatment.Of(figures, covariance, 1);

        Assert.Equal(["standalone", "readers"], analysis.Figures.Treatments);
        Assert.Equal(["a", "b"], analysis.Figures.Readers);
        Assert.Equal([0.7, 0.7], [analysis.Figures[0, 0], analysis.Figures[0, 1]]);
        Assert.Equal([0.8, 0.9], [analysis.Figures[1, 0], analysis.Figures[1, 1]]);
        // Variances 4, 4, 1 and 6; Cov1 and Cov3 both (2 + 5) / 2; Cov2 (4 + 3) / 2.
        Assert.Equal(15.0 / 4, analysis.Components.Error);
        Assert.Equal((3.5, 3.5, 3.5), (analysis.Components.Cov1, analysis.Components.Cov2, analysis.Components.Cov3));
        // The algorithm has no variance among readers.
        Assert.Equal(double.PositiveInfinity, analysis.RandomReadersRandomCases().Means[0].Estimate.DegreesOfFreedom);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, 2, 2)]
    [InlineData(1, 2, -1)]
    [InlineData(2, 2, 0)]
    public void A_model_needs_a_reader_under_the_same_treatment(int treatments, int readers, int model)
    {
        string[] names = ["1", "2"];
        var figures = new ReaderFigures(names[..treatments], names[..readers], new double[treatments, readers]);
        var covariance = new ErrorCovariance(figures, new double[treatments * readers, treatments * readers]);

        Assert.Throws<ArgumentException>(() => StandaloneAsTreatment.Of(figures, covariance, model));
    }
}
