namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>Current Requested Procedure Evidence Sequence: objects by exam and series (PS3.3 C.17.2.3).</summary>
internal static class EvidenceSequence
{
    public static void Write(DicomDataset report, IReadOnlyList<EvidenceInstance> evidence)
    {
        var exams = evidence.GroupBy(e => e.StudyUid).Select(exam => ExamItem(report, exam)).ToArray();
        report.SetItems(ReportTags.CurrentRequestedProcedureEvidenceSequence, exams);
    }

    public static IReadOnlyList<EvidenceInstance> Read(DicomDataset report)
    {
        var found = new List<EvidenceInstance>();
        foreach (var exam in report.GetItems(ReportTags.CurrentRequestedProcedureEvidenceSequence))
        {
            // Read once, not once an object: a hostile UID may be long.
            var examUid = exam.GetString(DicomTags.StudyInstanceUid) ?? "";
            foreach (var series in exam.GetItems(ReportTags.ReferencedSeriesSequence))
            {
                var seriesUid = series.GetString(DicomTags.SeriesInstanceUid) ?? "";
                foreach (var item in series.GetItems(ReportTags.ReferencedSopSequence))
                {
                    found.Add(
                        new EvidenceInstance(
                            examUid,
                            seriesUid,
                            new InstanceReference(
                                item.GetString(DicomTags.ReferencedSopClassUid) ?? "",
                                item.GetString(DicomTags.ReferencedSopInstanceUid) ?? ""
                            )
                        )
                    );
                }
            }
        }

        return found;
    }

    private static DicomDataset ExamItem(DicomDataset owner, IGrouping<string, EvidenceInstance> exam)
    {
        var item = new DicomDataset { Parent = owner };
        item.Set(DicomTags.StudyInstanceUid, exam.Key);
        item.SetItems(ReportTags.ReferencedSeriesSequence, [.. exam.GroupBy(e => e.SeriesUid).Select(series => SeriesItem(item, series))]);
        return item;
    }

    private static DicomDataset SeriesItem(DicomDataset owner, IGrouping<string, EvidenceInstance> series)
    {
        var item = new DicomDataset { Parent = owner };
        item.Set(DicomTags.SeriesInstanceUid, series.Key);
        var instances = series.DistinctBy(e => e.Instance.SopInstanceUid).Select(e => InstanceItem(item, e.Instance));
        item.SetItems(ReportTags.ReferencedSopSequence, [.. instances]);
        return item;
    }

    private static DicomDataset InstanceItem(DicomDataset owner, InstanceReference instance)
    {
        var item = new DicomDataset { Parent = owner };
        item.Set(DicomTags.ReferencedSopClassUid, instance.SopClassUid);
        item.Set(DicomTags.ReferencedSopInstanceUid, instance.SopInstanceUid);
        return item;
    }
}
