using ReaderStudy.Statistics.Assistance;
using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Assistance;

public sealed class ClusteredRegressionTests
{
    private static readonly string[] Readers = ["a", "a", "b", "b", "c", "c"];
    private static readonly string[] Cases = ["1", "2", "1", "2", "1", "2"];
    private static readonly double[] Ones = [1, 1, 1, 1, 1, 1];
    private static readonly double[] X = [0, 1, 0, 1, 0, 1];

    [Fact]
    public void A_mean_has_the_clustered_error_computed_by_hand()
    {
        var fit = ClusteredRegression.Linear([("mean", Ones)], [1, 3, 2, 4, 3, 11], Readers, Cases);

        // Mean 4. Residuals −3, −1, −2, 0, −1, 7; sums by reader −4, −2, 6: Σ² = 56; by case −6, 6: 72; of all 64. A = 1/6, N = 6, K = 1.
        var mean = Assert.Single(fit.Coefficients);
        Assert.Equal(4, mean.Estimate, 14);
        var byReader = 1.5 * 56 / 36;
        var byCase = 2.0 * 72 / 36;
        var byBoth = 6.0 / 5 * 64 / 36;
        Assert.Equal(Math.Sqrt(byReader), mean.ByReader, 13);
        Assert.Equal(Math.Sqrt(byCase), mean.ByCase, 13);
        Assert.Equal(Math.Sqrt(byReader + byCase - byBoth), mean.TwoWay, 13);
        Assert.Equal(1, mean.DegreesOfFreedom);
        Assert.Equal((6, 3, 2), (fit.Rows, fit.Readers, fit.Cases));
        Assert.True(fit.Converged);
    }

    [Fact]
    public void Intervals_and_tests_use_the_two_way_error()
    {
        var c = new ClusteredCoefficient("x", 2, 9, 9, 0.5, 10);

        Assert.Equal(StudentsT.TwoSidedP(4, 10), c.P, 15);
        Assert.Equal(2 - (0.5 * StudentsT.Critical(0.9, 10)), c.Interval(0.9).Lower, 14);
        Assert.Equal(2 + (0.5 * StudentsT.Critical(0.9, 10)), c.Interval(0.9).Upper, 14);
    }

    [Fact]
    public void A_line_is_found_and_a_repeated_column_left_out()
    {
        double[] y = [1, 4, 2, 5, 3, 9];

        var fit = ClusteredRegression.Linear(
            [("one", Ones), ("x", X), ("again", [.. X.Select(x => 2 - (3 * x))]), ("zero", new double[6])],
            y,
            Readers,
            Cases
        );

        // Means 2 (x = 0) and 6 (x = 1).
        Assert.Equal(["one", "x"], fit.Coefficients.Select(c => c.Name));
        Assert.Equal(["again", "zero"], fit.LeftOut);
        Assert.Equal(2, fit.Coefficients[0].Estimate, 13);
        Assert.Equal(4, fit.Coefficients[1].Estimate, 13);
        // By reader: residuals (−1, −2), (0, −1), (1, 3). Influence on the slope: mean of the second less mean of the first, each over 3.
        var byReader = 1.5 * 5 / 4 * (Math.Pow((-2 + 1) / 3.0, 2) + Math.Pow(-1 / 3.0, 2) + Math.Pow((3 - 1) / 3.0, 2));
        Assert.Equal(Math.Sqrt(byReader), fit.Coefficients[1].ByReader, 13);
    }

    [Fact]
    public void A_two_by_two_table_gives_its_odds_ratio()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => i < 20 ? 0.0 : 1)];
        double[] y = [.. Enumerable.Range(0, 40).Select(i => i is < 5 or (>= 20 and < 32) ? 1.0 : 0)];
        string[] rows = [.. Enumerable.Range(0, 40).Select(i => $"{i}")];

        var fit = ClusteredRegression.Logistic([("one", [.. x.Select(_ => 1.0)]), ("x", x)], y, rows, rows);

        // 5 of 20 and 12 of 20: log odds ln(5/15) and ln(12/8); with every row its own cluster the sandwich is 1/5 + 1/15 + 1/12 + 1/8,
        // scaled by 40/39 · 39/38.
        Assert.True(fit.Converged);
        Assert.Equal(Math.Log(5.0 / 15), fit.Coefficients[0].Estimate, 10);
        Assert.Equal(Math.Log(12.0 / 8 * 3), fit.Coefficients[1].Estimate, 10);
        var variance = ((1.0 / 5) + (1.0 / 15) + (1.0 / 12) + (1.0 / 8)) * 40 / 38;
        Assert.Equal(Math.Sqrt(variance), fit.Coefficients[1].ByReader, 9);
        Assert.Equal(Math.Sqrt(variance), fit.Coefficients[1].TwoWay, 9);
    }

    [Fact]
    public void Separated_data_do_not_converge()
    {
        var fit = ClusteredRegression.Logistic([("one", Ones), ("x", X)], X, Readers, Cases);

        Assert.False(fit.Converged);
        Assert.All(fit.Coefficients, c => Assert.Equal((double.NaN, double.NaN, double.NaN), (c.Estimate, c.TwoWay, c.P)));
    }

    [Fact]
    public void One_cluster_has_no_error()
    {
        var fit = ClusteredRegression.Linear([("mean", Ones)], [1, 3, 2, 4, 3, 11], ["a", "a", "a", "a", "a", "a"], Cases);

        Assert.Equal(double.NaN, fit.Coefficients[0].ByReader);
        Assert.Equal(double.NaN, fit.Coefficients[0].TwoWay);
        Assert.Equal(0, fit.Coefficients[0].DegreesOfFreedom);
        Assert.Equal(double.NaN, fit.Coefficients[0].P);
    }

    [Fact]
    public void Lengths_must_agree()
    {
        Assert.Throws<ArgumentException>(() => ClusteredRegression.Linear([("x", [1, 2])], [1], ["a"], ["1"]));
        Assert.Throws<ArgumentException>(() => ClusteredRegression.Logistic([("x", [1])], [1], ["a", "b"], ["1"]));
        Assert.Throws<ArgumentException>(() => ClusteredRegression.Linear([("x", [1])], [1], ["a"], ["1", "2"]));
        Assert.Throws<ArgumentException>(() => ClusteredRegression.Linear([], [], [], []));
    }
}
