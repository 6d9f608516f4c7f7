using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Tests;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class FleissKappaTests
{
    private const double Digits = 1e-12;

    [Fact]
    public void Four_subjects_by_hand()
    {
        // By hand: p_a = (1 + 1 + 1/3 + 1/3) / 4 = 2/3, p = (1/2, 1/2), p_e = 1/2, kappa = 1/3.
        // Null SE = sqrt(2 / (4*3*2)) * sqrt(1/4 - 0) / (1/2) = sqrt(1/12).
        // Contributions of the subjects 1, 1, -1/3, -1/3: variance = 4 * (2/3)^2 / (4 * 3) = 4/27.
        var kappa = FleissKappa.Of(
            new[,]
            {
                { 3, 0 },
                { 0, 3 },
                { 2, 1 },
                { 1, 2 },
            }
        );

        Assert.Equal(2.0 / 3, kappa.ObservedAgreement, Digits);
        Assert.Equal(0.5, kappa.ExpectedAgreement, Digits);
        Assert.Equal(1.0 / 3, kappa.Kappa, Digits);
        Assert.Equal(Math.Sqrt(1.0 / 12), kappa.NullStandardError, Digits);
        Assert.Equal(Math.Sqrt(4.0 / 27), kappa.StandardError, Digits);
        // qt(0.975, 3) = 3.182446305283709 (R 4.2.2, stats)
        Assert.Equal((1.0 / 3) - (3.182446305283709 * Math.Sqrt(4.0 / 27)), kappa.Interval().Lower, 1e-9);
        Assert.Equal(1, kappa.Interval().Upper);
        Assert.All(kappa.PerCategory, c => Assert.Equal(1.0 / 3, c.Kappa, Digits));
    }

    [Fact]
    public void Perfect_agreement_is_one_with_no_error()
    {
        var kappa = FleissKappa.Of(
            new[,]
            {
                { 3, 0 },
                { 0, 3 },
            }
        );

        Assert.Equal(1, kappa.Kappa, Digits);
        Assert.Equal(0, kappa.StandardError, Digits);
        Assert.Equal(1, kappa.Interval().Lower, Digits);
    }

    [Fact]
    public void A_category_that_nobody_used_is_undefined_and_changes_nothing_else()
    {
        var two = FleissKappa.Of(
            new[,]
            {
                { 2, 1 },
                { 0, 3 },
            }
        );
        var three = FleissKappa.Of(
            new[,]
            {
                { 2, 1, 0 },
                { 0, 3, 0 },
            }
        );

        Assert.Equal(two.Kappa, three.Kappa, Digits);
        Assert.Equal(two.NullStandardError, three.NullStandardError, Digits);
        Assert.Equal(0, three.PerCategory[2].Share);
        Assert.True(double.IsNaN(three.PerCategory[2].Kappa));
    }

    [Fact]
    public void Undefined_when_everybody_always_says_the_same()
    {
        var kappa = FleissKappa.Of(
            new[,]
            {
                { 3, 0 },
                { 3, 0 },
                { 3, 0 },
            }
        );

        Assert.Equal(1, kappa.ObservedAgreement);
        Assert.True(double.IsNaN(kappa.Kappa));
        Assert.True(double.IsNaN(kappa.StandardError));
        Assert.True(double.IsNaN(kappa.NullStandardError));
        Assert.True(double.IsNaN(kappa.PerCategory[0].Kappa));
    }

    [Fact]
    public void Undefined_without_subjects_or_with_a_single_rater()
    {
        Assert.True(double.IsNaN(FleissKappa.Of(new int[0, 2]).Kappa));
        Assert.True(
            double.IsNaN(
                FleissKappa
                    .Of(
                        new[,]
                        {
                            { 1, 0 },
                            { 0, 1 },
                        }
                    )
                    .Kappa
            )
        );
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FleissKappa.Of(new int[3, 0]));
        Assert.Throws<ArgumentException>(() =>
            FleissKappa.Of(
                new[,]
                {
                    { -1, 4 },
                }
            )
        );
    }

    [SharedDataTheory(Fixture.Folder)]
    [InlineData("fleiss-anxiety-ordinal")]
    [InlineData("fleiss-birads-missing")]
    [InlineData("fleiss-diagnoses")]
    [InlineData("fleiss-edge-perfect")]
    [InlineData("fleiss-edge-unused-category")]
    [InlineData("fleiss-missing-raw4raters")]
    public void Complete_cases_agree_with_irr(string name)
    {
        var fixture = new Fixture(name);
        var (expected, tolerance) = fixture.Block("fleiss");

        var kappa = FleissKappa.Of(Counts(fixture, completeCasesOnly: true));

        Assert.Equal(expected.GetProperty("subjects").GetInt32(), kappa.Subjects);
        Assert.Equal(expected.GetProperty("raters").GetInt32(), kappa.RatersPerSubject);
        Fixture.Near(expected.GetProperty("kappa"), kappa.Kappa, tolerance);
        Fixture.Near(expected.GetProperty("se0"), kappa.NullStandardError, tolerance);
        foreach (var category in expected.GetProperty("per_category").EnumerateArray())
        {
            var index = fixture.Categories.ToList().IndexOf(category.GetProperty("category").GetString()!);
            var got = kappa.PerCategory[index];
            Fixture.Near(category.GetProperty("kappa"), got.Kappa, tolerance);
            Fixture.Near(category.GetProperty("z"), got.Kappa / got.NullStandardError, tolerance);
        }
    }

    [SharedDataTheory(Fixture.Folder)]
    [InlineData("fleiss-anxiety-ordinal")]
    [InlineData("fleiss-birads-missing")]
    [InlineData("fleiss-diagnoses")]
    [InlineData("fleiss-edge-perfect")]
    [InlineData("fleiss-edge-unused-category")]
    [InlineData("fleiss-missing-raw4raters")]
    public void All_ratings_agree_with_irrCAC(string name)
    {
        var fixture = new Fixture(name);
        var (expected, tolerance) = fixture.Block("fleiss_unweighted");

        var kappa = FleissKappa.Of(Counts(fixture, completeCasesOnly: false));

        Fixture.Near(expected.GetProperty("pa"), kappa.ObservedAgreement, tolerance);
        Fixture.Near(expected.GetProperty("pe"), kappa.ExpectedAgreement, tolerance);
        Fixture.Near(expected.GetProperty("coeff"), kappa.Kappa, tolerance);
        Fixture.Near(expected.GetProperty("se"), kappa.StandardError, tolerance);
        Fixture.Near(expected.GetProperty("ci_lower"), kappa.Interval().Lower, tolerance);
        Fixture.Near(expected.GetProperty("ci_upper"), kappa.Interval().Upper, tolerance);
    }

    private static int[,] Counts(Fixture fixture, bool completeCasesOnly)
    {
        var categories = fixture.Categories.ToList();
        var ratings = fixture.Rows();
        var raters = ratings.Select(r => r[1]).Distinct().Count();
        var cases = ratings
            .Where(r => r[2].Length > 0)
            .GroupBy(r => r[0], r => categories.IndexOf(r[2]))
            .Where(c => !completeCasesOnly || c.Count() == raters)
            .ToList();
        var counts = new int[cases.Count, categories.Count];
        for (var i = 0; i < cases.Count; i++)
        {
            foreach (var category in cases[i])
            {
                counts[i, category]++;
            }
        }

        return counts;
    }
}
