using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Grading;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Grading;

public sealed class VisualGradingTests
{
    private const double Digits = 1e-12;

    // Two readers' grades of six cases in a reference arm and a test arm.
    private static readonly double[] FirstReference = [2, 3, 3, 1, 4, 2];
    private static readonly double[] FirstTest = [3, 3, 4, 2, 4, 4];
    private static readonly double[] SecondReference = [1, 3, 2, 2, 3, 3];
    private static readonly double[] SecondTest = [3, 4, 4, 1, 4, 3];

    private static readonly VisualGrade[] Study =
    [
        .. Rows("1", "0", FirstReference),
        .. Rows("1", "1", FirstTest),
        .. Rows("2", "0", SecondReference),
        .. Rows("2", "1", SecondTest),
    ];

    [Fact]
    public void A_mean_over_readers_and_cases_agrees_with_R()
    {
        // R 4.2.2: anova(lm(s ~ r + c))$"Mean Sq" is 7/3, 10/3, 1/3; SE = sqrt((7/3 + 10/3 - 1/3 ) / 12) with df
        // (16/3)^2 / ((7/3)^2 / 2); the limits by qt().
        var mean = ReaderCaseMean.Of(
            new double[,]
            {
                { 3, 4, 2, 5 },
                { 2, 4, 1, 3 },
                { 4, 4, 3, 5 },
            }
        );

        Assert.Equal(10.0 / 3, mean.Mean, Digits);
        Near([3.5, 2.5, 4], mean.ReaderMeans);
        Near([3, 4, 2, 13.0 / 3], mean.CaseMeans);
        Assert.Equal(7.0 / 3, mean.MeanSquareReaders, Digits);
        Assert.Equal(10.0 / 3, mean.MeanSquareCases, Digits);
        Assert.Equal(1.0 / 3, mean.MeanSquareError, Digits);
        Assert.Equal(2.0 / 3, mean.StandardErrorOverReadersAndCases, Digits);
        Assert.Equal(10.4489795918367250, mean.DegreesOfFreedomOverReadersAndCases, 1e-11);
        Assert.Equal(1.856513788922161, mean.IntervalOverReadersAndCases().Lower, Digits);
        Assert.Equal(4.810152877744505, mean.IntervalOverReadersAndCases().Upper, Digits);
        Assert.Equal(1.656036857352656, mean.IntervalOverCases().Lower, Digits);
        Assert.Equal(5.010629809314011, mean.IntervalOverCases().Upper, Digits);
        Assert.Equal(1.436041816534953, mean.IntervalOverReaders().Lower, Digits);
        Assert.Equal(5.230624850131713, mean.IntervalOverReaders().Upper, Digits);
        // 2 * pt(-(10/3) / (2/3), df)
        Assert.Equal(0.0004703752351576399, mean.POverReadersAndCases(), 1e-14);
        Assert.InRange(mean.POverCases(), 0, 0.02);
        Assert.InRange(mean.POverReaders(), 0, 0.02);
    }

    [Fact]
    public void Cases_that_vary_less_than_error_add_nothing()
    {
        // Cases' means are equal: MS_C = 0 < MS_E, so only readers count, with R − 1 degrees of freedom.
        var mean = ReaderCaseMean.Of(
            new double[,]
            {
                { 1, 3 },
                { 5, 3 },
            }
        );

        Assert.Equal(0, mean.MeanSquareCases);
        Assert.Equal(4, mean.MeanSquareReaders, Digits);
        Assert.Equal(4, mean.MeanSquareError, Digits);
        Assert.Equal(1, mean.StandardErrorOverReadersAndCases, Digits);
        Assert.Equal(1, mean.DegreesOfFreedomOverReadersAndCases, Digits);
    }

    [Fact]
    public void One_reader_or_one_case_says_nothing_of_others()
    {
        var oneReader = ReaderCaseMean.Of(
            new double[,]
            {
                { 1, 2, 3 },
            }
        );
        var oneCase = ReaderCaseMean.Of(
            new double[,]
            {
                { 1 },
                { 3 },
            }
        );

        Assert.True(double.IsNaN(oneReader.StandardErrorOverReadersAndCases));
        Assert.True(double.IsNaN(oneReader.StandardErrorOverReaders));
        Assert.True(double.IsNaN(oneReader.MeanSquareError));
        Assert.Equal(Math.Sqrt(1.0 / 3), oneReader.StandardErrorOverCases, Digits);
        Assert.True(double.IsNaN(oneCase.StandardErrorOverCases));
        Assert.Equal(1, oneCase.StandardErrorOverReaders, Digits);
        Assert.Throws<ArgumentException>(() => ReaderCaseMean.Of(new double[0, 0]));
        Assert.Throws<ArgumentException>(() =>
            ReaderCaseMean.Of(
                new[,]
                {
                    { double.NaN },
                }
            )
        );
    }

