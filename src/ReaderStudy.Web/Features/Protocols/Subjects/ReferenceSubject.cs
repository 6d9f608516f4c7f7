using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>The classes that the reference standard can give a case.</summary>
public sealed class ReferenceSubject : IProtocolSubject
{
    public string Id => "reference";

    public string Title => "Reference classes";

    public string Lead =>
        "What the truth of a case can be. A new class first needs its choice among the questions and its label in the tasks.";

    public SubjectForm FormOf(Protocol protocol) =>
        new(
            [],
            [
                new(
                    "Classes",
                    "Classes",
                    "In the order of tables.",
                    "Class",
                    [
                        new("Id", "Short name", FieldKind.Line) { Help = "HCC" },
                        new("Label", "Name on screen", FieldKind.Line),
                        new("Group", "Group", FieldKind.Line) { Help = "malignant" },
                    ],
                    FormTable.Numbered(
                        protocol.Reference.Classes.Select(c => new Dictionary<string, string>
                        {
                            ["Id"] = c.Id,
                            ["Label"] = c.Label,
                            ["Group"] = c.Group,
                        })
                    )
                ),
            ]
        );

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Reference = new ReferenceClasses
            {
                Classes =
                [
                    .. given
                        .Rows("Classes")
                        .Select(row =>
                        {
                            var id = row.Needed("Id", "A class needs a short name; empty the whole row to remove it.");
                            return new ReferenceClass(id, row.Optional("Label") ?? id, row.Needed("Group", "A class is in a group."));
                        }),
                ],
            },
        };
}
