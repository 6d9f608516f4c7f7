using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class BinormalFitTests
{
    // 109 CT images rated in five categories: Hanley JA, McNeil BJ (1982). Radiology 143:29–36, table I.
    private static readonly int[] Normal = [33, 6, 6, 11, 2];
    private static readonly int[] Abnormal = [3, 2, 2, 11, 33];

    [Fact]
    public void The_maximum_is_that_of_a_general_optimiser()
    {
        // R 4.2.2, optim(method = "BFGS", reltol = 1e-16) on the multinomial likelihood: a, b, four borders, log-likelihood.
        var fit = BinormalFit.OfCategories(Normal, Abnormal);

        Assert.Null(fit.NoFit);
        Assert.Equal(1.65678, fit.Curve.A, 5);
        Assert.Equal(0.71300, fit.Curve.B, 5);
        Assert.Equal(-123.648553177904, fit.LogLikelihood, 10);
        Assert.Equal([0.16977, 0.46322, 0.76686, 1.79794], fit.Borders.Select(z => Math.Round(z, 5)));
        Assert.Equal(0.91133, fit.Auc, 5);
    }

    [Fact]
    public void The_errors_are_those_of_the_inverse_information()
    {
        // By an independent route: the information matrix of all six parameters by numerical derivatives of the expected cell
        // probabilities, inverted as a whole.
        var fit = BinormalFit.OfCategories(Normal, Abnormal);
        var (aa, ab, bb) = WholeInformation(fit, 58, 51);

        Assert.Equal(aa, fit.AVariance, 6);
        Assert.Equal(ab, fit.Covariance, 6);
        Assert.Equal(bb, fit.BVariance, 6);
        Assert.Equal(Math.Sqrt(fit.AVariance), fit.AStandardError);
        Assert.Equal(Math.Sqrt(fit.BVariance), fit.BStandardError);
        Assert.Equal(0.0296, fit.AucStandardError, 4);
    }

    [Fact]
    public void Its_derivatives_are_those_of_the_areas()
    {
        // Delta method by numerical derivatives.
        var fit = BinormalFit.OfCategories(Normal, Abnormal);
        Assert.Equal(Delta(fit, c => c.Auc), fit.AucStandardError, 8);
        Assert.Equal(Delta(fit, c => c.PartialAucOverSpecificity(0.8, 1)), fit.PartialAucStandardError(1, 0.8), 8);
        Assert.Equal(Delta(fit, c => c.PartialAucOverSpecificity(0.5, 0.9)), fit.PartialAucStandardError(0.5, 0.9), 8);
        Assert.Equal(fit.AucStandardError, fit.PartialAucStandardError(0, 1), 12);
    }

    [Fact]
    public void Intervals_are_taken_on_the_normal_scale()
    {
        var fit = BinormalFit.OfCategories(Normal, Abnormal);
        double Phi(double z) => ReaderStudy.Statistics.Distributions.StandardNormal.Cdf(z);
        var d = fit.Curve.A / Math.Sqrt(1 + (fit.Curve.B * fit.Curve.B));
        var half = 1.6448536269514722 * fit.AucStandardError / ReaderStudy.Statistics.Distributions.StandardNormal.Density(d);
        var interval = fit.AucInterval(0.9);
        Assert.Equal(Phi(d - half), interval.Lower, 13);
        Assert.Equal(Phi(d + half), interval.Upper, 13);

        // At specificity 0.9: z = −1.2815515655446004.
        const double z = -1.2815515655446004;
        var error = Math.Sqrt(fit.AVariance + (2 * z * fit.Covariance) + (z * z * fit.BVariance));
        var centre = fit.Curve.A + (z * fit.Curve.B);
        var at = fit.SensitivityInterval(0.9);
        Assert.Equal(Phi(centre - (1.959963984540054 * error)), at.Lower, 13);
        Assert.Equal(Phi(centre + (1.959963984540054 * error)), at.Upper, 13);
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.AucInterval(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.SensitivityInterval(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.SensitivityInterval(0.9, 0));
    }

    [Fact]
    public void Expected_points_lie_on_the_curve_at_the_borders()
    {
        var fit = BinormalFit.OfCategories(Normal, Abnormal);

        Assert.Equal(4, fit.ExpectedPoints.Count);
        Assert.All(fit.ExpectedPoints, p => Assert.Equal(fit.Curve.SensitivityAt(p.Specificity), p.Sensitivity, 12));
        // Observed: 33 / 58 = 0.569, 39 / 58 = 0.672, 45 / 58 = 0.776, 56 / 58 = 0.966.
        Assert.Equal([0.57, 0.68, 0.78, 0.96], fit.ExpectedPoints.Select(p => Math.Round(p.Specificity, 2)));
    }

    [Fact]
    public void Ratings_give_what_their_counts_give()
    {
        double[] Rated(int[] counts) => [.. counts.SelectMany((count, k) => Enumerable.Repeat((double)k, count))];

        var fit = BinormalFit.Of(Rated(Normal), Rated(Abnormal));

        Assert.Equal(BinormalFit.OfCategories(Normal, Abnormal).Curve, fit.Curve);
        Assert.Throws<BadInputException>(() => BinormalFit.Of([1, double.NaN], [2]));
    }

    [Fact]
    public void Borders_between_cases_of_one_truth_change_nothing()
    {
        // Splitting a category that holds negatives only, and one that holds positives only, and adding empty ones.
        var joined = BinormalFit.OfCategories([20, 10, 5, 3, 0], [0, 6, 4, 10, 15]);
        var split = BinormalFit.OfCategories([12, 8, 0, 10, 5, 3, 0, 0, 0], [0, 0, 0, 6, 4, 10, 5, 0, 10]);

        Assert.Equal(joined.Curve, split.Curve);
        Assert.Equal(joined.AucStandardError, split.AucStandardError);
        Assert.Equal(joined.Borders.Count, split.Borders.Count);
    }

    [Fact]
    public void Exchanging_the_classes_and_the_direction_mirrors_the_curve()
    {
        // TPR = Φ(a + b z) read as a curve of the reversed test with exchanged classes: a' = a / b, b' = 1 / b; the area stays.
        var fit = BinormalFit.OfCategories(Normal, Abnormal);
        var mirrored = BinormalFit.OfCategories([.. Abnormal.Reverse()], [.. Normal.Reverse()]);

        Assert.Equal(fit.Curve.A / fit.Curve.B, mirrored.Curve.A, 8);
        Assert.Equal(1 / fit.Curve.B, mirrored.Curve.B, 8);
        Assert.Equal(fit.Auc, mirrored.Auc, 9);
        Assert.Equal(fit.AucStandardError, mirrored.AucStandardError, 7);
        Assert.Equal(fit.LogLikelihood, mirrored.LogLikelihood, 9);
    }

    [Fact]
    public void Continuous_ratings_are_fitted_near_the_truth()
    {
        // 2,000 negatives N(0, 1) and 2,000 positives N(1.5, 1.25²): a = 1.2, b = 0.8, area 0.8256.
        var stream = new RandomStream(11, 0);
        double[] negatives = [.. Enumerable.Range(0, 2000).Select(_ => Math.Exp(stream.Gaussian()))];
        double[] positives = [.. Enumerable.Range(0, 2000).Select(_ => Math.Exp(1.5 + (1.25 * stream.Gaussian())))];

        var fit = BinormalFit.Of(negatives, positives);

        Assert.InRange((fit.Curve.A - 1.2) / fit.AStandardError, -3, 3);
        Assert.InRange((fit.Curve.B - 0.8) / fit.BStandardError, -3, 3);
        Assert.Equal(EmpiricalAuc.Of(negatives, positives), fit.Auc, 2);
        Assert.Equal(Math.Sqrt(DeLong.Variance(negatives, positives)), fit.AucStandardError, 3);
    }

    [Theory]
    [InlineData(new[] { 5, 0 }, new[] { 0, 4 }, "separate")]
    [InlineData(new[] { 0, 5 }, new[] { 4, 0 }, "separate")]
    [InlineData(new[] { 5, 0, 3 }, new[] { 0, 4, 0 }, "degenerate")]
    [InlineData(new[] { 5 }, new[] { 4 }, "alike")]
    [InlineData(new[] { 0, 5, 0 }, new[] { 0, 4, 0 }, "alike")]
    [InlineData(new[] { 3, 2 }, new[] { 1, 4 }, "degenerate")]
    [InlineData(new[] { 10, 0, 5 }, new[] { 2, 4, 6 }, "degenerate")]
    [InlineData(new[] { 4, 6, 5 }, new[] { 3, 0, 7 }, "degenerate")]
    [InlineData(new[] { 0, 6, 5 }, new[] { 3, 2, 7 }, "degenerate")]
    public void Degenerate_data_have_no_fit_and_say_why(int[] negatives, int[] positives, string reason)
    {
        var fit = BinormalFit.OfCategories(negatives, positives);

        Assert.Contains(reason, fit.NoFit);
        Assert.Equal(double.NaN, fit.Curve.A);
        Assert.Equal(double.NaN, fit.Auc);
        Assert.Equal(double.NaN, fit.AucStandardError);
        Assert.Equal(double.NaN, fit.AucInterval().Lower);
        Assert.Empty(fit.ExpectedPoints);
    }

    [Fact]
    public void Two_points_are_met_exactly()
    {
        // By hand: (FPR, TPR) = (0.5, 0.8) and (0.2, 0.4): b = (Φ⁻¹(0.8) − Φ⁻¹(0.4)) / (0 − Φ⁻¹(0.2)), a = Φ⁻¹(0.8).
        var fit = BinormalFit.OfCategories([5, 3, 2], [2, 4, 4]);
        double Z(double p) => ReaderStudy.Statistics.Distributions.StandardNormal.Quantile(p);

        Assert.Equal(Z(0.8), fit.Curve.A, 9);
        Assert.Equal((Z(0.8) - Z(0.4)) / -Z(0.2), fit.Curve.B, 9);
    }

    [Fact]
    public void Bad_counts_are_refused()
    {
        Assert.Throws<ArgumentException>(() => BinormalFit.OfCategories([1, 2], [1]));
        Assert.Equal([0, 1], Assert.Throws<BadInputException>(() => BinormalFit.OfCategories([-1, 2], [3, -1])).Faults.Select(f => f.Row));
        Assert.Throws<BadInputException>(() => BinormalFit.OfCategories([0, 0], [1, 2]));
        Assert.Throws<BadInputException>(() => BinormalFit.OfCategories([1, 2], [0, 0]));
    }

    private static double Delta(BinormalFit fit, Func<BinormalCurve, double> value)
    {
        const double h = 1e-5;
        var byA = (value(fit.Curve with { A = fit.Curve.A + h }) - value(fit.Curve with { A = fit.Curve.A - h })) / (2 * h);
        var byB = (value(fit.Curve with { B = fit.Curve.B + h }) - value(fit.Curve with { B = fit.Curve.B - h })) / (2 * h);
        return Math.Sqrt((byA * byA * fit.AVariance) + (2 * byA * byB * fit.Covariance) + (byB * byB * fit.BVariance));
    }

    private static (double AA, double AB, double BB) WholeInformation(BinormalFit fit, int negatives, int positives)
    {
        double Phi(double z) => ReaderStudy.Statistics.Distributions.StandardNormal.Cdf(z);
        double[] at = [fit.Curve.A, fit.Curve.B, .. fit.Borders];
        double[] Cells(double[] parameters, bool positive)
        {
            double[] upTo = [0, .. parameters.Skip(2).Select(z => positive ? Phi((parameters[1] * z) - parameters[0]) : Phi(z)), 1];
            return [.. upTo.Skip(1).Zip(upTo, (high, low) => high - low)];
        }

        const double h = 1e-5;
        var information = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(at.Length, at.Length);
        foreach (var (positive, cases) in new[] { (false, negatives), (true, positives) })
        {
            var cells = Cells(at, positive);
            var slopes = at.Select(
                    (_, i) =>
                    {
                        double[] Moved(double by) => [.. at.Select((x, j) => j == i ? x + by : x)];
                        return Cells(Moved(h), positive).Zip(Cells(Moved(-h), positive), (up, down) => (up - down) / (2 * h)).ToArray();
                    }
                )
                .ToArray();
            for (var i = 0; i < at.Length; i++)
            {
                for (var j = 0; j < at.Length; j++)
                {
                    information[i, j] += cases * Enumerable.Range(0, cells.Length).Sum(k => slopes[i][k] * slopes[j][k] / cells[k]);
                }
            }
        }

        var inverse = information.Inverse();
        return (inverse[0, 0], inverse[0, 1], inverse[1, 1]);
    }
}
