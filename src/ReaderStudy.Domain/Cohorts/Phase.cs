namespace ReaderStudy.Domain.Cohorts;

/// <summary>Contrast phase of a CT series.</summary>
public enum Phase
{
    /// <summary>Not known; a coordinator decides.</summary>
    Unknown,

    /// <summary>Before contrast.</summary>
    Native,

    /// <summary>AP.</summary>
    Arterial,

    /// <summary>PVP.</summary>
    PortalVenous,

    Delayed,
}

/// <summary>How phases are written in protocols and shown on screens.</summary>
public static class PhaseNames
{
    /// <summary>The id in a protocol's hanging, <c>portal-venous</c>.</summary>
    public static string IdOf(Phase phase) =>
        phase switch
        {
            Phase.Unknown => "unknown",
            Phase.Native => "native",
            Phase.Arterial => "arterial",
            Phase.PortalVenous => "portal-venous",
            Phase.Delayed => "delayed",
        };

    /// <summary>The phase with this id, or null.</summary>
    public static Phase? Find(string id) => Enum.GetValues<Phase>().Cast<Phase?>().FirstOrDefault(p => IdOf(p!.Value) == id);

    /// <summary>The short name on a viewport, <c>PVP</c>.</summary>
    public static string ShortOf(Phase phase) =>
        phase switch
        {
            Phase.Unknown => "No phase",
            Phase.Native => "Native",
            Phase.Arterial => "AP",
            Phase.PortalVenous => "PVP",
            Phase.Delayed => "Delayed",
        };
}
