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
        // t(0.975; 3) = 3.182446305283709 from its closed form (Abramowitz and Stegun 26.7.3).
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
    public void Two_categories_with_unequal_shares_by_hand()
    {
        // Cases (2,0), (2,0), (1,1): p_a = 2/3, p = (5/6, 1/6), p_e = 26/36, kappa = (24 − 26)/(36 − 26) = −1/5.
        // Null: Σpq = 10/36, Σpq(q − p) = 5/36·(−4/6 + 4/6) = 0, so √(2/(3·2)) for kappa and for each category.
        // Category 2: 1 − 1·(2 − 1)/(3·2·1·5/36) = −1/5.
        var kappa = FleissKappa.Of(
            new[,]
            {
                { 2, 0 },
                { 2, 0 },
                { 1, 1 },
            }
        );

        Assert.Equal(3, kappa.Cases);
        Assert.Equal(2, kappa.RatingsPerCase);
        Assert.Equal(-0.2, kappa.Kappa, Digits);
        Assert.Equal(Math.Sqrt(1.0 / 3), kappa.NullStandardError, Digits);
        Assert.Equal(-0.2 / Math.Sqrt(1.0 / 3), kappa.Z, Digits);
        Assert.Equal(kappa.PerCategory[0].NullP, kappa.NullP, Digits);
        Assert.All(kappa.PerCategory, c => Assert.Equal(-0.2, c.Kappa, Digits));
        Assert.All(kappa.PerCategory, c => Assert.Equal(Math.Sqrt(1.0 / 3), c.NullStandardError, Digits));
        Assert.Equal(5.0 / 6, kappa.PerCategory[0].Share, Digits);
        Assert.Equal(1.0 / 6, kappa.PerCategory[1].Share, Digits);
        var (lower, upper) = kappa.NullInterval();
        Assert.Equal(-0.2 - (1.959963984540054 * Math.Sqrt(1.0 / 3)), lower, Digits);
        Assert.Equal(-0.2 + (1.959963984540054 * Math.Sqrt(1.0 / 3)), upper, Digits);
    }

    [Fact]
    public void Missing_ratings_by_hand()
    {
        // Cases (2,0), (0,1), (1,1), (0,2) and one without a rating. p_a = (1 + 0 + 1)/3, p = (3/8, 5/8), p_e = 34/64,
        // kappa = (2/3 − 17/32)/(15/32) = (13/96)/(45/96) = 13/45. Contributions (n/n′ = 4/3, chance 3/8 or 5/8 or their mean):
        // own (4/3)(1 − 17/32)/(15/32) = 4/3, 0, (4/3)(−17/15), 4/3; chance −2·(32/45)·(c − 17/32)·(32/15).
        var kappa = FleissKappa.Of(
            RatingTable.Of([0, 0, RatingTable.Missing, 1, 0, 1, 1, 1, RatingTable.Missing, RatingTable.Missing], 2, 2)
        );

        Assert.Equal(13.0 / 45, kappa.Kappa, Digits);
        Assert.Equal((4, 3), (kappa.Cases, kappa.PairedCases));
        Assert.Null(kappa.RatingsPerCase);
        double[] own = [4.0 / 3, 0, -68.0 / 45, 4.0 / 3];
        double[] chance = [3.0 / 8, 5.0 / 8, 0.5, 5.0 / 8];
        var squares = own.Zip(chance, (o, c) => o - (2 * (32.0 / 45) * (c - (17.0 / 32)) * (32.0 / 15)) - (13.0 / 45)).Sum(d => d * d);
        Assert.Equal(Math.Sqrt(squares / 12), kappa.StandardError, Digits);
        Assert.Equal(double.NaN, kappa.NullStandardError);
        Assert.All(kappa.PerCategory, c => Assert.Equal(double.NaN, c.Kappa));
        Assert.Equal([3.0 / 8, 5.0 / 8], kappa.PerCategory.Select(c => c.Share));
        Assert.Equal(3, kappa.DegreesOfFreedom);
    }

    [Fact]
    public void A_single_case_has_no_standard_error()
    {
        var kappa = FleissKappa.Of(
            new[,]
            {
                { 1, 1 },
            }
        );

        Assert.Equal(-1, kappa.Kappa, Digits);
        Assert.Equal(double.NaN, kappa.StandardError);
        Assert.Equal(double.NaN, kappa.TwoSidedP);
    }

    [Fact]
    public void Weights_of_0_and_1_are_the_unweighted_kappa()
    {
        var table = RatingTable.Of([0, 1, 0, 2, 2, 2, 1, 1, -1, 0, 2, 1], 3, 3);

        var plain = FleissKappa.Of(table);
        var weighted = FleissKappa.Weighted(table, AgreementWeights.Identity(3));

        Assert.Equal(plain.Kappa, weighted.Coefficient);
        Assert.Equal(plain.StandardError, weighted.StandardError);
        Assert.Equal(plain.ExpectedAgreement, weighted.ExpectedAgreement);
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<BadInputException>(() => FleissKappa.Of(new int[3, 0]));
        Assert.Throws<BadInputException>(() =>
            FleissKappa.Of(
                new[,]
                {
                    { -1, 4 },
                }
            )
        );
    }
}