    [Fact]
    public void Scores_absolute_and_relative()
    {
        Assert.Equal(15.0 / 6, VisualGradingScore.Absolute([.. Study.Where(g => g.Reader == "1")], "0").Mean, Digits);
        Assert.Equal(29.0 / 12, VisualGradingScore.Absolute(Study, "0").Mean, Digits);
        Assert.Equal(39.0 / 12, VisualGradingScore.Absolute(Study, "1").Mean, Digits);
        var relative = VisualGradingScore.Relative(Study, "0", "1");
        Assert.Equal(10.0 / 12, relative.Mean, Digits);
        Near([5.0 / 6, 5.0 / 6], relative.ReaderMeans);
        Assert.Equal(-relative.Mean, VisualGradingScore.Relative(Study, "1", "0").Mean, Digits);
    }

    [Fact]
    public void Bad_grades_are_named()
    {
        var repeated = Assert.Throws<BadInputException>(() =>
            VisualGradingScore.Absolute([new("1", "1", "0", 3), new("1", "2", "0", double.NaN), new("1", "1", "0", 4)], "0")
        );
        Assert.Equal([1, 2], repeated.Faults.Select(f => f.Row!.Value));
        Assert.Contains("row 0 already", repeated.Faults[1].Message, StringComparison.Ordinal);

        var missing = Assert.Throws<BadInputException>(() =>
            VisualGradingScore.Absolute([new("1", "1", "0", 3), new("1", "2", "0", 3), new("7", "1", "0", 4)], "0")
        );
        Assert.Equal("Reader 7 has no grade of case 2 in arm 0.", missing.Faults.Single().Message);

        Assert.Throws<BadInputException>(() => VisualGradingScore.Absolute([new("1", "1", "0", 3)], "1"));
        Assert.Throws<BadInputException>(() => VisualGradingScore.Relative([new("1", "1", "0", 3), new("1", "2", "1", 3)], "0", "1"));
    }

    [Fact]
    public void A_VGC_curve_by_hand()
    {
        // Reference 1, 2, 2, 3, 3, 4; test 2, 3, 3, 4, 4, 4. Area 26.5 of 36 pairs.
        var curve = VgcCurve.Of(FirstReference, FirstTest);

        Assert.Equal(
            [
                new VgcPoint(double.PositiveInfinity, 0, 0),
                new VgcPoint(4, 1.0 / 6, 3.0 / 6),
                new VgcPoint(3, 3.0 / 6, 5.0 / 6),
                new VgcPoint(2, 5.0 / 6, 1),
                new VgcPoint(1, 1, 1),
            ],
            curve.Points
        );
        Assert.Equal(26.5 / 36, curve.Area, Digits);
        Assert.Throws<ArgumentException>(() => VgcCurve.Of([], FirstTest));
    }

    [Fact]
    public void The_VGC_area_of_paired_cases_agrees_with_R()
    {
        // R 4.2.2: psi <- outer(test, reference, function(a, b) (a > b) + .5 * (a == b)); components are its row and column means;
        // cov(v10_r + v01_r, v10_s + v01_s) / 6, and from it MS(R), Cov2 and the limits as the documentation of VgcArea says.
        var area = VgcArea.Of(Study, "0", "1");

        Assert.Equal(["1", "2"], area.Readers);
        Assert.Equal(26.5 / 36, area.ReaderAreas[0], Digits);
        Assert.Equal(27.5 / 36, area.ReaderAreas[1], Digits);
        Assert.Equal(0.75, area.Area, Digits);
        Assert.Equal(0.009567901234567902, area.Covariance[0, 0], Digits);
        Assert.Equal(0.001080246913580247, area.Covariance[0, 1], Digits);
        Assert.Equal(0.001080246913580247, area.Covariance[1, 0], Digits);
        Assert.Equal(0.017901234567901231, area.Covariance[1, 1], Digits);
        Assert.Equal(0.007407407407407407, area.VarianceOverCases, Digits);
        Assert.Equal(3.858024691357997e-04, area.MeanSquareReaders, Digits);
        Assert.Equal(1.080246913580247e-03, area.CovarianceOfReaders, Digits);
        Assert.Equal(1.273148148148147e-03, area.VarianceOverReadersAndCases, Digits);
        Assert.Equal(43.56, area.DegreesOfFreedomOverReadersAndCases, 1e-9);
        Assert.Equal(0.5813131584157787, area.IntervalOverCases().Lower, Digits);
        Assert.Equal(0.9186868415842213, area.IntervalOverCases().Upper, Digits);
        Assert.Equal(0.6780687417228524, area.IntervalOverReadersAndCases().Lower, Digits);
        Assert.Equal(0.8219312582771476, area.IntervalOverReadersAndCases().Upper, Digits);
        Assert.Equal(0.003675612117741231, area.POverCases(), Digits);
        Assert.Equal(1.177817285813203e-08, area.POverReadersAndCases(), 1e-15);
        Assert.Equal(6, area.SharedCases);
    }

