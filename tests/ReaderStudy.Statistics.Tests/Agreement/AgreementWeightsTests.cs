using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

/// <summary>By hand from the formulas in the summaries; each row of weights against the first, second and third of four categories.</summary>
public sealed class AgreementWeightsTests
{
    private const double Digits = 1e-15;

    public static TheoryData<string, AgreementWeights, double[]> OfFour =>
        new()
        {
            { "identity", AgreementWeights.Identity(4), [0, 0, 0, 0, 0, 0] },
            { "linear", AgreementWeights.Linear(4), [2.0 / 3, 1.0 / 3, 0, 2.0 / 3, 1.0 / 3, 2.0 / 3] },
            { "quadratic", AgreementWeights.Quadratic(4), [8.0 / 9, 5.0 / 9, 0, 8.0 / 9, 5.0 / 9, 8.0 / 9] },
            // Pairs d (d + 1) / 2 = 1, 3, 6.
            { "ordinal", AgreementWeights.Ordinal(4), [5.0 / 6, 0.5, 0, 5.0 / 6, 0.5, 5.0 / 6] },
            {
                "radical",
                AgreementWeights.Radical(4),
                [1 - Math.Sqrt(1.0 / 3), 1 - Math.Sqrt(2.0 / 3), 0, 1 - Math.Sqrt(1.0 / 3), 1 - Math.Sqrt(2.0 / 3), 1 - Math.Sqrt(1.0 / 3)]
            },
            // (1/3)², (2/4)², (3/5)², (1/5)², (2/6)², (1/7)² over (3/5)².
            {
                "ratio",
                AgreementWeights.Ratio(4),
                [1 - (25.0 / 81), 1 - (25.0 / 36), 0, 1 - (1.0 / 9), 1 - (25.0 / 81), 1 - (25.0 / 441)]
            },
            // sin² of π/4, π/2, 3π/4 over 1: the first and the last are neighbours.
            { "circular", AgreementWeights.Circular(4), [0.5, 0, 0.5, 0.5, 0, 0.5] },
            // 1/(1·5), 4/(2·4), 9/(3·3), 1/(3·3), 4/(4·2), 1/(5·1), the largest 1.
            { "bipolar", AgreementWeights.Bipolar(4), [0.8, 0.5, 0, 8.0 / 9, 0.5, 0.8] },
        };

    [Theory]
    [MemberData(nameof(OfFour))]
    public void Weights_of_four_categories_are_those_by_hand(string scheme, AgreementWeights weights, double[] above)
    {
        Assert.Equal(scheme == "identity", weights.IsIdentity);
        var place = 0;
        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(1, weights[k, k]);
            for (var l = k + 1; l < 4; l++)
            {
                Assert.Equal(above[place], weights[k, l], Digits);
                Assert.Equal(weights[k, l], weights[l, k]);
                place++;
            }
        }

