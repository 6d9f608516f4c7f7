using ReaderStudy.Statistics.Design;
using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Design;

public sealed class MrmcPowerTests
{
    private static readonly OrPilot Pilot = new(0.0002, 0.0008, 0.0003, 0.00025, 0.0002, 100);
    private static readonly DbmPilot Pseudo = new(0.0002, 0.005, 0.045);

    [Fact]
    public void Random_readers_and_cases_by_hand()
    {
        // At 200 cases and 6 readers: σ²(TR) + ½ (0.0008 − 0.0003 − 0.00005) = 0.000425; plus ½ × 6 × 0.00005: 0.000575.
        var power = Pilot.RandomReadersRandomCases(0.05, 6, 200);

        Near(0.0025 * 6 / 2 / 0.000575, power.Noncentrality);
        Near(Math.Pow(0.000575 / 0.000425, 2) * 5, power.DenominatorDf);
        Near(FisherF.Quantile(0.95, 1, power.DenominatorDf), power.Critical);
        Near(NoncentralF.UpperTail(power.Critical, 1, power.DenominatorDf, power.Noncentrality), power.Power);
    }

    [Fact]
    public void Fixed_readers_by_hand()
    {
        // ½ (0.0008 − 0.0003 + 5 × 0.00005) = 0.000375. λ = 20: Φ(√20 − 1.96) + Φ(−√20 − 1.96).
        var power = Pilot.FixedReadersRandomCases(0.05, 6, 200);

        Near(20, power.Noncentrality);
        Assert.Equal(double.PositiveInfinity, power.DenominatorDf);
        Near(3.841458820694124, power.Critical);
        const double z = 1.959963984540054;
        Near(StandardNormal.Cdf(Math.Sqrt(20) - z) + StandardNormal.Cdf(-Math.Sqrt(20) - z), power.Power);
    }

    [Fact]
    public void Fixed_cases_by_hand()
    {
        var power = Pilot.RandomReadersFixedCases(0.05, 6, 200);

        Near(0.0025 * 6 / 2 / 0.000425, power.Noncentrality);
        Assert.Equal(5, power.DenominatorDf);
        Near(FisherF.Quantile(0.95, 1, 5), power.Critical);
    }

    [Fact]
    public void Negative_components_count_as_nothing()
    {
        var negative = Pilot with { TreatmentReader = -0.001, Cov2 = 0.0001 };

        Near(0.0025 * 6 / 2 / 0.00025, negative.RandomReadersRandomCases(0.05, 6, 200).Noncentrality);
        Near(5, negative.RandomReadersRandomCases(0.05, 6, 200).DenominatorDf);
        Near(0.0025 * 6 / 2 / 0.00025, negative.FixedReadersRandomCases(0.05, 6, 200).Noncentrality);
        var pseudo = new DbmPilot(-0.001, -0.005, 0.045);
        Near(0.0025 * 6 / 2 / 0.000225, pseudo.RandomReadersRandomCases(0.05, 6, 200).Noncentrality);
        Near(0.0025 * 6 / 2 / 0.000225, pseudo.FixedReadersRandomCases(0.05, 6, 200).Noncentrality);
        Near(0.0025 * 6 / 2 / 0.000225, pseudo.RandomReadersFixedCases(0.05, 6, 200).Noncentrality);
    }

    [Fact]
    public void Pseudo_values_by_hand()
    {
        // σ²(TR) + 0.045 / 200 = 0.000425; plus 6 × 0.005 / 200: 0.000575.
        var random = Pseudo.RandomReadersRandomCases(0.05, 6, 200);
        Near(0.0025 * 6 / 2 / 0.000575, random.Noncentrality);
        Near(Math.Pow(0.000575 / 0.000425, 2) * 5, random.DenominatorDf);
        Near(0.0025 * 6 / 2 / 0.000375, Pseudo.FixedReadersRandomCases(0.05, 6, 200).Noncentrality);
        Assert.Equal(199, Pseudo.FixedReadersRandomCases(0.05, 6, 200).DenominatorDf);
        Near(0.0025 * 6 / 2 / 0.000425, Pseudo.RandomReadersFixedCases(0.05, 6, 200).Noncentrality);
        Assert.Equal(5, Pseudo.RandomReadersFixedCases(0.05, 6, 200).DenominatorDf);
    }

    [Fact]
    public void A_test_of_nothing_finds_it_as_often_as_alpha()
    {
        Near(0.05, Pilot.RandomReadersRandomCases(0, 6, 200).Power);
        Near(0.01, Pilot.FixedReadersRandomCases(0, 6, 200, 0.01).Power);
        Near(0.1, Pilot.RandomReadersFixedCases(0, 6, 200, 0.1).Power);
        Near(0.01, Pseudo.RandomReadersRandomCases(0, 6, 200, 0.01).Power);
        Near(0.01, Pseudo.FixedReadersRandomCases(0, 6, 200, 0.01).Power);
        Near(0.01, Pseudo.RandomReadersFixedCases(0, 6, 200, 0.01).Power);
    }

