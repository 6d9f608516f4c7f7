using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>What the study's terms mean, one key away while a case is read.</summary>
public sealed class GlossarySubject : IProtocolSubject
{
    public string Id => "glossary";

    public string Title => "Glossary";

    public string Lead => "What terms of the questions and instructions mean in this study. Readers look them up with one key.";

    public SubjectForm FormOf(Protocol protocol) =>
        new(
            [],
            [
                new(
                    "Terms",
                    "Terms",
                    "",
                    "Term",
                    [new("Term", "Term", FieldKind.Line), new("Meaning", "What it means", FieldKind.Text)],
                    FormTable.Numbered(
                        (protocol.Glossary ?? []).Select(t => new Dictionary<string, string> { ["Term"] = t.Term, ["Meaning"] = t.Meaning })
                    )
                ),
            ]
        );

    public Protocol Apply(Protocol old, GivenForm given)
    {
        IReadOnlyList<GlossaryTerm> terms =
        [
            .. given
                .Rows("Terms")
                .Select(row => new GlossaryTerm(
                    row.Needed("Term", "Name the term; empty the whole row to remove it."),
                    row.Needed("Meaning", "Say what the term means.")
                )),
        ];
        return old with { Glossary = terms.Count == 0 ? null : terms };
    }
}
