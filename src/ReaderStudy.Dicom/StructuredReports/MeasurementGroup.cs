using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>
/// Everything that was measured and judged of one finding: TID 1410 for a shape in one plane, TID 1411 for a volume, TID 1501 without a place.
/// </summary>
public sealed record MeasurementGroup
{
    /// <summary>Names the finding for people: <c>Lesion 1</c>.</summary>
    public required string TrackingIdentifier { get; init; }

    /// <summary>Names the finding for programs, the same in every report of it.</summary>
    public required string TrackingUid { get; init; }

    /// <summary>What was found; null: not said.</summary>
    public CodedConcept? Finding { get; init; }

    /// <summary>The organ; null: not said.</summary>
    public CodedConcept? FindingSite { get; init; }

    /// <summary>Where it lies; null: the images as a whole.</summary>
    public MarkedRegion? Region { get; init; }

    /// <summary>The images that were judged where there is no region; empty: those of the evidence.</summary>
    public IReadOnlyList<InstanceReference> Sources { get; init; } = [];

    public IReadOnlyList<Measurement> Measurements { get; init; } = [];

    public IReadOnlyList<Evaluation> Evaluations { get; init; } = [];
}
