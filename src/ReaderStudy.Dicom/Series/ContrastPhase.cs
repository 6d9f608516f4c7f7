namespace ReaderStudy.Dicom.Series;

/// <summary>The contrast phase of a CT series of the liver.</summary>
public enum ContrastPhase
{
    /// <summary>Nothing tells.</summary>
    Unknown,

    /// <summary>Before or without contrast agent.</summary>
    Native,

    /// <summary>About 20 to 45 seconds after the injection; late arterial included.</summary>
    Arterial,

    /// <summary>About 55 to 120 seconds after the injection.</summary>
    PortalVenous,

    /// <summary>More than two and a half minutes after the injection; equilibrium included.</summary>
    Delayed,
}
