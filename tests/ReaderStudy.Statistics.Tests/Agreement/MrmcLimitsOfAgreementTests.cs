using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

/// <summary>
/// Reference values of the incomplete layout: base R 4.2.2, residual sums of squares by qr() of the nested model matrices, their expectations
/// as traces tr(M Z Z'), and solve() of the two.
/// </summary>
public sealed class MrmcLimitsOfAgreementTests
{
    private const double Missing = double.NaN;

    // Cases as rows, readers as columns, one table an arm.
    private static readonly double[,] First = new double[,]
    {
        { 12.1, Missing, 13.9 },
        { 8.2, 7.7, 9.1 },
        { 15.5, 14.2, Missing },
        { 10.1, 9.9, 11.7 },
        { Missing, 18.8, 21.4 },
    };

    private static readonly double[,] Second = new double[,]
    {
        { 12.9, 11.1, 13.2 },
        { 8.8, 8.1, Missing },
        { 15.1, 15.3, 17.5 },
        { 10.9, 9.2, 12.4 },
        { 19.6, Missing, 22.3 },
    };

    [Theory]
    [InlineData(SumsOfSquares.ReadersFirst, 0.0683333333333334, 0.6714393939393974, -0.272849271940182, -0.567932900432902)]
    [InlineData(SumsOfSquares.CasesFirst, 0.191439393939396, 0.548333333333335, -0.426409090909092, -0.437997668997670)]
    [InlineData(SumsOfSquares.Partial, 0.191439393939396, 0.671439393939397, -0.426409090909092, -0.567932900432902)]
    public void The_same_reader_in_two_arms_with_missing_cells(
        SumsOfSquares order,
        double readerSquares,
        double caseSquares,
        double reader,
        double oneCase
    )
    {
        var limits = MrmcLimitsOfAgreement.WithinReaderBetweenArms(First, Second, order);

        Assert.Equal([2, 4, 3], limits.Anova.Select(l => l.DegreesOfFreedom));
        Assert.Equal(readerSquares, limits.Anova[0].SumOfSquares, 1e-11);
        Assert.Equal(caseSquares, limits.Anova[1].SumOfSquares, 1e-11);
        Assert.Equal(3.485227272727281, limits.Anova[2].SumOfSquares, 1e-11);
        Assert.Equal(reader, limits.Anova[0].Variance, 1e-11);
        Assert.Equal(oneCase, limits.Anova[1].Variance, 1e-11);
        Assert.Equal(1.161742424242427, limits.Anova[2].Variance, 1e-11);
        Assert.Equal(reader + oneCase + 1.161742424242427, limits.VarianceOfDifference, 1e-11);
        // Ten differences: 4, 3, 3 by reader, 2, 2, 2, 3, 1 by case; their mean -0.8 + .7 - .6 - .4 + .4 - 1.1 - .8 + .7 - .7 - .9 over 10.
        Assert.Equal(-0.35, limits.MeanDifference, 1e-14);
        Assert.Equal((reader * 0.34) + (oneCase * 0.22) + 0.1161742424242427, limits.VarianceOfMean, 1e-11);
    }

    [Theory]
    [InlineData(SumsOfSquares.ReadersFirst, 51.0069444444447413, 367.6412996695578386, 2.758464854226810, 18.839362397059553)]
    [InlineData(SumsOfSquares.CasesFirst, 21.9237441140025240, 396.7245000000000346, 1.400307063216051, 19.973887780715120)]
    public void Different_readers_in_two_arms_with_missing_cells(
        SumsOfSquares order,
        double readerSquares,
        double caseSquares,
        double reader,
        double oneCase
    )
    {
        var limits = MrmcLimitsOfAgreement.BetweenReadersBetweenArms(First, Second, order);

        Assert.Equal([2, 4, 1, 8, 2, 4, 3], limits.Anova.Select(l => l.DegreesOfFreedom));
        double[] squares =
        [
            readerSquares,
            caseSquares,
            0.8199549164091149,
            1.8593009695883795,
            0.0341666666668763,
            0.3357196969696306,
            1.7426136363626279,
        ];
        double[] variances = [reader, oneCase, Missing, -0.173154613166694, -0.136424635969986, -0.283966450216279, 0.580871212120896];
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(squares[i], limits.Anova[i].SumOfSquares, 1e-9);
            Assert.Equal(variances[i], limits.Anova[i].Variance, 1e-9);
        }

