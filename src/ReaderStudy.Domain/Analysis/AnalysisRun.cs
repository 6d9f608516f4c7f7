namespace ReaderStudy.Domain.Analysis;

/// <summary>A finished analysis, pinned: the same input, plan and version give the same bytes.</summary>
public sealed class AnalysisRun
{
    public AnalysisRun(
        Guid studyId,
        string inputSha256,
        string protocolSha256,
        string softwareVersion,
        string resultsJson,
        Guid runBy,
        DateTimeOffset runAt
    )
    {
        Id = Guid.CreateVersion7(runAt);
        StudyId = studyId;
        InputSha256 = inputSha256;
        ProtocolSha256 = protocolSha256;
        SoftwareVersion = softwareVersion;
        ResultsJson = resultsJson;
        RunBy = runBy;
        RunAt = runAt;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public string InputSha256 { get; private set; }

    public string ProtocolSha256 { get; private set; }

    public string SoftwareVersion { get; private set; }

    public string ResultsJson { get; private set; }

    public Guid RunBy { get; private set; }

    public DateTimeOffset RunAt { get; private set; }
}
