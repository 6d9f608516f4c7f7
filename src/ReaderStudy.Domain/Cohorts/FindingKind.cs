namespace ReaderStudy.Domain.Cohorts;

/// <summary>What can be wrong or open with the images of a cohort.</summary>
public enum FindingKind
{
    /// <summary>Text may stand in the pixels: the image is held and in no case.</summary>
    HeldImage,

    /// <summary>Two files of different content claim to be one image.</summary>
    UidConflict,

    /// <summary>Images under one patient number differ in sex or birth date.</summary>
    PatientConflict,

    /// <summary>A face may be seen or rebuilt.</summary>
    RecognizableFace,

    MixedOrientations,
    MixedSizes,
    MixedSpacing,
    NoGeometry,
    MissingSlices,
    DuplicatePosition,
    UnevenSpacing,
    Tilted,
    TooFewSlices,
    PhaseUnknown,

    /// <summary>The words or times of a series say another phase than its images.</summary>
    PhaseContradicted,

    /// <summary>Two series of a case have the same phase.</summary>
    PhaseTwice,

    /// <summary>A phase that the protocol shows, or that nearly every other case has, is not there.</summary>
    PhaseMissing,

    /// <summary>Another body part than that of most series.</summary>
    OtherBodyPart,

    /// <summary>The pixels were compressed with loss before they came.</summary>
    LossyCompression,
}
