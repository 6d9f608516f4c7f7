namespace ReaderStudy.Phantom;

/// <summary>The four phases of a multiphase liver CT.</summary>
public enum ContrastPhase
{
    Native,
    Arterial,
    PortalVenous,
    Delayed,
}
