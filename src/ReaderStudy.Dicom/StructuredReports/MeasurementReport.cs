using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>An imaging measurement report (PS3.16 TID 1500): what one observer measured and judged on the images of one patient.</summary>
public sealed record MeasurementReport
{
    public required Observer Observer { get; init; }

    /// <summary>The modality of the images, <c>CT</c>; chooses the code of the procedure that is reported.</summary>
    public string Modality { get; init; } = "CT";

    public required IReadOnlyList<MeasurementGroup> Groups { get; init; }

    /// <summary>Judgements that belong to no finding.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; init; } = [];

    /// <summary>The objects the report was made from. Every image that a group points to must be among them.</summary>
    public required IReadOnlyList<EvidenceInstance> Evidence { get; init; }

    /// <summary>True to list the images in the report's own Image Library (TID 1600) too.</summary>
    public bool HasImageLibrary { get; init; }

    /// <summary>The report as a tree.</summary>
    /// <exception cref="ArgumentException">A group points to an object that is not in <see cref="Evidence"/>.</exception>
    public StructuredReport ToReport()
    {
        var root = MeasurementReportWriter.RootOf(this);
        var known = Evidence.Select(e => e.Instance.SopInstanceUid).ToHashSet(StringComparer.Ordinal);
        foreach (var uid in root.All().Select(UidOf).OfType<string>())
        {
            if (!known.Contains(uid))
            {
                throw new ArgumentException($"The report points to {uid}, which is not in its evidence.");
            }
        }

        return new StructuredReport(root, Evidence);
    }

    /// <summary>Reads a report of TID 1500, ours or another's; what the template has beyond this record is passed over.</summary>
    /// <exception cref="DicomException">It is no measurement report.</exception>
    public static MeasurementReport Read(DicomDataset dataset) => MeasurementReportReader.Read(StructuredReport.Read(dataset));

    /// <summary>The procedures of PS3.16 CID 100 that leave the body's region open: a study's images may show more than the liver.</summary>
    internal static CodedConcept ProcedureOf(string modality) =>
        modality switch
        {
            "CT" => new CodedConcept("25045-6", "LN", "CT unspecified body region"),
            "MR" => new CodedConcept("25056-3", "LN", "MRI unspecified body region"),
            _ => PrivateScheme.Code("IMAGING", "Imaging of unspecified body region"),
        };

    private static string? UidOf(ContentItem item) =>
        item.Value switch
        {
            ContentValue.Image image => image.Reference.SopInstanceUid,
            ContentValue.Composite composite => composite.Reference.SopInstanceUid,
            _ => null,
        };
}
