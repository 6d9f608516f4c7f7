using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Conduct;

/// <summary>
/// What was locked: the state of the data by its hash, what was missing and why, and where the audit trail stood. One a study; never changed,
/// never deleted. The database takes it only while <see cref="FinalRevisions"/> is how many there are, so that no reading slips in beside it.
/// </summary>
public sealed class DataLock
{
    public static readonly Rule ReasonIsGiven = new(
        "study.lock-reason",
        "Where readings are missing the data are locked with a reason of 10 to 2,000 characters."
    );
    public static readonly Rule NothingPends = new("study.lock-pending", "The data are locked when nothing pends.");
    public static readonly Rule DataChanged = new("study.data-changed", "The data are not those that were shown.");

    private DataLock() { }

    public DataLock(DataState state, string? reason, long auditSequence, string auditHash, Guid by, DateTimeOffset at)
    {
        var given = reason?.Trim() ?? "";
        Require(
            given.Length is >= 10 and <= 2000 || (given.Length == 0 && state.Missing == 0),
            ReasonIsGiven,
            state.Missing == 0
                ? $"Nothing is missing; what is written has {given.Length}."
                : $"{state.Missing} of {state.Planned} places are not read."
        );
        StudyId = state.StudyId;
        StateSha256 = state.Sha256;
        FinalRevisions = state.FinalRevisions;
        Planned = state.Planned;
        Read = state.Read;
        Skipped = state.Skipped;
        Reason = given.Length == 0 ? null : given;
        AuditSequence = auditSequence;
        AuditHash = auditHash;
        LockedBy = by;
        LockedAt = at;
    }

    public Guid StudyId { get; private set; }

    /// <summary><see cref="DataState.Sha256"/>: what both signatures cover.</summary>
    public string StateSha256 { get; private set; } = "";

    /// <summary>How many revisions the hash covers.</summary>
    public int FinalRevisions { get; private set; }

    /// <summary>Places in all sessions.</summary>
    public int Planned { get; private set; }

    /// <summary>Places that were read.</summary>
    public int Read { get; private set; }

    /// <summary>Places that were skipped with a reason.</summary>
    public int Skipped { get; private set; }

    public int Missing => Planned - Read - Skipped;

    /// <summary>Why readings are missing; null where none is.</summary>
    public string? Reason { get; private set; }

    /// <summary>
    /// An entry of the audit trail, the last one when the data were looked at: the lock's own entry comes after it, others may stand between.
    /// </summary>
    public long AuditSequence { get; private set; }

    /// <summary>Of that entry.</summary>
    public string AuditHash { get; private set; } = "";

    public Guid LockedBy { get; private set; }

    public DateTimeOffset LockedAt { get; private set; }
}
