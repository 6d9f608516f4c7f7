using ReaderStudy.Statistics.Grading;

namespace ReaderStudy.Statistics.Tests.Grading;

public sealed class ProportionalOddsTests
{
    // R 4.2.2, ordinal 2022.11-16, sandwich 3.0-2, on the data of Grades below (case 0 to 39, reader 0 to 2, arm 0 and 1):
    //   f <- clm(y ~ arm + (reader == 1) + (reader == 2), control = clm.control(gradTol = 1e-12))
    private static readonly double[] Thresholds = [-1.3424132596276981, -0.4621581408342367, 0.4482412250805894, 1.3799479362007510];
    private static readonly double[] Coefficients = [0.31415425862526164, 0.02056460418820674, -0.01009447234985547];

    [Fact]
    public void Estimates_are_those_of_clm()
    {
        var fit = ProportionalOdds.Fit(Grades.Scores, Grades.Covariates);

        Assert.True(fit.Converged);
        Near(Thresholds, fit.Thresholds, 1e-12);
        Near(Coefficients, fit.Coefficients, 1e-12);
        // sqrt(diag(vcov(f)))
        Near([0.2292060861331262, 0.2796628240954345, 0.2794340833446018], fit.StandardErrors, 1e-12);
        Assert.Equal(0.2550881391142989, Math.Sqrt(fit.Covariance[0, 0]), 1e-12);
        Assert.Equal(0.2538238214488621, Math.Sqrt(fit.Covariance[3, 3]), 1e-12);
        Assert.Equal(-383.6996782811876, fit.LogLikelihood, 1e-10);
        Assert.Equal(781.39935656238, fit.Akaike, 1e-10);
        Assert.Equal([1, 2, 3, 4, 5], fit.Categories);
        Assert.Equal(240, fit.Observations);
        Near([.. Coefficients.Select(Math.Exp)], fit.OddsRatios, 1e-12);
    }

    [Fact]
    public void Tests_of_one_coefficient_agree_with_R()
    {
        var fit = ProportionalOdds.Fit(Grades.Scores, Grades.Covariates);
        var smaller = ProportionalOdds.Fit(Grades.Scores, Grades.Readers);

        // anova(clm(y ~ readers), f): 1.88343534214232 on 1 df, p = 0.16994
        var likelihoodRatio = fit.LikelihoodRatioTest(smaller);
        Assert.Equal(1.88343534214232, likelihoodRatio.ChiSquare, 1e-10);
        Assert.Equal(1, likelihoodRatio.DegreesOfFreedom);
        Assert.Equal(0.16994, likelihoodRatio.P, 5e-6);
        // By hand: z = 0.31415425862526164 / 0.2292060861331262 = 1.370618...; the Wald χ² is its square.
        var z = 0.31415425862526164 / 0.2292060861331262;
        Assert.Equal(z * z, fit.WaldTest([0]).ChiSquare, 1e-11);
        Assert.Equal(fit.WaldTest([0]).P, fit.WaldP(0), 1e-12);
        Assert.Equal(3, fit.WaldTest([0, 1, 2]).DegreesOfFreedom);
        Assert.Equal(2 * (fit.LogLikelihood - fit.NullLogLikelihood), fit.LikelihoodRatioTest().ChiSquare, 1e-12);
        Assert.Equal(3, fit.LikelihoodRatioTest().DegreesOfFreedom);
        Assert.Throws<ArgumentException>(() => smaller.LikelihoodRatioTest(fit));
    }

    [Fact]
    public void Intervals_agree_with_R()
    {
        var fit = ProportionalOdds.Fit(Grades.Scores, Grades.Covariates);

        var (lower, upper) = ProfileLikelihood.Interval(fit, 0);
        // uniroot of sqrt(2 (logLik(f) - logLik(clm(y ~ offset(b * arm) + readers)))) - qnorm(.975), tol 1e-14; confint(f) has
        // -0.1343747835 and 0.7648866067 by interpolation.
        Assert.Equal(-0.1343747361304614, lower, 1e-9);
        Assert.Equal(0.7648851744977038, upper, 1e-9);
        // 0.314154... -/+ 1.959963984540054 * 0.229206...
        Assert.Equal(0.31415425862526164 - (1.959963984540054 * 0.2292060861331262), fit.WaldInterval(0).Lower, 1e-11);
        Assert.Equal(0.31415425862526164 + (1.959963984540054 * 0.2292060861331262), fit.WaldInterval(0).Upper, 1e-11);
    }

