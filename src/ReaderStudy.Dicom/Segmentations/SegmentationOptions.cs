namespace ReaderStudy.Dicom.Segmentations;

/// <summary>How a segmentation is written.</summary>
public sealed record SegmentationOptions
{
    /// <summary>True to keep probabilities (FRACTIONAL, 8 bits); false for yes or no (BINARY, 1 bit).</summary>
    public bool IsFractional { get; init; }

    /// <summary>True to compress by RLE. Only a fractional segmentation can: RLE knows no single bits (PS3.5 8.2.2).</summary>
    public bool IsCompressed { get; init; }

    /// <summary>Who or what made it, in DICOM's form for names; empty: not said.</summary>
    public string Creator { get; init; } = "";

    /// <summary>What it is for, at most 64 characters.</summary>
    public string Description { get; init; } = "";
}
