namespace ReaderStudy.Domain.Cohorts;

/// <summary>What follows from a finding.</summary>
public enum FindingRemedy
{
    /// <summary>Somebody has to look at held images and decide.</summary>
    LookAtImages,

    /// <summary>One of two files has to be chosen.</summary>
    ChooseFile,

    /// <summary>A phase is corrected or confirmed.</summary>
    SetPhase,

    /// <summary>A series is split, or images or a series are left out.</summary>
    MendSeries,

    /// <summary>Somebody who knows the cohort says whether it may stay.</summary>
    Judge,
}

/// <summary>What each kind of finding means for the study.</summary>
public static class FindingKinds
{
    /// <summary>True if the protocol is not sealed while one is open.</summary>
    public static bool IsBlocking(FindingKind kind) =>
        kind switch
        {
            FindingKind.HeldImage
            or FindingKind.UidConflict
            or FindingKind.PatientConflict
            or FindingKind.RecognizableFace
            or FindingKind.MixedOrientations
            or FindingKind.MixedSizes => true,
            FindingKind.MixedSpacing
            or FindingKind.NoGeometry
            or FindingKind.MissingSlices
            or FindingKind.DuplicatePosition
            or FindingKind.UnevenSpacing
            or FindingKind.Tilted
            or FindingKind.TooFewSlices
            or FindingKind.PhaseUnknown
            or FindingKind.PhaseContradicted
            or FindingKind.PhaseTwice
            or FindingKind.PhaseMissing
            or FindingKind.OtherBodyPart
            or FindingKind.LossyCompression => false,
        };

    /// <summary>True if it goes away only when the images themselves are decided on.</summary>
    public static bool IsDecidedOnImages(FindingKind kind) => kind is FindingKind.HeldImage or FindingKind.UidConflict;

    /// <summary>True if it is looked for in the headers of one series, whenever that series is sorted.</summary>
    public static bool IsOfStack(FindingKind kind) =>
        kind
            is FindingKind.RecognizableFace
                or FindingKind.MixedOrientations
                or FindingKind.MixedSizes
                or FindingKind.MixedSpacing
                or FindingKind.NoGeometry
                or FindingKind.MissingSlices
                or FindingKind.DuplicatePosition
                or FindingKind.UnevenSpacing
                or FindingKind.Tilted
                or FindingKind.TooFewSlices
                or FindingKind.LossyCompression;

    public static FindingRemedy RemedyOf(FindingKind kind) =>
        kind switch
        {
            FindingKind.HeldImage => FindingRemedy.LookAtImages,
            FindingKind.UidConflict => FindingRemedy.ChooseFile,
            FindingKind.PhaseUnknown or FindingKind.PhaseContradicted or FindingKind.PhaseTwice => FindingRemedy.SetPhase,
            FindingKind.MixedOrientations
            or FindingKind.MixedSizes
            or FindingKind.MixedSpacing
            or FindingKind.NoGeometry
            or FindingKind.MissingSlices
            or FindingKind.DuplicatePosition
            or FindingKind.UnevenSpacing
            or FindingKind.Tilted
            or FindingKind.TooFewSlices => FindingRemedy.MendSeries,
            FindingKind.PatientConflict
            or FindingKind.RecognizableFace
            or FindingKind.PhaseMissing
            or FindingKind.OtherBodyPart
            or FindingKind.LossyCompression => FindingRemedy.Judge,
        };

    /// <summary>What it is called on screens.</summary>
    public static string TitleOf(FindingKind kind) =>
        kind switch
        {
            FindingKind.HeldImage => "Text may stand in the image",
            FindingKind.UidConflict => "Two files for one image",
            FindingKind.PatientConflict => "Two patients under one number",
            FindingKind.RecognizableFace => "A face may be recognised",
            FindingKind.MixedOrientations => "Images turned against each other",
            FindingKind.MixedSizes => "Images of different sizes",
            FindingKind.MixedSpacing => "Images of different pixel spacing",
            FindingKind.NoGeometry => "Images without a position",
            FindingKind.MissingSlices => "Slices are missing",
            FindingKind.DuplicatePosition => "Two images at one place",
            FindingKind.UnevenSpacing => "Uneven distances between slices",
            FindingKind.Tilted => "Tilted gantry",
            FindingKind.TooFewSlices => "Too few slices for a stack",
            FindingKind.PhaseUnknown => "Phase not known",
            FindingKind.PhaseContradicted => "Label and images say different phases",
            FindingKind.PhaseTwice => "Two series of one phase",
            FindingKind.PhaseMissing => "A phase is missing",
            FindingKind.OtherBodyPart => "Another body part",
            FindingKind.LossyCompression => "Compressed with loss",
        };
}
