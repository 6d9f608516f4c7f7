using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>Answers that contradict each other.</summary>
public sealed class ChecksSubject : IProtocolSubject
{
    public string Id => "checks";

    public string Title => "Consistency checks";

    public string Lead =>
        "Where all conditions hold, the reader is asked before the reading is locked, and may confirm with a reason. "
        + "A condition is question = answer, answer; of a rating: confidence >= 50, confidence <= 20, or confidence 20 to 50.";

    public SubjectForm FormOf(Protocol protocol) =>
        new(
            [],
            [
                new(
                    "Checks",
                    "Checks",
                    "Join several conditions by and.",
                    "Check",
                    [
                        new("Id", "Short name", FieldKind.Line),
                        new("When", "Conditions that contradict each other", FieldKind.Text)
                        {
                            Help = "malignancy = malignant and subtype = CYST",
                        },
                        new("Message", "What the reader is told", FieldKind.Text),
                    ],
                    FormTable.Numbered(
                        protocol.Checks.Select(c => new Dictionary<string, string>
                        {
                            ["Id"] = c.Id,
                            ["When"] = ConditionText.Of(c.When),
                            ["Message"] = c.Message,
                        })
                    )
                ),
            ]
        );

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Checks =
            [
                .. given
                    .Rows("Checks")
                    .Select(row => new ConsistencyCheck
                    {
                        Id = row.Needed("Id", "A check needs a short name; empty the whole row to remove it."),
                        Message = row.Needed("Message", "Say what the reader is told."),
                        When = row.Conditions("When"),
                    }),
            ],
        };
}
