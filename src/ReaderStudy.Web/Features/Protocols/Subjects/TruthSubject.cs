using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>How the reference standard comes about.</summary>
public sealed class TruthSubject : IProtocolSubject
{
    public string Id => "truth";

    public string Title => "Reference standard";

    public string Lead => "How the truth of a case comes about, and until when.";

    public SubjectForm FormOf(Protocol protocol) =>
        new(
            [
                new("Rule", "Who decides", FieldKind.Select, protocol.Truth.Rule.ToString())
                {
                    Options = ProtocolWords.Options<TruthRule>(ProtocolWords.Of),
                },
                new("Due", "When every included case has one", FieldKind.Select, protocol.Truth.Due.ToString())
                {
                    Options = ProtocolWords.Options<TruthDue>(ProtocolWords.Of),
                },
                new("Instructions", "Instructions for truthers", FieldKind.Text, protocol.Truth.Instructions)
                {
                    Help = "Who may be a truther, what they see and how they decide",
                },
            ],
            []
        );

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Truth = old.Truth with
            {
                Rule = given.Member<TruthRule>("Rule"),
                Due = given.Member<TruthDue>("Due"),
                Instructions = given.Text("Instructions"),
            },
        };
}
