using System.Globalization;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Series;

/// <summary>Density of the aorta and the liver in an axial CT of the abdomen, and the phase that it speaks for.</summary>
/// <param name="Aorta">Median over the slices in HU.</param>
/// <param name="Liver">Median over the slices with enough liver in HU; null if there are none.</param>
/// <param name="Slices">In how many slices the aorta was found.</param>
public sealed record Enhancement(double Aorta, double? Liver, int Slices)
{
    private const int MostSlices = 24;

    /// <summary>Measures a volume; null if it is not axial or fewer than two slices show a spine with a vessel in front of it.</summary>
    public static Enhancement? Measure(Volume volume)
    {
        var geometry = volume.Geometry;
        var isAxial = Math.Abs(geometry.First.AlongRow.X) > 0.95 && Math.Abs(geometry.First.AlongColumn.Y) > 0.9;
        if (!isAxial || geometry.First.ColumnSpacing > 3)
        {
            return null;
        }

        var count = Math.Min(MostSlices, geometry.Slices);
        var measured = Enumerable
            .Range(0, count)
            .AsParallel()
            .Select(i => new SliceScan(volume, (int)((i + 0.5) * geometry.Slices / count)).Measure())
            .ToList();
        var aorta = measured.Select(m => m.Aorta).OfType<double>().Order().ToList();
        var liver = measured.Select(m => m.Liver).OfType<double>().Order().ToList();
        return aorta.Count < 2 ? null : new Enhancement(Median(aorta), liver.Count == 0 ? null : Median(liver), aorta.Count);
    }

    /// <summary>
    /// The phase: an aorta like unenhanced blood is native; far above the liver, arterial; above it, portal venous; level with it,
    /// delayed. Confidence grows with the distance from the nearest border and the number of slices.
    /// </summary>
    public PhaseProposal Proposal()
    {
        var above = Aorta - (Liver ?? 95);
        var (phase, margin) = (Aorta, above) switch
        {
            (< 75, _) => (ContrastPhase.Native, 75 - Aorta),
            (>= 185, _) => (ContrastPhase.Arterial, Aorta - 185),
            (_, >= 90) => (ContrastPhase.Arterial, above - 90),
            (< 122, _) => (ContrastPhase.Delayed, Math.Min(Aorta - 75, 122 - Aorta)),
            (< 135, < 30) => (ContrastPhase.Delayed, Math.Min(135 - Aorta, 30 - above)),
            _ => (ContrastPhase.PortalVenous, Math.Min(185 - Aorta, Aorta - 122)),
        };
        var confidence = 0.6 + (0.25 * Math.Clamp(margin / 25, 0, 1)) - (Slices < 5 ? 0.15 : 0) - (Liver is null ? 0.1 : 0);
        var liver = Liver is null ? "no liver found" : $"liver {Liver.Value.ToString("0", CultureInfo.InvariantCulture)} HU";
        return new PhaseProposal(phase, confidence, $"aorta {Aorta.ToString("0", CultureInfo.InvariantCulture)} HU, {liver}");
    }

    private static double Median(List<double> sorted) => sorted[sorted.Count / 2];
}
