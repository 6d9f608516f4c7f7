using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class RatedCasesTests
{
    [Fact]
    public void Ratings_are_split_by_truth_in_their_order()
    {
        var cases = RatedCases.Of([true, false, true, false], [4, 1, 3, 2]);

        Assert.Equal([1, 2], cases.Negatives);
        Assert.Equal([4, 3], cases.Positives);
    }

    [Fact]
    public void Every_rating_that_is_not_a_number_is_named_by_row()
    {
        var bad = Assert.Throws<BadInputException>(() => RatedCases.Of([true, false, true, false], [double.NaN, 1, 3, double.NaN]));

        Assert.Equal([0, 3], bad.Faults.Select(f => f.Row));
    }

    [Fact]
    public void One_class_of_truth_only_is_refused()
    {
        Assert.Contains(
            "All 2 rated cases are of one class",
            Assert.Throws<BadInputException>(() => RatedCases.Of([true, true], [1, 2])).Message
        );
        Assert.Throws<BadInputException>(() => RatedCases.Of([false], [1]));
    }

    [Fact]
    public void Cases_that_one_of_several_readers_lacks_are_left_out_for_all()
    {
        var both = RatedCases.Complete([false, true, false, true, true], [1, 2, double.NaN, 4, 5], [6, double.NaN, 8, 9, 10]);

        Assert.Equal([1], both[0].Negatives);
        Assert.Equal([4, 5], both[0].Positives);
        Assert.Equal([6], both[1].Negatives);
        Assert.Equal([9, 10], both[1].Positives);
    }

    [Fact]
    public void As_many_ratings_as_cases_are_needed()
    {
        Assert.Throws<ArgumentException>(() => RatedCases.Of([true, false], [1]));
        Assert.Throws<ArgumentException>(() => RatedCases.Complete([true, false], [1, 2], [1]));
    }
}
