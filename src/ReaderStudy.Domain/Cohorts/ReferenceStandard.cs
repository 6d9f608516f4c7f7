using ReaderStudy.Domain.Seen;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Domain.Cohorts;

/// <summary>The truth of a case. Append-only: a later revision replaces an earlier one, and both stay.</summary>
public sealed class ReferenceStandard
{
    /// <param name="caseId">The case.</param>
    /// <param name="revision">From 1.</param>
    /// <param name="classId">A class of the protocol's reference.</param>
    /// <param name="source">How it was established, in words.</param>
    /// <param name="recordedBy">Who brought it in; null: the platform, from votes.</param>
    /// <param name="recordedAt">When.</param>
    /// <param name="kind">What it rests on; null: not said.</param>
    /// <param name="referenceDate">When that was established; the day is dropped. Null: not known.</param>
    /// <param name="lesion">Where the lesion lies; null: not known.</param>
    public ReferenceStandard(
        Guid caseId,
        int revision,
        string classId,
        string source,
        Guid? recordedBy,
        DateTimeOffset recordedAt,
        ReferenceKind? kind = null,
        DateOnly? referenceDate = null,
        LesionPlace? lesion = null
    )
    {
        (LesionX, LesionY, LesionZ) = (lesion?.X, lesion?.Y, lesion?.Z);
        Kind = kind;
        ReferenceDate = referenceDate is { } date ? ReferenceMonth.Of(date) : null;
        Id = Guid.CreateVersion7(recordedAt);
        CaseId = caseId;
        Revision = revision;
        ClassId = classId;
        Source = source;
        RecordedBy = recordedBy;
        RecordedAt = recordedAt;
    }

    private ReferenceStandard() => (ClassId, Source) = ("", "");

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>From 1; the largest counts.</summary>
    public int Revision { get; private set; }

    /// <summary>A class of the protocol's reference, <c>HCC</c>.</summary>
    public string ClassId { get; private set; }

    /// <summary>How it was established: pathology, follow-up, panel, or the file that brought it.</summary>
    public string Source { get; private set; }

    /// <summary>What it rests on; null: not said.</summary>
    public ReferenceKind? Kind { get; private set; }

    /// <summary>First day of the month in which it was established; null: not known.</summary>
    public DateOnly? ReferenceDate { get; private set; }

    /// <summary>Of the lesion's centre in mm, in the patient's coordinates; null: not known.</summary>
    public double? LesionX { get; private set; }

    /// <summary>See <see cref="LesionX"/>.</summary>
    public double? LesionY { get; private set; }

    /// <summary>See <see cref="LesionX"/>.</summary>
    public double? LesionZ { get; private set; }

    /// <summary>Null: not known.</summary>
    public LesionPlace? Lesion => LesionX is { } x && LesionY is { } y && LesionZ is { } z ? new LesionPlace(x, y, z) : null;

    /// <summary>Who brought it in; null: the platform, from the votes of truthers.</summary>
    public Guid? RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The truth that a panel came to, as the platform writes it down.</summary>
    public static ReferenceStandard Of(TruthPanel panel, Guid caseId, int revision, DateTimeOffset at) =>
        new(caseId, revision, panel.ClassId!, panel.Source, null, at, panel.Kind, panel.ReferenceDate);
}
