namespace ReaderStudy.Domain.Cohorts;

/// <summary>The truth of a case. Append-only: a later revision replaces an earlier one, and both stay.</summary>
public sealed class ReferenceStandard
{
    public ReferenceStandard(Guid caseId, int revision, string classId, string source, Guid recordedBy, DateTimeOffset recordedAt)
    {
        Id = Guid.CreateVersion7(recordedAt);
        CaseId = caseId;
        Revision = revision;
        ClassId = classId;
        Source = source;
        RecordedBy = recordedBy;
        RecordedAt = recordedAt;
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>From 1; the largest counts.</summary>
    public int Revision { get; private set; }

    /// <summary>A class of the protocol's reference, <c>HCC</c>.</summary>
    public string ClassId { get; private set; }

    /// <summary>How it was established: pathology, follow-up, panel, or the file that brought it.</summary>
    public string Source { get; private set; }

    public Guid RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
}
