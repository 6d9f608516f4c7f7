using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class MrmcRatingsTests
{
    private static readonly MrmcRating[] Rows =
    [
        new("b", "10", "c2", true, 5),
        new("b", "10", "c10", false, 1),
        new("a", "2", "c2", true, 4),
        new("a", "2", "c10", false, double.NegativeInfinity),
        new("a", "10", "c10", false, 3),
    ];

    [Fact]
    public void Labels_are_in_natural_order()
    {
        var ratings = MrmcRatings.Of(Rows);

        Assert.Equal(["a", "b"], ratings.Treatments);
        Assert.Equal(["2", "10"], ratings.Readers);
        Assert.Equal(["c2", "c10"], ratings.Cases);
        Assert.Equal([true, false], ratings.Diseased);
    }

    [Fact]
    public void Ratings_are_by_treatment_reader_and_case_and_what_was_not_read_is_not_a_number()
    {
        var ratings = MrmcRatings.Of(Rows);

        Assert.Equal([4, double.NegativeInfinity], ratings.Of(0, 0).ToArray());
        Assert.Equal([double.NaN, 3], ratings.Of(0, 1).ToArray());
        Assert.Equal([double.NaN, double.NaN], ratings.Of(1, 0).ToArray());
        Assert.Equal([5, 1], ratings.Of(1, 1).ToArray());
        Assert.True(ratings.HasRead(0, 1));
        Assert.False(ratings.HasRead(1, 0));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 2)]
    public void There_are_no_other_treatments_and_readers(int treatment, int reader) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MrmcRatings.Of(Rows).Of(treatment, reader).Length);

    [Theory]
    [InlineData("2", "10", -1)]
    [InlineData("02", "2", -1)]
    [InlineData("2", "02a", -1)]
    [InlineData("r9", "r10", -1)]
    [InlineData("r9b", "r10", -1)]
    [InlineData("r09", "r10", -1)]
    [InlineData("10", "10", 0)]
    [InlineData("a10b2", "a10b11", -1)]
    [InlineData("a", "a1", -1)]
    [InlineData("1a", "aa", -1)]
    [InlineData("B", "a", -1)]
    [InlineData("123", "124", -1)]
    [InlineData("0", "", 1)]
    [InlineData("00", "0", 1)]
    public void Digits_in_labels_count_as_numbers(string first, string second, int order)
    {
        Assert.Equal(order, Math.Sign(LabelOrder.Natural.Compare(first, second)));
        Assert.Equal(-order, Math.Sign(LabelOrder.Natural.Compare(second, first)));
    }

    [Fact]
    public void All_bad_rows_are_named_at_once()
    {
        MrmcRating[] rows =
        [
            new("a", "1", "c1", true, 5),
            new("a", "1", "c2", false, double.NaN),
            new("a", "2", "c1", false, 5),
            new("", "1", "c1", true, 5),
            new("a", "", "c1", true, 5),
            new("a", "1", "", true, 5),
        ];

        var faults = Assert.Throws<BadInputException>(() => MrmcRatings.Of(rows)).Faults;

        Assert.Equal([1, 2, 3, 4, 5], faults.Select(f => f.Row));
        Assert.Equal("The rating is not a number; leave out the row where a reader did not read a case.", faults[0].Message);
        Assert.Equal("The truth of case 'c1' contradicts row 0.", faults[1].Message);
        Assert.All(faults.Skip(2), f => Assert.Equal("Treatment, reader and case must all be named.", f.Message));
    }

    [Fact]
    public void Second_ratings_are_named()
    {
        MrmcRating[] rows =
        [
            new("a", "1", "c1", true, 5),
            new("a", "1", "c2", false, 5),
            new("a", "1", "c1", true, 5),
            new("a", "1", "c2", false, 4),
        ];

        var faults = Assert.Throws<BadInputException>(() => MrmcRatings.Of(rows)).Faults;

        Assert.Equal(
            [
                new InputFault(2, "Reader '1' has already rated case 'c1' under treatment 'a'."),
                new InputFault(3, "Reader '1' has already rated case 'c2' under treatment 'a'."),
            ],
            faults
        );
    }

    [Theory]
    [InlineData(true, "All cases are diseased; both truth classes are needed.")]
    [InlineData(false, "All cases are without disease; both truth classes are needed.")]
    public void Both_truth_classes_are_needed(bool diseased, string message)
    {
        MrmcRating[] rows = [new("a", "1", "c1", diseased, 5), new("a", "1", "c2", diseased, 5)];

        var fault = Assert.Single(Assert.Throws<BadInputException>(() => MrmcRatings.Of(rows)).Faults);

        Assert.Equal(new InputFault(null, message), fault);
        Assert.Throws<ArgumentException>(() =>
            MrmcRatings.Of(
                [diseased],
                [
                    [
                        [1],
                    ],
                ]
            )
        );
    }

    [Fact]
    public void No_ratings_are_no_study() =>
        Assert.Equal("There are no ratings.", Assert.Throws<BadInputException>(() => MrmcRatings.Of([])).Message);

    [Fact]
    public void Tables_of_ratings_are_a_study_with_numbered_labels()
    {
        var ratings = MrmcRatings.Of(
            [true, false, true],
            [
                [
                    [1, 2, 3],
                    [4, 5, 6],
                ],
                [
                    [7, 8, 9],
                    [1, double.NaN, 2],
                ],
            ]
        );

        Assert.Equal(["1", "2"], ratings.Treatments);
        Assert.Equal(["1", "2"], ratings.Readers);
        Assert.Equal(["1", "2", "3"], ratings.Cases);
        Assert.Equal([true, false, true], ratings.Diseased);
        Assert.Equal([4, 5, 6], ratings.Of(0, 1).ToArray());
        Assert.Equal([7, 8, 9], ratings.Of(1, 0).ToArray());
        Assert.Equal([1, double.NaN, 2], ratings.Of(1, 1).ToArray());
    }

    [Fact]
    public void Tables_of_other_sizes_are_refused()
    {
        bool[] truth = [true, false];

        Assert.Throws<ArgumentException>(() => MrmcRatings.Of(truth, []));
        Assert.Throws<ArgumentException>(() =>
            MrmcRatings.Of(
                truth,
                [
                    [],
                ]
            )
        );
        Assert.Throws<ArgumentException>(() =>
            MrmcRatings.Of(
                truth,
                [
                    [
                        [1, 2],
                    ],
                    [
                        [1, 2],
                        [1, 2],
                    ],
                ]
            )
        );
        Assert.Throws<ArgumentException>(() =>
            MrmcRatings.Of(
                truth,
                [
                    [
                        [1, 2],
                        [1, 2, 3],
                    ],
                ]
            )
        );
    }
}
