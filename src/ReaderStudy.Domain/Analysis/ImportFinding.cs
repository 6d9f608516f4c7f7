namespace ReaderStudy.Domain.Analysis;

/// <summary>Something irregular in a file of finished readings: kept as it stands, reported, never mended.</summary>
public sealed class ImportFinding
{
    public ImportFinding(Guid studyId, int row, string caseCode, string rater, string message)
    {
        Id = Guid.CreateVersion7();
        StudyId = studyId;
        Row = row;
        CaseCode = caseCode;
        Rater = rater;
        Message = message;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    /// <summary>Line in the file, the header being line 1.</summary>
    public int Row { get; private set; }

    public string CaseCode { get; private set; }

    public string Rater { get; private set; }

    public string Message { get; private set; }
}
