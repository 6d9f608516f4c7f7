using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class CohenKappaTests
{
    private const double Digits = 1e-14;

    /// <summary>p_o = 35/50 = 0.7, p_e = 0.5·0.6 + 0.5·0.4 = 0.5.</summary>
    private static readonly CrossTable Fifty = CrossTable.Of(
        new[,]
        {
            { 20, 5 },
            { 10, 15 },
        }
    );

    [Fact]
    public void Fifty_cases_by_hand()
    {
        var kappa = CohenKappa.Of(Fifty);

        Assert.Equal(50, kappa.Cases);
        Assert.Equal(50, kappa.PairedCases);
        Assert.Equal(49, kappa.DegreesOfFreedom);
        Assert.Equal(0.7, kappa.ObservedAgreement, Digits);
        Assert.Equal(0.5, kappa.ExpectedAgreement, Digits);
        Assert.Equal(0.4, kappa.Kappa, Digits);
        Assert.Equal(0.4, kappa.Coefficient, Digits);
        // Fleiss, Cohen and Everitt: (A + B − C) / (n (1 − p_e)²) with A = 0.4·0.34² + 0.3·0.46² = 0.10972,
        // B = 0.36 (0.1·1.1² + 0.2·0.9²) = 0.10188, C = (0.4 − 0.5·0.6)² = 0.01.
        Assert.Equal(Math.Sqrt(0.2016 / 12.5), kappa.StandardError, Digits);
        // Null: p_e + p_e² − Σ p_k· p_·k (p_k· + p_·k) = 0.75 − (0.3·1.1 + 0.2·0.9) = 0.24.
        Assert.Equal(Math.Sqrt(0.24 / 12.5), kappa.NullStandardError, Digits);
        Assert.Equal(0.4 / Math.Sqrt(0.24 / 12.5), kappa.Z, 1e-12);
        // Python: math.erfc(0.4 / math.sqrt(0.24 / 12.5) / math.sqrt(2))
        Assert.Equal(0.003892417122778628, kappa.NullP, 1e-12);
    }

    [Fact]
    public void Its_intervals_are_by_normal_and_by_Student()
    {
        var kappa = CohenKappa.Of(Fifty);
        var error = Math.Sqrt(0.2016 / 12.5);

        // Φ⁻¹(0.975) and t(0.975; 49), the latter from its closed form for whole degrees (Abramowitz and Stegun 26.7.3).
        Assert.Equal(0.4 - (1.959963984540054 * error), kappa.NormalInterval().Lower, 1e-12);
        Assert.Equal(0.4 + (1.959963984540054 * error), kappa.NormalInterval().Upper, 1e-12);
        Assert.Equal(0.4 - (2.0095752371292397 * error), kappa.Interval().Lower, 1e-12);
        Assert.Equal(0.4 + (2.0095752371292397 * error), kappa.Interval(0.95).Upper, 1e-12);
        Assert.True(kappa.Interval(0.9).Lower > kappa.Interval(0.95).Lower);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void A_level_lies_between_0_and_1(double level)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of(Fifty).Interval(level));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of(Fifty).NormalInterval(level));
    }

    [Fact]
    public void The_margins_allow_a_largest_kappa()
    {
        // min(0.5, 0.6) + min(0.5, 0.4) = 0.9.
        Assert.Equal(0.8, CohenKappa.Maximum(Fifty), Digits);
        Assert.Equal(double.NaN, CohenKappa.Maximum(CrossTable.Of(new int[2, 2])));
    }

    [Fact]
    public void Weighted_by_hand()
    {
        // Three cases 1-1, 1-2, 3-3 with linear weights: p_o = 2.5/3. First reader (2/3, 0, 1/3), second (1/3, 1/3, 1/3);
        // p_e = 2/9·(1 + 1/2 + 0) + 1/9·(0 + 1/2 + 1) = 1/2.
        var kappa = CohenKappa.Of(
            CrossTable.Of(
                new[,]
                {
                    { 1, 1, 0 },
                    { 0, 0, 0 },
                    { 0, 0, 1 },
                }
            ),
            AgreementWeights.Linear(3)
        );

        Assert.Equal(2.5 / 3, kappa.ObservedAgreement, Digits);
        Assert.Equal(0.5, kappa.ExpectedAgreement, Digits);
        Assert.Equal(2.0 / 3, kappa.Kappa, Digits);
        // a = (1/2, 2/3, 1/2) of the first, b = (2/3, 1/2, 1/3) of the second reader's categories;
        // u = w − (a + b)/3: 1 − 7/18, 1/2 − 1/3, 1 − 5/18; their mean is (11 + 3 + 13)/54 = 1/2.
        var variance = ((2.0 / 18 * (2.0 / 18)) + (6.0 / 18 * (6.0 / 18)) + (4.0 / 18 * (4.0 / 18))) / 3;
        Assert.Equal(Math.Sqrt(variance / 3) / 0.5, kappa.StandardError, Digits);
    }

    [Fact]
    public void Perfect_agreement_is_one_without_error()
    {
        var kappa = CohenKappa.Of(
            CrossTable.Of(
                new[,]
                {
                    { 3, 0, 0 },
                    { 0, 7, 0 },
                    { 0, 0, 11 },
                }
            )
        );

        Assert.Equal(1, kappa.Kappa, Digits);
        Assert.Equal(0, kappa.StandardError, Digits);
        Assert.Equal(1, kappa.Interval().Lower, 1e-12);
        Assert.True(kappa.NullP < 1e-6);
    }

    [Fact]
    public void Undefined_when_both_always_say_the_same()
    {
        var kappa = CohenKappa.Of(
            CrossTable.Of(
                new[,]
                {
                    { 0, 0 },
                    { 0, 9 },
                }
            )
        );

        Assert.Equal(1, kappa.ObservedAgreement);
        Assert.Equal(double.NaN, kappa.Kappa);
        Assert.Equal(double.NaN, kappa.StandardError);
        Assert.Equal(double.NaN, kappa.NullStandardError);
        Assert.Equal(double.NaN, kappa.NullP);
        Assert.Equal((double.NaN, double.NaN), kappa.Interval());
    }

    [Fact]
    public void Never_agreeing_and_never_meeting_are_defined_as_far_as_they_go()
    {
        // One reader always says 1, the other always 2: p_o = p_e = 0.
        var apart = CohenKappa.Of(
            CrossTable.Of(
                new[,]
                {
                    { 0, 4 },
                    { 0, 0 },
                }
            )
        );
        Assert.Equal(0, apart.Kappa);
        Assert.Equal(0, apart.StandardError);

        var single = CohenKappa.Of(
            CrossTable.Of(
                new[,]
                {
                    { 0, 1 },
                    { 0, 0 },
                }
            )
        );
        Assert.Equal(0, single.Kappa);
        Assert.Equal(double.NaN, single.StandardError);

        Assert.Equal(double.NaN, CohenKappa.Of(CrossTable.Of(new int[2, 2])).Kappa);
    }

    [Fact]
    public void Only_cases_that_both_rated_are_compared()
    {
        // Readers 1 and 3 of three.
        var table = RatingTable.Of([0, 1, 0, 1, 1, -1, -1, 0, 1, 1, 0, 0], 3, 2);

        var cross = CrossTable.Of(table, 0, 2);

        Assert.Equal(2, cross.Cases);
        Assert.Equal((1, 1), (cross[0, 0], cross[1, 0]));
        Assert.Equal([1, 1], cross.FirstTotals);
        Assert.Equal([2, 0], cross.SecondTotals);
        Assert.Equal(CohenKappa.Of(cross), CohenKappa.Of(table, 0, 2));
        Assert.Equal(ScottPi.Of(cross), ScottPi.Of(table, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossTable.Of(table, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossTable.Of(table, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossTable.Of(table, -1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossTable.Of(table, 0, -1));
    }

    [Fact]
    public void A_table_of_two_readers_is_square_and_counts()
    {
        Assert.Throws<BadInputException>(() => CrossTable.Of(new int[2, 3]));
        Assert.Throws<BadInputException>(() => CrossTable.Of(new int[0, 0]));
        var bad = Assert.Throws<BadInputException>(() =>
            CrossTable.Of(
                new[,]
                {
                    { 1, 2 },
                    { 3, -1 },
                }
            )
        );
        Assert.Equal([new InputFault(1, "A count is negative.")], bad.Faults);
    }

    [Fact]
    public void Pi_takes_both_readers_together()
    {
        // π = (0.55, 0.45): p_e = 0.505.
        var pi = ScottPi.Of(Fifty);

        Assert.Equal(0.505, pi.ExpectedAgreement, Digits);
        Assert.Equal(0.195 / 0.495, pi.Coefficient, Digits);
    }

    [Fact]
    public void A_coefficient_below_0_has_an_upper_tail_above_one_half()
    {
        var kappa = CohenKappa.Of(
            CrossTable.Of(
                new[,]
                {
                    { 118, 2 },
                    { 5, 0 },
                }
            )
        );

        Assert.True(kappa.Kappa < 0);
        Assert.Equal(1 - (0.5 * kappa.TwoSidedP), kappa.UpperTailP, Digits);
        var above = CohenKappa.Of(Fifty);
        Assert.Equal(0.5 * above.TwoSidedP, above.UpperTailP, Digits);
        Assert.Equal(0.4 / Math.Sqrt(0.2016 / 12.5), above.T, 1e-12);
    }
}
