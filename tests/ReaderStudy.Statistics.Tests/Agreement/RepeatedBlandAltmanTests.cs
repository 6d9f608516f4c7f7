using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class RepeatedBlandAltmanTests
{
    [Fact]
    public void Within_case_variance_by_hand()
    {
        // By hand: squares 2 + 0.5 + 0 over 2 + 1 + 0 degrees; harmonic mean of 3, 2, 1: 3 / (1/3 + 1/2 + 1) = 18/11.
        var within = WithinVariance.Of([
            [1, 2, 3],
            [4, 5],
            [9],
            [],
        ]);

        Assert.Equal(3, within.Cases);
        Assert.Equal(3, within.DegreesOfFreedom);
        Assert.Equal(2.5 / 3, within.Variance, 1e-15);
        Assert.Equal(18.0 / 11, within.HarmonicRepeats, 1e-15);
        Assert.Equal((1 - (11.0 / 18)) * 2.5 / 3, within.Part, 1e-15);
        Assert.Equal(1.959963984540054 * Math.Sqrt(2 * 2.5 / 3), within.RepeatabilityCoefficient(), 1e-14);
        Assert.Equal(Math.Sqrt(2.5 / ChiSquared.Quantile(0.975, 3)), within.StandardDeviationInterval().Lower, 1e-14);
        Assert.Equal(Math.Sqrt(2.5 / ChiSquared.Quantile(0.025, 3)), within.StandardDeviationInterval().Upper, 1e-12);
        var factor = 1.959963984540054 * Math.Sqrt(2);
        Assert.Equal(factor * within.StandardDeviationInterval().Upper, within.RepeatabilityInterval().Upper, 1e-12);
    }

    [Fact]
    public void Without_repeats_there_is_no_within_case_variance()
    {
        var within = WithinVariance.Of([
            [1],
            [4],
        ]);

        Assert.Equal(double.NaN, within.Variance);
        Assert.Equal(0, within.Part);
        Assert.Equal((double.NaN, double.NaN), within.StandardDeviationInterval());
    }

    [Fact]
    public void Single_measurements_give_the_simple_analysis()
    {
        double[] first = [10, 12, 15, 11, 20];
        double[] second = [9, 13, 12, 11, 18];
        var simple = BlandAltman.Of(first, second).Limits();

        var repeated = RepeatedBlandAltman.OfRepeats([.. first.Select(v => new[] { v })], [.. second.Select(v => new[] { v })]);

        Assert.Equal(2.5, repeated.Variance, 1e-14);
        Assert.Equal(simple.Lower, repeated.Limits().Lower, 1e-13);
        Assert.Equal(simple.Upper, repeated.Limits().Upper, 1e-13);
    }

    [Fact]
    public void Repeats_of_a_constant_quantity_by_hand()
    {
        // By hand: mean differences 10.5 - 8 = 2.5, 20 - 19 = 1, 31 - 32 = -1; bias 2.5/3.
        // Within: first (0.5 + 0 + 2)/(1 + 0 + 1) = 1.25, harmonic 3 / (1/2 + 1 + 1/2) = 1.5; second (2 + 0 + 0)/1 = 2, harmonic 3/2.5 = 1.2.
        var repeated = RepeatedBlandAltman.OfRepeats(
            [
                [10, 11],
                [20],
                [30, 32],
                [5],
            ],
            [
                [7, 9],
                [19],
                [32],
                [],
            ]
        );

        Assert.Equal(3, repeated.Cases);
        Assert.Equal(2.5 / 3, repeated.Bias, 1e-15);
        var means = new[] { 2.5, 1, -1 }.Sum(d => (d - (2.5 / 3)) * (d - (2.5 / 3))) / 2;
        Assert.Equal(means, repeated.VarianceOfMeans, 1e-14);
        Assert.Equal(means + (1.25 / 3) + (2.0 / 6), repeated.Variance, 1e-14);
    }

    [Fact]
    public void Paired_repeats_and_their_intervals_by_hand()
    {
        // Means 1, 3, 5: s_d^2 = 4; each case has 0.5 within over 1 degree, so s_w^2 = 0.5; two of each: total 4 + 0.5/2.
        var repeated = RepeatedBlandAltman.OfPairs([
            [0.5, 1.5],
            [2.5, 3.5],
            [4.5, 5.5],
        ]);
        Assert.Equal(4.25, repeated.Variance, 1e-14);

        const double z = 1.959963984540054;
        var total = 4.25;
        var down = Math.Sqrt(
            Math.Pow(4 * (1 - (2 / ChiSquared.Quantile(0.975, 2))), 2) + Math.Pow(0.25 * (1 - (3 / ChiSquared.Quantile(0.975, 3))), 2)
        );
        var up = Math.Sqrt(
            Math.Pow(4 * ((2 / ChiSquared.Quantile(0.025, 2)) - 1), 2) + Math.Pow(0.25 * ((3 / ChiSquared.Quantile(0.025, 3)) - 1), 2)
        );
        var (least, most, sd) = (Math.Sqrt(total - down), Math.Sqrt(total + up), Math.Sqrt(total));
        var near = Math.Sqrt((z * z * 4 / 3) + Math.Pow(z * (sd - least), 2));
        var far = Math.Sqrt((z * z * 4 / 3) + Math.Pow(z * (most - sd), 2));
        var limits = repeated.Limits();
        Assert.Equal(3 + (z * sd), limits.Upper, 1e-13);
        Assert.Equal(3 + (z * sd) - near, limits.OfUpper.Lower, 1e-12);
        Assert.Equal(3 + (z * sd) + far, limits.OfUpper.Upper, 1e-10);
        Assert.Equal(6 - limits.OfUpper.Upper, limits.OfLower.Lower, 1e-10);
        Assert.Equal(6 - limits.OfUpper.Lower, limits.OfLower.Upper, 1e-12);
    }

    [Fact]
    public void Methods_with_different_cases_are_refused() =>
        Assert.Throws<BadInputException>(() =>
            RepeatedBlandAltman.OfRepeats(
                [
                    [1],
                ],
                [
                    [1],
                    [2],
                ]
            )
        );
}
