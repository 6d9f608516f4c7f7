namespace ReaderStudy.Dicom.Volumes;

/// <summary>What can be wrong with a stack of slices.</summary>
public enum StackProblemKind
{
    /// <summary>There is no slice at all.</summary>
    Empty,

    /// <summary>A slice does not say where it lies.</summary>
    NoGeometry,

    /// <summary>Slices are turned against each other, as in a three-plane survey.</summary>
    MixedOrientations,

    /// <summary>Slices differ in rows or columns.</summary>
    MixedSizes,

    /// <summary>Slices differ in pixel spacing.</summary>
    MixedSpacing,

    /// <summary>Two slices lie at one place; the one with the lower instance number is used.</summary>
    DuplicatePosition,

    /// <summary>There is a gap where slices should be.</summary>
    MissingSlices,

    /// <summary>Distances between slices differ, without a whole slice missing.</summary>
    UnevenSpacing,

    /// <summary>Slices are shifted against each other within their plane: a tilted gantry.</summary>
    Tilted,
}

/// <summary>One thing that is wrong with a stack, in words for people.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">The same with numbers, positions in mm along the normal.</param>
public sealed record StackProblem(StackProblemKind Kind, string Message)
{
    /// <summary>True if no volume can be made of the stack.</summary>
    public bool IsFatal =>
        Kind switch
        {
            StackProblemKind.Empty
            or StackProblemKind.NoGeometry
            or StackProblemKind.MixedOrientations
            or StackProblemKind.MixedSizes
            or StackProblemKind.MixedSpacing => true,
            StackProblemKind.DuplicatePosition
            or StackProblemKind.MissingSlices
            or StackProblemKind.UnevenSpacing
            or StackProblemKind.Tilted => false,
        };
}

/// <summary>A series cannot be made into a volume.</summary>
public sealed class StackException(IReadOnlyList<StackProblem> problems)
    : DicomException(DicomErrorKind.Unsupported, string.Join("; ", problems.Select(p => p.Message)))
{
    /// <summary>Everything that is wrong, not only what was fatal.</summary>
    public IReadOnlyList<StackProblem> Problems { get; } = problems;
}
