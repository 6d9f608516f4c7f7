using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class CalibrationTests
{
    private static readonly double[] Probabilities = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.35, 0.55];
    private static readonly bool[] Truth = [false, false, true, false, true, false, true, true, false, true];

    [Fact]
    public void Slope_and_intercepts_are_those_of_logistic_regression()
    {
        // R 4.2.2: glm(y ~ qlogis(p), binomial) and glm(y ~ 1, offset = qlogis(p), binomial), epsilon = 1e-15.
        var calibration = Calibration.Of(Truth, Probabilities);

        Assert.Equal(0.073500360004180726, calibration.Intercept, 10);
        // glm takes its standard errors from the last step but one.
        Assert.Equal(0.77549152871591953, calibration.InterceptStandardError, 7);
        Assert.Equal(1.2631423358774998, calibration.Slope, 10);
        Assert.Equal(0.82984016268128302, calibration.SlopeStandardError, 7);
        Assert.Equal(0.05330614426549142, calibration.InTheLarge, 10);
        Assert.Equal(0.72996410089415753, calibration.InTheLargeStandardError, 7);
    }

    [Fact]
    public void Brier_is_the_mean_squared_error()
    {
        // By hand: (0.01 + 0.04 + 0.49 + 0.16 + 0.16 + 0.49 + 0.04 + 0.01 + 0.1225 + 0.2025) / 10.
        Assert.Equal(0.1725, Calibration.Of(Truth, Probabilities).Brier, 14);
    }

    [Fact]
    public void Bins_hold_equal_numbers_as_far_as_ties_allow()
    {
        var two = Calibration.Of(Truth, Probabilities, 2);
        Assert.Equal([5, 5], two.Bins.Select(b => b.Cases));
        Assert.Equal([0.27, 0.71], two.Bins.Select(b => Math.Round(b.MeanPredicted, 12)));
        Assert.Equal([0.2, 0.8], two.Bins.Select(b => b.Observed));
        Assert.Equal((0.07 + 0.09) / 2, two.ExpectedCalibrationError, 12);

        var tied = Calibration.Of([false, true, false, true], [0.5, 0.5, 0.5, 0.9], 4);
        Assert.Equal([new ReliabilityBin(3, 0.5, 1.0 / 3), new ReliabilityBin(1, 0.9, 1)], tied.Bins);
        Assert.Equal([1, 1, 1, 1], Calibration.Of([false, true, false, true], [0.1, 0.2, 0.3, 0.4], 10).Bins.Select(b => b.Cases));
    }

    [Fact]
    public void Where_the_regression_has_no_finite_answer_it_is_not_defined()
    {
        var separated = Calibration.Of([false, false, true, true], [0.1, 0.2, 0.7, 0.8]);
        Assert.Equal(double.NaN, separated.Slope);
        Assert.True(double.IsFinite(separated.InTheLarge));

        var certain = Calibration.Of([false, true, true, false], [0, 0.3, 0.6, 0.9]);
        Assert.Equal(double.NaN, certain.Slope);
        Assert.Equal(double.NaN, certain.InTheLarge);

        var constant = Calibration.Of([false, true, true, true], [0.5, 0.5, 0.5, 0.5]);
        Assert.Equal(double.NaN, constant.Slope);
        Assert.Equal(Math.Log(3), constant.InTheLarge, 12);
    }

    [Fact]
    public void Bad_input_is_named_by_row()
    {
        Assert.Equal(
            [1, 2],
            Assert.Throws<BadInputException>(() => Calibration.Of([true, false, true], [0.5, 1.2, double.NaN])).Faults.Select(f => f.Row)
        );
        Assert.Throws<BadInputException>(() => Calibration.Of([true, true], [0.5, 0.6]));
        Assert.Throws<ArgumentException>(() => Calibration.Of([true, false], [0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Of([true, false], [0.5, 0.6], 0));
    }
}
