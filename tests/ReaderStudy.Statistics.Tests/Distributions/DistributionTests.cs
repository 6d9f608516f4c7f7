using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Distributions;

/// <summary>Reference values: R 4.2.2, printed with <c>options(digits = 15)</c> by the call in the comment, or exact by hand.</summary>
public sealed class DistributionTests
{
    [Fact]
    public void One_degree_of_freedom_is_Cauchy()
    {
        // P(|T| > t) = 1 − 2 atan(t) / π.
        foreach (var t in new[] { 0.001, 0.5, 1, 3, 50 })
        {
            Near(1 - (2 * Math.Atan(t) / Math.PI), StudentsT.TwoSidedP(t, 1), 13);
        }

        Near(12.706204736174696, StudentsT.Quantile(0.975, 1), 13); // tan(0.475 π)
    }

    [Fact]
    public void Two_degrees_of_freedom_have_a_closed_form()
    {
        // Quantile a √(2 / (1 − a²)), a = 2p − 1.
        foreach (var p in new[] { 0.0001, 0.025, 0.3, 0.6, 0.975, 0.9999 })
        {
            var a = (2 * p) - 1;
            Near(a * Math.Sqrt(2 / (1 - (a * a))), StudentsT.Quantile(p, 2), 11);
        }
    }

    [Fact]
    public void Huge_degrees_of_freedom_approach_the_normal_distribution()
    {
        // t_p = z + (z³ + z) / 4ν + O(ν⁻²) (Abramowitz and Stegun 26.7.5).
        const double z = 1.959963984540054;
        foreach (var df in new[] { 1e5, 1e7, 1e10, 1e12 })
        {
            Near(z + (((z * z * z) + z) / (4 * df)), StudentsT.Quantile(0.975, df), 9);
        }

        Near(z, StudentsT.Quantile(0.975, double.PositiveInfinity), 14);
    }

    [Fact]
    public void Quantiles_invert_probabilities_everywhere()
    {
        foreach (var df in new[] { 0.7, 1.5, 4, 15.0341808, 113, 2500.5, 1e6 })
        {
            foreach (var p in new[] { 1e-8, 0.001, 0.025, 0.2, 0.49999, 0.7, 0.975, 0.9999 })
            {
                Near(p, StudentsT.Cdf(StudentsT.Quantile(p, df), df), 12);
                Near(1 - p, FisherF.UpperTail(FisherF.Quantile(p, 3.5, df), 3.5, df), 10);
                Near(p, ChiSquared.Cdf(ChiSquared.Quantile(p, 1 + (df % 50)), 1 + (df % 50)), 11);
                Near(p, IncompleteBeta.Regularised(IncompleteBeta.Quantile(p, 0.5 + p, df), 0.5 + p, df), 11);
            }
        }
    }

    [Fact]
    public void F_with_one_degree_is_t_squared()
    {
        foreach (var df in new[] { 1.2, 7, 15.0341808, 1e6 })
        {
            Near(StudentsT.TwoSidedP(2.2, df), FisherF.UpperTail(2.2 * 2.2, 1, df), 13);
        }

        Near(StandardNormal.TwoSidedP(2.2), FisherF.UpperTail(2.2 * 2.2, 1, double.PositiveInfinity), 13);
    }

    [Fact]
    public void Two_numerator_degrees_have_a_closed_form()
    {
        // P(F > f) = (1 + 2f/d)^(−d/2).
        foreach (var d in new[] { 3.0, 20, 4000 })
        {
            Near(Math.Pow(1 + (2 * 3.3 / d), -d / 2), FisherF.UpperTail(3.3, 2, d), 12);
        }
    }

    [Fact]
    public void What_is_undefined_is_not_a_number()
    {
        Assert.Equal(double.NaN, StudentsT.Quantile(0.975, double.NaN));
        Assert.Equal(double.NaN, StudentsT.TwoSidedP(double.NaN, 3));
        Assert.Equal(double.NaN, FisherF.UpperTail(1, 0, 3));
        Assert.Equal(double.NaN, ChiSquared.UpperTail(1, double.NaN));
        Assert.Equal(0, StudentsT.TwoSidedP(double.PositiveInfinity, 3));
    }

    /// <summary>Equal to so many significant digits.</summary>
    private static void Near(double expected, double got, int digits) =>
        Assert.True(Math.Abs(got - expected) <= Math.Abs(expected) * Math.Pow(10, -digits), $"expected {expected:R}, got {got:R}");
}
