using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class AnswerSheetTests
{
    private static readonly Protocol Liver = ProtocolJson.Template("liver-lesion");

    [Fact]
    public void Only_what_is_asked_can_be_missing()
    {
        Assert.Equal(["malignancy"], AnswerSheet.Empty.MissingIn(Liver));
        Assert.Equal(["subtype", "confidence"], Sheet(("malignancy", "benign")).MissingIn(Liver));
        Assert.Empty(Sheet(("malignancy", "benign"), ("subtype", "FNH"), ("confidence", "0")).MissingIn(Liver));
    }

    [Fact]
    public void A_question_that_need_not_be_answered_is_never_missing()
    {
        var optional = Liver with { Questions = Liver.Questions.Select(q => q with { Required = false }).ToList() };

        Assert.Empty(AnswerSheet.Empty.MissingIn(optional));
    }

    [Theory]
    [InlineData("malignant", "HCC", "100", null)]
    [InlineData("malignant", "FNH", "50", "'FNH' does not answer 'subtype'.")]
    [InlineData("benign", "HCC", "50", "'HCC' does not answer 'subtype'.")]
    [InlineData("unsure", "HCC", "50", "'unsure' does not answer 'malignancy'.")]
    [InlineData("benign", "CYST", "101", "'101' does not answer 'confidence'.")]
    [InlineData("benign", "CYST", "-1", "'-1' does not answer 'confidence'.")]
    [InlineData("benign", "CYST", "50.5", "'50.5' does not answer 'confidence'.")]
    [InlineData("benign", "CYST", "050", "'050' does not answer 'confidence'.")]
    [InlineData("", "CYST", "", "'subtype' is not asked with these answers.")]
    public void An_answer_fits_its_question_or_is_named(string malignancy, string subtype, string confidence, string? fault)
    {
        var faults = Sheet(("malignancy", malignancy), ("subtype", subtype), ("confidence", confidence)).FaultsIn(Liver);

        if (fault is null)
        {
            Assert.Empty(faults);
        }
        else
        {
            Assert.Contains(fault, faults);
        }
    }

    [Fact]
    public void An_answer_to_no_question_is_named()
    {
        Assert.Equal(["'mood' is not asked in this study."], Sheet(("mood", "good")).FaultsIn(Liver));
    }

    [Fact]
    public void A_text_has_an_end()
    {
        var question = new Question
        {
            Id = "comment",
            Text = "Anything else?",
            Kind = QuestionKind.Text,
        };
        var protocol = Liver with { Questions = [.. Liver.Questions, question] };

        Assert.Empty(Sheet(("comment", new string('a', AnswerSheet.LongestText))).FaultsIn(protocol));
        Assert.Single(Sheet(("comment", new string('a', AnswerSheet.LongestText + 1))).FaultsIn(protocol));
    }

    [Fact]
    public void The_same_answers_give_the_same_text()
    {
        var one = Sheet(("subtype", "HCC"), ("malignancy", "malignant"), ("confidence", ""));
        var other = Sheet(("malignancy", "malignant"), ("subtype", "HCC"));

        Assert.Equal("""{"malignancy":"malignant","subtype":"HCC"}""", one.ToJson());
        Assert.Equal(one.ToJson(), other.ToJson());
        Assert.Equal(one.ToJson(), AnswerSheet.FromJson(one.ToJson()).ToJson());
    }

    private static AnswerSheet Sheet(params (string Question, string Value)[] answers) =>
        new(answers.ToDictionary(a => a.Question, a => a.Value));
}
