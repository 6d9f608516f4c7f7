using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class EmpiricalAucTests
{
    [Fact]
    public void It_is_the_share_of_pairs_in_order_ties_counting_one_half()
    {
        // By hand: the positive rated 2 is above one negative and ties with two, those rated 4 are above four, 6 above all five:
        // (1 + 2/2) + 4 + 4 + 5 = 15 of 20 pairs.
        double[] negatives = [1, 2, 2, 3, 5];
        double[] positives = [2, 4, 4, 6];

        Assert.Equal(15, EmpiricalAuc.MannWhitney(negatives, positives));
        Assert.Equal(0.75, EmpiricalAuc.Of(negatives, positives));
        Assert.Equal(0.25, EmpiricalAuc.Of(positives, negatives));
    }

    [Fact]
    public void Ratings_that_separate_give_one_reversed_ones_zero_and_equal_ones_a_half()
    {
        Assert.Equal(1, EmpiricalAuc.Of([1, 2], [3, 4]));
        Assert.Equal(0, EmpiricalAuc.Of([3, 4], [1, 2]));
        Assert.Equal(0.5, EmpiricalAuc.Of([7, 7, 7], [7]));
    }

    [Fact]
    public void Infinite_ratings_are_ratings_and_the_two_zeros_are_one()
    {
        // Pairs: −∞ ties with −∞ (½), ∞ above −∞ (1); 0 above −∞ (1) ...: negatives −∞, 0; positives −∞, −0, ∞.
        Assert.Equal(
            (0.5 + 0 + 1 + 0.5 + 1 + 1) / 6,
            EmpiricalAuc.Of([double.NegativeInfinity, 0.0], [double.NegativeInfinity, -0.0, double.PositiveInfinity])
        );
    }

    [Fact]
    public void Negative_numbers_are_ordered_as_numbers()
    {
        Assert.Equal(1, EmpiricalAuc.Of([-3, -2.5], [-2, 0]));
        Assert.Equal(0.75, EmpiricalAuc.Of([-3, 1], [-2, 4]));
    }

    [Fact]
    public void Without_a_case_of_a_class_it_is_not_defined()
    {
        Assert.Equal(double.NaN, EmpiricalAuc.Of([], [1]));
        Assert.Equal(double.NaN, EmpiricalAuc.Of([1], []));
        Assert.Equal(0, EmpiricalAuc.MannWhitney([], [1]));
    }

    [Fact]
    public void Ratings_that_are_not_numbers_are_named_all_at_once()
    {
        var bad = Assert.Throws<BadInputException>(() => EmpiricalAuc.Of([1, double.NaN, 2, double.NaN], [1]));
        Assert.Equal([1, 3], bad.Faults.Select(f => f.Row));
        Assert.Contains("negative", bad.Faults[0].Message);

        Assert.Equal(0, Assert.Throws<BadInputException>(() => EmpiricalAuc.MannWhitney([1], [double.NaN])).Faults.Single().Row);
        Assert.Contains("positive", Assert.Throws<BadInputException>(() => EmpiricalAuc.Of([1], [double.NaN])).Message);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(95)]
    [InlineData(96)]
    [InlineData(97)]
    [InlineData(3000)]
    public void Any_number_of_cases_gives_what_comparing_all_pairs_gives(int cases)
    {
        // The longer ones are sorted by another algorithm than the short ones.
        var stream = new ReaderStudy.Statistics.Resampling.RandomStream(5, (ulong)cases);
        double[] negatives = [.. Enumerable.Range(0, cases).Select(_ => Math.Round(100 * stream.Gaussian()))];
        double[] positives =
        [
            .. Enumerable
                .Range(0, cases)
                .Select(_ => stream.Uniform() < 0.5 ? stream.Gaussian() * 1e-5 : Math.Round(100 * stream.Gaussian())),
        ];

        var twice = 0L;
        foreach (var y in positives)
        {
            twice += negatives.Sum(x => y > x ? 2 : (y == x ? 1 : 0));
        }

        Assert.Equal(twice / 2.0, EmpiricalAuc.MannWhitney(negatives, positives));
        Assert.Equal(twice / (2.0 * cases * cases), Placements.Of(negatives, positives).Auc);
        Assert.Equal(twice / (2.0 * cases * cases), RocCurve.Of(negatives, positives).Auc);
    }
}
