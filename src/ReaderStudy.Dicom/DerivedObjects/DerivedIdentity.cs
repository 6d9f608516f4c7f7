namespace ReaderStudy.Dicom.DerivedObjects;

/// <summary>What a new object that was derived from images is called, and what made it.</summary>
public sealed record DerivedIdentity
{
    /// <summary>The object's own UID.</summary>
    public required string SopInstanceUid { get; init; }

    /// <summary>The series that it begins or joins; never the images' own.</summary>
    public required string SeriesUid { get; init; }

    public int SeriesNumber { get; init; } = 1;

    public int InstanceNumber { get; init; } = 1;

    /// <summary>At most 64 characters.</summary>
    public string SeriesDescription { get; init; } = "";

    /// <summary>Content Date and Time: when the content was made, in the clock time of the place.</summary>
    public required DateTime MadeAt { get; init; }

    public string Manufacturer { get; init; } = "ReaderStudy";

    public string ModelName { get; init; } = "ReaderStudy";

    /// <summary>Of the device; a program has none, but the standard asks for one.</summary>
    public string SerialNumber { get; init; } = "1";

    public string SoftwareVersion { get; init; } = "1";
}
