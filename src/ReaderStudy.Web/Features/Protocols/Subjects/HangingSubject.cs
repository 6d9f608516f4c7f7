using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>How a case opens on the screen.</summary>
public sealed class HangingSubject : IProtocolSubject
{
    private static readonly IReadOnlyList<FormOption> Phases =
    [
        .. Enum.GetValues<Phase>().Where(p => p != Phase.Unknown).Select(p => new FormOption(PhaseNames.IdOf(p), PhaseNames.IdOf(p))),
    ];

    public string Id => "hanging";

    public string Title => "Hanging";

    public string Lead => "How a case opens on the reader's screen. A case without a phase leaves its place to the next.";

    public SubjectForm FormOf(Protocol protocol) =>
        new(
            [
                .. Enumerable
                    .Range(0, Phases.Count)
                    .Select(i => new FormField(
                        "Phase" + ProtocolWords.Number(i + 1),
                        $"Phase in place {i + 1}",
                        FieldKind.Select,
                        protocol.Hanging.Phases.ElementAtOrDefault(i) ?? ""
                    )
                    {
                        Options = [new("", "none"), .. Phases],
                    }),
                new(
                    "LinkScrolling",
                    "Scrolling one phase scrolls the others to the same place in the patient",
                    FieldKind.Tick,
                    ProtocolWords.Tick(protocol.Hanging.LinkScrolling)
                ),
                new(
                    "LinkZoom",
                    "Zooming and moving one image does so to the others",
                    FieldKind.Tick,
                    ProtocolWords.Tick(protocol.Hanging.LinkZoom ?? true)
                ),
            ],
            [
                ViewportRows.TableOf(protocol.Hanging),
                new(
                    "Windows",
                    "Windows",
                    "In the order of their keys.",
                    "Window",
                    [
                        new("Name", "Name", FieldKind.Line),
                        new("Center", "Centre in HU", FieldKind.Number),
                        new("Width", "Width in HU", FieldKind.Number),
                    ],
                    FormTable.Numbered(
                        protocol.Hanging.Windows.Select(w => new Dictionary<string, string>
                        {
                            ["Name"] = w.Name,
                            ["Center"] = ProtocolWords.Number(w.Center),
                            ["Width"] = ProtocolWords.Number(w.Width),
                        })
                    )
                ),
            ]
        );

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Hanging = old.Hanging with
            {
                Phases =
                [
                    .. Enumerable.Range(1, Phases.Count).Select(i => given.Optional("Phase" + ProtocolWords.Number(i))).OfType<string>(),
                ],
                LinkScrolling = given.Ticked("LinkScrolling"),
                LinkZoom = given.Ticked("LinkZoom") ? null : false,
                Viewports = ViewportRows.Read(given),
                Windows =
                [
                    .. given
                        .Rows("Windows")
                        .Select(row => new WindowPreset(
                            row.Needed("Name", "A window needs a name; empty the whole row to remove it."),
                            Measure(row, "Center"),
                            Measure(row, "Width")
                        )),
                ],
            },
        };

    private static double Measure(GivenRow row, string name)
    {
        row.Needed(name, "A window needs its centre and its width.");
        return row.OptionalNumber(name) ?? 0;
    }
}