    [Fact]
    public void A_pilot_comes_from_an_analysis_or_from_conjectures()
    {
        var ratings = MrmcRatings.Of(
            [true, false, true, false, true],
            [
                [
                    [3, 1, 2, 2, 4],
                    [2, 2, 3, 1, 1],
                ],
                [
                    [4, 1, 1, 2, 3],
                    [3, 2, 3, 3, 1],
                ],
            ]
        );
        var or = ObuchowskiRockette.Jackknife(ratings, FigureOfMerit.Auc);
        var dbm = DorfmanBerbaumMetz.Of(ratings, FigureOfMerit.Auc);

        var pilot = OrPilot.Of(or, 5);
        Assert.Equal((or.Components.TreatmentReader, or.Components.Error), (pilot.TreatmentReader, pilot.Error));
        Assert.Equal((or.Components.Cov1, or.Components.Cov2, or.Components.Cov3), (pilot.Cov1, pilot.Cov2, pilot.Cov3));
        Assert.Equal(5, pilot.Cases);
        var pseudo = DbmPilot.Of(dbm);
        Assert.Equal(dbm.Components.TreatmentReader, pseudo.TreatmentReader);
        Assert.Equal((dbm.Components.TreatmentCase, dbm.Components.Error), (pseudo.TreatmentCase, pseudo.Error));
        var conjectured = OrPilot.Conjectured(0.0002, 0.001, 0.4, 0.3, 0.2, 80);
        Near(0.0004, conjectured.Cov1);
        Near(0.0003, conjectured.Cov2);
        Near(0.0002, conjectured.Cov3);
        Assert.Equal((0.0002, 0.001, 80), (conjectured.TreatmentReader, conjectured.Error, conjectured.Cases));
    }

    [Fact]
    public void The_fewest_cases_that_reach_the_power()
    {
        var size = MrmcSampleSize.OfCases(k => Pilot.FixedReadersRandomCases(0.05, 6, k), 0.8);

        // λ must reach (1.95996 + 0.84162)² = 7.8489: n = 200 × 7.8489 / 20 = 78.49.
        Assert.Equal(79, size.Number);
        Near(Pilot.FixedReadersRandomCases(0.05, 6, 79).Power, size.Power.Power);
        Assert.True(size.Power.Power >= 0.8);
        Assert.True(Pilot.FixedReadersRandomCases(0.05, 6, 78).Power < 0.8);
        Assert.Equal(2, MrmcSampleSize.OfCases(k => Pilot.FixedReadersRandomCases(5, 6, k), 0.8).Number);
        Assert.Equal(79, MrmcSampleSize.OfCases(k => Pilot.FixedReadersRandomCases(0.05, 6, k), 0.8, 79).Number);
    }

    [Fact]
    public void A_power_may_not_be_reachable_by_cases()
    {
        var size = MrmcSampleSize.OfCases(k => Pilot.RandomReadersRandomCases(0.01, 4, k), 0.8, 300);

        Assert.Null(size.Number);
        Assert.Equal(Pilot.RandomReadersRandomCases(0.01, 4, 300), size.Power);
        Assert.Null(MrmcSampleSize.OfCases(k => Pilot.FixedReadersRandomCases(0.05, 6, k), 0.8, 78).Number);
    }

    [Fact]
    public void The_fewest_readers_that_reach_the_power()
    {
        var size = MrmcSampleSize.OfReaders(r => Pilot.RandomReadersRandomCases(0.05, r, 100), 0.8);

        Assert.True(Pilot.RandomReadersRandomCases(0.05, size.Number!.Value, 100).Power >= 0.8);
        Assert.True(Pilot.RandomReadersRandomCases(0.05, size.Number!.Value - 1, 100).Power < 0.8);
    }

    [Fact]
    public void Plans_must_be_possible()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Pilot.RandomReadersRandomCases(0.05, 0, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pilot.FixedReadersRandomCases(0.05, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pilot.RandomReadersFixedCases(0.05, 5, 100, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pseudo.RandomReadersRandomCases(0.05, 5, 100, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pseudo.FixedReadersRandomCases(0.05, 0, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pseudo.RandomReadersFixedCases(0.05, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MrmcSampleSize.OfCases(k => Pilot.FixedReadersRandomCases(0.05, 6, k), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MrmcSampleSize.OfReaders(k => Pilot.FixedReadersRandomCases(0.05, 6, k), 0.8, 1));
        Assert.Equal(double.NaN, Pilot.RandomReadersFixedCases(0.05, 1, 100).Power);
        Assert.True(Pilot.FixedReadersRandomCases(0.05, 1, 2).Power > 0);
    }

    private static void Near(double expected, double got) =>
        Assert.True(Math.Abs(got - expected) <= 1e-11 * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {got:R}");
}
