using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class CorrelationTests
{
    private static readonly double[] X = [1, 2, 2, 3, 4, 4, 5, 6];
    private static readonly double[] Y = [2, 1, 3, 3, 4, 6, 5, 5];

    [Fact]
    public void Agrees_with_R()
    {
        // R 4.2.2: cor.test(x, y)$conf.int; method = "spearman", exact = FALSE; method = "kendall", exact = FALSE, correct = FALSE.
        var pearson = Correlation.Pearson(X, Y);
        Assert.Equal(0.249011799502318, pearson.Interval().Lower, 1e-13);
        Assert.Equal(0.964546968375246, pearson.Interval().Upper, 1e-13);
        var spearman = Correlation.Spearman(X, Y);
        Assert.Equal(0.835365853658537, spearman.Value, 1e-14);
        Assert.Equal(0.00982366471059, spearman.P, 1e-13);
        var kendall = Correlation.KendallTauB(X, Y);
        Assert.Equal(0.692307692307692, kendall.Value, 1e-14);
        Assert.Equal(2.295720600408, kendall.Z, 1e-11);
        Assert.Equal(0.0216918617986, kendall.P, 1e-12);
    }

    [Fact]
    public void A_straight_line_is_1_and_a_constant_undefined()
    {
        Assert.Equal(1, Correlation.Pearson([1, 2, 3, 4], [10, 20, 30, 40]).Value);
        Assert.Equal(0, Correlation.Pearson([1, 2, 3, 4], [10, 20, 30, 40]).P);
        Assert.Equal((double.NaN, double.NaN), Correlation.Pearson([1, 2, 3, 4], [10, 20, 30, 40]).Interval());
        Assert.Equal(-1, Correlation.KendallTauB([1, 2, 3], [3, 2, 1]).Value);
        Assert.Equal(-1, Correlation.Spearman([1, 2, 3], [9, 8, 1]).Value, 1e-15);
        Assert.Equal(double.NaN, Correlation.Pearson([1, 1, 1], [1, 2, 3]).Value);
        Assert.Equal(double.NaN, Correlation.Spearman([1, 1, 1], [1, 2, 3]).P);
        Assert.Equal(double.NaN, Correlation.KendallTauB([1, 1, 1], [1, 2, 3]).Value);
        Assert.Equal(double.NaN, Correlation.Pearson([1, 2], [1, 3]).P);
        Assert.Equal((double.NaN, double.NaN), Correlation.Pearson([1, 2, 4], [1, 3, 0]).Interval());
        Assert.Equal(double.NaN, Correlation.KendallTauB([], []).Z);
        Assert.Equal(1, Correlation.Spearman([1, double.NaN, 2, 3], [1, 5, 2, 3]).Value, 1e-15);
    }

    [Fact]
    public void Pitman_and_Morgan_test_the_slope_of_differences_on_means()
    {
        var test = PitmanMorgan.Of(X, Y);
        var slope = BlandAltman.Of(X, Y).DifferenceOnMean;

        Assert.Equal(slope.T, test.T, 1e-12);
        Assert.Equal(slope.P, test.P, 1e-12);
        Assert.True(PitmanMorgan.Of([1, 5, 9, 20], [4, 5, 6, 8]).Value > 0);
    }

    [Fact]
    public void Lins_concordance_by_hand()
    {
        // By hand: (1, 2, 3) and (2, 3, 7): means 2, 4; variances over n 2/3, 14/3; covariance 5/3: 10/3 / (16/3 + 4).
        var ccc = ConcordanceCorrelation.Of([1, 2, 3, double.NaN], [2, 3, 7, 1]);

        Assert.Equal(3, ccc.Pairs);
        Assert.Equal(10.0 / 28, ccc.Value, 1e-15);
        Assert.Equal(5 / Math.Sqrt(28), ccc.Correlation, 1e-15);
        Assert.Equal(2 / Math.Sqrt(Math.Sqrt(28) / 3), ccc.LocationShift, 1e-14);
        Assert.Equal(Math.Sqrt(7), ccc.ScaleShift, 1e-15);
        Assert.Equal(ccc.Value, ccc.Correlation * ccc.BiasCorrection, 1e-15);
        Assert.Equal(
            ccc.Value,
            ConcordanceCorrelation.Overall(
                new double[,]
                {
                    { 1, 2 },
                    { 2, 3 },
                    { double.NaN, 9 },
                    { 3, 7 },
                }
            ),
            1e-15
        );
        var se = ccc.StandardError;
        Assert.Equal(ccc.Value + (1.959963984540054 * se), ccc.AsymptoticInterval().Upper, 1e-14);
        Assert.Equal(
            Math.Tanh(Math.Atanh(ccc.Value) - (1.959963984540054 * se / (1 - (ccc.Value * ccc.Value)))),
            ccc.Interval().Lower,
            1e-14
        );
    }

    [Fact]
    public void Equality_is_concordance_1_without_interval_and_few_pairs_have_no_error()
    {
        var equal = ConcordanceCorrelation.Of([1, 2, 4], [1, 2, 4]);
        Assert.Equal(1, equal.Value);
        Assert.Equal((double.NaN, double.NaN), equal.Interval());
        Assert.Equal(double.NaN, ConcordanceCorrelation.Of([1, 2], [1, 3]).StandardError);
        Assert.Equal(double.NaN, ConcordanceCorrelation.Of([1, 1], [1, 1]).Value);
        // Three readers: covariances 3 * 2/3, variances 3 * 2/3, shifts 1 + 1 + 4: 4 / (4 + 6).
        Assert.Equal(
            0.4,
            ConcordanceCorrelation.Overall(
                new double[,]
                {
                    { 1, 2, 3 },
                    { 2, 3, 4 },
                    { 3, 4, 5 },
                }
            ),
            1e-15
        );
    }

    [Fact]
    public void Kendalls_sort_counts_as_all_pairs_do() =>
        Prop.ForAll(
                Gen.Choose(0, 6).Two().ListOf().Where(l => l.Count > 2).ToArbitrary(),
                pairs =>
                {
                    double concordant = 0,
                        x = 0,
                        y = 0;
                    for (var i = 0; i < pairs.Count; i++)
                    {
                        for (var j = 0; j < i; j++)
                        {
                            var (a, b) = (Math.Sign(pairs[i].Item1 - pairs[j].Item1), Math.Sign(pairs[i].Item2 - pairs[j].Item2));
                            concordant += a * b;
                            x += a * a;
                            y += b * b;
                        }
                    }

                    var got = Correlation
                        .KendallTauB([.. pairs.Select(p => (double)p.Item1)], [.. pairs.Select(p => (double)p.Item2)])
                        .Value;
                    var expected = concordant / Math.Sqrt(x * y);
                    return got.Equals(expected) || Math.Abs(got - expected) < 1e-12;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(31, 7));
}
