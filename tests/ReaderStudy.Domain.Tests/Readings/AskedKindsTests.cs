using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Readings;

/// <summary>What fits each kind of question beyond one choice, a rating and a text, and how it is written.</summary>
public sealed class AskedKindsTests
{
    private static readonly Question Features = new()
    {
        Id = "features",
        Text = "Which features?",
        Kind = QuestionKind.Multiple,
        Choices = [new("fat", "Fat"), new("blood", "Blood"), new("capsule", "Capsule"), new("none", "None of these")],
        Exclusive = ["none"],
    };

    private static readonly Question Size = new()
    {
        Id = "size",
        Text = "Largest diameter",
        Kind = QuestionKind.Number,
        Minimum = 1,
        Maximum = 300,
        Unit = "mm",
        Decimals = 1,
    };

    private static readonly Question Category = new()
    {
        Id = "category",
        Text = "Which category?",
        Kind = QuestionKind.Ordinal,
        Choices = [new("LR-3", "LR-3"), new("LR-4", "LR-4"), new("LR-5", "LR-5")],
    };

    private static readonly Question Score = new()
    {
        Id = "score",
        Text = "How malignant?",
        Kind = QuestionKind.Rating,
        Sides = [new(new Condition("malignancy", ["malignant"]), 51, 100), new(new Condition("malignancy", ["benign"]), 0, 49)],
    };

    private static readonly Question Shape = new()
    {
        Id = "shape",
        Text = "Which shape?",
        Kind = QuestionKind.Text,
        When = new Condition("features", ["fat", "blood"]),
    };

    private static readonly Question Large = new()
    {
        Id = "large",
        Text = "Why so large?",
        Kind = QuestionKind.Text,
        When = new Condition("size") { AtLeast = 100 },
    };

    private static readonly Protocol Asked = ProtocolJson.Template("liver-lesion") with
    {
        Questions = [.. ProtocolJson.Template("liver-lesion").Questions, Features, Size, Category, Score, Shape, Large],
    };

    [Fact]
    public void The_protocol_is_sound() => Assert.Empty(ProtocolCheck.FaultsOf(Asked));

    [Theory]
    [InlineData("features", "fat", true)]
    [InlineData("features", "fat|capsule", true)]
    [InlineData("features", "none", true)]
    [InlineData("features", "fat|none", false)]
    [InlineData("features", "fat|fat", false)]
    [InlineData("features", "fat|air", false)]
    [InlineData("features", "fat|", false)]
    [InlineData("size", "12.5", true)]
    [InlineData("size", "12,5", true)]
    [InlineData("size", " 012.50 ", true)]
    [InlineData("size", "12.55", false)]
    [InlineData("size", "0.9", false)]
    [InlineData("size", "300.1", false)]
    [InlineData("size", "1e2", false)]
    [InlineData("size", "large", false)]
    [InlineData("category", "LR-4", true)]
    [InlineData("category", "LR-6", false)]
    [InlineData("category", "LR-3|LR-4", false)]
    public void An_answer_fits_or_is_refused(string question, string answer, bool fits)
    {
        Assert.Equal(fits, Sheet((question, answer)).CanonicalIn(Asked).FaultsIn(Asked).Count == 0);
    }

    [Theory]
    [InlineData("malignant", "51", true)]
    [InlineData("malignant", "100", true)]
    [InlineData("malignant", "50", false)]
    [InlineData("malignant", "0", false)]
    [InlineData("benign", "49", true)]
    [InlineData("benign", "50", false)]
    [InlineData("", "50", true)]
    public void A_rating_lies_on_the_side_that_was_decided(string malignancy, string score, bool fits)
    {
        Assert.Equal(fits, Sheet(("malignancy", malignancy), ("score", score)).FaultsIn(Asked).Count == 0);
    }

    [Fact]
    public void Several_choices_are_kept_in_the_order_of_the_protocol_and_numbers_with_a_point()
    {
        var kept = Sheet(("features", "capsule|fat"), ("size", "12,50"), ("category", "LR-4")).CanonicalIn(Asked);

        Assert.Equal("""{"category":"LR-4","features":"fat|capsule","size":"12.5"}""", kept.ToJson());
        Assert.Equal(kept.ToJson(), kept.CanonicalIn(Asked).ToJson());
    }

    [Fact]
    public void A_reading_keeps_the_canonical_answers_and_knows_them_again()
    {
        var session = new ReadingSession(
            Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
            new Domain.Randomisation.AllocatedSession(
                1,
                Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
                SessionKind.Pivotal,
                1,
                1,
                "unaided",
                null,
                [new Domain.Randomisation.AllocatedPlace(Guid.CreateVersion7(DateTimeOffset.UnixEpoch), 1, true, null)]
            ),
            7
        );
        var reading = Reading.Open(session, session.Places[0], DateTimeOffset.UnixEpoch);

        var saved = reading.SaveDraft(Asked, Sheet(("features", "capsule|fat")), 1, null, DateTimeOffset.UnixEpoch);
        var again = reading.SaveDraft(Asked, Sheet(("features", "fat|capsule")), 1, null, DateTimeOffset.UnixEpoch);

        Assert.Equal("""{"features":"fat|capsule"}""", saved.AnswersJson);
        Assert.Same(saved, again);
    }

    [Fact]
    public void Conditions_look_at_each_of_several_choices_and_at_numbers_with_decimals()
    {
        Assert.DoesNotContain("shape", Sheet(("features", "capsule")).MissingIn(Asked));
        Assert.Contains("shape", Sheet(("features", "blood|capsule")).MissingIn(Asked));
        Assert.DoesNotContain("large", Sheet(("size", "99.9")).MissingIn(Asked));
        Assert.Contains("large", Sheet(("size", "100.5")).MissingIn(Asked));
    }

    [Theory]
    [InlineData("score", "7", 7.0)]
    [InlineData("size", "12.5", 12.5)]
    [InlineData("category", "LR-3", 1.0)]
    [InlineData("category", "LR-5", 3.0)]
    [InlineData("category", "LR-9", null)]
    [InlineData("features", "fat", null)]
    public void A_rated_answer_is_a_number(string question, string answer, double? number)
    {
        Assert.Equal(number, QuestionKinds.NumberOf(Asked.QuestionOf(question), answer));
    }

    private static AnswerSheet Sheet(params (string Question, string Answer)[] answers) =>
        new(answers.ToDictionary(a => a.Question, a => a.Answer));
}
