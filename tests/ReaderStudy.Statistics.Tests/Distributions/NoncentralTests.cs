using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Distributions;

public sealed class NoncentralTests
{
    /// <summary>One degree: the square of a Gaussian with mean √λ, P(X > x) = Φ(√λ − √x) + Φ(−√λ − √x).</summary>
    [Theory]
    [InlineData(3.841458820694124, 2.5)]
    [InlineData(0.1, 0.3)]
    [InlineData(12, 40)]
    [InlineData(90, 10)]
    [InlineData(2500, 2400)]
    public void One_degree_is_the_square_of_a_shifted_gaussian(double x, double noncentrality)
    {
        var (root, shift) = (Math.Sqrt(x), Math.Sqrt(noncentrality));
        var upper = StandardNormal.Cdf(shift - root) + StandardNormal.Cdf(-shift - root);
        var lower = StandardNormal.Cdf(root - shift) - StandardNormal.Cdf(-root - shift);

        Near(upper, NoncentralChiSquared.UpperTail(x, 1, noncentrality), 1e-11);
        Near(lower, NoncentralChiSquared.Cdf(x, 1, noncentrality), 1e-11);
    }

    /// <summary>
    /// Three degrees: P(X > x) of one degree plus (e^(−(√x − √λ)²/2) − e^(−(√x + √λ)²/2)) / √(2πλ).
    /// </summary>
    [Theory]
    [InlineData(7.8, 3)]
    [InlineData(30, 12)]
    [InlineData(1, 5)]
    public void Three_degrees_have_a_closed_form(double x, double noncentrality)
    {
        var (root, shift) = (Math.Sqrt(x), Math.Sqrt(noncentrality));
        var expected =
            StandardNormal.Cdf(shift - root)
            + StandardNormal.Cdf(-shift - root)
            + ((StandardNormal.Density(root - shift) - StandardNormal.Density(root + shift)) / shift);

        Near(expected, NoncentralChiSquared.UpperTail(x, 3, noncentrality), 1e-11);
    }

    /// <summary>Two degrees in the denominator: P(F ≤ f) = x^(a) e^(−λ(1 − x)/2), x = d f / (d f + 2), a = d / 2.</summary>
    [Theory]
    [InlineData(1.7, 1, 4.5)]
    [InlineData(0.2, 3, 1)]
    [InlineData(25, 2.5, 60)]
    public void Two_degrees_in_the_denominator_have_a_closed_form(double f, double numerator, double noncentrality)
    {
        var x = numerator * f / ((numerator * f) + 2);
        var expected = Math.Pow(x, numerator / 2) * Math.Exp(-noncentrality * (1 - x) / 2);

        Near(expected, NoncentralF.Cdf(f, numerator, 2, noncentrality), 1e-12);
        Near(1 - expected, NoncentralF.UpperTail(f, numerator, 2, noncentrality), 1e-12);
    }

    [Fact]
    public void Without_noncentrality_they_are_central()
    {
        foreach (var df in new[] { 1, 2.5, 40 })
        {
            Near(ChiSquared.UpperTail(3.3, df), NoncentralChiSquared.UpperTail(3.3, df, 0), 1e-14);
            Near(ChiSquared.Cdf(3.3, df), NoncentralChiSquared.Cdf(3.3, df, 0), 1e-14);
            Near(FisherF.UpperTail(3.3, 2.5, df), NoncentralF.UpperTail(3.3, 2.5, df, 0), 1e-14);
        }
    }

    [Fact]
    public void Both_tails_make_one()
    {
        foreach (var noncentrality in new[] { 0.01, 3, 55, 800.5 })
        {
            foreach (var x in new[] { 0.5, 4, 60, 900 })
            {
                Near(1, NoncentralChiSquared.Cdf(x, 2.7, noncentrality) + NoncentralChiSquared.UpperTail(x, 2.7, noncentrality), 1e-12);
                Near(1, NoncentralF.Cdf(x, 1.3, 15.26, noncentrality) + NoncentralF.UpperTail(x, 1.3, 15.26, noncentrality), 1e-12);
            }
        }
    }

    [Fact]
    public void Endless_degrees_in_the_denominator_give_a_chi_squared()
    {
        Near(NoncentralChiSquared.UpperTail(6, 2, 3), NoncentralF.UpperTail(3, 2, double.PositiveInfinity, 3), 1e-15);
        Near(NoncentralChiSquared.Cdf(6, 2, 3), NoncentralF.Cdf(3, 2, double.PositiveInfinity, 3), 1e-15);
        Near(NoncentralF.UpperTail(3, 2, double.PositiveInfinity, 3), NoncentralF.UpperTail(3, 2, 1e9, 3), 1e-8);
    }

    [Fact]
    public void Ends_and_impossible_parameters()
    {
        Assert.Equal((1, 0), (NoncentralChiSquared.UpperTail(0, 1, 2), NoncentralChiSquared.Cdf(0, 1, 2)));
        Assert.Equal((1, 0), (NoncentralChiSquared.UpperTail(-1, 1, 2), NoncentralChiSquared.Cdf(-1, 1, 2)));
        Assert.Equal(0, NoncentralChiSquared.UpperTail(double.PositiveInfinity, 1, 2));
        Assert.Equal(1, NoncentralChiSquared.Cdf(double.PositiveInfinity, 1, 2));
        Assert.Equal((1, 0), (NoncentralF.UpperTail(0, 1, 2, 2), NoncentralF.Cdf(0, 1, 2, 2)));
        Assert.Equal((0, 1), (NoncentralF.UpperTail(double.PositiveInfinity, 1, 2, 2), NoncentralF.Cdf(double.PositiveInfinity, 1, 2, 2)));
        foreach (
            var (df, noncentrality) in new[]
            {
                (0.0, 1.0),
                (-1, 1),
                (double.NaN, 1),
                (1, -1),
                (1, double.NaN),
                (1, double.PositiveInfinity),
            }
        )
        {
            Assert.Equal(double.NaN, NoncentralChiSquared.UpperTail(2, df, noncentrality));
            Assert.Equal(double.NaN, NoncentralChiSquared.Cdf(2, df, noncentrality));
            Assert.Equal(double.NaN, NoncentralF.UpperTail(2, df, 5, noncentrality));
            Assert.Equal(double.NaN, NoncentralF.Cdf(2, df, 5, noncentrality));
        }

        Assert.Equal(double.NaN, NoncentralF.UpperTail(2, 1, 0, 1));
        Assert.Equal(double.NaN, NoncentralF.UpperTail(double.NaN, 1, 1, 1));
        Assert.Equal(double.NaN, NoncentralChiSquared.UpperTail(double.NaN, 1, 1));
    }

    private static void Near(double expected, double got, double tolerance) =>
        Assert.True(Math.Abs(got - expected) <= tolerance * Math.Abs(expected), $"expected {expected:R}, got {got:R}");
}
