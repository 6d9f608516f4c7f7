using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class CategoryCountsTests
{
    [Fact]
    public void Cases_without_a_rating_are_not_kept()
    {
        var counts = RatingTable.Of([0, -1, -1, -1, 1, 0], 2, 2).Counts();

        Assert.Equal((2, 1, 2), (counts.Cases, counts.PairedCases, counts.Categories));
        Assert.Equal([1, 0], counts[0].ToArray());
        Assert.Equal([1, 1], counts[1].ToArray());
        Assert.Equal((1, 2), (counts.RatingsOf(0), counts.RatingsOf(1)));
        Assert.Null(counts.RatingsPerCase);
    }

    [Fact]
    public void A_table_of_counts_is_read_the_same_way()
    {
        var counts = CategoryCounts.Of(
            new[,]
            {
                { 1, 0 },
                { 0, 0 },
                { 1, 1 },
            }
        );

        Assert.Equal((2, 1), (counts.Cases, counts.PairedCases));
        Assert.Equal([1, 1], counts[1].ToArray());
        // (1/1 + 1/2) / 2 and (0 + 1/2) / 2: the mean of the cases' parts, not of all ratings.
        Assert.Equal([0.75, 0.25], counts.MeanShares());
    }

    [Fact]
    public void Impossible_counts_are_refused_by_row()
    {
        var bad = Assert.Throws<BadInputException>(() =>
            CategoryCounts.Of(
                new[,]
                {
                    { 1, 1 },
                    { -1, 1 },
                    { -1, 4 },
                }
            )
        );

        Assert.Equal([new InputFault(1, "A count is negative."), new InputFault(2, "A count is negative.")], bad.Faults);
        Assert.Equal("There is no category.", Assert.Throws<BadInputException>(() => CategoryCounts.Of(new int[3, 0])).Message);
    }

    [Fact]
    public void Nothing_is_empty()
    {
        var counts = CategoryCounts.Of(new int[0, 2]);

        Assert.Equal((0, 0), (counts.Cases, counts.PairedCases));
        Assert.Null(counts.RatingsPerCase);
        Assert.All(counts.MeanShares(), share => Assert.Equal(double.NaN, share));
    }

    [Fact]
    public void Many_cases_and_many_categories_keep_their_rows()
    {
        // Rows lie in blocks of 2^k: 16384 / 3 gives 4096 rows a block; so many categories give one row a block.
        var table = RatingTable.Of([.. Enumerable.Range(0, 10_000).SelectMany(i => new[] { i % 3, (i + 1) % 3 })], 2, 3);
        var counts = table.Counts();
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Equal(0, counts[i][(i + 2) % 3]);
            Assert.Equal(1, counts[i][i % 3]);
        }

        var wide = RatingTable.Of([0, 19_999, 5, 5], 2, 20_000).Counts();
        Assert.Equal(1, wide[0][19_999]);
        Assert.Equal(2, wide[1][5]);
    }
}