    [Fact]
    public void Covariance_of_clusters_agrees_with_sandwich()
    {
        var fit = ProportionalOdds.Fit(Grades.Scores, Grades.Covariates);

        // sqrt(diag(vcovCL(f, cluster = case)))
        var byCase = ClusterCovariance.OneWay(fit, Grades.Cases);
        Near([0.3100898205417152, 0.2965268246059375, 0.2429332900901582], fit.StandardErrorsBy(byCase), 1e-10);
        Assert.Equal(0.2181811641332138, Math.Sqrt(byCase[0, 0]), 1e-10);
        // sqrt(diag(vcovCL(f, cluster = reader))): with three readers only a figure to check the formula by.
        var byReader = ClusterCovariance.OneWay(fit, Grades.ReaderOfRow);
        Assert.Equal(0.0179493074725053173, fit.StandardErrorsBy(byReader)[0], 1e-10);
        Assert.Throws<ArgumentException>(() => ClusterCovariance.OneWay<int>(fit, [1, 2]));
    }

    [Fact]
    public void Covariance_of_readers_and_cases_agrees_with_sandwich()
    {
        var fit = ProportionalOdds.Fit(Grades.Scores, Grades.Covariates);

        // diag(vcovCL(f, cluster = ~ reader + case)); the negative variances are so there too.
        var both = ClusterCovariance.TwoWay(fit, Grades.ReaderOfRow, Grades.Cases);
        double[] expected =
        [
            -0.011870559815300363,
            0.007389451087993235,
            0.006531669860850138,
            0.055337935467028150,
            0.043894207675826545,
            0.007155995578971936,
            -0.021822140013880727,
        ];
        for (var k = 0; k < 7; k++)
        {
            Assert.Equal(expected[k], both[k, k], 1e-10);
        }

        Assert.True(double.IsNaN(fit.StandardErrorsBy(both)[2]));
        Assert.True(double.IsNaN(ClusterCovariance.OneWay<int>(fit, [.. Enumerable.Repeat(1, 240)])[0, 0]));
    }

    [Fact]
    public void Test_of_proportionality_agrees_with_its_formula_in_R()
    {
        var fit = ProportionalOdds.Fit(Grades.Scores, Grades.Covariates);

        // R: the score and the expected information of all cuts, summed over rows and categories (dP_k dP_kᵀ / P_k), at f's estimates.
        var all = ProportionalityTest.OfAll(fit);
        Assert.Equal(2.566630425054826, all.ChiSquare, 1e-9);
        Assert.Equal(9, all.DegreesOfFreedom);
        Assert.Equal(1.449964934615311, ProportionalityTest.Of(fit, [0]).ChiSquare, 1e-9);
        Assert.Equal(3, ProportionalityTest.Of(fit, [0]).DegreesOfFreedom);
        Assert.Equal(0.6207344795456057, ProportionalityTest.Of(fit, [1]).ChiSquare, 1e-9);
    }

    [Fact]
    public void Two_categories_are_logistic_regression_with_its_closed_form()
    {
        // Table 30 and 10 against 15 and 45: β = ln(30·45 / (10·15)), SE² = 1/30 + 1/10 + 1/15 + 1/45, threshold ln(30/10).
        var fit = ProportionalOdds.Fit(
            [.. Repeat(0, 30), .. Repeat(7, 10), .. Repeat(0, 15), .. Repeat(7, 45)],
            Column([.. Repeat(0, 40), .. Repeat(1, 60)])
        );

        Assert.Equal([0, 7], fit.Categories);
        Assert.Equal(Math.Log(9), fit.Coefficients[0], 1e-12);
        Assert.Equal(Math.Log(3), fit.Thresholds[0], 1e-12);
        Assert.Equal(Math.Sqrt((1.0 / 30) + 0.1 + (1.0 / 15) + (1.0 / 45)), fit.StandardErrors[0], 1e-12);
        Assert.Equal((30 * Math.Log(.75)) + (10 * Math.Log(.25)) + (15 * Math.Log(.25)) + (45 * Math.Log(.75)), fit.LogLikelihood, 1e-11);
        Assert.Equal((45 * Math.Log(.45)) + (55 * Math.Log(.55)), fit.NullLogLikelihood, 1e-11);
        Assert.True(double.IsNaN(ProportionalityTest.OfAll(fit).ChiSquare));
        Assert.Equal(0, ProportionalityTest.OfAll(fit).DegreesOfFreedom);
    }

