using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Exports;

namespace ReaderStudy.Web.Tests.Exports;

public sealed class FreeTextTests
{
    [Theory]
    [InlineData("seen by Dr. Maier", "a title with a name")]
    [InlineData("frau Öztürk", "a title with a name")]
    [InlineData("compare Anna Schmidt", "looks like a name")]
    [InlineData("prior of 3.12.2019", "looks like a date")]
    [InlineData("prior of 2019-12-03", "looks like a date")]
    [InlineData("patient 4711-0815", "a number of five digits or more")]
    [InlineData("0761 270 38000", "a number of five digits or more")]
    [InlineData("ask me@example.org", "looks like an e-mail address")]
    [InlineData("Segment VIII, 23 mm, washout in PVP", null)]
    [InlineData("Focal Nodular Hyperplasia with Central Scar", null)]
    [InlineData("LI-RADS 5", null)]
    [InlineData("", null)]
    public void Texts_that_may_name_somebody_are_found(string text, string? reason) => Assert.Equal(reason, FreeTextScan.Reason(text));

    [Fact]
    public void A_flagged_text_is_withheld_unless_a_person_has_looked()
    {
        var protocol = ProtocolJson.Template("liver-lesion") with
        {
            Questions =
            [
                new Question
                {
                    Id = "why",
                    Text = "Why?",
                    Kind = QuestionKind.Text,
                },
            ],
        };
        var one = new ExportedCase(Guid.CreateVersion7(), "C-1", "C1", null, null);
        var reading = new ExportedReading(
            Guid.CreateVersion7(),
            one.Id,
            1,
            "junior",
            new Arm("unaided", "Unaided"),
            1,
            DateTimeOffset.UnixEpoch,
            new AnswerSheet(new Dictionary<string, string> { ["why"] = "as in Dr. Maier's case" })
        );

        string? Told(ExportChoices choices) =>
            ReadingReport.Of(protocol, one, reading, "CT", [], choices).Groups[0].Evaluations.Single(e => e.Text is not null).Text;

        Assert.Equal(ReadingReport.Withheld, Told(new ExportChoices()));
        Assert.Equal("as in Dr. Maier's case", Told(new ExportChoices(FlaggedTexts: true)));
    }

    [Fact]
    public void Cases_whose_codes_differ_by_signs_only_are_told_apart()
    {
        (Guid Id, string Code)[] cases = [(Guid.CreateVersion7(), "C-1"), (Guid.CreateVersion7(), "C1"), (Guid.CreateVersion7(), "肝")];

        var names = new ParticipantCodes(cases);

        Assert.Equal(["C1", "C1x2", "case"], cases.Select(c => names[c.Id]));
    }
}
