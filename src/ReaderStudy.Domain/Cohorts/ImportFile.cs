namespace ReaderStudy.Domain.Cohorts;

public enum ImportFileStatus
{
    /// <summary>De-identified and stored, not yet in a case.</summary>
    Received,

    /// <summary>In a case.</summary>
    Placed,

    /// <summary>The same bytes were there already.</summary>
    Duplicate,

    /// <summary>Not imported; the reason says why.</summary>
    Rejected,

    /// <summary>Held until a person has looked at it, or has decided a conflict.</summary>
    Held,

    /// <summary>No image for reading: a directory, a report, a text file. Counted, not an error; the reason says what it is.</summary>
    PassedOver,
}

/// <summary>What became of one file of an import.</summary>
public sealed class ImportFile
{
    public ImportFile(Guid importId, string sourceKey, ImportFileStatus status, string? name, string? reason)
    {
        Id = Guid.CreateVersion7();
        ImportId = importId;
        SourceKey = sourceKey;
        Status = status;
        Name = name;
        Reason = reason;
    }

    public Guid Id { get; private set; }

    public Guid ImportId { get; private set; }

    /// <summary>Keyed hash of the file's path within the import and its size: a file is done once, whatever happens in between.</summary>
    public string SourceKey { get; private set; }

    public ImportFileStatus Status { get; private set; }

    /// <summary>The path, kept only where a person has to find the file again (rejected); null otherwise, for a path can name a patient.</summary>
    public string? Name { get; private set; }

    /// <summary>Why it was rejected or held, or what was passed over; null: nothing to say.</summary>
    public string? Reason { get; private set; }

    public void MarkReceived() => Status = ImportFileStatus.Received;

    public void MarkPlaced() => Status = ImportFileStatus.Placed;

    public void MarkDuplicate() => Status = ImportFileStatus.Duplicate;

    public void MarkHeld() => Status = ImportFileStatus.Held;

    public void Reject(string? name, string reason)
    {
        Status = ImportFileStatus.Rejected;
        Name = name;
        Reason = reason;
    }
}
