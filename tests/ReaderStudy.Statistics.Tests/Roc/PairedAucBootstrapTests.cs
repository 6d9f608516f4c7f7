using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class PairedAucBootstrapTests
{
    private static readonly RatedCases First = new([1, 2, 2, 3, 5], [2, 4, 4, 6]);
    private static readonly RatedCases Second = new([2, 1, 3, 3, 4], [5, 3, 4, 4]);

    [Fact]
    public void Supplied_resamples_give_the_aucs_of_the_drawn_cases()
    {
        // The first resample is the data; the second draws negatives 1, 1, 1, 5, 5 and positives 2, 2, 6, 6; the third has no positive.
        var bootstrap = PairedAucBootstrap.Of(
            First,
            Second,
            [
                [0, 1, 2, 3, 4, 5, 6, 7, 8],
                [0, 0, 0, 4, 4, 5, 5, 8, 8],
                [0, 0, 0, 0, 0, 0, 0, 0, 1],
            ]
        );

        Assert.Equal([0.75, (6 + 10) / 20.0, double.NaN], bootstrap.First.Replicates);
        // Second ratings: negatives 2, 2, 2, 4, 4, positives 5, 5, 4, 4: 10 + (3 + 1) · 2 of 20.
        Assert.Equal([0.85, 18 / 20.0, double.NaN], bootstrap.Second.Replicates);
        Assert.Equal(-0.1, bootstrap.Difference.Replicates[0], 15);
        Assert.Equal(-0.1, bootstrap.Difference.Replicates[1], 15);
        Assert.Equal(1, bootstrap.Difference.Undefined);
        Assert.Equal(0.75, bootstrap.First.Estimate);
        Assert.Equal(0.85, bootstrap.Second.Estimate);
        Assert.Equal(-0.1, bootstrap.Difference.Estimate, 15);
    }

    [Fact]
    public void The_test_divides_by_the_spread_of_the_differences()
    {
        var bootstrap = PairedAucBootstrap.Of(First, Second, 500, 3);

        Assert.Equal(bootstrap.Difference.Estimate / bootstrap.Difference.StandardError, bootstrap.Z);
        Assert.Equal(ReaderStudy.Statistics.Distributions.StandardNormal.TwoSidedP(bootstrap.Z), bootstrap.P);
        Assert.Equal(0, bootstrap.Difference.Undefined);
        // The spread is near DeLong's standard error, 0.184; the bootstrap's is smaller by the divisors n and n − 1.
        Assert.InRange(bootstrap.Difference.StandardError, 0.14, 0.19);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_does_not()
    {
        var one = PairedAucBootstrap.Of(First, Second, 50, 3);
        var again = PairedAucBootstrap.Of(First, Second, 50, 3);

        Assert.Equal(one.Difference.Replicates, again.Difference.Replicates);
        Assert.NotEqual(one.Difference.Replicates, PairedAucBootstrap.Of(First, Second, 50, 4).Difference.Replicates);
        Assert.Equal(one.First.Replicates.Take(10), PairedAucBootstrap.Of(First, Second, 10, 3).First.Replicates);
        Assert.NotEqual(one.Difference.Replicates, PairedAucBootstrap.Unstratified(First, Second, 50, 3).Difference.Replicates);
    }

    [Fact]
    public void Drawn_from_all_a_class_may_be_missing()
    {
        var tiny = new RatedCases([1], [2]);
        var bootstrap = PairedAucBootstrap.Unstratified(tiny, tiny, 400, 1);

        // Half of the resamples of two cases hold one of them twice.
        Assert.InRange(bootstrap.Difference.Undefined, 150, 250);
        Assert.Equal(0, PairedAucBootstrap.Of(tiny, tiny, 20, 1).Difference.Undefined);
    }

    [Fact]
    public void Ratings_of_other_cases_or_no_resamples_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedAucBootstrap.Of(First, new RatedCases([1], Second.Positives), 10, 1));
        Assert.Throws<ArgumentException>(() => PairedAucBootstrap.Of(First, new RatedCases(Second.Negatives, [1]), 10, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedAucBootstrap.Of(First, Second, 0, 1));
    }
}
