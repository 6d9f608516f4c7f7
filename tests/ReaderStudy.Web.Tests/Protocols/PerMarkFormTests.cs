using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;

namespace ReaderStudy.Web.Tests.Protocols;

/// <summary>Opening the form of a question and saving it loses nothing of what is asked of each mark.</summary>
public sealed class PerMarkFormTests
{
    private static readonly Question Kind = Asked("kind", QuestionKind.Choice) with
    {
        Choices =
        [
            new Choice("benign", "Benign; no follow-up"),
            new Choice("other", "Malignant | unclear", new Condition("look", ["odd"])),
        ],
    };

    private static readonly Question Sure = Asked("sure", QuestionKind.Rating) with
    {
        Sides = [new RatingSide(new Condition("kind", ["benign"]), 0, 50), new RatingSide(new Condition("kind", ["other"]), 51, 100)],
    };

    [Fact]
    public void What_the_form_has_no_field_for_and_words_that_it_would_part_are_kept()
    {
        var stored = Asked("lesions", QuestionKind.Marks) with { PerMark = [Kind, Sure] };

        var (read, faults) = QuestionForm.Of(stored).WithSpareRows().Read(stored);

        Assert.Empty(faults);
        Assert.Equal(Kind.Choices, read!.PerMark![0].Choices);
        Assert.Equal(Sure.Sides, read.PerMark[1].Sides);
    }

    [Fact]
    public void Choices_that_the_form_would_part_are_not_changed_in_it()
    {
        var stored = Asked("lesions", QuestionKind.Marks) with { PerMark = [Kind] };
        var form = QuestionForm.Of(stored);
        form.PerMark[0].Choices += "; third: A third";

        var (read, faults) = form.Read(stored);

        Assert.Null(read);
        Assert.Equal("PerMark[0].Choices", Assert.Single(faults).Field);
    }

    [Fact]
    public void Choices_that_are_changed_and_a_scale_that_is_no_longer_one_are_as_the_form_says()
    {
        var plain = Kind with { Choices = [new Choice("benign", "Benign"), new Choice("other", "Other")] };
        var stored = Asked("lesions", QuestionKind.Marks) with { PerMark = [plain, Sure] };
        var form = QuestionForm.Of(stored);
        form.PerMark[0].Choices = "benign: Benign; third: A third";
        form.PerMark[1].Kind = QuestionKind.Text;

        var (read, _) = form.Read(stored);

        Assert.Equal([new Choice("benign", "Benign"), new Choice("third", "A third")], read!.PerMark![0].Choices);
        Assert.Null(read.PerMark[1].Sides);
    }

    private static Question Asked(string id, QuestionKind kind) =>
        new()
        {
            Id = id,
            Text = $"What about {id}?",
            Kind = kind,
        };
}
