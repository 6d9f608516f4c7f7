using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class ErrorCovariancesTests
{
    [Fact]
    public void The_jackknife_by_hand()
    {
        // Sensitivities at 2 of three diseased cases: reader 1 reads 3, 1, 2 (without each ½, 1, ½; mean ⅔), reader 2 reads 2, 2, 1
        // (½, ½, 1). Factor ⅔: variance ⅔ (1/36 + 4/36 + 1/36) = 1/9, covariance ⅔ (1/36 − 2/36 − 2/36) = −1/18.
        var ratings = MrmcRatings.Of(
            [true, true, true, false],
            [
                [
                    [3, 1, 2, 1],
                    [2, 2, 1, 1],
                ],
            ]
        );

        var covariance = ErrorCovariances.Jackknife(ratings, FigureOfMerit.Sensitivity(2));

        Assert.Equal(1.0 / 9, covariance.VarianceOf(0, 0), 1e-15);
        Assert.Equal(1.0 / 9, covariance.VarianceOf(0, 1), 1e-15);
        Assert.Equal(-1.0 / 18, covariance.Of(0, 0, 0, 1), 1e-15);
    }

    [Fact]
    public void The_jackknife_needs_figures_of_the_same_cases()
    {
        var figures = new ReaderFigures(
            ["A"],
            ["1", "2"],
            new[,]
            {
                { 0.5, 0.5 },
            }
        );

        Assert.Throws<ArgumentException>(() =>
            new LeaveOneOut(
                figures,
                [
                    [1, 2],
                ]
            )
        );
        Assert.Throws<ArgumentException>(() =>
            new LeaveOneOut(
                figures,
                [
                    [1, 2],
                    [1],
                ]
            )
        );
        Assert.Throws<ArgumentException>(() =>
            new LeaveOneOut(
                figures,
                [
                    [1],
                    [1],
                ]
            )
        );
        Assert.Equal(
            2,
            new LeaveOneOut(
                figures,
                [
                    [1, 2],
                    [1, 2],
                ]
            ).Cases
        );
        var gap = new ReaderFigures(
            ["A"],
            ["1", "2"],
            new[,]
            {
                { 0.5, double.NaN },
            },
            new[,]
            {
                { true, false },
            }
        );
        var covariance = new LeaveOneOut(
            gap,
            [
                [1, 2],
                [],
            ]
        ).Covariance();
        Assert.Equal(0.25, covariance.Variance, 1e-15);
        Assert.Equal(double.NaN, covariance.Of(0, 0, 0, 1));
        Assert.Equal(double.NaN, covariance.Of(0, 1, 0, 1));
    }

    [Fact]
    public void DeLong_of_a_crossed_study_is_that_of_paired_curves() =>
        Prop.ForAll(
                RandomReaderStudies.Tables,
                table =>
                {
                    var got = ErrorCovariances.DeLong(RandomReaderStudies.Study(table));
                    var curves = table
                        .Ratings.SelectMany(t => t.Select(r => Placements.Of(Part(table, r, false), Part(table, r, true))))
                        .ToList();
                    var expected = DeLong.CovarianceMatrix(curves);
                    var readers = table.Ratings[0].Length;
                    return Cells(curves.Count)
                        .All(c =>
                            RandomReaderStudies.Near(expected[c.A, c.B], got.Of(c.A / readers, c.A % readers, c.B / readers, c.B % readers))
                        );
                }
            )
            .Check(RandomReaderStudies.Pinned);

    [Fact]
    public void DeLong_with_gaps_is_over_shared_cases()
    {
        const double no = double.NaN;
        // Diseased 1 to 4, healthy 5 to 7. Reader 1 reads all but the last diseased case, reader 2 all but the first; both all healthy ones.
        var ratings = MrmcRatings.Of(
            [true, true, true, true, false, false, false],
            [
                [
                    [3, 5, 2, no, 1, 2, 4],
                    [no, 4, 3, 1, 2, 1, 3],
                ],
            ]
        );

        var got = ErrorCovariances.DeLong(ratings);

        // AUC 1: 3: 2, 5: 3, 2: 1.5 of 3 → 6.5 / 9; V10 2/3, 1, 1/2. AUC 2: 4: 3, 3: 2.5, 1: 0.5 → 6 / 9; V10 1, 5/6, 1/6.
        double a = 6.5 / 9,
            b = 6.0 / 9;
        var s10 = ((1 - a) * (1 - b)) + ((0.5 - a) * ((5.0 / 6) - b));
        // V01 1: healthy 1 has 3 above of 3; 2: 2.5 of 3; 4: 1 of 3. V01 2: healthy 2: 2 of 3; 1: 2.5 of 3; 3: 1.5 of 3.
        var s01 = ((1 - a) * ((2.0 / 3) - b)) + (((2.5 / 3) - a) * ((2.5 / 3) - b)) + (((1.0 / 3) - a) * (0.5 - b));
        Assert.Equal((s10 / 1 * 2 / 9) + (s01 / 2 / 3), got.Of(0, 0, 0, 1), 1e-15);
        var own = Square((2.0 / 3) - a) + Square(1 - a) + Square(0.5 - a);
        var ownHealthy = Square(1 - a) + Square((2.5 / 3) - a) + Square((1.0 / 3) - a);
        Assert.Equal((own / 2 / 3) + (ownHealthy / 2 / 3), got.VarianceOf(0, 0), 1e-15);
    }

    [Fact]
    public void Readers_without_a_shared_case_have_no_covariance_and_with_one_an_undefined_one()
    {
        const double no = double.NaN;
        bool[] truth = [true, true, true, true, false, false, false, false];

        var apart = ErrorCovariances.DeLong(
            MrmcRatings.Of(
                truth,
                [
                    [
                        [3, 2, no, no, 1, 2, no, no],
                        [no, no, 2, 3, no, no, 2, 1],
                    ],
                ]
            )
        );
        var one = ErrorCovariances.DeLong(
            MrmcRatings.Of(
                truth,
                [
                    [
                        [3, 2, no, no, 1, 2, 3, no],
                        [no, 2, 2, 3, no, 1, 2, 1],
                    ],
                ]
            )
        );

        Assert.Equal(0, apart.Of(0, 0, 0, 1));
        Assert.Equal(double.NaN, one.Of(0, 0, 0, 1));
        Assert.True(one.VarianceOf(0, 1) > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unbiased_covariances_are_those_of_all_pairs_of_pairs(bool gaps) =>
        Prop.ForAll(
                RandomReaderStudies.Tables,
                table =>
                {
                    var own = gaps ? RandomReaderStudies.WithGaps(table) : table;
                    var got = ErrorCovariances.Unbiased(RandomReaderStudies.Study(own));
                    var readers = own.Ratings[0].Length;
                    var curves = own.Ratings.SelectMany(t => t).ToList();
                    return Cells(curves.Count)
                        .All(c =>
                            RandomReaderStudies.Near(
                                Unbiased(own.Diseased, curves[c.A], curves[c.B]),
                                got.Of(c.A / readers, c.A % readers, c.B / readers, c.B % readers)
                            )
                        );
                }
            )
            .Check(RandomReaderStudies.Pinned);

    [Fact]
    public void Unbiased_covariances_of_many_different_ratings_and_of_a_large_study_are_the_same()
    {
        // Spread ratings go by the tree, grouped ones by the table; a monotone change of ratings that ties nothing changes nothing.
        var random = new ReaderStudy.Statistics.Resampling.RandomStream(5, 0);
        bool[] truth = [.. Enumerable.Range(0, 120).Select(k => k % 3 == 0)];
        double[][] readers = [.. Enumerable.Range(0, 42).Select(_ => truth.Select(d => random.Uniform() + (d ? 0.4 : 0)).ToArray())];
        var got = ErrorCovariances.Unbiased(MrmcRatings.Of(truth, [readers]));
        foreach (var (a, b) in new[] { (0, 0), (0, 1), (41, 7) })
        {
            Assert.Equal(Unbiased(truth, readers[a], readers[b]), got.Of(0, a, 0, b), 1e-12);
        }

        double[][] grouped = [.. readers.Take(2).Select(r => r.Select(x => Math.Floor(x * 10)).ToArray())];
        var table = ErrorCovariances.Unbiased(MrmcRatings.Of(truth, [grouped]));
        Assert.Equal(Unbiased(truth, grouped[0], grouped[1]), table.Of(0, 0, 0, 1), 1e-12);
    }

    [Fact]
    public void All_three_estimates_agree_when_there_are_many_cases()
    {
        var random = new ReaderStudy.Statistics.Resampling.RandomStream(6, 0);
        bool[] truth = [.. Enumerable.Range(0, 4000).Select(k => k % 2 == 0)];
        double[][] readers = [.. Enumerable.Range(0, 2).Select(_ => truth.Select(d => random.Gaussian() + (d ? 1 : 0)).ToArray())];
        var ratings = MrmcRatings.Of(truth, [readers]);

        var delong = ErrorCovariances.DeLong(ratings).Variance;

        Assert.Equal(1, ErrorCovariances.Jackknife(ratings, FigureOfMerit.Auc).Variance / delong, 0.002);
        Assert.Equal(1, ErrorCovariances.Unbiased(ratings).Variance / delong, 0.002);
    }

    private static IEnumerable<(int A, int B)> Cells(int count) =>
        Enumerable.Range(0, count).SelectMany(a => Enumerable.Range(0, count).Select(b => (a, b)));

    private static double[] Part((bool[] Diseased, double[][][] Ratings) table, double[] ratings, bool diseased) =>
        [.. ratings.Where((_, k) => table.Diseased[k] == diseased)];

    /// <summary>By definition: mean product of all pairs of pairs less the mean product of those that share no case.</summary>
    private static double Unbiased(bool[] truth, double[] first, double[] second)
    {
        var a = Pairs(truth, first);
        var b = Pairs(truth, second);
        double all = 0,
            apart = 0,
            countApart = 0;
        foreach (var p in a)
        {
            foreach (var q in b)
            {
                all += p.Score * q.Score;
                if (p.Diseased != q.Diseased && p.Healthy != q.Healthy)
                {
                    apart += p.Score * q.Score;
                    countApart++;
                }
            }
        }

        return (all / ((double)a.Count * b.Count)) - (apart / countApart);
    }

    private static List<(int Diseased, int Healthy, double Score)> Pairs(bool[] truth, double[] ratings) =>
        [
            .. Enumerable
                .Range(0, truth.Length)
                .Where(k => truth[k] && !double.IsNaN(ratings[k]))
                .SelectMany(k =>
                    Enumerable
                        .Range(0, truth.Length)
                        .Where(l => !truth[l] && !double.IsNaN(ratings[l]))
                        .Select(l => (k, l, 0.5 * (1 + Math.Sign(ratings[k] - ratings[l]))))
                ),
        ];

    private static double Square(double x) => x * x;
}
