using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class CrossedComponentsTests
{
    private static readonly BarrettComponents One = new(2, 4, 16, 1, 6, 8, 32);
    private static readonly BarrettComponents Two = new(4, 8, 32, 3, 8, 16, 64);
    private static readonly BarrettComponents Product = new(1, 2, 8, 0.5, 3, 4, 16);

    [Fact]
    public void Components_of_an_arm_average_over_its_cases()
    {
        // n₀ = 2, n₁ = 4, N = 6: C = 6 (2/2 + 4/4 + 16/8), RC = 6 (6/2 + 8/4 + 32/8).
        Assert.Equal(new DorfmanComponents(1, 24, 54, 0, 0, 0), DorfmanComponents.OfArm(One, 2, 4));
    }

    [Fact]
    public void Components_of_two_arms_split_what_is_shared()
    {
        // Second arm: C = 6 (2 + 2 + 4) = 48, RC = 6 (4 + 4 + 8) = 96; product: C = 12, RC = 27.
        Assert.Equal(
            new DorfmanComponents(0.5, 12, 27, ((1 + 3) / 2.0) - 0.5, ((24 + 48) / 2.0) - 12, ((54 + 96) / 2.0) - 27),
            DorfmanComponents.OfDifference(One, Two, Product, 2, 4)
        );
    }

    [Fact]
    public void Coefficients_are_the_usual_ones()
    {
        Assert.Equal(new DorfmanComponents(0.2, 0.1, 0.02, 0, 0, 0), DorfmanComponents.CoefficientsOfArm(5, 10));
        Assert.Equal(new DorfmanComponents(0, 0, 0, 0.4, 0.2, 0.04), DorfmanComponents.CoefficientsOfDifference(5, 10));
        Assert.Equal(new CrossedMeanSquares(0.02, 0.02, -0.02, 0, 0, 0), CrossedMeanSquares.CoefficientsOfArm(5, 10));
        Assert.Equal(new CrossedMeanSquares(0, 0, 0, 0.04, 0.04, -0.04), CrossedMeanSquares.CoefficientsOfDifference(5, 10));
        Assert.Equal(new UStatisticObuchowski(0.2, 0, 0, 0.8, 0, 0.2), UStatisticObuchowski.CoefficientsOfArm(5));
        Assert.Equal(new UStatisticObuchowski(0, 0.4, -0.4, 1.6, -1.6, 0.4), UStatisticObuchowski.CoefficientsOfDifference(5));
    }

    [Fact]
    public void Mean_squares_add_components()
    {
        var c = new DorfmanComponents(1, 2, 3, 4, 5, 6);

        // 7 readers, 10 cases. Of an arm: 10 · 1 + 3, 7 · 2 + 3, 3. Of two: 20 + 40 + 6 + 6, 28 + 35 + 6 + 6, 12, 46, 41, 6.
        Assert.Equal(new CrossedMeanSquares(13, 17, 3, 0, 0, 0), CrossedMeanSquares.OfArm(c, 7, 10));
        Assert.Equal(new CrossedMeanSquares(72, 75, 12, 46, 41, 6), CrossedMeanSquares.OfDifference(c, 7, 10));
    }

    [Fact]
    public void Covariances_are_sums_of_components_over_cases() =>
        Assert.Equal(
            new UStatisticObuchowski(1, 4, 0.5, 0.7, 0.2, 1.6),
            UStatisticObuchowski.Of(new DorfmanComponents(1, 2, 3, 4, 5, 6), 10)
        );

    [Fact]
    public void All_decompositions_of_a_crossed_study_give_one_variance()
    {
        var ratings = SmallStudies.Ratings(SmallStudies.Draw(8, 2, 0));
        var d = UStatistic.Of(ratings).Differences[0];
        var (n0, n1, r) = (d.NonDiseased, d.Diseased, d.Readers);
        double[] a = [.. d.First.PerReader.Select(x => x.Auc)];
        double[] b = [.. d.Second.PerReader.Select(x => x.Auc)];

        var dorfman = DorfmanComponents.OfDifference(d.First.Components, d.Second.Components, d.Components, n0, n1);
        var squares = CrossedMeanSquares.OfDifference(dorfman, r, n0 + n1);
        var obuchowski = UStatisticObuchowski.OfDifference(
            (d.First.Moments.Unbiased, a),
            (d.Second.Moments.Unbiased, b),
            d.Moments.Unbiased,
            n0,
            n1
        );

        var variance = d.Unbiased.Variance;
        Assert.Equal(
            variance,
            2 * ((dorfman.TreatmentReader / r) + (dorfman.TreatmentCase / (n0 + n1)) + (dorfman.TreatmentReaderCase / r / (n0 + n1))),
            13
        );
        Assert.Equal(variance, 2 * (squares.TreatmentReader + squares.TreatmentCase - squares.TreatmentReaderCase) / r / (n0 + n1), 13);
        var c = UStatisticObuchowski.CoefficientsOfDifference(r);
        Assert.Equal(
            variance,
            (c.TreatmentReader * obuchowski.TreatmentReader)
                + (c.Covariance1 * obuchowski.Covariance1)
                + (c.Covariance2 * obuchowski.Covariance2)
                + (c.Covariance3 * obuchowski.Covariance3)
                + (c.Error * obuchowski.Error),
            13
        );
        Assert.Equal(dorfman.Reader, obuchowski.Reader, 13);
        Assert.Equal(UStatisticObuchowski.Of(dorfman, n0 + n1).Covariance1, obuchowski.Covariance1, 13);

        var or = ObuchowskiRockette.Unbiased(ratings);
        Assert.Equal(
            or.RandomReadersRandomCases().Differences[0].Estimate.DegreesOfFreedom,
            obuchowski.HillisDegreesOfFreedomOfDifference(a, b),
            9
        );
        Assert.Equal(or.Components.Cov2, obuchowski.Covariance2, 13);

        var arm = UStatisticObuchowski.OfArm(d.First.Moments.Unbiased, a, n0, n1);
        var own = or.RandomReadersRandomCases().Means[0].Estimate;
        Assert.Equal(own.DegreesOfFreedom, arm.HillisDegreesOfFreedomOfArm(a), 9);
        Assert.Equal(d.First.Unbiased.Variance, (arm.Reader + ((r - 1) * arm.Covariance2) + arm.Error) / r, 13);
        Assert.Equal((0, 0, 0), (arm.TreatmentReader, arm.Covariance1, arm.Covariance3));
    }

    [Fact]
    public void Arms_with_different_readers_are_refused()
    {
        var of = new UStatisticObuchowski(0, 0, 0, 0, 0, 0);

        Assert.Throws<ArgumentException>(() => of.HillisDegreesOfFreedomOfDifference([0.5, 1], [0.5]));
        Assert.Throws<ArgumentException>(() =>
            UStatisticObuchowski.OfDifference((new double[8], [0.5, 1]), (new double[8], [0.5]), new double[8], 2, 2)
        );
    }

    [Fact]
    public void Readers_with_one_AUC_have_infinite_degrees_of_freedom()
    {
        var of = new UStatisticObuchowski(0, 0, 0, 0.001, 0.0005, 0.002);

        Assert.Equal(double.PositiveInfinity, of.HillisDegreesOfFreedomOfArm([0.5, 0.5, 0.5]));
        Assert.Equal(double.PositiveInfinity, of.HillisDegreesOfFreedomOfDifference([0.75, 0.5], [0.5, 0.25]));
        // MS(R) of 0.5 and 1 is 0.125: 1 · ((0.125 + 2 · 0.001) / 0.125)².
        Assert.Equal(Math.Pow(0.127 / 0.125, 2), of.HillisDegreesOfFreedomOfArm([0.5, 1]), 14);
        // Negative covariances count as 0.
        Assert.Equal(1, (of with { Covariance2 = -0.001 }).HillisDegreesOfFreedomOfArm([0.5, 1]), 14);
        Assert.Equal(1, (of with { Covariance2 = 0.0004 }).HillisDegreesOfFreedomOfDifference([0.5, 1], [0.5, 0.5]), 14);
    }
}
