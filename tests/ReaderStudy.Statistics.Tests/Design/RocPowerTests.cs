using ReaderStudy.Statistics.Design;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Design;

/// <summary>Reference values: pROC 1.18.0, power.roc.test with the arguments named; kappa is negative cases for each positive one.</summary>
public sealed class RocPowerTests
{
    private static readonly BinormalDesignCurve First = new(2.6, 1);
    private static readonly BinormalDesignCurve Second = new(1.9, 1);

    [Fact]
    public void The_power_of_one_curve()
    {
        // auc = 0.8, ncases = 41, ncontrols = 72; and auc = 0.7, sig.level = 0.01, alternative = "one.sided".
        Assert.Equal(0.99995098340471844, RocPower.Power(0.8, 41, 72).Power, 12);
        Assert.Equal(0.91044864583511143, RocPower.PowerOneSided(0.7, 41, 72, 0.01).Power, 12);
        Assert.Equal(new RocDesign(0.8, 41, 72, 0.05, RocPower.Power(0.8, 41, 72).Power), RocPower.Power(0.8, 41, 72));
        Assert.Equal(RocPower.Power(0.8, 41, 72, 0.02).Power, RocPower.PowerOneSided(0.8, 41, 72, 0.01).Power);
    }

    [Fact]
    public void The_size_of_one_curve()
    {
        // auc = 0.8, power = 0.95, kappa = 1.7, two- and one-sided.
        var design = RocPower.Sample(0.8, 0.95, ratio: 1.7);
        Assert.Equal(16.448936370521235, design.Positives, 10);
        Assert.Equal(1.7 * 16.448936370521235, design.Negatives, 10);
        Assert.Equal(0.05, design.SignificanceLevel);
        Assert.Equal(13.565952486651478, RocPower.SampleOneSided(0.8, 0.95, ratio: 1.7).Positives, 10);
        Assert.Equal(0.95, RocPower.Power(0.8, design.Positives, design.Negatives).Power, 12);
    }

    [Fact]
    public void The_level_of_one_curve()
    {
        // auc = 0.8, ncases = 20, ncontrols = 40, power = 0.9, sig.level = NULL.
        Assert.Equal(0.0061915793675142439, RocPower.SignificanceLevel(0.8, 20, 40, 0.9).SignificanceLevel, 12);
        Assert.Equal(0.0061915793675142439 / 2, RocPower.SignificanceLevelOneSided(0.8, 20, 40, 0.9).SignificanceLevel, 12);
    }

    [Fact]
    public void The_area_that_is_detected_has_just_that_power()
    {
        // pROC's search (ncases = 41, ncontrols = 72, power = 0.95) stops at 0.6961 with a tolerance of 1.2e-4.
        var design = RocPower.DetectableAuc(41, 72, 0.95);
        Assert.Equal(0.6961, design.Auc, 4);
        Assert.Equal(41, RocPower.Sample(design.Auc, 0.95, ratio: 72.0 / 41).Positives, 9);
        Assert.Equal(0.05, design.SignificanceLevel);
        Assert.Equal(double.NaN, RocPower.DetectableAuc(0.5, 0.5, 0.95).Auc);
        Assert.True(RocPower.DetectableAucOneSided(41, 72, 0.95).Auc < design.Auc);
    }

    [Fact]
    public void Areas_below_chance_are_as_far_from_it_as_above()
    {
        Assert.Equal(RocPower.Sample(0.7, 0.9).Positives, RocPower.Sample(0.3, 0.9).Positives, 9);
        Assert.Equal(double.PositiveInfinity, RocPower.Sample(0.5, 0.9).Positives);
    }

