using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Exports;

namespace ReaderStudy.Web.Tests.Exports;

public sealed class ReadingReportTests
{
    [Theory]
    [InlineData("mm", "mm")]
    [InlineData("cm", "cm")]
    [InlineData("HU", "[hnsf'U]")]
    [InlineData("cysts", "{cysts}")]
    [InlineData(null, "1")]
    public void A_number_is_told_with_its_unit(string? unit, string code)
    {
        var question = new Question
        {
            Id = "size",
            Text = "How large?",
            Kind = QuestionKind.Number,
            Unit = unit,
        };
        var protocol = ProtocolJson.Template("liver-lesion") with { Questions = [question] };
        var one = new ExportedCase(Guid.CreateVersion7(), "C-1", "C1", null, null);
        var reading = new ExportedReading(
            Guid.CreateVersion7(),
            one.Id,
            1,
            "junior",
            new Arm("unaided", "Unaided"),
            1,
            DateTimeOffset.UnixEpoch,
            new AnswerSheet(new Dictionary<string, string> { ["size"] = "3" })
        );

        var told = Assert.Single(ReadingReport.Of(protocol, one, reading, "CT", [], new ExportChoices()).Groups[0].Measurements);

        Assert.Equal((3, code), (told.Value, told.Unit.Value));
    }
}
