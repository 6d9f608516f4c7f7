using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class BowkerTests
{
    [Fact]
    public void Two_categories_are_McNemar_without_correction()
    {
        var test = Bowker.Of(
            CrossTable.Of(
                new[,]
                {
                    { 118, 2 },
                    { 5, 0 },
                }
            )
        );

        // (5 − 2)² / 7; mcnemar.test(matrix(c(118, 5, 2, 0), 2), correct = FALSE) (R 4.2.2)
        Assert.Equal(9.0 / 7, test.Statistic, 1e-14);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Equal(0.2568392579578566, test.P, 1e-12);
        Assert.Equal(test.P, test.POfAllPairs);
    }

    [Fact]
    public void A_pair_of_categories_that_never_met_says_nothing()
    {
        var test = Bowker.Of(
            CrossTable.Of(
                new[,]
                {
                    { 5, 4, 0 },
                    { 1, 5, 3 },
                    { 0, 1, 5 },
                }
            )
        );

        // 3²/5 + 2²/4 over two pairs; χ² with 2 degrees of freedom: P = exp(−x/2).
        Assert.Equal(2.8, test.Statistic, 1e-14);
        Assert.Equal((3, 1, 2), (test.Pairs, test.EmptyPairs, test.DegreesOfFreedom));
        Assert.Equal(Math.Exp(-1.4), test.P, 1e-12);
        Assert.Equal(double.NaN, test.StatisticOfAllPairs);
        Assert.Equal(double.NaN, test.POfAllPairs);
    }

    [Fact]
    public void Without_a_disagreement_there_is_nothing_to_test()
    {
        var test = Bowker.Of(
            CrossTable.Of(
                new[,]
                {
                    { 5, 0 },
                    { 0, 5 },
                }
            )
        );

        Assert.Equal(0, test.DegreesOfFreedom);
        Assert.Equal(double.NaN, test.P);
    }
}
