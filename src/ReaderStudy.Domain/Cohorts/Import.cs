using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Cohorts;

public enum ImportStatus
{
    /// <summary>Files are still being received.</summary>
    Receiving,
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>One import of images into a study. Its files are <see cref="ImportFile"/>; it can be run again without harm.</summary>
public sealed class Import
{
    public static readonly Rule StillReceiving = new("import.receiving", "Files can be added only before the import has started.");

    public static readonly Rule OverBeforeSealing = new(
        "import.over-before-sealing",
        "An import is still at work. Wait for its end, or cancel it, before the protocol is sealed."
    );

    public Import(Guid studyId, string? folder, Guid startedBy, DateTimeOffset startedAt, string? source = null)
    {
        Source = source;
        Id = Guid.CreateVersion7(startedAt);
        StudyId = studyId;
        Folder = folder;
        StartedBy = startedBy;
        StartedAt = startedAt;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    /// <summary>The folder on the server that is read; null when files were uploaded.</summary>
    public string? Folder { get; private set; }

    /// <summary>The archive or the receiving address that the images come from; null when they come from a folder or an upload.</summary>
    public string? Source { get; private set; }

    /// <summary>Slides and photographs are taken in too; else they lie beside the images as other files do.</summary>
    public bool WithPictures { get; private set; }

    public ImportStatus Status { get; private set; }

    /// <summary>0 until the files are counted, and while zips turn out to hold more than were.</summary>
    public int FilesTotal { get; private set; }

    public int FilesDone { get; private set; }

    /// <summary>Bytes of the files that were read.</summary>
    public long BytesDone { get; private set; }

    /// <summary>What de-identification did so far, as JSON; null: nothing yet.</summary>
    public string? ReportJson { get; private set; }

    public Guid StartedBy { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Why the whole import failed; null unless it did.</summary>
    public string? FailureReason { get; private set; }

    public bool IsOver => Status is ImportStatus.Succeeded or ImportStatus.Failed or ImportStatus.Cancelled;

    public void TakePictures() => WithPictures = true;

    public void Queue()
    {
        Require(Status is ImportStatus.Receiving, StillReceiving);
        Status = ImportStatus.Queued;
    }

    public void Report(int done, int total)
    {
        FilesDone = done;
        FilesTotal = total;
    }

    /// <summary>While a folder is read. Zips hold more files than were counted: then the end is not known before it is reached.</summary>
    public void ReportRead(int done, int counted) => Report(done, done < counted ? counted : 0);

    /// <summary>Saved together with the notes on the files that it sums, so that it counts each once.</summary>
    public void SumUp(string reportJson, long bytes)
    {
        ReportJson = reportJson;
        BytesDone += bytes;
    }

    public void Succeed(DateTimeOffset at) => Finish(ImportStatus.Succeeded, null, at);

    public void Fail(string reason, DateTimeOffset at) => Finish(ImportStatus.Failed, reason, at);

    private void Finish(ImportStatus status, string? reason, DateTimeOffset at)
    {
        Status = status;
        FailureReason = reason;
        FinishedAt = at;
    }
}
