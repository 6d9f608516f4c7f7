namespace ReaderStudy.Dicom.Series;

/// <summary>The images of one series.</summary>
/// <param name="SeriesInstanceUid">Its UID.</param>
/// <param name="Modality">CT, MR and so on; null if the header has none.</param>
/// <param name="Number">The series number, for the order in lists; null if the header has none.</param>
/// <param name="Instances">Its images, each SOP Instance UID once, in the order given.</param>
/// <param name="Duplicates">How many images were left out because their SOP Instance UID was there already.</param>
public sealed record SeriesGroup(
    string SeriesInstanceUid,
    string? Modality,
    int? Number,
    IReadOnlyList<DicomDataset> Instances,
    int Duplicates
);

/// <summary>One exam (a DICOM study) of one patient.</summary>
/// <param name="PatientId">The patient number or pseudonym; empty if the header has none.</param>
/// <param name="StudyInstanceUid">Its UID.</param>
/// <param name="Date">When it took place, as far as the headers tell.</param>
/// <param name="Series">Its series by number, then UID.</param>
public sealed record ExamGroup(string PatientId, string StudyInstanceUid, DateOnly? Date, IReadOnlyList<SeriesGroup> Series);

/// <summary>Sorts images into exams and series by what their headers say; folders and file names play no part.</summary>
public static class ExamGrouping
{
    /// <summary>
    /// The exams by patient and date. Images of two patients under one Study Instance UID become two exams. An image without a
    /// Study or Series Instance UID throws, for it belongs nowhere.
    /// </summary>
    /// <exception cref="DicomException">A UID is missing.</exception>
    public static IReadOnlyList<ExamGroup> Group(IEnumerable<DicomDataset> instances) =>
        [
            .. instances
                .GroupBy(d =>
                    (Patient: d.GetString(DicomTags.PatientId) ?? string.Empty, Study: d.RequireString(DicomTags.StudyInstanceUid))
                )
                .Select(exam => new ExamGroup(
                    exam.Key.Patient,
                    exam.Key.Study,
                    exam.Select(DateOf).FirstOrDefault(d => d is not null),
                    SeriesOf(exam)
                ))
                .OrderBy(e => e.PatientId, StringComparer.Ordinal)
                .ThenBy(e => e.Date)
                .ThenBy(e => e.StudyInstanceUid, StringComparer.Ordinal),
        ];

    private static List<SeriesGroup> SeriesOf(IEnumerable<DicomDataset> exam) =>
        [
            .. exam.GroupBy(d => d.RequireString(DicomTags.SeriesInstanceUid))
                .Select(series =>
                {
                    var all = series.ToList();
                    var once = all.DistinctBy(d => d.RequireString(DicomTags.SopInstanceUid)).ToList();
                    var number = once.Select(NumberOf).FirstOrDefault(n => n is not null);
                    return new SeriesGroup(series.Key, once[0].GetString(DicomTags.Modality), number, once, all.Count - once.Count);
                })
                .OrderBy(s => s.Number ?? int.MaxValue)
                .ThenBy(s => s.SeriesInstanceUid, StringComparer.Ordinal),
        ];

    private static DateOnly? DateOf(DicomDataset dataset)
    {
        try
        {
            return dataset.GetDate(DicomTags.StudyDate);
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private static int? NumberOf(DicomDataset dataset)
    {
        try
        {
            return dataset.GetInt(DicomTags.SeriesNumber);
        }
        catch (DicomException)
        {
            return null;
        }
    }
}
