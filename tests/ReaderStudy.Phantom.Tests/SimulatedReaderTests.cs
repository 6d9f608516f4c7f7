namespace ReaderStudy.Phantom.Tests;

public class SimulatedReaderTests
{
    private static readonly IReadOnlyList<(ulong Seed, LesionClass Truth, double Diameter)> Cases =
    [
        .. Enumerable.Range(0, 6000).Select(number => ((ulong)number, (LesionClass)(number % 6), 8 + number * 7 % 52.0)),
    ];

    [Theory]
    [InlineData(SimulatedLevel.Junior, 0.66)]
    [InlineData(SimulatedLevel.Middle, 0.73)]
    [InlineData(SimulatedLevel.Senior, 0.80)]
    public void Experience_makes_right_more_often(SimulatedLevel level, double expected)
    {
        var reader = new SimulatedReader(level, 7);

        Assert.Equal(expected, Cases.Average(one => reader.Answer(one.Seed, one.Truth, one.Diameter).Class == one.Truth ? 1 : 0), 0.025);
    }

    [Fact]
    public void The_same_reader_gives_the_same_answer_and_another_reader_may_not()
    {
        var reader = new SimulatedReader(SimulatedLevel.Junior, 1);
        var again = new SimulatedReader(SimulatedLevel.Junior, 1);
        var other = new SimulatedReader(SimulatedLevel.Junior, 2);

        Assert.All(Cases.Take(100), one => Assert.Equal(Ask(reader, one), Ask(again, one)));
        Assert.Contains(Cases.Take(100), one => Ask(reader, one) != Ask(other, one));
    }

    [Fact]
    public void Readers_find_the_same_cases_hard()
    {
        var one = new SimulatedReader(SimulatedLevel.Middle, 1);
        var two = new SimulatedReader(SimulatedLevel.Middle, 2);
        var wrongOne = Cases.Average(item => Ask(one, item).Class != item.Truth ? 1.0 : 0);
        var wrongTwo = Cases.Average(item => Ask(two, item).Class != item.Truth ? 1.0 : 0);
        var wrongBoth = Cases.Average(item => Ask(one, item).Class != item.Truth && Ask(two, item).Class != item.Truth ? 1.0 : 0);

        Assert.True(wrongBoth > 1.2 * wrongOne * wrongTwo, $"{wrongBoth:F3} against {wrongOne * wrongTwo:F3} by chance");
    }

    [Fact]
    public void Confidence_stays_on_the_scale_and_is_higher_when_right()
    {
        var reader = new SimulatedReader(SimulatedLevel.Senior, 3);
        var answers = Cases.Select(one => (Answer: Ask(reader, one), Right: Ask(reader, one).Class == one.Truth)).ToList();

        Assert.All(answers, pair => Assert.InRange(pair.Answer.Confidence, 0, 100));
        Assert.True(
            answers.Where(pair => pair.Right).Average(pair => pair.Answer.Confidence)
                > answers.Where(pair => !pair.Right).Average(pair => pair.Answer.Confidence) + 8
        );
    }

    [Fact]
    public void A_right_suggestion_helps_and_a_wrong_one_harms()
    {
        var reader = new SimulatedReader(SimulatedLevel.Junior, 4);
        var alone = Cases.Count(one => Ask(reader, one).Class == one.Truth);
        var helped = Cases.Count(one => reader.AnswerAided(one.Seed, one.Truth, one.Diameter, one.Truth).Class == one.Truth);
        var misled = Cases.Count(one =>
            reader.AnswerAided(one.Seed, one.Truth, one.Diameter, one.Truth is LesionClass.Met ? LesionClass.Icc : LesionClass.Met).Class
            == one.Truth
        );

        Assert.True(helped > alone + 600 && misled < alone - 600, $"alone {alone}, helped {helped}, misled {misled} of {Cases.Count}");
    }

    private static SimulatedAnswer Ask(SimulatedReader reader, (ulong Seed, LesionClass Truth, double Diameter) one) =>
        reader.Answer(one.Seed, one.Truth, one.Diameter);
}