        Assert.Equal(4 + (2 * above.Sum()), weights.Sum, 1e-14);
    }

    [Fact]
    public void Numbers_take_the_place_of_ranks()
    {
        double[] values = [0, 1, 10];

        Assert.Equal(0.9, AgreementWeights.Linear(values)[0, 1], Digits);
        Assert.Equal(0.99, AgreementWeights.Quadratic(values)[0, 1], Digits);
        Assert.Equal(1 - Math.Sqrt(0.1), AgreementWeights.Radical(values)[1, 0], Digits);
        // (1 − 0)/(1 + 0) is as large as (10 − 0)/(10 + 0).
        Assert.Equal(0, AgreementWeights.Ratio(values)[0, 1], Digits);
        Assert.Equal(1 - (81.0 / 121), AgreementWeights.Ratio(values)[1, 2], Digits);
        var largest = Math.Pow(Math.Sin(Math.PI / 11 * 9), 2);
        var smallest = Math.Pow(Math.Sin(Math.PI / 11), 2);
        Assert.Equal(1 - (smallest / largest), AgreementWeights.Circular(values)[0, 1], 1e-14);
        // 1/(1·19), 100/(10·10), 81/(11·9) with the largest 1.
        Assert.Equal(1 - (1.0 / 19), AgreementWeights.Bipolar(values)[0, 1], Digits);
        Assert.Equal(1 - (81.0 / 99), AgreementWeights.Bipolar(values)[1, 2], Digits);
    }

    [Fact]
    public void A_single_category_agrees_with_itself()
    {
        AgreementWeights[] all =
        [
            AgreementWeights.Identity(1),
            AgreementWeights.Linear(1),
            AgreementWeights.Quadratic(1),
            AgreementWeights.Ordinal(1),
            AgreementWeights.Radical(1),
            AgreementWeights.Ratio(1),
            AgreementWeights.Circular(1),
            AgreementWeights.Bipolar(1),
        ];

        Assert.All(all, w => Assert.Equal(1, w[0, 0]));
        Assert.All(all, w => Assert.True(w.IsIdentity));
    }

    [Fact]
    public void Weights_of_ones_own_are_symmetric_with_ones_on_the_diagonal()
    {
        var own = AgreementWeights.Of(
            new[,]
            {
                { 1, 0.25 },
                { 0.25, 1 },
            }
        );

        Assert.Equal(2.5, own.Sum);
        Assert.False(own.IsIdentity);
        double[][,] refused =
        [
            new double[0, 0],
            new double[1, 2],
            new[,]
            {
                { 1, 0.5 },
                { 0.25, 1 },
            },
            new[,]
            {
                { 1, double.NaN },
                { double.NaN, 1 },
            },
            new[,]
            {
                { 1, 0 },
                { 0, 0.9 },
            },
        ];
        Assert.All(refused, w => Assert.Throws<ArgumentException>(() => AgreementWeights.Of(w)));
    }

    [Fact]
    public void Numbers_that_do_not_ascend_or_are_negative_ratios_are_refused()
    {
        Assert.Throws<ArgumentException>(() => AgreementWeights.Linear([1, 1]));
        Assert.Throws<ArgumentException>(() => AgreementWeights.Linear([2, 1]));
        Assert.Throws<ArgumentException>(() => AgreementWeights.Linear([1, double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => AgreementWeights.Linear([]));
        Assert.Throws<ArgumentException>(() => AgreementWeights.Ratio([-1, 1]));
        Assert.Throws<ArgumentException>(() => AgreementWeights.Circular([]));
        Assert.Throws<ArgumentException>(() => AgreementWeights.Bipolar([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AgreementWeights.Identity(-1));
    }

    [Fact]
    public void Weights_for_another_number_of_categories_are_refused()
    {
        var table = RatingTable.Of([0, 1, 1, 1], 2, 2);
        var three = AgreementWeights.Linear(3);

        var said = Assert.Throws<ArgumentException>(() => FleissKappa.Weighted(table, three)).Message;

        Assert.Equal("The weights are for 3 categories, the ratings have 2.", said);
        Assert.Throws<ArgumentException>(() => PercentAgreement.Of(table, three));
        Assert.Throws<ArgumentException>(() => CongerKappa.Of(table, three));
        Assert.Throws<ArgumentException>(() => GwetAc.Of(table, three));
        Assert.Throws<ArgumentException>(() => BrennanPrediger.Of(table, three));
        Assert.Throws<ArgumentException>(() => KrippendorffAlpha.Weighted(table, three));
        Assert.Throws<ArgumentException>(() => LightKappa.Of(table, three));
        var cross = CrossTable.Of(table);
        Assert.Throws<ArgumentException>(() => CohenKappa.Of(cross, three));
        Assert.Throws<ArgumentException>(() => ScottPi.Of(cross, three));
        Assert.Throws<ArgumentException>(() => GwetAc.Of(cross, three));
        Assert.Throws<ArgumentException>(() => BrennanPrediger.Of(cross, three));
        Assert.Throws<ArgumentException>(() => PercentAgreement.Of(cross, three));
        Assert.Throws<ArgumentException>(() => KrippendorffAlpha.Weighted(cross, three));
    }
}
