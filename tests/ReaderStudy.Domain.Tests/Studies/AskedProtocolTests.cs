using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Studies;

/// <summary>What a protocol may say of its questions and terms, and that older protocols keep their text.</summary>
public sealed class AskedProtocolTests
{
    private static readonly Protocol Liver = ProtocolJson.Template("liver-lesion");

    private static Question Plain(QuestionKind kind) =>
        new()
        {
            Id = "asked",
            Text = "What?",
            Kind = kind,
            Choices = kind.HasChoices() ? [new("a", "A"), new("b", "B")] : [],
        };

    public static TheoryData<string, string> Faults =>
        new()
        {
            { "sides", "has sides of a scale, and is no rating" },
            { "exclusive", "takes one answer only" },
            { "unit", "asks for no number" },
            { "aid", "is not ordinal" },
            { "side outside", "which is no part of its scale from 0 to 100" },
            { "side forward", "which does not stand before it" },
            { "exclusive unknown", "lets 'c' exclude the others" },
            { "unit empty", "has a unit that is empty" },
            { "decimals", "has 7 decimals; 0 to 6 are possible" },
            { "aid without categories", "does not offer LR-3, LR-4, LR-5" },
            { "number scale", "the first must be the smaller" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_belongs_to_another_kind_or_makes_no_sense_is_named(string what, string fault)
    {
        Condition malignant = new("malignancy", ["malignant"]);
        var question = what switch
        {
            "sides" => Plain(QuestionKind.Number) with { Sides = [new(malignant, 51, 100)] },
            "exclusive" => Plain(QuestionKind.Choice) with { Exclusive = ["a"] },
            "unit" => Plain(QuestionKind.Rating) with { Unit = "mm" },
            "aid" => Plain(QuestionKind.Choice) with { Aid = QuestionAid.LiRads },
            "side outside" => Plain(QuestionKind.Rating) with { Sides = [new(malignant, 51, 101)] },
            "side forward" => Plain(QuestionKind.Rating) with { Sides = [new(new Condition("later", ["x"]), 51, 100)] },
            "exclusive unknown" => Plain(QuestionKind.Multiple) with { Exclusive = ["c"] },
            "unit empty" => Plain(QuestionKind.Number) with { Unit = " " },
            "decimals" => Plain(QuestionKind.Number) with { Decimals = 7 },
            "aid without categories" => Plain(QuestionKind.Ordinal) with { Aid = QuestionAid.LiRads },
            _ => Plain(QuestionKind.Number) with { Minimum = 100 },
        };

        Assert.Contains(
            ProtocolCheck.FaultsOf(Liver with { Questions = [.. Liver.Questions, question] }),
            f => f.Contains(fault, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_task_scores_one_answer_and_may_be_rated_by_a_number_or_an_order()
    {
        var several = Liver with
        {
            Questions = [.. Liver.Questions, Plain(QuestionKind.Multiple)],
            Tasks = [Liver.Tasks[0] with { Question = "asked" }],
        };
        var ordinal = Liver with
        {
            Questions = [.. Liver.Questions, Plain(QuestionKind.Ordinal)],
            Tasks = [Liver.Tasks[0] with { Rating = "asked" }],
        };

        Assert.Contains(ProtocolCheck.FaultsOf(several), f => f.Contains("takes several answers at once", StringComparison.Ordinal));
        Assert.Empty(ProtocolCheck.FaultsOf(ordinal));
    }

    [Fact]
    public void A_term_is_explained_once()
    {
        var twice = Liver with { Glossary = [new("Washout", "Darker later."), new("washout", " ")] };

        var faults = ProtocolCheck.FaultsOf(twice);

        Assert.Contains("Two of the glossary term entries are called 'washout'.", faults);
        Assert.Contains("The glossary does not say what 'washout' means.", faults);
    }

    [Fact]
    public void A_protocol_that_says_nothing_of_it_is_written_as_before()
    {
        var text = ProtocolJson.Write(Liver);

        foreach (var name in new[] { "sides", "exclusive", "unit", "decimals", "aid", "glossary" })
        {
            Assert.DoesNotContain($"\"{name}\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_changed_term_is_told_by_its_name_and_may_be_amended()
    {
        var old = Liver with { Glossary = [new("Washout", "Darker later."), new("Capsule", "A rim.")] };
        var changed = old with { Glossary = [new("Washout", "Darker than the liver, later."), new("Capsule", "A rim.")] };

        var change = Assert.Single(ProtocolDifference.Between(old, changed));

        Assert.Equal("term 'Washout', meaning", change.Where);
        Assert.Empty(Amendment.Refused(old, changed));
        Assert.Empty(Amendment.Refused(Liver, changed));
    }

    [Fact]
    public void What_earlier_readings_answered_is_not_amended()
    {
        var sided = Liver with
        {
            Questions =
            [
                .. Liver.Questions.Take(2),
                Liver.Questions[2] with
                {
                    Sides = [new RatingSide(new Condition("malignancy", ["malignant"]), 51, 100)],
                },
            ],
        };

        Assert.NotEmpty(Amendment.Refused(Liver, sided));
    }
}
