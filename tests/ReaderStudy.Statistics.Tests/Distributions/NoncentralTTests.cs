using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Distributions;

public sealed class NoncentralTTests
{
    // R 4.2.2: pt(t, df, ncp = δ) and pt(..., lower.tail = FALSE), options(digits = 15). R's own algorithm is good to about 1e-12.
    [Theory]
    [InlineData(2, 5, 1, 0.778074662615947, 0.221925337384053)]
    [InlineData(15, 17, 8.08, 0.995256821601871, 0.00474317839812866)]
    [InlineData(-1, 3, 2.5, 0.000633710345611771, 0.999366289654388)]
    [InlineData(0.5, 1, 0, 0.647583617650433, 0.352416382349567)]
    [InlineData(3, 1000, 2.5, 0.690803790514397, 0.309196209485603)]
    [InlineData(20, 9, 20, 0.439268752760584, 0.560731247239416)]
    public void Agrees_with_R(double t, double df, double noncentrality, double below, double above)
    {
        Assert.Equal(below, NoncentralT.Cdf(t, df, noncentrality), 2e-12);
        Assert.Equal(above, NoncentralT.UpperTail(t, df, noncentrality), 2e-12);
    }

    // R 4.2.2: qt(p, df, ncp = δ).
    [Theory]
    [InlineData(0.025, 16, 8.081220356417685, 5.422071211883448)]
    [InlineData(0.975, 16, 8.081220356417685, 12.98077462895585)]
    [InlineData(0.975, 59, 15.18, 19.1703541226242)]
    [InlineData(0.025, 3, 3.9, 1.655585139722573)]
    [InlineData(0.975, 2, 2.77, 18.45691620559806)]
    [InlineData(0.025, 1, 2.77, 0.7377945284521463)]
    public void Quantiles_agree_with_R(double p, double df, double noncentrality, double t) =>
        Assert.Equal(1, NoncentralT.Quantile(p, df, noncentrality) / t, 1e-10);

    [Fact]
    public void Without_noncentrality_it_is_Students_t()
    {
        foreach (var df in new[] { 0.6, 1, 2, 7.3, 40, 5000 })
        {
            foreach (var t in new[] { -8, -1.3, 0, 0.2, 3, 25 })
            {
                Assert.Equal(StudentsT.Cdf(t, df), NoncentralT.Cdf(t, df, 0), 1e-13);
                Assert.Equal(StudentsT.Density(t, df), NoncentralT.Density(t, df, 0), 1e-13);
            }
        }
    }

    [Fact]
    public void At_0_the_probability_is_that_of_the_normal_numerator()
    {
        // T <= 0 exactly when Z <= -delta.
        foreach (var delta in new[] { -40, -3, 0.7, 5, 40 })
        {
            Assert.Equal(StandardNormal.Cdf(-delta), NoncentralT.Cdf(0, 12, delta), 1e-13);
        }
    }

    [Fact]
    public void Signs_mirror_each_other()
    {
        foreach (var (t, df, delta) in new[] { (2.0, 5.0, 1.0), (150, 3000, 140), (-4, 2, 3), (0.01, 9, 30) })
        {
            Assert.Equal(NoncentralT.Cdf(t, df, delta), NoncentralT.UpperTail(-t, df, -delta), 1e-14);
        }
    }

    [Fact]
    public void Quantiles_invert_probabilities_also_at_huge_noncentrality()
    {
        foreach (var (df, delta) in new[] { (4.0, 4.4), (99, 19.6), (9999, 196), (99_999, 619.8), (2.5, -60), (1, 2.8) })
        {
            foreach (var p in new[] { 1e-6, 0.025, 0.5, 0.8, 0.975 })
            {
                Assert.Equal(1, NoncentralT.Cdf(NoncentralT.Quantile(p, df, delta), df, delta) / p, 1e-10);
            }
        }
    }

    [Fact]
    public void Infinitely_many_degrees_of_freedom_give_the_normal_distribution_around_delta()
    {
        Assert.Equal(StandardNormal.Cdf(0.5), NoncentralT.Cdf(3, double.PositiveInfinity, 2.5), 1e-15);
        Assert.Equal(StandardNormal.UpperTail(0.5), NoncentralT.UpperTail(3, double.PositiveInfinity, 2.5), 1e-15);
        Assert.Equal(2.5 + StandardNormal.Quantile(0.9), NoncentralT.Quantile(0.9, double.PositiveInfinity, 2.5), 1e-14);
        Assert.Equal(StandardNormal.Density(0.5), NoncentralT.Density(3, double.PositiveInfinity, 2.5), 1e-15);
    }

    [Fact]
    public void Ends_and_undefined_input()
    {
        Assert.Equal(0, NoncentralT.Cdf(double.NegativeInfinity, 3, 1));
        Assert.Equal(1, NoncentralT.UpperTail(double.NegativeInfinity, 3, 1));
        Assert.Equal(double.NegativeInfinity, NoncentralT.Quantile(0, 3, 1));
        Assert.Equal(double.PositiveInfinity, NoncentralT.Quantile(1, 3, 1));
        Assert.Equal(double.NaN, NoncentralT.Cdf(double.NaN, 3, 1));
        Assert.Equal(double.NaN, NoncentralT.Cdf(1, 0, 1));
        Assert.Equal(double.NaN, NoncentralT.UpperTail(1, 3, double.PositiveInfinity));
        Assert.Equal(double.NaN, NoncentralT.Density(1, -1, 0));
        Assert.Equal(double.NaN, NoncentralT.Quantile(1.5, 3, 1));
    }
}
