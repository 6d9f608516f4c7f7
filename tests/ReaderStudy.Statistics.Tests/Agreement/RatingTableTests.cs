using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class RatingTableTests
{
    [Fact]
    public void Rows_become_a_table_in_the_order_of_their_first_appearance()
    {
        var table = RatingTable.FromRows([
            new RatingRow("b", "Ann", "yes"),
            new RatingRow("a", "Ann", "no"),
            new RatingRow("a", "Bob", "yes"),
            new RatingRow("c", "Bob", null),
        ]);

        Assert.Equal(["b", "a", "c"], table.Cases);
        Assert.Equal(["Ann", "Bob"], table.Readers);
        Assert.Equal(["no", "yes"], table.Categories);
        Assert.Equal([1, RatingTable.Missing], table.RatingsOf(0).ToArray());
        Assert.Equal([0, 1], table.RatingsOf(1).ToArray());
        Assert.Equal([-1, -1], table.RatingsOf(2).ToArray());
        Assert.Equal((3, 2, 2), (table.CaseCount, table.ReaderCount, table.CategoryCount));
        Assert.Equal(1, table[1, 1]);
    }

    [Fact]
    public void Categories_that_are_numbers_are_ordered_and_valued_as_numbers()
    {
        var table = RatingTable.FromRows([new RatingRow("1", "A", "10"), new RatingRow("1", "B", "2.5"), new RatingRow("2", "A", "-1")]);

        Assert.Equal(["-1", "2.5", "10"], table.Categories);
        Assert.Equal([-1, 2.5, 10], table.CategoryValues);
    }

    [Fact]
    public void Categories_that_are_texts_have_their_ranks_as_numbers()
    {
        var table = RatingTable.FromRows([new RatingRow("1", "A", "10"), new RatingRow("1", "B", "2"), new RatingRow("2", "A", "x")]);

        Assert.Equal(["10", "2", "x"], table.Categories);
        Assert.Equal([1, 2, 3], table.CategoryValues);
    }

    [Fact]
    public void Declared_categories_keep_their_order_their_numbers_and_the_unused_ones()
    {
        var table = RatingTable.FromRows([new RatingRow("1", "A", "low")], ["low", "middle", "high"], [0, 5, 20]);

        Assert.Equal(["low", "middle", "high"], table.Categories);
        Assert.Equal([0, 5, 20], table.CategoryValues);
        Assert.Equal([20.0], table.WithCategoryOrder([2, 0, 1]).CategoryValues.Take(1));
    }

    [Fact]
    public void Every_row_at_fault_is_named_at_once()
    {
        var bad = Assert.Throws<BadInputException>(() =>
            RatingTable.FromRows(
                [
                    new RatingRow("1", "A", "yes"),
                    new RatingRow("1", "A", "no"),
                    new RatingRow("", "A", "no"),
                    new RatingRow("2", "", "no"),
                    new RatingRow("2", "A", "perhaps"),
                ],
                ["no", "yes"]
            )
        );

        Assert.Equal(
            [
                new InputFault(1, "Reader A has a second rating of case 1."),
                new InputFault(2, "The case has no name."),
                new InputFault(3, "The reader has no name."),
                new InputFault(4, "'perhaps' is not one of the categories no, yes."),
            ],
            bad.Faults
        );
    }

    [Fact]
    public void What_is_wrong_with_the_whole_input_is_said()
    {
        Assert.Equal("There is no rating.", Assert.Throws<BadInputException>(() => RatingTable.FromRows([])).Message);
        Assert.Equal(
            "The category a is declared twice.",
            Assert.Throws<BadInputException>(() => RatingTable.FromRows([new RatingRow("1", "A", "a")], ["a", "a"])).Message
        );
        Assert.Equal(
            "A category has no name.",
            Assert.Throws<BadInputException>(() => RatingTable.FromRows([new RatingRow("1", "A", "a")], ["a", ""])).Message
        );
        Assert.Equal(
            "There are 1 categories but 2 numbers for them.",
            Assert.Throws<BadInputException>(() => RatingTable.FromRows([new RatingRow("1", "A", "a")], ["a"], [1, 2])).Message
        );
    }

    [Fact]
    public void Indices_outside_the_categories_are_refused_by_case()
    {
        var bad = Assert.Throws<BadInputException>(() =>
            RatingTable.Of(
                new[,]
                {
                    { 0, 2 },
                    { -1, 1 },
                    { -2, 0 },
                },
                2
            )
        );

        Assert.Equal([0, 2], bad.Faults.Select(f => f.Row));
        Assert.Equal("2 is not the index of one of the 2 categories.", bad.Faults[0].Message);
        Assert.Throws<BadInputException>(() => RatingTable.Of([0, 1, 0], 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => RatingTable.Of([0], 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => RatingTable.Of([0], 1, 0));
    }

    [Fact]
    public void Names_are_numbers_where_none_are_given()
    {
        var table = RatingTable.Of([0, 1, 2, 0], 2, 3);

        Assert.Equal(["1", "2"], table.Cases);
        Assert.Equal(["1", "2"], table.Readers);
        Assert.Equal(["1", "2", "3"], table.Categories);
        Assert.Equal([1, 2, 3], table.CategoryValues);
    }

    [Fact]
    public void Cases_can_be_kept_by_how_many_rated_them()
    {
        var table = RatingTable.Of([0, 1, 0, 0, -1, 1, -1, -1, 1, -1, -1, -1], 3, 2);

        Assert.Equal(["1"], table.CompleteCases().Cases);
        Assert.Equal(["1", "2"], table.PairedCases().Cases);
        Assert.Equal([0, -1, 1], table.PairedCases().RatingsOf(1).ToArray());
    }

    [Fact]
    public void Categories_that_nobody_used_can_be_dropped()
    {
        var used = RatingTable
            .FromRows([new RatingRow("1", "A", "c"), new RatingRow("1", "B", "a")], ["a", "b", "c", "d"])
            .UsedCategories();

        Assert.Equal(["a", "c"], used.Categories);
        Assert.Equal([1, 3], used.CategoryValues);
        Assert.Equal([1, 0], used.RatingsOf(0).ToArray());
    }

    [Fact]
    public void An_order_of_categories_names_each_once()
    {
        var table = RatingTable.Of([0, 1], 2, 3);

        Assert.Throws<ArgumentException>(() => table.WithCategoryOrder([0, 1]));
        Assert.Throws<ArgumentException>(() => table.WithCategoryOrder([0, 1, 1]));
        Assert.Equal([2, 0], table.WithCategoryOrder([1, 2, 0]).RatingsOf(0).ToArray());
    }
}