    [Fact]
    public void Two_curves_of_the_same_cases()
    {
        // list(A1 = 2.6, B1 = 1, A2 = 1.9, B2 = 1, rn = 0.6, ra = 0.5, delta = 0.037): power = 0.8; kappa = 2; 100 and 120 cases.
        var power = TwoRocPower.OfBinormal(First, Second, 0.6, 0.5, 0.037);
        Assert.Equal(178.04418741396773, power.Sample(0.8, 0.025).Positives, 9);
        Assert.Equal(178.04418741396773, power.Sample(0.8, 0.025).Negatives, 9);
        Assert.Equal(168.8361834115093, power.Sample(0.8, 0.025, 2).Positives, 9);
        Assert.Equal(2 * 168.8361834115093, power.Sample(0.8, 0.025, 2).Negatives, 9);
        Assert.Equal(0.63951531830479702, power.Power(100, 120, 0.025).Power, 12);
        Assert.Equal(0.25873856205392443 / 2, power.SignificanceLevel(100, 120, 0.8).SignificanceLevel, 12);
        Assert.Equal(0.025, power.Power(100, 120, 0.025).SignificanceLevel);
    }

    [Fact]
    public void Parts_of_two_curves()
    {
        // The same with B1 = 0.8, B2 = 1.3, delta = 0.03, false-positive rates 0 to 0.2.
        var power = TwoRocPower.OfBinormal(
            First with
            {
                B = 0.8,
                From = 0,
                To = 0.2,
            },
            Second with
            {
                B = 1.3,
                From = 0,
                To = 0.2,
            },
            0.6,
            0.5,
            0.03
        );
        Assert.Equal(93.923590496075022, power.Sample(0.8, 0.025).Positives, 9);
    }

    [Fact]
    public void Variances_of_binormal_areas()
    {
        // pROC 1.18.0: var.params.obuchowski(1.5, .8, 2), with rates .05 to .3, and cov.params.obuchowski(1.5, .8, 1.1, 1.2, .6, .4, 2).
        Assert.Equal(0.066501150479915949, TwoRocPower.Variance(new(1.5, 0.8), 2), 14);
        Assert.Equal(0.016992892586671225, TwoRocPower.Variance(new(1.5, 0.8, 0.05, 0.3), 2), 14);
        Assert.Equal(0.023613426257270934, TwoRocPower.Covariance(new(1.5, 0.8), new(1.1, 1.2), 0.6, 0.4, 2), 14);
    }

    [Fact]
    public void A_pilot_study_gives_the_variances()
    {
        // By hand: V0 = 40 (2 · 0.002 − 2 · 0.001), VA = 40 (0.002 + 0.003 − 2 · 0.001); z = 1.959963984540054 and 0.8416212335729143.
        var power = TwoRocPower.OfPilot(0.05, 0.002, 0.003, 0.001, 40);
        var root = (1.959963984540054 * Math.Sqrt(0.08)) + (0.8416212335729143 * Math.Sqrt(0.12));
        Assert.Equal(root * root / 0.0025, power.Sample(0.8, 0.025).Positives, 9);
        Assert.Equal(0.8, power.Power(root * root / 0.0025, 100, 0.025).Power, 12);
        Assert.Equal(0.025, power.SignificanceLevel(root * root / 0.0025, 100, 0.8).SignificanceLevel, 12);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RocPower.Sample(1, 0.8));
        Assert.Throws<ArgumentException>(() => RocPower.Sample(0.8, 0));
        Assert.Throws<ArgumentException>(() => RocPower.Sample(0.8, 0.8, 0));
        Assert.Throws<ArgumentException>(() => RocPower.Sample(0.8, 0.8, ratio: 0));
        Assert.Throws<ArgumentException>(() => RocPower.Power(0.8, 10, -1));
        Assert.Throws<ArgumentException>(() => RocPower.SignificanceLevel(0.8, 10, 10, 1));
        Assert.Throws<ArgumentException>(() => RocPower.DetectableAuc(10, 10, double.NaN));
        var two = TwoRocPower.OfPilot(0.05, 0.002, 0.003, 0.001, 40);
        Assert.Throws<ArgumentException>(() => two.Sample(1, 0.025));
        Assert.Throws<ArgumentException>(() => two.Power(10, 0, 0.025));
        Assert.Throws<ArgumentException>(() => two.SignificanceLevel(10, 10, 0));
        Assert.Throws<ArgumentException>(() => two.Sample(0.8, 0.025, -1));
    }
}
