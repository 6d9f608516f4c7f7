using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class UStatisticIngredientsTests
{
    private static readonly double[] Powers = [1, 2, 4, 8, 16, 32, 64, 128];

    [Fact]
    public void Components_are_differences_of_moments()
    {
        // By the definition with M1 ... M8 = 1, 2, 4 ... 128: N = 64 − 128, D = 32 − 128, ND = 16 − 32 − 64 + 128, ...
        Assert.Equal(new BarrettComponents(-64, -96, 48, -120, 60, 90, -45), BarrettComponents.Of(Powers));
    }

    [Fact]
    public void Coefficients_of_components_are_sums_of_those_of_moments()
    {
        // N = 1 + 4 + 16 + 64, D = 1 + 2 + 16 + 32, ND = 1 + 16, R = 1 + 2 + 4 + 8, NR = 1 + 4, DR = 1 + 2, RND = 1.
        Assert.Equal(new BarrettComponents(85, 51, 17, 15, 5, 3, 1), BarrettComponents.CoefficientsOf(Powers));
    }

    [Fact]
    public void Components_of_a_difference_take_twice_what_is_shared()
    {
        var one = new BarrettComponents(1, 2, 3, 4, 5, 6, 7);
        var two = new BarrettComponents(10, 20, 30, 40, 50, 60, 70);
        var shared = new BarrettComponents(0.5, 1, 1.5, 2, 2.5, 3, 3.5);

        Assert.Equal(new BarrettComponents(10, 20, 30, 40, 50, 60, 70), one.OfDifference(two, shared));
    }

    [Fact]
    public void Components_need_eight_moments()
    {
        Assert.Throws<ArgumentException>(() => BarrettComponents.Of([1, 2, 3, 4]));
        Assert.Throws<ArgumentException>(() => BarrettComponents.CoefficientsOf([1, 2, 3, 4, 5, 6, 7]));
    }

    [Fact]
    public void The_total_is_the_same_by_moments_and_by_components()
    {
        var moments = UStatistic.Of(SmallStudies.Ratings(SmallStudies.Draw(3, 1, 0))).Arms[0];
        var (c, k) = (moments.Components, moments.ComponentCoefficients);

        var total =
            (c.NonDiseased * k.NonDiseased)
            + (c.Diseased * k.Diseased)
            + (c.NonDiseasedDiseased * k.NonDiseasedDiseased)
            + (c.Reader * k.Reader)
            + (c.ReaderNonDiseased * k.ReaderNonDiseased)
            + (c.ReaderDiseased * k.ReaderDiseased)
            + (c.ReaderNonDiseasedDiseased * k.ReaderNonDiseasedDiseased);

        Assert.Equal(moments.Moments.Covariance, total, 14);
    }

    [Fact]
    public void Moments_of_one_reader_are_four()
    {
        // Exactly shared: sums 3, 5−3, 6−3, 12−5−6+3; counts 4, 8−4, 8−4, 16−8−8+4.
        var moments = UStatisticMoments.Of([3, 5, 6, 12], [4, 8, 8, 16]);

        Assert.Equal([0.75, 0.5, 0.75, 1], moments.Unbiased);
        Assert.Equal([0.75, 0.625, 0.75, 0.75], moments.Biased);
        Assert.Equal([0.25, 0.25, 0.25, -0.75], moments.Coefficients);
        Assert.Equal(-0.25, moments.Covariance);
        Assert.Equal(-0.03125, moments.BiasedCovariance);
    }

    [Theory]
    [InlineData(4, 8)]
    [InlineData(3, 3)]
    [InlineData(8, 4)]
    public void Other_numbers_of_moments_are_refused(int sums, int counts) =>
        Assert.Throws<ArgumentException>(() => UStatisticMoments.Of(new double[sums], new double[counts]));

    [Fact]
    public void Degrees_of_freedom_follow_Satterthwaite()
    {
        var biased = new BarrettComponents(0.5, 0.2, 9, 0.3, 9, 9, 9);
        var coefficients = new BarrettComponents(0.1, 0.05, 9, 0.25, 9, 9, 9);

        var df = UStatisticDegreesOfFreedom.Of(biased, coefficients, 0.1, 0.05);

        // dfₖ = 1/c − 1: 9, 19, 3. Σ MS²/df³ = 0.25/729 + 0.04/6859 + 0.09/27.
        Assert.Equal((9, 19, 3), (df.NonDiseased, df.Diseased, df.Reader));
        var sum = (0.25 / 729) + (0.04 / 6859) + (0.09 / 27);
        Assert.Equal(3, df.Unbiased);
        Assert.Equal(3, df.Biased);
        Assert.Equal(0.25 / sum, UStatisticDegreesOfFreedom.Of(biased, coefficients, 0.5, 0.05).Unbiased, 12);
        Assert.Equal(0.36 / sum, UStatisticDegreesOfFreedom.Of(biased, coefficients, 0.5, 0.6).Biased, 12);
    }

    [Fact]
    public void A_negative_variance_has_no_degrees_of_freedom()
    {
        var components = new BarrettComponents(1, 1, 1, 1, 1, 1, 1);
        var coefficients = new BarrettComponents(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);

        var df = UStatisticDegreesOfFreedom.Of(components, coefficients, -1e-9, double.NaN);

        Assert.Equal((double.NaN, double.NaN), (df.Unbiased, df.Biased));
        Assert.Equal(9, UStatisticDegreesOfFreedom.Of(components, coefficients, 0, 0).Unbiased);
    }

    [Fact]
    public void Degrees_of_freedom_of_a_difference_take_the_smaller_number_where_arms_share()
    {
        var a = new BarrettComponents(4, 3, 0, 2, 0, 0, 0);
        var b = new BarrettComponents(5, 4, 0, 3, 0, 0, 0);
        var ab = new BarrettComponents(2, 1, 0, 0.5, 0, 0, 0);
        var ca = new BarrettComponents(0.1, 0.2, 0, 0.25, 0, 0, 0);
        var cb = new BarrettComponents(0.05, 0.1, 0, 0.5, 0, 0, 0);
        var cab = new BarrettComponents(0.1, 0, 0, 0.3, 0, 0, 0);

        var df = UStatisticDegreesOfFreedom.OfDifference((a, ca), (b, cb), (ab, cab), 1, 3);

        // N shared: (4 + 5 − 4)² / 9³. D not: 3²/4³ + 4²/9³. R shared: (2 + 3 − 1)² / 1³.
        var sum = (25.0 / 729) + (9.0 / 64) + (16.0 / 729) + 16;
        Assert.Equal((9, 4, 1), (df.NonDiseased, df.Diseased, df.Reader));
        Assert.Equal(1, df.Unbiased);
        Assert.Equal(1, df.Biased);
        Assert.Equal(400 / sum, UStatisticDegreesOfFreedom.OfDifference((a, ca), (b, cb), (ab, cab), 20, 3).Unbiased, 12);
    }

    [Fact]
    public void Inference_knows_the_normal_and_the_t_distribution()
    {
        var inference = UStatisticInference.Of(0.6, 0.5, 0.0025, 10);

        // R 4.2.2: 2*pnorm(-2), qnorm(.975), 2*pt(-2, 10), qt(.975, 10).
        Assert.Equal(2, inference.Statistic, 14);
        Assert.Equal(0.05, inference.StandardError, 15);
        Assert.Equal(0.0455002638963584, inference.NormalP, 14);
        Assert.Equal(0.6 - (0.05 * 1.95996398454005), inference.Normal.Lower, 13);
        Assert.Equal(0.6 + (0.05 * 1.95996398454005), inference.Normal.Upper, 13);
        Assert.Equal(0.0733880347707404, inference.StudentP, 13);
        Assert.Equal(0.6 - (0.05 * 2.22813885198627), inference.Student.Lower, 13);
        Assert.Equal(0.6 + (0.05 * 2.22813885198627), inference.Student.Upper, 13);
        Assert.Equal((0.6, 0.5, 0.0025, 10), (inference.Estimate, inference.Null, inference.Variance, inference.DegreesOfFreedom));
    }

    [Fact]
    public void Inference_with_a_negative_variance_is_undefined()
    {
        var inference = UStatisticInference.Of(0.6, 0.5, -0.0025, 10);

        Assert.Equal(double.NaN, inference.NormalP);
        Assert.Equal((double.NaN, double.NaN), inference.Normal);
        Assert.Equal(double.NaN, inference.StudentP);
        Assert.Equal((double.NaN, double.NaN), inference.Student);
    }

    [Fact]
    public void Without_degrees_of_freedom_only_the_normal_results_are_left()
    {
        var inference = UStatisticInference.Of(0.6, 0.5, 0.0025, 0);

        Assert.Equal(0.0455002638963584, inference.NormalP, 14);
        Assert.Equal(double.NaN, inference.StudentP);
        Assert.Equal((double.NaN, double.NaN), inference.Student);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Levels_lie_between_0_and_1(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => UStatisticInference.Of(0.6, 0.5, 0.0025, 10, level));

    [Fact]
    public void Whole_degrees_cut_down_and_turn_normal_above_50()
    {
        Assert.Equal(0.0733880347707404, UStatisticInference.OfWholeDegrees(0.6, 0.5, 0.0025, 10.999).StudentP, 13);
        Assert.Equal(10.999, UStatisticInference.OfWholeDegrees(0.6, 0.5, 0.0025, 10.999).DegreesOfFreedom);

        // R 4.2.2: 2*pt(-2, 50); above, 2*pnorm(-2).
        var fifty = UStatisticInference.OfWholeDegrees(0.6, 0.5, 0.0025, 50);
        var more = UStatisticInference.OfWholeDegrees(0.6, 0.5, 0.0025, 50.01);
        Assert.Equal(0.0509470687378, fifty.StudentP, 12);
        Assert.Equal(more.NormalP, more.StudentP);
        Assert.Equal(more.Normal, more.Student);
        Assert.Equal(50.01, more.DegreesOfFreedom);
    }
}
