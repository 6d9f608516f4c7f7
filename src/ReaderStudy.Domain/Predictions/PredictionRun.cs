using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Predictions;

public enum PredictionRunStatus
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>One model over the cases of one study, case by case; it can be stopped and taken up again.</summary>
public sealed class PredictionRun
{
    public static readonly Rule ResumeWhatEnded = new("prediction-run.resume", "Only a failed or cancelled run can be taken up again.");

    private PredictionRun() { }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    /// <summary>Folder name of the model package, or the rater's name in an imported file.</summary>
    public string ModelId { get; private set; } = "";

    /// <summary>SHA-256 of the package's model.json, which names every file by its hash; empty for imported labels.</summary>
    public string ModelSha256 { get; private set; } = "";

    /// <summary>True when labels came from a file instead of a model that ran here.</summary>
    public bool IsImported { get; private set; }

    public PredictionRunStatus Status { get; private set; }

    public int CasesTotal { get; private set; }

    public int CasesDone { get; private set; }

    public bool CancelIsRequested { get; private set; }

    /// <summary>Why the run failed, for the one who looks at it; null unless it did.</summary>
    public string? FailureReason { get; private set; }

    public Guid RequestedBy { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public bool IsOver => Status is PredictionRunStatus.Succeeded or PredictionRunStatus.Failed or PredictionRunStatus.Cancelled;

    public static PredictionRun Queue(Guid studyId, string modelId, string modelSha256, int casesTotal, Guid by, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            StudyId = studyId,
            ModelId = modelId,
            ModelSha256 = modelSha256,
            CasesTotal = casesTotal,
            RequestedBy = by,
            RequestedAt = at,
        };

    /// <summary>The labels of a model that ran elsewhere.</summary>
    public static PredictionRun Import(Guid studyId, string rater, int cases, Guid by, DateTimeOffset at)
    {
        var run = Queue(studyId, rater, "", cases, by, at);
        run.IsImported = true;
        run.Report(cases);
        run.Succeed(at);
        return run;
    }

    /// <param name="casesTotal">The study's included cases now; a draft may have got more since the run was queued.</param>
    public void Run(int casesTotal)
    {
        Status = PredictionRunStatus.Running;
        CasesTotal = casesTotal;
    }

    public void Report(int casesDone) => CasesDone = casesDone;

    public void RequestCancel() => CancelIsRequested = true;

    public void Succeed(DateTimeOffset at) => Finish(PredictionRunStatus.Succeeded, null, at);

    public void Fail(string reason, DateTimeOffset at) => Finish(PredictionRunStatus.Failed, reason, at);

    public void Cancel(DateTimeOffset at) => Finish(PredictionRunStatus.Cancelled, null, at);

    /// <summary>Queues the run again; cases that are done stay done.</summary>
    public void Resume()
    {
        Require(Status is PredictionRunStatus.Failed or PredictionRunStatus.Cancelled, ResumeWhatEnded);
        Status = PredictionRunStatus.Queued;
        CancelIsRequested = false;
        FailureReason = null;
        FinishedAt = null;
    }

    private void Finish(PredictionRunStatus status, string? reason, DateTimeOffset at)
    {
        Status = status;
        FailureReason = reason;
        FinishedAt = at;
    }
}
