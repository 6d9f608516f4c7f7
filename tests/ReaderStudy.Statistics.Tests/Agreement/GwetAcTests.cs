using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Agreement;

/// <summary>Gwet's AC, Brennan and Prediger's coefficient and percent agreement, which need no more than the observed agreement and the shares.</summary>
public sealed class GwetAcTests
{
    private const double Digits = 1e-14;

    /// <summary>p_a = 118/125, π = (243/250, 7/250): nearly all cases are of one kind.</summary>
    private static readonly CrossTable Prevalent = CrossTable.Of(
        new[,]
        {
            { 118, 2 },
            { 5, 0 },
        }
    );

    [Fact]
    public void Ac1_stays_high_where_kappa_is_below_0()
    {
        var ac = GwetAc.Of(Prevalent);

        // p_e = 2·(243·7)/250² with q = 2.
        Assert.Equal(2 * 243 * 7 / 62500.0, ac.ExpectedAgreement, Digits);
        Assert.Equal((0.944 - ac.ExpectedAgreement) / (1 - ac.ExpectedAgreement), ac.Coefficient, Digits);
        Assert.True(CohenKappa.Of(Prevalent).Kappa < 0);
    }

    [Fact]
    public void Every_declared_category_counts()
    {
        // Cases (2,0), (1,1): p_a = 1/2, π = (3/4, 1/4), Σπ(1 − π) = 3/8.
        var two = RatingTable.Of([0, 0, 0, 1], 2, 2);
        var four = RatingTable.Of([0, 0, 0, 1], 2, 4);

        // AC1: p_e = 3/8 / (q − 1): 3/8 and 1/8. Brennan-Prediger: p_e = 1/2 and 1/4.
        Assert.Equal((0.5 - 0.375) / 0.625, GwetAc.Of(two).Coefficient, Digits);
        Assert.Equal((0.5 - 0.125) / 0.875, GwetAc.Of(four).Coefficient, Digits);
        Assert.Equal(0, BrennanPrediger.Of(two).Coefficient, Digits);
        Assert.Equal(0.25 / 0.75, BrennanPrediger.Of(four).Coefficient, Digits);
        Assert.Equal(FleissKappa.Of(two).Kappa, FleissKappa.Of(four).Kappa, Digits);
    }

    [Fact]
    public void Their_standard_errors_by_hand()
    {
        var table = RatingTable.Of([0, 0, 0, 1], 2, 2);

        // Percent: 1 and 0 around 1/2. Brennan-Prediger: twice as far. AC1: (1 − 3/8)/(5/8) = 1, (0 − 3/8)/(5/8) = −3/5, less
        // 2·(4/5)·(e − 3/8)·(8/5) with e = π-weighted (1 − π): 1/4 and 1/2: 1.32 and −0.92, around 1/5.
        Assert.Equal(0.5, PercentAgreement.Of(table).StandardError, Digits);
        Assert.Equal(1, BrennanPrediger.Of(table).StandardError, Digits);
        Assert.Equal(Math.Sqrt(2 * 1.12 * 1.12 / 2), GwetAc.Of(table).StandardError, Digits);
    }

    [Fact]
    public void Ac2_by_hand()
    {
        // Three categories, linear weights: T = 3 + 4·(1/2) = 5. Cases 1-2 and 3-3: p_a = 3/4, π = (1/4, 1/4, 1/2), Σπ(1 − π) = 5/8.
        var table = RatingTable.Of([0, 1, 2, 2], 2, 3);

        var ac = GwetAc.Of(table, AgreementWeights.Linear(3));
        var prediger = BrennanPrediger.Of(table, AgreementWeights.Linear(3));

        Assert.Equal(0.75, ac.ObservedAgreement, Digits);
        Assert.Equal(5.0 / 6 * 0.625, ac.ExpectedAgreement, Digits);
        Assert.Equal(5.0 / 9, prediger.ExpectedAgreement, Digits);
        Assert.Equal((0.75 - (5.0 / 9)) / (4.0 / 9), prediger.Coefficient, Digits);
        Assert.Equal(0.75, PercentAgreement.Of(table, AgreementWeights.Linear(3)).Coefficient, Digits);
        Assert.Equal(0, PercentAgreement.Of(table).ExpectedAgreement);
    }

    [Fact]
    public void Defined_when_everybody_always_says_the_same()
    {
        var table = RatingTable.Of([1, 1, 1, 1, 1, 1], 2, 2);

        Assert.Equal(1, GwetAc.Of(table).Coefficient);
        Assert.Equal(0, GwetAc.Of(table).StandardError);
        Assert.Equal(1, BrennanPrediger.Of(table).Coefficient);
        Assert.Equal(1, GwetAc.Of(CrossTable.Of(table)).Coefficient);
        Assert.Equal((1, 1), BrennanPrediger.Of(CrossTable.Of(table)).Interval());
    }

    [Fact]
    public void Undefined_with_a_single_declared_category_or_without_a_pair()
    {
        var single = RatingTable.Of([0, 0, 0, 0], 2, 1);
        Assert.Equal(double.NaN, GwetAc.Of(single).Coefficient);
        Assert.Equal(double.NaN, BrennanPrediger.Of(single).Coefficient);
        Assert.Equal(double.NaN, GwetAc.Of(CrossTable.Of(single)).Coefficient);
        Assert.Equal(double.NaN, BrennanPrediger.Of(CrossTable.Of(single)).Coefficient);
        Assert.Equal(1, PercentAgreement.Of(single).Coefficient);

        var unpaired = RatingTable.Of([0, -1, -1, 1], 2, 2);
        Assert.Equal(double.NaN, PercentAgreement.Of(unpaired).Coefficient);
        Assert.Equal(double.NaN, GwetAc.Of(unpaired).Coefficient);
        Assert.Equal(double.NaN, BrennanPrediger.Of(unpaired).StandardError);
        Assert.Equal(double.NaN, CongerKappa.Of(unpaired).Coefficient);
    }

    [Fact]
    public void All_readers_agree_within_a_tolerance()
    {
        var table = RatingTable.FromRows([
            new RatingRow("1", "A", "1"),
            new RatingRow("1", "B", "1"),
            new RatingRow("1", "C", "1"),
            new RatingRow("2", "A", "1"),
            new RatingRow("2", "B", "2"),
            new RatingRow("2", "C", "2"),
            new RatingRow("3", "A", "1"),
            new RatingRow("3", "B", "2"),
            new RatingRow("3", "C", "4"),
            new RatingRow("4", "A", "4"),
            new RatingRow("4", "B", "4"),
            new RatingRow("4", "C", ""),
        ]);

        Assert.Equal(new UnanimousAgreement(3, 1), PercentAgreement.Unanimous(table));
        Assert.Equal(new UnanimousAgreement(3, 2), PercentAgreement.Unanimous(table, 1));
        Assert.Equal(1, PercentAgreement.Unanimous(table, 3).Share);
        Assert.Equal(1.0 / 3, PercentAgreement.Unanimous(table).Share);
        Assert.Equal(Wilson.Interval(1, 3, 0.9), PercentAgreement.Unanimous(table).Interval(0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => PercentAgreement.Unanimous(table, -1));
        Assert.Equal(double.NaN, new UnanimousAgreement(0, 0).Share);
    }
}
