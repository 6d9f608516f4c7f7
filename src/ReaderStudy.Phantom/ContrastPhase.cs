namespace ReaderStudy.Phantom;

/// <summary>The four phases of a multiphase liver CT.</summary>
public enum ContrastPhase
{
    Native,
    Arterial,
    PortalVenous,
    Delayed,
}

/// <summary>Names of <see cref="ContrastPhase"/>.</summary>
public static class ContrastPhases
{
    /// <summary>The name that protocols and models use: native, arterial, portal-venous or delayed.</summary>
    public static string Code(this ContrastPhase phase) =>
        phase switch
        {
            ContrastPhase.Native => "native",
            ContrastPhase.Arterial => "arterial",
            ContrastPhase.PortalVenous => "portal-venous",
            ContrastPhase.Delayed => "delayed",
        };
}
