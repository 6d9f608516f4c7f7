using ReaderStudy.Dicom.Series;

namespace ReaderStudy.Phantom;

/// <summary>The phases that the phantom draws: all of <see cref="ContrastPhase"/> but the unknown one.</summary>
public static class ContrastPhases
{
    /// <summary>In the order of acquisition.</summary>
    public static IReadOnlyList<ContrastPhase> All { get; } =
    [ContrastPhase.Native, ContrastPhase.Arterial, ContrastPhase.PortalVenous, ContrastPhase.Delayed];

    /// <summary>The name that protocols and models use: native, arterial, portal-venous or delayed.</summary>
    public static string Code(this ContrastPhase phase) =>
        phase switch
        {
            ContrastPhase.Unknown => "unknown",
            ContrastPhase.Native => "native",
            ContrastPhase.Arterial => "arterial",
            ContrastPhase.PortalVenous => "portal-venous",
            ContrastPhase.Delayed => "delayed",
        };

    /// <summary>Place in tables of attenuation, native first.</summary>
    internal static int Index(this ContrastPhase phase) =>
        phase switch
        {
            ContrastPhase.Unknown => throw new ArgumentOutOfRangeException(nameof(phase), "The phantom has no unknown phase."),
            ContrastPhase.Native => 0,
            ContrastPhase.Arterial => 1,
            ContrastPhase.PortalVenous => 2,
            ContrastPhase.Delayed => 3,
        };
}
