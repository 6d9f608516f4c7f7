namespace ReaderStudy.Dicom.Segmentations;

/// <summary>How a segment came about (Segment Algorithm Type).</summary>
public enum SegmentAlgorithm
{
    Automatic,

    SemiAutomatic,

    Manual,
}
