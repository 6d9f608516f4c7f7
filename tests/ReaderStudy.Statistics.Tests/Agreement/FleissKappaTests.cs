using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class FleissKappaTests
{
    private const double Digits = 1e-12;

    [Fact]
    public void Four_subjects_by_hand()
    {
        // By hand: p_a = (1 + 1 + 1/3 + 1/3) / 4 = 2/3, p = (1/2, 1/2), p_e = 1/2, kappa = 1/3.
        // Null SE = sqrt(2 / (4*3*2)) * sqrt(1/4 - 0) / (1/2) = sqrt(1/12).
        // Contributions of the subjects 1, 1, -1/3, -1/3: variance = 4 * (2/3)^2 / (4 * 3) = 4/27.
        var kappa = FleissKappa.Of(
            new[,]
            {
                { 3, 0 },
                { 0, 3 },
                { 2, 1 },
                { 1, 2 },
            }
        );

        Assert.Equal(2.0 / 3, kappa.ObservedAgreement, Digits);
        Assert.Equal(0.5, kappa.ExpectedAgreement, Digits);
        Assert.Equal(1.0 / 3, kappa.Kappa, Digits);
        Assert.Equal(Math.Sqrt(1.0 / 12), kappa.NullStandardError, Digits);
        Assert.Equal(Math.Sqrt(4.0 / 27), kappa.StandardError, Digits);
        // qt(0.975, 3) = 3.182446305283709 (R 4.2.2, stats)
        Assert.Equal((1.0 / 3) - (3.182446305283709 * Math.Sqrt(4.0 / 27)), kappa.Interval().Lower, 1e-9);
        Assert.Equal(1, kappa.Interval().Upper);
        Assert.All(kappa.PerCategory, c => Assert.Equal(1.0 / 3, c.Kappa, Digits));
    }

    [Fact]
    public void Perfect_agreement_is_one_with_no_error()
    {
        var kappa = FleissKappa.Of(
            new[,]
            {
                { 3, 0 },
                { 0, 3 },
            }
        );

        Assert.Equal(1, kappa.Kappa, Digits);
        Assert.Equal(0, kappa.StandardError, Digits);
        Assert.Equal(1, kappa.Interval().Lower, Digits);
    }

    [Fact]
    public void A_category_that_nobody_used_is_undefined_and_changes_nothing_else()
    {
        var two = FleissKappa.Of(
            new[,]
            {
                { 2, 1 },
                { 0, 3 },
            }
        );
        var three = FleissKappa.Of(
            new[,]
            {
                { 2, 1, 0 },
                { 0, 3, 0 },
            }
        );

        Assert.Equal(two.Kappa, three.Kappa, Digits);
        Assert.Equal(two.NullStandardError, three.NullStandardError, Digits);
        Assert.Equal(0, three.PerCategory[2].Share);
        Assert.True(double.IsNaN(three.PerCategory[2].Kappa));
    }

    [Fact]
    public void Undefined_when_everybody_always_says_the_same()
    {
        var kappa = FleissKappa.Of(
            new[,]
            {
                { 3, 0 },
                { 3, 0 },
                { 3, 0 },
            }
        );

        Assert.Equal(1, kappa.ObservedAgreement);
        Assert.True(double.IsNaN(kappa.Kappa));
        Assert.True(double.IsNaN(kappa.StandardError));
        Assert.True(double.IsNaN(kappa.NullStandardError));
        Assert.True(double.IsNaN(kappa.PerCategory[0].Kappa));
    }

    [Fact]
    public void Undefined_without_subjects_or_with_a_single_rater()
    {
        Assert.True(double.IsNaN(FleissKappa.Of(new int[0, 2]).Kappa));
        Assert.True(
            double.IsNaN(
                FleissKappa
                    .Of(
                        new[,]
                        {
                            { 1, 0 },
                            { 0, 1 },
                        }
                    )
                    .Kappa
            )
        );
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FleissKappa.Of(new int[3, 0]));
        Assert.Throws<ArgumentException>(() =>
            FleissKappa.Of(
                new[,]
                {
                    { -1, 4 },
                }
            )
        );
    }
}
