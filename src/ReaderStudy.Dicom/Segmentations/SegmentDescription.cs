using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>What a segment is (PS3.3 C.8.20.4).</summary>
public sealed record SegmentDescription
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>The kind of thing: <see cref="Concepts.AnatomicalStructure"/>, <see cref="Concepts.MorphologicallyAbnormalStructure"/>.</summary>
    public required CodedConcept Category { get; init; }

    /// <summary>The thing: <see cref="Concepts.Liver"/>, <see cref="Concepts.Lesion"/>.</summary>
    public required CodedConcept Type { get; init; }

    /// <summary>The organ a lesion lies in; null where <see cref="Type"/> is the organ.</summary>
    public CodedConcept? Organ { get; init; }

    public SegmentAlgorithm Algorithm { get; init; } = SegmentAlgorithm.Automatic;

    /// <summary>Required unless <see cref="Algorithm"/> is manual.</summary>
    public string AlgorithmName { get; init; } = "";

    public string AlgorithmVersion { get; init; } = "";

    /// <summary>Names the thing over time for people; null with <see cref="TrackingUid"/>.</summary>
    public string? TrackingId { get; init; }

    /// <summary>Names the thing over time for programs; null: it is not tracked.</summary>
    public string? TrackingUid { get; init; }

    /// <summary>The colour to show it in; null: the reader's choice.</summary>
    public CieLab? Colour { get; init; }

    /// <summary>The liver.</summary>
    public static SegmentDescription Liver(int number, string algorithmName, string algorithmVersion) =>
        new()
        {
            Number = number,
            Label = "Liver",
            Category = Concepts.AnatomicalStructure,
            Type = Concepts.Liver,
            AlgorithmName = algorithmName,
            AlgorithmVersion = algorithmVersion,
            Colour = CieLab.OfSrgb(221, 130, 101),
        };

    /// <summary>A lesion in the liver.</summary>
    public static SegmentDescription LiverLesion(int number, string label, string algorithmName, string algorithmVersion) =>
        new()
        {
            Number = number,
            Label = label,
            Category = Concepts.MorphologicallyAbnormalStructure,
            Type = Concepts.Lesion,
            Organ = Concepts.Liver,
            AlgorithmName = algorithmName,
            AlgorithmVersion = algorithmVersion,
            TrackingId = label,
            TrackingUid = DicomUid.New(),
            Colour = CieLab.OfSrgb(253, 232, 84),
        };

    /// <summary>
    /// What a program drew and a person named. The names Liver and Lesion get their codes; anything else is coded as tissue, which says no
    /// more than the name does.
    /// </summary>
    /// <param name="number">From 1.</param>
    /// <param name="label">At most 64 characters.</param>
    /// <param name="algorithmName">At most 64 characters; null: nobody said.</param>
    public static SegmentDescription Named(int number, string label, string? algorithmName)
    {
        var (category, type) =
            label.Equals("Liver", StringComparison.OrdinalIgnoreCase) ? (Concepts.AnatomicalStructure, Concepts.Liver)
            : label.Equals("Lesion", StringComparison.OrdinalIgnoreCase) ? (Concepts.MorphologicallyAbnormalStructure, Concepts.Lesion)
            : (Concepts.Tissue, Concepts.Tissue);
        return new()
        {
            Number = number,
            Label = label,
            Category = category,
            Type = type,
            AlgorithmName = algorithmName ?? "not stated",
        };
    }
}