    [Fact]
    public void A_covariate_that_separates_the_grades_has_no_finite_estimate()
    {
        var fit = ProportionalOdds.Fit([1, 1, 2, 3, 4, 4], Column([0, 0, 0, 1, 1, 1]));

        Assert.False(fit.Converged);
        Assert.True(double.IsNaN(fit.Coefficients[0]));
        Assert.True(double.IsNaN(fit.StandardErrors[0]));
        Assert.True(double.IsNaN(fit.LogLikelihood));
        Assert.True(double.IsNaN(fit.WaldP(0)));
        Assert.True(double.IsNaN(fit.WaldTest([0]).P));
        Assert.True(double.IsNaN(ProportionalityTest.OfAll(fit).P));
        Assert.True(double.IsNaN(ProfileLikelihood.Interval(fit, 0).Lower));
        Assert.False(double.IsNaN(fit.NullLogLikelihood));
    }

    [Fact]
    public void Covariates_that_say_the_same_twice_are_refused()
    {
        var twice = new double[,]
        {
            { 1, 2 },
            { 2, 4 },
            { 4, 8 },
        };

        var bad = Assert.Throws<BadInputException>(() => ProportionalOdds.Fit([1, 2, 1], twice));
        Assert.Contains("Covariate 2 is constant or a combination", bad.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Covariate 1 is constant",
            Assert.Throws<BadInputException>(() => ProportionalOdds.Fit([1, 2], Column([3, 3]))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Bad_rows_are_named()
    {
        var bad = Assert.Throws<BadInputException>(() => ProportionalOdds.Fit([1, 2, 3], Column([0, double.NaN, double.PositiveInfinity])));

        Assert.Equal([1, 2], bad.Faults.Select(f => f.Row!.Value));
        Assert.Throws<BadInputException>(() => ProportionalOdds.Fit([4, 4, 4], Column([0, 1, 2])));
        Assert.Throws<ArgumentException>(() => ProportionalOdds.Fit([4, 5], Column([0, 1, 2])));
    }

    [Fact]
    public void Turning_the_scale_round_turns_the_signs()
    {
        var forth = ProportionalOdds.Fit(Grades.Scores, Grades.Covariates);
        var back = ProportionalOdds.Fit([.. Grades.Scores.Select(s => -s)], Grades.Covariates);

        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(forth.Coefficients[k], -back.Coefficients[k], 1e-10);
            Assert.Equal(forth.StandardErrors[k], back.StandardErrors[k], 1e-10);
        }

        Assert.Equal(forth.Thresholds[0], -back.Thresholds[3], 1e-10);
        Assert.Equal(forth.LogLikelihood, back.LogLikelihood, 1e-10);
    }

    [Fact]
    public void Covariates_in_other_units_give_the_same_model()
    {
        var scaled = new double[240, 3];
        for (var i = 0; i < 240; i++)
        {
            for (var k = 0; k < 3; k++)
            {
                scaled[i, k] = (1e6 * Grades.Covariates[i, k]) + 5;
            }
        }

        var fit = ProportionalOdds.Fit(Grades.Scores, scaled);

        Assert.Equal(Coefficients[0], 1e6 * fit.Coefficients[0], 1e-9);
        Assert.Equal(-383.6996782811876, fit.LogLikelihood, 1e-9);
    }

    internal static double[,] Column(double[] values)
    {
        var column = new double[values.Length, 1];
        for (var i = 0; i < values.Length; i++)
        {
            column[i, 0] = values[i];
        }

        return column;
    }

    private static int[] Repeat(int value, int times) => [.. Enumerable.Repeat(value, times)];

    private static void Near(double[] expected, IReadOnlyList<double> got, double digits)
    {
        Assert.Equal(expected.Length, got.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], got[i], digits);
        }
    }
}
