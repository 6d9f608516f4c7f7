namespace ReaderStudy.Domain.Studies;

/// <summary>What a reader draws for a mark.</summary>
public enum MarkShape
{
    /// <summary>A point.</summary>
    Point,

    /// <summary>A box in the plane of a slice; its centre is the mark's place.</summary>
    Box,
}
