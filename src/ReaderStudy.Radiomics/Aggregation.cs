namespace ReaderStudy.Radiomics;

/// <summary>How one value came from slices and directions: IBSI's identifier and abbreviation (reference manual, nomenclature).</summary>
public sealed record Aggregation(string Code, string Name)
{
    /// <summary>Computed over the region as a whole.</summary>
    public static readonly Aggregation Whole = new("DHQ4", "3D");

    /// <summary>Averaged over slices and directions.</summary>
    public static readonly Aggregation SlicesAndDirectionsAveraged = new("BTW3", "2D:avg");

    /// <summary>Directions merged in each slice, averaged over slices.</summary>
    public static readonly Aggregation DirectionsMergedSlicesAveraged = new("SUJT", "2D:mrg");

    /// <summary>Slices merged for each direction, averaged over directions.</summary>
    public static readonly Aggregation SlicesMergedDirectionsAveraged = new("JJUI", "2.5D:avg");

    /// <summary>All directions of all slices merged.</summary>
    public static readonly Aggregation SlicesAndDirectionsMerged = new("ZW7Z", "2.5D:mrg");

    /// <summary>Averaged over the directions in space.</summary>
    public static readonly Aggregation DirectionsAveraged = new("ITBB", "3D:avg");

    /// <summary>The directions in space merged.</summary>
    public static readonly Aggregation DirectionsMerged = new("IAZD", "3D:mrg");

    /// <summary>Averaged over slices, for families without directions.</summary>
    public static readonly Aggregation SlicesAveraged = new("8QNN", "2D");

    /// <summary>Slices merged, for families without directions.</summary>
    public static readonly Aggregation SlicesMerged = new("62GR", "2.5D");

    /// <summary>From one matrix of the volume, for families without directions.</summary>
    public static readonly Aggregation Volume = new("KOBO", "3D");
}
