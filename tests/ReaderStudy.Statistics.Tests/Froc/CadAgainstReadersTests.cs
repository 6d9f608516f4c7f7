using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Froc;

public sealed class CadAgainstReadersTests
{
    /// <summary>An algorithm with 0.7 and readers with 0.8 and 0.9; without either of two cases as given.</summary>
    private static LeaveOneOut Figures(double[] cad, double[] first, double[] second) =>
        new(
            new ReaderFigures(
                ["1"],
                ["cad", "a", "b"],
                new[,]
                {
                    { 0.7, 0.8, 0.9 },
                }
            ),
            [cad, first, second]
        );

    [Fact]
    public void Two_readers_by_hand()
    {
        // Differences 0.1 and 0.2: mean 0.15, MS(R) 0.005. Without each case they are 0.2, 0 and 0.3, 0.1: variances and Cov2 0.01.
        var comparison = CadAgainstReaders.Of(Figures([0.6, 0.8], [0.8, 0.8], [0.9, 0.9]), 0);

        Assert.Equal(0.7, comparison.Standalone);
        Assert.Equal(0.85, comparison.ReaderMean, 1e-15);
        Assert.Equal(0.005, comparison.ReaderVariance, 1e-15);
        Assert.Equal(["a", "b"], comparison.Readers.Readers);
        Assert.Equal(0.01, comparison.Differences.Components.Error, 1e-15);
        Assert.Equal(0.01, comparison.Differences.Components.Cov2, 1e-15);
        // Readers only: t = 0.15 / 0.05 with 1 degree of freedom, p = 1 - 2 atan(3) / pi.
        Assert.Equal(3, comparison.RandomReadersFixedCases.Statistic(), 1e-12);
        Assert.Equal(1, comparison.RandomReadersFixedCases.DegreesOfFreedom);
        Assert.Equal(1 - (2 * Math.Atan(3) / Math.PI), comparison.RandomReadersFixedCases.P(), 1e-12);
        // Both: (0.005 + 2 x 0.01) / 2, 0.025^2 / 0.005^2 degrees of freedom. Cases only: (0.01 + 0.01) / 2.
        Assert.Equal(Math.Sqrt(0.0125), comparison.RandomReadersRandomCases.StandardError, 1e-15);
        Assert.Equal(25, comparison.RandomReadersRandomCases.DegreesOfFreedom, 1e-9);
        Assert.Equal(0.1, comparison.FixedReadersRandomCases.StandardError, 1e-15);
        Assert.Equal(double.PositiveInfinity, comparison.FixedReadersRandomCases.DegreesOfFreedom);
    }

    [Fact]
    public void A_negative_covariance_counts_as_none()
    {
        // Differences without each case 0.2, 0 and 0.1, 0.3: Cov2 -0.01.
        var comparison = CadAgainstReaders.Of(Figures([0.6, 0.8], [0.8, 0.8], [0.7, 1.1]), 0);

        Assert.Equal(-0.01, comparison.Differences.Components.Cov2, 1e-15);
        Assert.Equal(comparison.RandomReadersFixedCases.StandardError, comparison.RandomReadersRandomCases.StandardError, 1e-15);
    }

    [Fact]
    public void As_two_treatments_the_test_is_the_same()
    {
        RandomStudies.ForAll(rows =>
        {
            var jackknife = FrocFigure.Afroc.LeavingOutEach(
                FrocReadings.Of(
                    rows.Cases,
                    rows.Lesions,
                    [
                        .. rows
                            .Marks.Select(m => m with { Treatment = "1", Reader = m.Treatment + m.Reader })
                            .DistinctBy(m => (m.Reader, m.Case, m.Lesion, m.Lesion is null ? m.Rating : 0)),
                    ],
                    ["1"],
                    ["11", "12", "21", "22"]
                )
            );

            var one = CadAgainstReaders.Of(jackknife, 2).RandomReadersRandomCases;
            var two = CadAgainstReaders.AsTwoTreatments(jackknife, 2).RandomReadersRandomCases();

            var difference = two.Contrast(-1, 1);
            Assert.Equal(one.Value, difference.Value, 1e-12);
            Assert.Equal(one.StandardError, difference.StandardError, 1e-12);
            if (one.StandardError > 1e-6)
            {
                Assert.Equal(1, difference.DegreesOfFreedom / one.DegreesOfFreedom, 1e-6);
                Assert.Equal(one.Statistic() * one.Statistic(), two.Equality.F, 1e-6 * Math.Max(1, two.Equality.F));
            }
        });
    }

    [Fact]
    public void One_reader_is_not_a_sample_of_readers()
    {
        var two = new LeaveOneOut(
            new ReaderFigures(
                ["1"],
                ["a", "cad"],
                new[,]
                {
                    { 0.8, 0.7 },
                }
            ),
            [
                [0.8, 0.9],
                [0.6, 0.8],
            ]
        );

        var comparison = CadAgainstReaders.Of(two, 1);

        Assert.Equal(0.7, comparison.Standalone);
        Assert.True(double.IsNaN(comparison.ReaderVariance));
        Assert.True(double.IsNaN(comparison.RandomReadersRandomCases.StandardError));
        // Cases only: differences 0.2 and 0.1, variance (1/2) x 2 x 0.05^2.
        Assert.Equal(0.05, comparison.FixedReadersRandomCases.StandardError, 1e-15);
    }

    [Fact]
    public void An_algorithm_needs_a_reader_to_be_compared_with()
    {
        var alone = new LeaveOneOut(
            new ReaderFigures(
                ["1"],
                ["cad"],
                new[,]
                {
                    { 0.7 },
                }
            ),
            [
                [0.8, 0.9],
            ]
        );

        Assert.Throws<ArgumentException>(() => CadAgainstReaders.Of(alone, 0));
        Assert.Throws<ArgumentException>(() => CadAgainstReaders.AsTwoTreatments(alone, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CadAgainstReaders.Of(alone, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CadAgainstReaders.Of(alone, -1));
    }
}
