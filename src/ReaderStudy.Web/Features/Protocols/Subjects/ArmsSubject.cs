using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Models;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>The reading conditions.</summary>
public sealed class ArmsSubject(ModelCatalog models) : IProtocolSubject
{
    public string Id => "arms";

    public string Title => "Arms";

    public string Lead =>
        "A reading condition each. Arms differ by the AI, by the images that are shown of the same case, or by what is told of the patient.";

    public SubjectForm FormOf(Protocol protocol)
    {
        var known = models.Handle().Where(m => m.Package is not null).Select(m => new FormOption(m.Id, m.Id));
        var named = protocol.Arms.Select(a => a.Model).OfType<string>().Select(m => new FormOption(m, m));
        return new SubjectForm(
            [],
            [
                new(
                    "Arms",
                    "Arms",
                    "In a sequential design the unaided arm stands first.",
                    "Arm",
                    [
                        new("Id", "Short name", FieldKind.Line) { Help = "For example: unaided" },
                        new("Name", "Name on screen", FieldKind.Line),
                        new("ShowsAi", "Shows a model's output", FieldKind.Tick),
                        new("Model", "Model", FieldKind.Select) { Options = [.. known.Concat(named).DistinctBy(m => m.Value)] },
                        new("Reveal", "The AI is shown", FieldKind.Select)
                        {
                            Help = "None: from the start, or in a sequential design after the unaided lock",
                            Options =
                            [
                                new(nameof(AiReveal.Concurrent), "from the start"),
                                new(nameof(AiReveal.OnRequest), "when the reader asks, which is recorded"),
                            ],
                        },
                        new("Phases", "Phases, from left to right", FieldKind.Line)
                        {
                            Help = $"Empty: as in the hanging. Possible are {string.Join(", ", PhaseIds)}",
                        },
                        new("Variant", "Variant of the images", FieldKind.Line) { Help = "Empty: series without a variant" },
                        new("Age", "Tells the age", FieldKind.Tick),
                        new("Sex", "Tells the sex", FieldKind.Tick),
                        new("History", "Tells the clinical history", FieldKind.Tick),
                    ],
                    FormTable.Numbered(protocol.Arms.Select(RowOf)),
                    Spare: 1
                ),
            ]
        );
    }

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Arms =
            [
                .. given
                    .Rows("Arms")
                    .Select(row =>
                    {
                        var id = row.Needed("Id", "An arm needs a short name; empty the whole row to remove it.");
                        return new Arm(id, row.Optional("Name") ?? id, row.Ticked("ShowsAi"))
                        {
                            Model = row.Optional("Model"),
                            Reveal = row.Optional("Reveal") is null ? null : row.Member<AiReveal>("Reveal"),
                            Phases = row.List("Phases"),
                            Variant = row.Optional("Variant"),
                            Tells = [.. Enum.GetValues<ClinicalItem>().Where(item => row.Ticked(item.ToString()))],
                        };
                    }),
            ],
        };

    private static IEnumerable<string> PhaseIds => Enum.GetValues<Phase>().Where(p => p != Phase.Unknown).Select(PhaseNames.IdOf);

    private static Dictionary<string, string> RowOf(Arm arm)
    {
        var row = new Dictionary<string, string>
        {
            ["Id"] = arm.Id,
            ["Name"] = arm.Name,
            ["ShowsAi"] = ProtocolWords.Tick(arm.ShowsAi),
            ["Model"] = arm.Model ?? "",
            ["Reveal"] = arm.Reveal?.ToString() ?? "",
            ["Phases"] = string.Join(", ", arm.Phases),
            ["Variant"] = arm.Variant ?? "",
        };
        foreach (var item in Enum.GetValues<ClinicalItem>())
        {
            row[item.ToString()] = ProtocolWords.Tick(arm.Tells.Contains(item));
        }

        return row;
    }
}