    [Fact]
    public void Unpaired_cases_have_the_variance_of_DeLong()
    {
        VisualGrade[] unpaired =
        [
            .. Rows("1", "0", FirstReference),
            .. Rows("1", "1", FirstTest).Select(g => g with { Case = g.Case + "b" }),
        ];

        var area = VgcArea.Of(unpaired, "0", "1");

        Assert.Equal(0, area.SharedCases);
        // R: var(v10)/6 + var(v01)/6
        Assert.Equal(0.0216820987654321, area.VarianceOverCases, Digits);
        Assert.Equal(DeLong.Variance(FirstReference, FirstTest), area.VarianceOverCases, Digits);
        Assert.True(double.IsNaN(area.VarianceOverReadersAndCases));
        Assert.True(double.IsNaN(area.IntervalOverReadersAndCases().Lower));
    }

    [Fact]
    public void The_same_grades_twice_are_of_equal_quality_without_a_doubt()
    {
        VisualGrade[] same = [.. Rows("1", "0", FirstTest), .. Rows("1", "1", FirstTest)];

        var area = VgcArea.Of(same, "0", "1");

        Assert.Equal(0.5, area.Area, Digits);
        Assert.Equal(0, area.VarianceOverCases, Digits);
    }

    [Fact]
    public void Resamples_keep_the_pairs_and_the_seed()
    {
        var bootstrap = VgcBootstrap.OverCases(Study, "0", "1", 500, 7);
        var again = VgcBootstrap.OverCases(Study, "0", "1", 500, 7);
        var both = VgcBootstrap.OverReadersAndCases(Study, "0", "1", 500, 7);

        Assert.Equal(0.75, bootstrap.Estimate, Digits);
        Assert.Equal(0.75, both.Estimate, Digits);
        Assert.Equal(bootstrap.Replicates, again.Replicates);
        // The bootstrap's variance is that of the components but for its own error and 5/6; without the pairs it would be twice as large.
        Assert.InRange(bootstrap.StandardError, 0.06, 0.1);
        VisualGrade[] same = [.. Rows("1", "0", FirstTest), .. Rows("1", "1", FirstTest)];
        Assert.All(VgcBootstrap.OverCases(same, "0", "1", 50, 1).Replicates, a => Assert.Equal(0.5, a, Digits));
    }

    [Fact]
    public void Exchanging_the_arms_turns_the_area_round() =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20250704UL, 5UL),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var chance = new RandomStream((ulong)seed, 0);
                    var (readers, cases) = (1 + chance.Below(4), 2 + chance.Below(6));
                    VisualGrade[] grades =
                    [
                        .. from r in Enumerable.Range(0, readers)
                        from c in Enumerable.Range(0, cases)
                        from a in new[] { "3", "9" }
                        select new VisualGrade($"{r}", $"{c}", a, chance.Below(5)),
                    ];
                    var forth = VgcArea.Of(grades, "3", "9");
                    var back = VgcArea.Of(grades, "9", "3");

                    Assert.Equal(forth.Area, 1 - back.Area, Digits);
                    Assert.Equal(forth.VarianceOverCases, back.VarianceOverCases, Digits);
                    Assert.True(forth.VarianceOverCases >= -Digits);
                    Assert.Equal(
                        VisualGradingScore.Relative(grades, "3", "9").Mean,
                        VisualGradingScore.Absolute(grades, "9").Mean - VisualGradingScore.Absolute(grades, "3").Mean,
                        Digits
                    );
                }
            )
        );

    private static IEnumerable<VisualGrade> Rows(string reader, string arm, double[] scores) =>
        scores.Select((score, image) => new VisualGrade(reader, $"{image}", arm, score));

    private static void Near(double[] expected, IReadOnlyList<double> got)
    {
        Assert.Equal(expected.Length, got.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], got[i], Digits);
        }
    }
}
