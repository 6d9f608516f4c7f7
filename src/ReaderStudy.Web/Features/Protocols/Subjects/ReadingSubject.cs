using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>What holds while somebody reads.</summary>
public sealed class ReadingSubject : IProtocolSubject
{
    public string Id => "reading";

    public string Title => "Rules of reading";

    public string Lead => "The server keeps these rules for every reader.";

    public SubjectForm FormOf(Protocol protocol)
    {
        var rules = protocol.Reading;
        return new SubjectForm(
            [
                new(
                    "AcknowledgeInstructions",
                    "The first case opens only after the instructions were acknowledged",
                    FieldKind.Tick,
                    ProtocolWords.Tick(rules.AcknowledgeInstructions)
                ),
                new("Sign", "Locked readings are signed by the reader", FieldKind.Tick, ProtocolWords.Tick(rules.Sign)),
                new(
                    "Corrections",
                    "A locked reading may be corrected, with a reason, until the data are locked",
                    FieldKind.Tick,
                    ProtocolWords.Tick(rules.Corrections)
                ),
                new(
                    "SiteCheck",
                    "The first case opens only after its reader checked the screen; every other screen is asked about",
                    FieldKind.Tick,
                    ProtocolWords.Tick(rules.SiteCheck)
                ),
                new("RestHours", "Hours of rest between sessions", FieldKind.Number, ProtocolWords.Number(rules.RestHours)),
                new(
                    "BreakAfterCases",
                    "A break is suggested after so many cases",
                    FieldKind.Number,
                    ProtocolWords.Number(rules.BreakAfterCases)
                )
                {
                    Help = "Empty: never",
                },
            ],
            []
        );
    }

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Reading = old.Reading with
            {
                AcknowledgeInstructions = given.Ticked("AcknowledgeInstructions"),
                Sign = given.Ticked("Sign"),
                Corrections = given.Ticked("Corrections"),
                SiteCheck = given.Ticked("SiteCheck"),
                RestHours = given.Whole("RestHours", 0),
                BreakAfterCases = given.OptionalWhole("BreakAfterCases"),
            },
        };
}
