using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>The viewports of a hanging as rows of a form.</summary>
internal static class ViewportRows
{
    public const string Name = "Viewports";

    public static FormTable TableOf(Hanging hanging) =>
        new(
            Name,
            "Viewports",
            "One to six, from left to right and top to bottom. None: one for each phase.",
            "Viewport",
            [
                new("Phase", "Phase", FieldKind.Select) { Options = [new("", "none"), .. Phases] },
                new("Prior", "Of the earlier exam", FieldKind.Tick),
                // An empty row says nothing: its plane is the axial one.
                new("Orientation", "Plane", FieldKind.Select)
                {
                    Options =
                    [
                        new("", "axial"),
                        new(nameof(ViewOrientation.Coronal), "coronal"),
                        new(nameof(ViewOrientation.Sagittal), "sagittal"),
                    ],
                },
                new("Slab", "Slab", FieldKind.Select) { Options = [new("", "none"), .. Slabs] },
                new("Thickness", "Thickness in mm", FieldKind.Number) { Help = "Of the slab" },
                new("Window", "Window", FieldKind.Line) { Help = "Its name; empty: the first" },
                new("Opening", "Opens at", FieldKind.Number) { Help = "0 first slice, 1 last; empty: the middle" },
                new("Group", "Group", FieldKind.Number) { Help = "Scrolled together; empty: 1" },
            ],
            FormTable.Numbered((hanging.Viewports ?? []).Select(RowOf))
        );

    /// <summary>Null when no row is filled.</summary>
    public static IReadOnlyList<HangingViewport>? Read(GivenForm given) =>
        given.Rows(Name) is { Count: > 0 } rows ? [.. rows.Select(ViewportOf)] : null;

    /// <summary>One viewport in words, <c>arterial, coronal, MIP 10 mm</c>.</summary>
    public static string WordsOf(HangingViewport viewport) =>
        string.Join(
            ", ",
            new[]
            {
                viewport.Prior ? $"earlier exam{(viewport.Phase is { } phase ? $" ({phase})" : "")}" : viewport.Phase,
                viewport.Orientation is ViewOrientation.Axial ? null : WordOf(viewport.Orientation),
                viewport.Slab is { } slab ? $"{WordOf(slab.Kind)} {ProtocolWords.Number(slab.Thickness)} mm" : null,
                viewport.Window is { } window ? $"window {window}" : null,
                viewport.Opening is { } opening ? $"opens at {ProtocolWords.Number(opening * 100)} %" : null,
                viewport.Group == 1 ? null : $"group {ProtocolWords.Number(viewport.Group)}",
            }.OfType<string>()
        );

    private static IEnumerable<FormOption> Phases =>
        Enum.GetValues<Phase>().Where(p => p != Phase.Unknown).Select(p => new FormOption(PhaseNames.IdOf(p), PhaseNames.IdOf(p)));

    private static IEnumerable<FormOption> Slabs => Enum.GetValues<SlabKind>().Select(k => new FormOption(k.ToString(), WordOf(k)));

    private static HangingViewport ViewportOf(GivenRow row)
    {
        var kind = row.Optional("Slab") is null ? (SlabKind?)null : row.Member<SlabKind>("Slab");
        var thickness = row.OptionalNumber("Thickness");
        if (kind is not null && row.Text("Thickness").Length == 0)
        {
            row.Fault("Thickness", "A slab needs its thickness in mm.");
        }
        else if (kind is null && thickness is not null)
        {
            row.Fault("Slab", "A thickness needs a slab: choose what of the slices is shown, or empty the thickness.");
        }

        return new HangingViewport
        {
            Phase = row.Optional("Phase"),
            Prior = row.Ticked("Prior"),
            Orientation = row.Optional("Orientation") is null ? ViewOrientation.Axial : row.Member<ViewOrientation>("Orientation"),
            Slab = kind is { } of ? new HangingSlab(of, thickness ?? 0) : null,
            Window = row.Optional("Window"),
            Opening = row.OptionalNumber("Opening"),
            Group = row.Whole("Group", 1),
        };
    }

    private static Dictionary<string, string> RowOf(HangingViewport viewport) =>
        new()
        {
            ["Phase"] = viewport.Phase ?? "",
            ["Prior"] = ProtocolWords.Tick(viewport.Prior),
            ["Orientation"] = viewport.Orientation is ViewOrientation.Axial ? "" : viewport.Orientation.ToString(),
            ["Slab"] = viewport.Slab?.Kind.ToString() ?? "",
            ["Thickness"] = viewport.Slab is { } slab ? ProtocolWords.Number(slab.Thickness) : "",
            ["Window"] = viewport.Window ?? "",
            ["Opening"] = viewport.Opening is { } opening ? ProtocolWords.Number(opening) : "",
            ["Group"] = ProtocolWords.Number(viewport.Group),
        };

    private static string WordOf(ViewOrientation orientation) =>
        orientation switch
        {
            ViewOrientation.Axial => "axial",
            ViewOrientation.Coronal => "coronal",
            ViewOrientation.Sagittal => "sagittal",
        };

    private static string WordOf(SlabKind kind) =>
        kind switch
        {
            SlabKind.Maximum => "MIP",
            SlabKind.Mean => "mean",
            SlabKind.Minimum => "MinIP",
        };
}
