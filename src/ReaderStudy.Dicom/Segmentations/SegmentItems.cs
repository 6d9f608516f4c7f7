using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>Items of the Segment Sequence (PS3.3 C.8.20.2, C.8.20.4).</summary>
internal static class SegmentItems
{
    public static DicomDataset ItemOf(SegmentDescription segment, DicomDataset owner)
    {
        var item = new DicomDataset { Parent = owner };
        item.Set(SegmentationTags.SegmentNumber, (double)segment.Number);
        item.Set(SegmentationTags.SegmentLabel, segment.Label);
        item.SetCodes(SegmentationTags.SegmentedPropertyCategoryCodeSequence, segment.Category);
        item.SetCodes(SegmentationTags.SegmentedPropertyTypeCodeSequence, segment.Type);
        if (segment.Organ is { } organ)
        {
            item.SetCodes(SegmentationTags.AnatomicRegionSequence, organ);
        }

        item.Set(SegmentationTags.SegmentAlgorithmType, Term(segment.Algorithm));
        if (segment.Algorithm is not SegmentAlgorithm.Manual)
        {
            SetAlgorithm(segment, item);
        }

        if (segment.Colour is { } colour)
        {
            item.Set(SegmentationTags.RecommendedDisplayCieLabValue, colour.L, colour.A, (double)colour.B);
        }

        if (segment is { TrackingUid: { } trackingUid })
        {
            item.Set(SegmentationTags.TrackingId, segment.TrackingId ?? segment.Label);
            item.Set(SegmentationTags.TrackingUid, trackingUid);
        }

        return item;
    }

    public static SegmentDescription DescriptionOf(DicomDataset item)
    {
        var number = item.RequireInt(SegmentationTags.SegmentNumber);
        var type = CodedConcept.First(item, SegmentationTags.SegmentedPropertyTypeCodeSequence);
        var colour = item.GetDoubles(SegmentationTags.RecommendedDisplayCieLabValue);
        return new SegmentDescription
        {
            Number = number,
            Label = item.GetString(SegmentationTags.SegmentLabel) ?? type?.Meaning ?? $"Segment {number}",
            Category =
                CodedConcept.First(item, SegmentationTags.SegmentedPropertyCategoryCodeSequence)
                ?? PrivateScheme.Code("UNKNOWN", "Not said"),
            Type = type ?? PrivateScheme.Code("UNKNOWN", "Not said"),
            Organ = CodedConcept.First(item, SegmentationTags.AnatomicRegionSequence),
            Algorithm = item.GetString(SegmentationTags.SegmentAlgorithmType) switch
            {
                "MANUAL" => SegmentAlgorithm.Manual,
                "SEMIAUTOMATIC" => SegmentAlgorithm.SemiAutomatic,
                _ => SegmentAlgorithm.Automatic,
            },
            AlgorithmName = item.GetString(SegmentationTags.SegmentAlgorithmName) ?? "",
            AlgorithmVersion = item.GetItems(SegmentationTags.SegmentationAlgorithmIdentificationSequence) is [var algorithm, ..]
                ? algorithm.GetString(SegmentationTags.AlgorithmVersion) ?? ""
                : "",
            TrackingId = item.GetString(SegmentationTags.TrackingId),
            TrackingUid = item.GetString(SegmentationTags.TrackingUid),
            Colour = colour.Count == 3 ? new CieLab((ushort)colour[0], (ushort)colour[1], (ushort)colour[2]) : null,
        };
    }

    public static bool UsesPrivateCodes(SegmentDescription segment) =>
        segment.Category.Scheme == PrivateScheme.Designator
        || segment.Type.Scheme == PrivateScheme.Designator
        || segment.Organ?.Scheme == PrivateScheme.Designator;

    private static void SetAlgorithm(SegmentDescription segment, DicomDataset item)
    {
        if (segment.AlgorithmName.Length == 0)
        {
            throw new ArgumentException($"Segment {segment.Number} was made by a program, but does not say by which.");
        }

        item.Set(SegmentationTags.SegmentAlgorithmName, segment.AlgorithmName);
        var algorithm = new DicomDataset { Parent = item };
        algorithm.SetCodes(SegmentationTags.AlgorithmFamilyCodeSequence, new CodedConcept("123110", "DCM", "Artificial Intelligence"));
        algorithm.Set(SegmentationTags.AlgorithmName, segment.AlgorithmName);
        algorithm.Set(SegmentationTags.AlgorithmVersion, segment.AlgorithmVersion.Length > 0 ? segment.AlgorithmVersion : "not stated");
        item.SetItems(SegmentationTags.SegmentationAlgorithmIdentificationSequence, algorithm);
    }

    private static string Term(SegmentAlgorithm algorithm) =>
        algorithm switch
        {
            SegmentAlgorithm.Automatic => "AUTOMATIC",
            SegmentAlgorithm.SemiAutomatic => "SEMIAUTOMATIC",
            SegmentAlgorithm.Manual => "MANUAL",
        };
}
