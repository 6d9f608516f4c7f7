using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>What the protocol is called, and what is said about it.</summary>
public sealed class AboutSubject : IProtocolSubject
{
    public string Id => "about";

    public string Title => "Title and instructions";

    public string Lead => "Readers see the instructions before their first case, and can look at them again at any time.";

    public SubjectForm FormOf(Protocol protocol) =>
        new(
            [
                new("Title", "Title", FieldKind.Line, protocol.Title),
                new("Id", "Short name", FieldKind.Line, protocol.Id) { Help = "In files, for example liver-lesion" },
                new("Description", "What the study is for", FieldKind.Text, protocol.Description ?? "")
                {
                    Help = "For coordinators and reviewers; readers do not see it",
                },
                new("Instructions", "Instructions for readers", FieldKind.Text, protocol.Instructions),
            ],
            []
        );

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Title = given.Needed("Title", "A protocol needs a title."),
            Id = given.Needed("Id", "A protocol needs a short name."),
            Description = given.Optional("Description"),
            Instructions = given.Text("Instructions"),
        };
}
