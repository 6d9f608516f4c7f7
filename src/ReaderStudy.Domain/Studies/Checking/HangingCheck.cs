using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Domain.Studies.Checking;

/// <summary>Viewports of the hanging: each must be able to show something, by a window that there is.</summary>
internal static class HangingCheck
{
    public static IEnumerable<string> FaultsOf(Protocol protocol)
    {
        if (protocol.Hanging.Viewports is not { } viewports)
        {
            yield break;
        }

        if (viewports.Count is 0 or > HangingViewport.Most)
        {
            yield return $"The hanging has {viewports.Count} viewports; 1 to {HangingViewport.Most} are possible, or none named to hang every phase.";
        }

        foreach (var (viewport, number) in viewports.Select((v, i) => (v, i + 1)))
        {
            foreach (var fault in FaultsOf(protocol.Hanging, viewport))
            {
                yield return $"Viewport {number} of the hanging {fault}";
            }
        }
    }

    private static IEnumerable<string> FaultsOf(Hanging hanging, HangingViewport viewport)
    {
        if (viewport is { Phase: null, Prior: false })
        {
            yield return "names neither a phase nor the earlier exam.";
        }
        else if (viewport.Phase is { } phase && PhaseNames.Find(phase) is null or Phase.Unknown)
        {
            yield return $"shows the phase '{phase}', which is not known.";
        }
        else if (viewport.Phase is { } hung && hanging.Phases.Count > 0 && !hanging.Phases.Contains(hung))
        {
            yield return $"shows the phase '{hung}', which is not among the phases of the hanging.";
        }

        if (viewport.Window is { } window && hanging.Windows.All(w => w.Name != window))
        {
            yield return $"opens with the window '{window}', which there is not.";
        }

        if (viewport.Slab is { } slab && !(slab.Thickness > 0 && slab.Thickness <= HangingSlab.Thickest))
        {
            yield return $"needs a slab above 0 and of at most {HangingSlab.Thickest} mm.";
        }

        if (viewport.Opening is { } opening && !(opening >= 0 && opening <= 1))
        {
            yield return "opens at a share of the stack from 0, its first slice, to 1, its last.";
        }

        if (viewport.Group is < 1 or > HangingViewport.Most)
        {
            yield return $"is in group {viewport.Group}; 1 to {HangingViewport.Most} are possible.";
        }
    }
}
