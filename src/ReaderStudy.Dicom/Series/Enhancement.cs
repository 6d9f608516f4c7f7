using System.Globalization;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Series;

/// <summary>Density of aorta, liver, portal vein and kidney in an axial CT of the abdomen, and the phase that it speaks for.</summary>
/// <param name="Aorta">Median over the slices in HU.</param>
/// <param name="Liver">Median over the slices with enough liver in HU; null if there are none.</param>
/// <param name="Slices">In how many slices the aorta was found.</param>
public sealed record Enhancement(double Aorta, double? Liver, int Slices)
{
    private const int MostSlices = 24;

    /// <summary>
    /// The portal vein and its branches in the liver: the upper quartile over the slices of the brightest spot that liver surrounds, in HU;
    /// null if fewer than three slices show enough liver.
    /// </summary>
    public double? PortalVein { get; init; }

    /// <summary>Median over the slices with a kidney that stands free in fat, in HU; null if there are fewer than two.</summary>
    public double? RenalCortex { get; init; }

    /// <summary>The same below the cortex.</summary>
    public double? RenalMedulla { get; init; }

    /// <summary>Measures a volume; null if it is not axial or fewer than two slices show a spine with a vessel in front of it.</summary>
    public static Enhancement? Measure(Volume volume)
    {
        var geometry = volume.Geometry;
        var count = Math.Min(MostSlices, geometry.Slices);
        return Of(
            Enumerable
                .Range(0, count)
                .AsParallel()
                .Select(i => (int)((i + 0.5) * geometry.Slices / count))
                .Select(slice => SliceMeasures.Of(geometry.First, geometry.Columns, volume.SliceAt(slice)))
        );
    }

    /// <summary>Puts together what was measured in the slices of a stack; null if fewer than two show a spine with a vessel in front of it.</summary>
    public static Enhancement? Of(IEnumerable<SliceMeasures> slices)
    {
        var measured = slices.ToList();
        var aorta = Sorted(measured.Select(m => m.Aorta));
        var liver = Sorted(measured.Select(m => m.Liver));
        var vessels = Sorted(measured.Select(m => m.Vessel));
        var cortex = Sorted(measured.Select(m => m.Kidney?.Cortex));
        var medulla = Sorted(measured.Select(m => m.Kidney?.Medulla));
        return aorta.Count < 2
            ? null
            : new Enhancement(Median(aorta), liver.Count == 0 ? null : Median(liver), aorta.Count)
            {
                PortalVein = vessels.Count < 3 ? null : vessels[vessels.Count * 3 / 4],
                RenalCortex = cortex.Count < 2 ? null : Median(cortex),
                RenalMedulla = medulla.Count < 2 ? null : Median(medulla),
            };
    }

    /// <summary>How far the portal vein stands above the liver in HU; null if one of them was not found.</summary>
    internal double? PortalOverLiver => PortalVein - Liver;

    /// <summary>How far the portal vein stands above the aorta in HU, mostly negative; null if it was not found.</summary>
    internal double? PortalOverAorta => PortalVein - Aorta;

    /// <summary>How far the renal cortex stands above the medulla in HU; null if no kidney was found.</summary>
    internal double? CortexOverMedulla => RenalCortex - RenalMedulla;

    /// <summary>
    /// The phase: an aorta like unenhanced blood is native; far above the liver and the portal vein, arterial; above the liver with a portal
    /// vein as bright as the aorta, portal venous; all level, delayed. A renal cortex far above its medulla speaks for arterial, a medulla
    /// above its cortex for delayed. Confidence grows with the distance from the nearest border and the number of slices.
    /// </summary>
    public PhaseProposal Proposal()
    {
        var above = Aorta - (Liver ?? 95);
        var (phase, margin) = (Aorta, above, PortalOverAorta, PortalOverLiver, CortexOverMedulla) switch
        {
            (< 75, _, _, _, _) => (ContrastPhase.Native, 75 - Aorta),
            (>= 150, _, <= -60, _, _) => (ContrastPhase.Arterial, -60 - PortalOverAorta.Value),
            (>= 150, _, _, _, >= 50) => (ContrastPhase.Arterial, CortexOverMedulla.Value - 50),
            (>= 185, _, > -25, _, _) => (ContrastPhase.PortalVenous, PortalOverAorta.Value + 25),
            (>= 185, _, _, _, _) => (ContrastPhase.Arterial, Aorta - 185),
            (_, >= 90, null or <= -25, _, _) => (ContrastPhase.Arterial, above - 90),
            (< 135, _, _, >= 48, null or > -10) => (ContrastPhase.PortalVenous, PortalOverLiver.Value - 48),
            (< 122, _, _, _, _) => (ContrastPhase.Delayed, Math.Min(Aorta - 75, 122 - Aorta)),
            (< 135, < 30, _, _, _) => (ContrastPhase.Delayed, Math.Min(135 - Aorta, 30 - above)),
            _ => (ContrastPhase.PortalVenous, Math.Min(Math.Abs(185 - Aorta), Aorta - 122)),
        };
        var confidence = 0.6 + (0.25 * Math.Clamp(margin / 25, 0, 1)) - (Slices < 5 ? 0.15 : 0) - (Liver is null ? 0.1 : 0);
        return new PhaseProposal(phase, confidence, Told());
    }

    /// <summary>What was measured, in words.</summary>
    internal string Told()
    {
        var parts = new List<string> { $"aorta {Hu(Aorta)}", Liver is { } liver ? $"liver {Hu(liver)}" : "no liver found" };
        if (PortalVein is { } vein)
        {
            parts.Add($"portal vein {Hu(vein)}");
        }

        if (RenalCortex is { } cortex && RenalMedulla is { } medulla)
        {
            parts.Add($"renal cortex {Hu(cortex)}, medulla {Hu(medulla)}");
        }

        return string.Join(", ", parts);
    }

    private static string Hu(double value) => value.ToString("0", CultureInfo.InvariantCulture) + " HU";

    private static List<double> Sorted(IEnumerable<double?> values) => [.. values.OfType<double>().Order()];

    private static double Median(List<double> sorted) => sorted[sorted.Count / 2];
}
