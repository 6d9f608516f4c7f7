using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class PartialAucTests
{
    private static readonly RocCurve Curve = RocCurve.Of([1, 2, 2, 3, 5], [2, 4, 4, 6]);

    [Theory]
    // pROC 1.18.0: auc(roc, partial.auc = c(from, to), partial.auc.focus = ..., partial.auc.correct = FALSE and TRUE).
    [InlineData(1, 0.7, 0.125, 0.65686274509803932, 0.14, 0.68627450980392157)]
    [InlineData(0.9, 0.5, 0.253125, 0.73772321428571441, 0.272, 0.77142857142857146)]
    [InlineData(0.65, 0.62, 0.0225, 0.80314960629921250, 0.024, 0.842519685039370025)]
    public void The_area_between_two_limits_and_its_standardised_form(
        double from,
        double to,
        double overSpecificity,
        double standardisedOverSpecificity,
        double overSensitivity,
        double standardisedOverSensitivity
    )
    {
        Assert.Equal(overSpecificity, PartialAuc.OverSpecificity(Curve, from, to), 15);
        Assert.Equal(overSpecificity, PartialAuc.OverSpecificity(Curve, to, from), 15);
        Assert.Equal(overSensitivity, PartialAuc.OverSensitivity(Curve, from, to), 15);
        Assert.Equal(overSensitivity, PartialAuc.OverSensitivity(Curve, to, from), 15);
        Assert.Equal(standardisedOverSpecificity, PartialAuc.Standardised(overSpecificity, from, to), 14);
        Assert.Equal(standardisedOverSensitivity, PartialAuc.Standardised(overSensitivity, to, from), 14);
    }

    [Fact]
    public void The_whole_is_the_auc()
    {
        Assert.Equal(0.75, PartialAuc.OverSpecificity(Curve, 0, 1), 15);
        Assert.Equal(0.75, PartialAuc.OverSensitivity(Curve, 0, 1), 15);
        Assert.Equal(0.75, PartialAuc.Standardised(0.75, 0, 1), 15);
    }

    [Fact]
    public void Chance_is_a_half_perfection_one_and_less_than_chance_not_defined()
    {
        // Between specificities 0.8 and 1 the diagonal covers 0.2 · 0.1 = 0.02.
        Assert.Equal(0.02, PartialAuc.ChanceArea(1, 0.8), 15);
        Assert.Equal(0.12, PartialAuc.ChanceArea(0.5, 0.9), 15);
        Assert.Equal(0.5, PartialAuc.Standardised(0.02, 1, 0.8), 14);
        Assert.Equal(1, PartialAuc.Standardised(0.2, 1, 0.8), 14);
        Assert.Equal(double.NaN, PartialAuc.Standardised(0.019, 1, 0.8));
        Assert.Equal(0.5 * (1 - (0.001 / 0.18)), PartialAuc.StandardisedBelowChanceToo(0.019, 1, 0.8), 14);
        Assert.Equal(double.NaN, PartialAuc.StandardisedBelowChanceToo(0, 0.8, 0.8));
        Assert.Equal(double.NaN, PartialAuc.Standardised(0, 0.8, 0.8));
    }

    [Fact]
    public void An_empty_part_has_no_area_and_a_limit_outside_is_refused()
    {
        Assert.Equal(0, PartialAuc.OverSpecificity(Curve, 0.8, 0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialAuc.OverSpecificity(Curve, 1.1, 0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialAuc.OverSensitivity(Curve, 0.8, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialAuc.ChanceArea(double.NaN, 1));
    }
}