        Assert.Equal(
            2 * (reader - 0.173154613166694 - 0.136424635969986 - 0.283966450216279 + 0.580871212120896),
            limits.VarianceOfDifference,
            1e-9
        );
    }

    [Fact]
    public void A_full_layout_by_hand()
    {
        // By hand: values 1, 2; 3, 8: mean 3.5; readers 2, 5 -> SS 9; cases 1.5, 5.5 -> SS 16; error 4 * 1 = 4.
        var limits = MrmcLimitsOfAgreement.BetweenReadersWithinArm(
            new double[,]
            {
                { 1, 2 },
                { 3, 8 },
            }
        );

        Assert.Equal(
            [new VarianceLine("reader", 1, 9, 2.5), new VarianceLine("case", 1, 16, 6), new VarianceLine("error", 1, 4, 4)],
            limits.Anova
        );
        Assert.Equal(2 * (2.5 + 4), limits.VarianceOfDifference);
        Assert.Equal((0, 0), (limits.MeanDifference, limits.VarianceOfMean));
        Assert.Equal(1.959963984540054 * Math.Sqrt(13), limits.Limits().Upper, 1e-14);
        Assert.Equal(-1.6448536269514722 * Math.Sqrt(13), limits.Limits(0.9).Lower, 1e-14);
        Assert.Equal((0, 0), limits.MeanInterval());
    }

    [Fact]
    public void In_a_full_layout_the_order_does_not_matter_and_the_mean_is_the_difference_of_means()
    {
        double[,] first =
        {
            { 12, 14, 11 },
            { 8, 9, 9 },
            { 15, 18, 13 },
            { 20, 19, 22 },
        };
        double[,] second =
        {
            { 13, 13, 12 },
            { 7, 11, 8 },
            { 17, 16, 13 },
            { 21, 23, 20 },
        };
        var limits = MrmcLimitsOfAgreement.BetweenReadersBetweenArms(first, second);

        foreach (var order in Enum.GetValues<SumsOfSquares>())
        {
            Assert.Equal(limits.Anova, MrmcLimitsOfAgreement.BetweenReadersBetweenArms(first, second, order).Anova);
        }

        var within = MrmcLimitsOfAgreement.WithinReaderBetweenArms(first, second);
        Assert.Equal(within.MeanDifference, limits.MeanDifference, 1e-14);
        Assert.Equal(within.VarianceOfMean, limits.VarianceOfMean, 1e-13);
        // The two-way error of the differences is twice the three-way error.
        Assert.Equal(within.Anova[2].Variance, 2 * limits.Anova[6].Variance, 1e-13);
        var repeats = MrmcLimitsOfAgreement.WithinReaderWithinArm(first, second);
        Assert.Equal((0, 0), (repeats.MeanDifference, repeats.VarianceOfMean));
        Assert.Equal(within.VarianceOfDifference, repeats.VarianceOfDifference);
    }

    [Fact]
    public void The_full_and_the_general_way_agree()
    {
        // A third reader who read one case in one arm leaves the layout of the others full, and adds nothing to their interactions.
        double[,] full =
        {
            { 12, 14, 11 },
            { 8, 9, 9 },
            { 15, 18, 13 },
            { 20, 19, 22 },
        };
        var general = new double[5, 3];
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                general[i, j] = full[i, j];
            }
        }

        (general[4, 0], general[4, 1], general[4, 2]) = (16, Missing, Missing);
        var (a, b) = (
            MrmcLimitsOfAgreement.BetweenReadersWithinArm(full),
            MrmcLimitsOfAgreement.BetweenReadersWithinArm(general, SumsOfSquares.CasesFirst)
        );

        Assert.Equal(a.Anova[2].SumOfSquares, b.Anova[2].SumOfSquares, 1e-11);
        Assert.Equal(a.Anova[2].Variance, b.Anova[2].Variance, 1e-11);
        Assert.Equal(a.Anova[0].SumOfSquares, b.Anova[0].SumOfSquares, 1e-11);
        Assert.Equal(a.Anova[0].Variance, b.Anova[0].Variance, 1e-11);
    }

    [Fact]
    public void Too_little_to_take_apart_is_undefined()
    {
        Assert.Equal(
            Missing,
            MrmcLimitsOfAgreement
                .BetweenReadersWithinArm(
                    new double[,]
                    {
                        { 1 },
                        { 2 },
                        { 4 },
                    }
                )
                .VarianceOfDifference
        );
        Assert.Equal(
            Missing,
            MrmcLimitsOfAgreement
                .BetweenReadersWithinArm(
                    new double[,]
                    {
                        { 1, Missing },
                        { Missing, 2 },
                    }
                )
                .VarianceOfDifference
        );
        Assert.Equal(Missing, MrmcLimitsOfAgreement.WithinReaderBetweenArms(new double[0, 2], new double[0, 2]).MeanDifference);
        Assert.Equal(Missing, MrmcLimitsOfAgreement.BetweenReadersBetweenArms(new double[0, 2], new double[0, 2]).MeanDifference);
        Assert.Throws<ArgumentException>(() => MrmcLimitsOfAgreement.WithinReaderBetweenArms(new double[2, 2], new double[3, 2]));
    }

    [Fact]
    public void Type_two_takes_each_effect_last_of_those_that_do_not_contain_it()
    {
        // The interactions and the error are then as in the sequence where they come last.
        var sequence = MrmcLimitsOfAgreement.BetweenReadersBetweenArms(First, Second);
        var partial = MrmcLimitsOfAgreement.BetweenReadersBetweenArms(First, Second, SumsOfSquares.Partial);

        Assert.Equal(sequence.Anova[5].SumOfSquares, partial.Anova[5].SumOfSquares, 1e-11);
        Assert.Equal(sequence.Anova[6].SumOfSquares, partial.Anova[6].SumOfSquares, 1e-11);
        Assert.Equal(sequence.Anova[6].Variance, partial.Anova[6].Variance, 1e-11);
        Assert.NotEqual(sequence.Anova[0].SumOfSquares, partial.Anova[0].SumOfSquares, 1e-3);
    }
}
