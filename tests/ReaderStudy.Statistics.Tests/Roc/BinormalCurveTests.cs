using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class BinormalCurveTests
{
    private static readonly BinormalCurve Curve = new(1.2, 0.8);

    [Fact]
    public void Area_and_points_follow_the_formula()
    {
        // R 4.2.2: pnorm(1.2 / sqrt(1.64)), pnorm(1.2 + 0.8 * qnorm(0.1)), pnorm((1.2 - qnorm(0.9)) / 0.8).
        Assert.Equal(0.82563166993059744, Curve.Auc, 14);
        Assert.Equal(0.56936539794852004, Curve.SensitivityAt(0.9), 14);
        Assert.Equal(0.4594023654880508, Curve.SpecificityAt(0.9), 14);
        Assert.Equal(1, Curve.SensitivityAt(0));
        Assert.Equal(0, Curve.SensitivityAt(1));
        Assert.Equal(0.9, Curve.SpecificityAt(Curve.SensitivityAt(0.9)), 14);
        Assert.Throws<ArgumentOutOfRangeException>(() => Curve.SensitivityAt(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Curve.SpecificityAt(-0.5));
    }

    [Fact]
    public void Partial_areas_are_those_of_numerical_integration()
    {
        // R 4.2.2: integrate(function(z) pnorm(a + b * z) * dnorm(z), qnorm(from), qnorm(to), rel.tol = 1e-13), by false-positive rate.
        Assert.Equal(0.10670868003180863, Curve.PartialAucOverSpecificity(0.8, 1), 13);
        Assert.Equal(0.30624869693171164, Curve.PartialAucOverSpecificity(0.9, 0.5), 13);
        Assert.Equal(0.0022894555691827458, new BinormalCurve(-0.3, 1.7).PartialAucOverSpecificity(1, 0.8), 13);
        Assert.Equal(0.084735448232769614, Curve.PartialAucOverSensitivity(1, 0.8), 13);
        Assert.Equal(0.3071599738838367, Curve.PartialAucOverSensitivity(0.5, 0.9), 13);
        Assert.Equal(Curve.Auc, Curve.PartialAucOverSpecificity(0, 1), 13);
        Assert.Equal(Curve.Auc, Curve.PartialAucOverSensitivity(0, 1), 13);
        Assert.Equal(0, Curve.PartialAucOverSpecificity(0.5, 0.5));
    }
}
