namespace ReaderStudy.Dicom.Web;

/// <summary>What exams of an archive are searched by; what is null does not narrow the search.</summary>
public sealed record ExamQuery
{
    /// <summary>Study Instance UID: one exam.</summary>
    public string? ExamUid { get; init; }

    public string? PatientId { get; init; }

    public string? AccessionNumber { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>One modality that the exam holds, <c>CT</c>.</summary>
    public string? Modality { get; init; }

    /// <summary>Words of the study description, anywhere in it.</summary>
    public string? Description { get; init; }

    /// <summary>True if nothing narrows the search.</summary>
    public bool IsEmpty => this == new ExamQuery();

    /// <summary>As QIDO-RS writes it (PS3.18 8.3.4): name and value, not yet escaped.</summary>
    public IEnumerable<(string Name, string Value)> Parameters()
    {
        if (ExamUid is { } exam)
        {
            yield return ("StudyInstanceUID", exam);
        }

        if (PatientId is { } patient)
        {
            yield return ("PatientID", patient);
        }

        if (AccessionNumber is { } accession)
        {
            yield return ("AccessionNumber", accession);
        }

        if (From is not null || To is not null)
        {
            yield return ("StudyDate", FormattableString.Invariant($"{From:yyyyMMdd}-{To:yyyyMMdd}"));
        }

        if (Modality is { } modality)
        {
            yield return ("ModalitiesInStudy", modality);
        }

        if (Description is { } description)
        {
            yield return ("StudyDescription", $"*{description}*");
        }
    }
}
