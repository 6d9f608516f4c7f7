using ReaderStudy.Dicom.Coding;
using ReaderStudy.Dicom.DerivedObjects;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>A structured report: a tree of content and the objects it was made from.</summary>
/// <param name="Root">The container at the top.</param>
/// <param name="Evidence">Everything the tree points to, and what else was looked at.</param>
public sealed record StructuredReport(ContentItem Root, IReadOnlyList<EvidenceInstance> Evidence)
{
    public const string ComprehensiveSr = "1.2.840.10008.5.1.4.1.1.88.33";
    public const string Comprehensive3DSr = "1.2.840.10008.5.1.4.1.1.88.34";

    /// <summary>Comprehensive 3D SR where the tree has coordinates in the patient, which Comprehensive SR forbids (PS3.3 A.35.3, A.35.13).</summary>
    public string SopClassUid => Root.All().Any(i => i.Value is ContentValue.Coordinates3D) ? Comprehensive3DSr : ComprehensiveSr;

    /// <summary>Reads a report; any storage class of SR that is a tree.</summary>
    /// <exception cref="DicomException">It is no structured report, or a value cannot be understood.</exception>
    public static StructuredReport Read(DicomDataset dataset) => new(ContentTreeReader.Read(dataset), EvidenceSequence.Read(dataset));

    /// <summary>Writes the report beside the images of <paramref name="source"/>, which lends patient and exam.</summary>
    /// <param name="source">One of the images, or a data set with the same patient and exam.</param>
    /// <param name="identity">The report's UIDs, time and maker.</param>
    /// <exception cref="DicomException">The source has no Study Instance UID.</exception>
    public DicomDataset Write(DicomDataset source, DerivedIdentity identity)
    {
        var report = DerivedHeader.Begin(source, SopClassUid, "SR", identity);
        report.SetEmpty(ReportTags.ReferencedPerformedProcedureStepSequence);
        report.SetEmpty(ReportTags.PerformedProcedureCodeSequence);
        report.Set(ReportTags.CompletionFlag, "COMPLETE");
        report.Set(ReportTags.VerificationFlag, "UNVERIFIED");
        report.Set(ReportTags.PreliminaryFlag, "FINAL");
        if (Evidence.Count > 0)
        {
            EvidenceSequence.Write(report, Evidence);
        }

        if (Root.All().Any(UsesPrivateCodes))
        {
            PrivateScheme.Declare(report);
        }

        ContentTreeWriter.Write(Root, report);
        return report;
    }

    private static bool UsesPrivateCodes(ContentItem item) =>
        item.Name?.Scheme == PrivateScheme.Designator
        || item.Value is ContentValue.Code { Value.Scheme: PrivateScheme.Designator }
        || item.Value is ContentValue.Number { Unit.Scheme: PrivateScheme.Designator };
}
