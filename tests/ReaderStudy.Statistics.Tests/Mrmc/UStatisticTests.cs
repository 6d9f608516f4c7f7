using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class UStatisticTests
{
    private const double Missing = double.NaN;

    // Two arms, two readers, two cases of each kind; everything below was summed by hand over all pairs of pairs as fractions.
    private static readonly MrmcRatings Hand = MrmcRatings.Of(
        [false, false, true, true],
        [
            [
                [1, 2, 3, 2],
                [1, 3, 2, 4],
            ],
            [
                [1, 2, 3, 4],
                [2, 1, 1, 3],
            ],
        ]
    );

    [Fact]
    public void Moments_of_a_small_study_are_those_counted_by_hand()
    {
        var arm = UStatistic.Of(Hand).Arms[0];

        // Products of two kernels that share reader, both cases: 25/4 over 8; all that share nothing: 5 over 8.
        Assert.Equal([0.78125, 0.625, 0.625, 0.625, 0.625, 0.625, 0.75, 0.625], arm.Moments.Unbiased);
        Assert.Equal([6.25, 11.25, 11.25, 21.25, 11.25, 21.25, 22.25, 42.25], arm.Moments.Sums);
        Assert.Equal([8, 16, 16, 32, 16, 32, 32, 64], arm.Moments.Counts);
        Assert.Equal([0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, -0.875], arm.Moments.Coefficients);
        Assert.Equal(9.0 / 256, arm.Moments.Covariance);
    }

    [Fact]
    public void The_difference_of_a_small_study_is_that_counted_by_hand()
    {
        var analysis = UStatistic.Of(Hand);
        var difference = Assert.Single(analysis.Differences);

        // 9/256 + 9/256 + 2 · 7/256 = 1/8.
        Assert.Equal(-7.0 / 256, difference.Moments.Covariance);
        Assert.Equal(0.125, difference.Unbiased.Variance);
        Assert.Equal(0, difference.Unbiased.Estimate);
        Assert.Equal([0.8125, 0.8125], analysis.Arms.Select(a => a.Auc));
        Assert.Equal([0.875, 0.75, 1, 0.625], analysis.Arms.SelectMany(a => a.PerReader).Select(r => r.Auc));
        Assert.Equal((2, 2, 2), (difference.Readers, difference.NonDiseased, difference.Diseased));
        Assert.Equal(
            (1, 1, 1),
            (difference.DegreesOfFreedom.NonDiseased, difference.DegreesOfFreedom.Diseased, difference.DegreesOfFreedom.Reader)
        );
    }

    [Fact]
    public void Every_sum_is_that_of_the_plain_loops_whatever_is_missing() =>
        Prop.ForAll(
                SmallStudies.Seeds,
                seed =>
                {
                    var study = SmallStudies.Draw(seed, 2, seed % 3 * 0.2);
                    var analysis = UStatistic.Of(SmallStudies.Ratings(study));
                    foreach (
                        var (moments, a, b) in new[]
                        {
                            (analysis.Arms[0].Moments, 0, 0),
                            (analysis.Arms[1].Moments, 1, 1),
                            (analysis.Differences[0].Moments, 0, 1),
                        }
                    )
                    {
                        var (sums, counts) = Loops(study.Truth, study.Ratings[a], study.Ratings[b]);
                        Assert.Equal(sums, moments.Sums);
                        Assert.Equal(counts, moments.Counts);
                    }
                }
            )
            .Check(SmallStudies.Pinned);

    [Fact]
    public void Vectors_and_their_remainder_count_alike()
    {
        // 3 cases without disease and 21 diseased, so that whole vectors and a rest occur on any machine.
        bool[] truth = [.. Enumerable.Range(0, 24).Select(k => k >= 3)];
        double[][][] ratings =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(arm =>
                    Enumerable
                        .Range(0, 3)
                        .Select(r => truth.Select((t, k) => (double)(((k * 7) + (r * 3) + (arm * 5)) % 11)).ToArray())
                        .ToArray()
                ),
        ];
        var analysis = UStatistic.Of(MrmcRatings.Of(truth, ratings));

        var (sums, counts) = Loops(truth, ratings[0], ratings[1]);
        Assert.Equal(sums, analysis.Differences[0].Moments.Sums);
        Assert.Equal(counts, analysis.Differences[0].Moments.Counts);
    }

    [Fact]
    public void Swapping_arms_turns_the_sign_and_nothing_else() =>
        Prop.ForAll(
                SmallStudies.Seeds,
                seed =>
                {
                    var study = SmallStudies.Draw(seed, 2, 0.1);
                    var one = UStatistic.Of(SmallStudies.Ratings(study)).Differences[0];
                    var other = UStatistic.Of(MrmcRatings.Of(study.Truth, [study.Ratings[1], study.Ratings[0]])).Differences[0];

                    Assert.Equal(one.Unbiased.Estimate, -other.Unbiased.Estimate);
                    Assert.Equal(one.Unbiased.Variance, other.Unbiased.Variance, 14);
                    Assert.Equal(one.Moments.Sums, other.Moments.Sums);
                }
            )
            .Check(SmallStudies.Pinned);

    [Fact]
    public void Only_the_order_of_ratings_counts() =>
        Prop.ForAll(
                SmallStudies.Seeds,
                seed =>
                {
                    var study = SmallStudies.Draw(seed);
                    double[][][] stretched =
                    [
                        .. study.Ratings.Select(a => a.Select(r => r.Select(x => Math.Exp(x) - 3).ToArray()).ToArray()),
                    ];

                    var one = UStatistic.Of(SmallStudies.Ratings(study));
                    var other = UStatistic.Of(MrmcRatings.Of(study.Truth, stretched));

                    Assert.Equal(one.Arms.Select(a => a.Moments.Covariance), other.Arms.Select(a => a.Moments.Covariance));
                    Assert.Equal(one.Differences[0].Unbiased.Variance, other.Differences[0].Unbiased.Variance);
                }
            )
            .Check(SmallStudies.Pinned);

    [Fact]
    public void Fully_crossed_it_is_Obuchowski_and_Rockette_with_unbiased_covariances() =>
        Prop.ForAll(
                SmallStudies.Seeds,
                seed =>
                {
                    var ratings = SmallStudies.Ratings(SmallStudies.Draw(seed, 2, 0));
                    var one = UStatistic.Of(ratings).Differences[0];
                    var or = ObuchowskiRockette.Unbiased(ratings);
                    var r = ratings.Readers.Count;

                    // Var = 2 (MS(TR) / r + Cov2 − Cov3), here without cutting Cov2 − Cov3 at 0.
                    var variance = 2 * ((or.Anova.TreatmentReader.Value / r) + or.Components.Cov2 - or.Components.Cov3);
                    Assert.Equal(variance, one.Unbiased.Variance, 12);
                }
            )
            .Check(SmallStudies.Pinned);

    [Fact]
    public void Identical_arms_have_no_difference_and_no_variance()
    {
        var (truth, ratings) = SmallStudies.Draw(11);

        var difference = UStatistic.Of(MrmcRatings.Of(truth, [ratings[0], ratings[0]])).Differences[0];

        Assert.Equal(0, difference.Unbiased.Estimate);
        Assert.Equal(0, difference.Unbiased.Variance);
        Assert.Equal(double.NaN, difference.Unbiased.NormalP);
        Assert.Equal(double.NaN, difference.Unbiased.StudentP);
        Assert.All(difference.PerReader, r => Assert.Equal((0, 0), (r.Difference, r.Variance)));
    }

    [Fact]
    public void Arms_that_share_no_case_still_share_readers()
    {
        // Cases 1, 2, 5, 6 in the first arm, the others in the second.
        var analysis = UStatistic.Of(
            MrmcRatings.Of(
                [false, false, false, false, true, true, true, true],
                [
                    [
                        [1, 2, Missing, Missing, 3, 2, Missing, Missing],
                        [1, 3, Missing, Missing, 2, 4, Missing, Missing],
                    ],
                    [
                        [Missing, Missing, 1, 2, Missing, Missing, 3, 4],
                        [Missing, Missing, 2, 1, Missing, Missing, 1, 3],
                    ],
                ]
            )
        );
        var difference = analysis.Differences[0];

        // Only M4 and M8 exist: c4 = 2 · 16 / 64 · ½ ... by hand M4 = (3.5 · 4 + 3 · 2.5) / 32, M8 = (3.5 · 2.5 + 3 · 4) / 32, c4 = −c8 = ½.
        Assert.Equal([0, 0, 0, 0.5, 0, 0, 0, -0.5], difference.Moments.Coefficients);
        Assert.Equal(21.5 / 32, difference.Moments.Unbiased[3]);
        Assert.Equal(20.75 / 32, difference.Moments.Unbiased[7]);
        Assert.All(new[] { 0, 1, 2, 4, 5, 6 }, k => Assert.Equal(double.NaN, difference.Moments.Unbiased[k]));
        Assert.Equal(0.375 / 32, difference.Moments.Covariance, 15);
        Assert.Equal((18.0 / 256) - (0.75 / 32), difference.Unbiased.Variance, 15);
        Assert.Equal((4, 4), (difference.NonDiseased, difference.Diseased));
        Assert.All(difference.PerReader, r => Assert.Equal((0, 0), (r.NonDiseased, r.Diseased)));
        Assert.All(difference.PerReader, r => Assert.Equal(r.First.Variance + r.Second.Variance, r.Variance));
    }

    [Fact]
    public void Readers_of_one_arm_only_are_no_reader_pairs()
    {
        var analysis = UStatistic.Of(
            MrmcRatings.Of(
                [false, false, true, true],
                [
                    [
                        [1, 2, 3, 2],
                        [1, 3, 2, 4],
                        [Missing, Missing, Missing, Missing],
                    ],
                    [
                        [1, 2, 3, 4],
                        [Missing, Missing, Missing, Missing],
                        [2, 1, 1, 3],
                    ],
                ]
            )
        );

        Assert.Equal(3, analysis.Differences[0].Readers);
        Assert.Equal(["1"], analysis.Differences[0].PerReader.Select(r => r.Reader));
        Assert.Equal([2, 2], analysis.Arms.Select(a => a.Readers));
        Assert.Equal(["1", "3"], analysis.Arms[1].PerReader.Select(r => r.Reader));
    }

    [Fact]
    public void One_reader_says_nothing_about_readers()
    {
        var analysis = UStatistic.Of(
            MrmcRatings.Of(
                [false, false, true, true],
                [
                    [
                        [1, 2, 3, 2],
                    ],
                ]
            )
        );

        var arm = Assert.Single(analysis.Arms);
        Assert.Empty(analysis.Differences);
        Assert.Equal(0.875, arm.Auc);
        Assert.Equal(double.NaN, arm.Unbiased.Variance);
        Assert.Equal(double.NaN, arm.Unbiased.StudentP);
        // Over cases alone: M1 = 13/16, M2 = M3 = 3/4, M4 = 3/4 by hand: (13/16 + 3 · 3/4) / 4 − 3/4.
        Assert.Equal(0.015625, arm.PerReader[0].Variance);
    }

    [Fact]
    public void One_case_of_a_kind_leaves_a_reader_without_a_variance()
    {
        var arm = UStatistic
            .Of(
                MrmcRatings.Of(
                    [false, true, true],
                    [
                        [
                            [1, 2, 1],
                            [1, 2, 3],
                        ],
                    ]
                )
            )
            .Arms[0];

        Assert.Equal([0.75, 1], arm.PerReader.Select(r => r.Auc));
        Assert.All(arm.PerReader, r => Assert.Equal(double.NaN, r.Variance));
        Assert.Equal(double.NaN, arm.Unbiased.Variance);
    }

    [Fact]
    public void Pairs_of_arms_go_first_with_all_later_ones()
    {
        var (truth, ratings) = SmallStudies.Draw(5, 3, 0);

        var analysis = UStatistic.Of(MrmcRatings.Of(truth, ratings));

        Assert.Equal([("1", "2"), ("1", "3"), ("2", "3")], analysis.Differences.Select(d => (d.First.Treatment, d.Second.Treatment)));
    }

    [Fact]
    public void Infinite_ratings_are_ratings()
    {
        var arm = UStatistic
            .Of(
                MrmcRatings.Of(
                    [false, false, true, true],
                    [
                        [
                            [double.NegativeInfinity, 2, double.PositiveInfinity, double.NegativeInfinity],
                            [-0.0, 1, 0.0, 1],
                        ],
                    ]
                )
            )
            .Arms[0];

        // Reader 1: 1 + 1 + ½ + 0 of 4; reader 2: ½ + 0 + 1 + ½ of 4.
        Assert.Equal([0.625, 0.5], arm.PerReader.Select(r => r.Auc));
    }

    /// <summary>The eight sums and numbers of products that share at least what the moment names, from the definition.</summary>
    private static (double[] Sums, double[] Counts) Loops(bool[] truth, double[][] a, double[][] b)
    {
        int[] zeros = [.. Enumerable.Range(0, truth.Length).Where(k => !truth[k])];
        int[] ones = [.. Enumerable.Range(0, truth.Length).Where(k => truth[k])];
        var (sums, counts) = (new double[8], new double[8]);
        for (var r = 0; r < a.Length; r++)
        {
            for (var q = 0; q < b.Length; q++)
            {
                foreach (var (i, j) in zeros.SelectMany(_ => ones, (i, j) => (i, j)).Where(x => !double.IsNaN(a[r][x.i] + a[r][x.j])))
                {
                    foreach (var (k, l) in zeros.SelectMany(_ => ones, (k, l) => (k, l)).Where(x => !double.IsNaN(b[q][x.k] + b[q][x.l])))
                    {
                        var product = Kernel(a[r][i], a[r][j]) * Kernel(b[q][k], b[q][l]);
                        for (var moment = 0; moment < 8; moment++)
                        {
                            var (mayN, mayD, mayR) = ((moment & 1) > 0, (moment & 2) > 0, (moment & 4) > 0);
                            if ((mayN || i == k) && (mayD || j == l) && (mayR || r == q))
                            {
                                sums[moment] += product;
                                counts[moment]++;
                            }
                        }
                    }
                }
            }
        }

        return (sums, counts);
    }

    private static double Kernel(double without, double with) =>
        with > without ? 1
        : with == without ? 0.5
        : 0;
}
