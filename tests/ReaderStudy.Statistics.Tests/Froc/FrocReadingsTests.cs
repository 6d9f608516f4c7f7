using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Statistics.Tests.Froc;

public sealed class FrocReadingsTests
{
    private static readonly FrocCase[] Cases = [new("10", true), new("2", false), new("1", true)];

    private static readonly FrocLesion[] Lesions = [new("10", "b", 0.7), new("10", "a", 0.3), new("1", "x")];

    [Fact]
    public void Labels_are_in_natural_order_and_lesions_by_case()
    {
        var readings = FrocReadings.Of(Cases, Lesions, [new("T2", "R10", "2", null, 1), new("T1", "R9", "10", "a", 2)], ["T3"], ["R1"]);

        Assert.Equal(["T1", "T2", "T3"], readings.Treatments);
        Assert.Equal(["R1", "R9", "R10"], readings.Readers);
        Assert.Equal(["1", "2", "10"], readings.Cases.Select(c => c.Case));
        Assert.Equal(["x", "a", "b"], readings.Lesions.Select(l => l.Lesion));
        Assert.Equal(2, readings.DiseasedCases);
        Assert.Equal(1, readings.NonDiseasedCases);
        Assert.Equal(["1", "2", "10"], readings.Patients);
    }

    [Fact]
    public void Every_faulty_mark_is_named_by_its_row()
    {
        var broken = Assert.Throws<BadInputException>(() =>
            FrocReadings.Of(
                Cases,
                Lesions,
                [
                    new("1", "1", "10", "a", 1),
                    new("1", "1", "7", null, 1),
                    new("1", "1", "10", "c", 1),
                    new("1", "1", "2", "x", 1),
                    new("1", "1", "10", "a", 3),
                    new("1", "1", "10", null, double.NaN),
                    new("1", "", "10", null, 1),
                    new("1", "1", "10", null, double.NegativeInfinity),
                    new("1", "1", "10", "", 1),
                ]
            )
        );

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], broken.Faults.Select(f => f.Row!.Value));
        Assert.Contains("case '7' is not among the cases", broken.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("has no lesion 'c'", broken.Faults[1].Message, StringComparison.Ordinal);
        Assert.Contains("case '2' has no lesion 'x'", broken.Faults[2].Message, StringComparison.Ordinal);
        Assert.Contains("already marked lesion 'a' of case '10'", broken.Faults[3].Message, StringComparison.Ordinal);
        Assert.Contains("rating is not a number", broken.Faults[4].Message, StringComparison.Ordinal);
        Assert.Contains("must all be named", broken.Faults[5].Message, StringComparison.Ordinal);
        Assert.Contains("what was not marked has no row", broken.Faults[6].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_faulty_lesion_is_named_by_its_row()
    {
        var broken = Assert.Throws<BadInputException>(() =>
            FrocReadings.Of(
                Cases,
                [
                    new("10", "a", 1),
                    new("10", "a", 1),
                    new("2", "a", 1),
                    new("3", "a", 1),
                    new("1", "", 1),
                    new("1", "x", -0.5),
                    new("1", "y", double.NaN),
                ],
                [new("1", "1", "2", null, 1)]
            )
        );

        Assert.Equal([1, 2, 3, 4, 5, 6], broken.Faults.Select(f => f.Row!.Value));
        Assert.Contains("is there already", broken.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("is not diseased", broken.Faults[1].Message, StringComparison.Ordinal);
        Assert.Contains("is not among the cases", broken.Faults[2].Message, StringComparison.Ordinal);
        Assert.Contains("must both be named", broken.Faults[3].Message, StringComparison.Ordinal);
        Assert.Contains("not a number of at least 0", broken.Faults[4].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_do_not_sum_to_one_or_are_missing_beside_others_are_refused()
    {
        FrocMark[] marks = [new("1", "1", "2", null, 1)];

        var sum = Assert.Throws<BadInputException>(() =>
            FrocReadings.Of(Cases, [new("1", "x"), new("10", "a", 0.5), new("10", "b", 0.4)], marks)
        );
        var some = Assert.Throws<BadInputException>(() =>
            FrocReadings.Of(Cases, [new("1", "x"), new("10", "a", 0.5), new("10", "b")], marks)
        );
        var none = Assert.Throws<BadInputException>(() => FrocReadings.Of(Cases, [new("1", "x")], marks));

        Assert.Equal((1, "In the lesions: the weights of case '10' sum to 0.9, not to 1."), (sum.Faults[0].Row, sum.Faults[0].Message));
        Assert.Equal(2, Assert.Single(some.Faults).Row);
        Assert.Null(Assert.Single(none.Faults).Row);
        Assert.Contains("diseased case '10' has none", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Thirds_may_be_rounded()
    {
        FrocCase[] cases = [new("d", true), new("n", false)];
        FrocLesion[] lesions = [new("d", "1", 0.333), new("d", "2", 0.333), new("d", "3", 0.333)];

        var readings = FrocReadings.Of(cases, lesions, [], ["1"], ["1"]);

        // No mark at all: everything ties, so that half of the weight counts.
        Assert.Equal(0.4995, FrocFigure.WeightedAfroc.Of(readings, 0, 0), 1e-15);
    }

    [Theory]
    [InlineData(true, "In the cases: there is no non-diseased case")]
    [InlineData(false, "In the cases: there is no diseased case")]
    public void Both_truths_are_needed(bool diseased, string message)
    {
        var broken = Assert.Throws<BadInputException>(() => FrocReadings.Of([new("1", diseased)], [], [], ["1"], ["1"]));

        Assert.Null(Assert.Single(broken.Faults).Row);
        Assert.Contains(message, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_and_nameless_cases_are_named_by_row()
    {
        var broken = Assert.Throws<BadInputException>(() =>
            FrocReadings.Of([new("1", true), new("1", false), new("", false)], [], [], ["1"], ["1"])
        );

        Assert.Equal([1, 2], broken.Faults.Select(f => f.Row!.Value));
    }

    [Fact]
    public void Without_a_mark_readers_and_treatments_must_be_named()
    {
        Assert.Throws<BadInputException>(() => FrocReadings.Of(Cases, Lesions, []));
        Assert.Throws<BadInputException>(() => FrocReadings.Of(Cases, Lesions, [], ["1"]));
        Assert.Single(FrocReadings.Of(Cases, Lesions, [], ["1"], ["1"]).Readers);
    }

    [Fact]
    public void A_reader_who_is_not_there_is_refused()
    {
        var readings = FrocReadings.Of(Cases, Lesions, [], ["1"], ["1"]);

        Assert.Throws<ArgumentOutOfRangeException>(() => FrocFigure.Afroc.Of(readings, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrocFigure.Afroc.Of(readings, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrocFigure.Afroc.Of(readings, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrocFigure.Afroc.Of(readings, -1, 0));
    }
}
