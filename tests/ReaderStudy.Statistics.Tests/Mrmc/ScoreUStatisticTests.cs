using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class ScoreUStatisticTests
{
    private const double Missing = double.NaN;

    private static readonly double[][] One =
    [
        [1, 0, 1],
        [1, 1, 0],
    ];
    private static readonly double[][] Two =
    [
        [0, 0, 1],
        [1, 0, 0],
    ];

    [Fact]
    public void A_small_study_gives_the_moments_counted_by_hand()
    {
        var result = ScoreUStatistic.Joint(One, Two);

        // First arm, ordered pairs of readings: sharing nothing 12 with sum 6 (1·1, 1·0, 0·1, 0·0, 1·1, 1·1, twice); the case 6 with sum 2;
        // the reader 12 with sum 4; both 6 with sum 4.
        Assert.Equal([6.0 / 12, 2.0 / 6, 4.0 / 12, 4.0 / 6], result.First.Moments);
        Assert.Equal([(12.0 / 36) - 1, 6.0 / 36, 12.0 / 36, 6.0 / 36], result.First.Coefficients);
        Assert.Equal(2.0 / 3, result.First.Mean);
        Assert.Equal(1.0 / 3, result.Second.Mean);
        Assert.Equal([2.0 / 3, 2.0 / 3], result.First.ReaderMeans);
        Assert.Equal([3, 3], result.First.ReadingsPerReader);
        // −24/36 · 1/2 + 6/36 · 1/3 + 12/36 · 1/3 + 6/36 · 2/3.
        Assert.Equal((-12 + 2 + 4 + 4) / 36.0, result.First.Variance, 15);
        Assert.Equal((2.0 / 3) - 0.5, result.First.VarianceOfOne, 15);
        Assert.Equal((2, 3), (result.Readers, result.Cases));
        Assert.Equal(1.0 / 3, result.Difference.Estimate, 15);
        Assert.Equal(result.First.Variance + result.Second.Variance - (2 * result.Covariance), result.Difference.Variance, 15);
    }

    [Fact]
    public void Moments_are_those_of_the_plain_loops_whatever_is_missing() =>
        Prop.ForAll(
                SmallStudies.Seeds,
                seed =>
                {
                    var (a, b) = (Draw(seed, 0.3), Draw(seed + 7, 0.3, a: seed));
                    var result = ScoreUStatistic.Joint(a, b);
                    var (moments, coefficients) = Loops(a, b);
                    for (var k = 0; k < 4; k++)
                    {
                        Assert.Equal(moments[k], result.ProductMoments[k], 12);
                        Assert.Equal(coefficients[k], result.ProductCoefficients[k], 12);
                    }
                }
            )
            .Check(SmallStudies.Pinned);

    [Fact]
    public void Joint_and_conditional_agree_when_everybody_read_everything() =>
        Prop.ForAll(
                SmallStudies.Seeds,
                seed =>
                {
                    var (a, b) = (Draw(seed, 0), Draw(seed + 7, 0, a: seed));
                    var (joint, conditional) = (ScoreUStatistic.Joint(a, b), ScoreUStatistic.Conditional(a, b));

                    Assert.Equal(joint.Difference.Variance, conditional.Difference.Variance, 12);
                    Assert.Equal(joint.First.Variance, conditional.First.Variance, 12);
                    if (joint.Difference.Variance > 1e-9)
                    {
                        Assert.Equal(joint.Difference.DegreesOfFreedom, conditional.Difference.DegreesOfFreedom, 6);
                    }

                    Assert.Equal(joint.First.Variance, ScoreUStatistic.Mean(a).Variance, 12);
                }
            )
            .Check(SmallStudies.Pinned);

    [Fact]
    public void Arms_change_places_with_the_sign() =>
        Prop.ForAll(
                SmallStudies.Seeds,
                seed =>
                {
                    var (a, b) = (Draw(seed, 0.2), Draw(seed + 7, 0.2, a: seed));

                    Assert.Equal(ScoreUStatistic.Joint(a, b).Difference.Estimate, -ScoreUStatistic.Joint(b, a).Difference.Estimate, 14);
                    Assert.Equal(ScoreUStatistic.Joint(a, b).Difference.Variance, ScoreUStatistic.Joint(b, a).Difference.Variance, 12);
                }
            )
            .Check(SmallStudies.Pinned);

    [Fact]
    public void Degrees_of_freedom_follow_Satterthwaite_with_both_factors()
    {
        // Additive scores 10 r + k of 3 readers and 4 cases, k = 0, 1, 2, 3: the biased components are the plain variances of 10 r and of k.
        double[][] scores = [.. Enumerable.Range(0, 3).Select(r => Enumerable.Range(0, 4).Select(k => (10.0 * r) + k).ToArray())];

        var mean = ScoreUStatistic.Mean(scores);

        // Σ (10r − 10)²/3 = 200/3 over 2 df; Σ (k − 1.5)²/4 = 5/4 over 3 df. Unbiased: 100/3 + (5/3)/4 of the mean 11.5.
        Assert.Equal(11.5, mean.Estimate, 13);
        Assert.Equal((100.0 / 3) + (5.0 / 12), mean.Variance, 10);
        var sum = (Math.Pow(200.0 / 3, 2) / 8) + (Math.Pow(1.25, 2) / 27);
        Assert.Equal(Math.Pow(mean.Variance, 2) / sum, mean.DegreesOfFreedom, 9);
        Assert.Equal(double.NaN, mean.StudentP);
    }

    [Fact]
    public void One_reader_or_one_case_has_no_variance()
    {
        Assert.Equal(
            double.NaN,
            ScoreUStatistic
                .Mean([
                    [1, 0, 1],
                ])
                .Variance
        );
        Assert.Equal(
            double.NaN,
            ScoreUStatistic
                .Mean([
                    [1],
                    [0],
                ])
                .Variance
        );
        Assert.Equal(
            double.NaN,
            ScoreUStatistic
                .Joint(
                    [
                        [1, 0, 1],
                    ],
                    [
                        [0, 0, 1],
                    ]
                )
                .Difference.Variance
        );
        Assert.Equal(
            double.NaN,
            ScoreUStatistic
                .Joint(
                    [
                        [1],
                        [0],
                    ],
                    [
                        [0],
                        [0],
                    ]
                )
                .Difference.StudentP
        );
        Assert.Equal(
            2.0 / 3,
            ScoreUStatistic
                .Mean([
                    [1, 0, 1],
                ])
                .Estimate
        );
    }

    [Fact]
    public void Arms_without_a_common_case_or_reader_are_independent()
    {
        var result = ScoreUStatistic.Joint(
            [
                [1, 0, 1, Missing, Missing],
                [1, 1, 0, Missing, Missing],
                Row(5),
                Row(5),
            ],
            [Row(5), Row(5), [Missing, Missing, Missing, 1, 0], [Missing, Missing, Missing, 0, 0]]
        );

        Assert.Equal(0, result.Covariance);
        Assert.Equal([0, 0, 0], result.ProductMoments.Skip(1));
        Assert.Equal(result.First.Variance + result.Second.Variance, result.Difference.Variance);
        Assert.Equal([2.0 / 3, 2.0 / 3, double.NaN, double.NaN], result.First.ReaderMeans);
    }

    [Fact]
    public void Differences_exist_where_both_readings_do()
    {
        var differences = ScoreUStatistic.Differences(
            [
                [1, Missing, 1],
            ],
            [
                [0, 1, Missing],
            ]
        );

        Assert.Equal([1, Missing, Missing], differences[0]);
    }

    [Fact]
    public void Arms_must_have_the_same_readers_and_cases()
    {
        Assert.Throws<BadInputException>(() => ScoreUStatistic.Joint([], []));
        Assert.Throws<BadInputException>(() =>
            ScoreUStatistic.Joint(
                [
                    [1, 0],
                ],
                [
                    [1, 0],
                    [1, 1],
                ]
            )
        );
        Assert.Throws<BadInputException>(() =>
            ScoreUStatistic.Conditional(
                [
                    [1, 0],
                ],
                [
                    [1, 0, 1],
                ]
            )
        );
    }

    private static double[] Row(int cases) => [.. Enumerable.Repeat(Missing, cases)];

    private static double[][] Draw(int seed, double missing, int? a = null)
    {
        // The size comes from the first arm's seed, the scores from this one.
        var size = new RandomStream((ulong)(a ?? seed), 1);
        var (readers, cases) = (2 + size.Below(3), 2 + size.Below(4));
        var stream = new RandomStream((ulong)seed, 2);
        return
        [
            .. Enumerable
                .Range(0, readers)
                .Select(_ => Enumerable.Range(0, cases).Select(_ => stream.Uniform() < missing ? Missing : stream.Below(2)).ToArray()),
        ];
    }

    private static (double[] Moments, double[] Coefficients) Loops(double[][] a, double[][] b)
    {
        var (sums, counts) = (new double[4], new double[4]);
        for (var r = 0; r < a.Length; r++)
        {
            for (var q = 0; q < b.Length; q++)
            {
                for (var k = 0; k < a[r].Length; k++)
                {
                    for (var l = 0; l < b[q].Length; l++)
                    {
                        if (!double.IsNaN(a[r][k] * b[q][l]))
                        {
                            var place = (k == l ? 1 : 0) + (r == q ? 2 : 0);
                            sums[place] += a[r][k] * b[q][l];
                            counts[place]++;
                        }
                    }
                }
            }
        }

        var all = counts.Sum();
        double[] coefficients = [.. counts.Select((c, k) => (c / all) - (k == 0 ? 1 : 0))];
        return (
            [
                .. sums.Select(
                    (s, k) =>
                        counts[k] > 0 ? s / counts[k]
                        : coefficients[k] == 0 ? 0
                        : double.NaN
                ),
            ],
            coefficients
        );
    }
}
