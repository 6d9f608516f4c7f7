using ReaderStudy.Statistics.Grading;

namespace ReaderStudy.Statistics.Tests.Grading;

public sealed class VisualGradingRegressionTests
{
    [Fact]
    public void Visual_grading_regression_is_ordinal_regression_on_arm_and_reader()
    {
        // The numbers of ProportionalOddsTests, from R.
        var regression = VisualGradingRegression.Of(Grades.All, "0");

        Assert.Equal(["0", "1", "2"], regression.Readers);
        var arm = regression.Arms.Single();
        Assert.Equal("1", arm.Arm);
        Assert.Equal(0.31415425862526164, arm.LogOddsRatio, 1e-11);
        Assert.Equal(Math.Exp(0.31415425862526164), arm.OddsRatio, 1e-11);
        Assert.Equal(0.2292060861331262, arm.StandardError, 1e-11);
        Assert.Equal(0.3100898205417152, arm.ClusteredStandardError, 1e-10);
        var z = 0.31415425862526164 / 0.3100898205417152;
        Assert.Equal(z * z, regression.TestOfArms().ChiSquare, 1e-9);
        Assert.Equal(1.449964934615311, regression.TestOfProportionality().ChiSquare, 1e-9);
        Assert.Equal(Math.Exp(0.31415425862526164 - (1.959963984540054 * 0.3100898205417152)), regression.OddsRatioInterval(0).Lower, 1e-9);
        Assert.Equal(Math.Exp(0.31415425862526164 + (1.959963984540054 * 0.3100898205417152)), regression.OddsRatioInterval(0).Upper, 1e-9);
        // Seen from the other arm, the odds ratio is its inverse.
        Assert.Equal(1 / arm.OddsRatio, VisualGradingRegression.Of(Grades.All, "1").Arms.Single().OddsRatio, 1e-9);
    }

    [Fact]
    public void Regression_needs_whole_grades_and_two_arms()
    {
        var half = Assert.Throws<BadInputException>(() =>
            VisualGradingRegression.Of([new("1", "1", "0", 2.5), new("1", "1", "1", 3)], "0")
        );
        Assert.Equal(0, half.Faults.Single().Row);
        Assert.Throws<BadInputException>(() => VisualGradingRegression.Of([new("1", "1", "0", 2), new("1", "2", "0", 3)], "0"));
        Assert.Throws<BadInputException>(() => VisualGradingRegression.Of([new("1", "1", "1", 2), new("1", "2", "2", 3)], "0"));
    }
}
