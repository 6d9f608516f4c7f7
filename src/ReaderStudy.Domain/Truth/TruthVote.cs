using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Truth;

/// <summary>What one truther says the truth of a case is. Append-only: every vote of every round stays, for the variability of truth.</summary>
public sealed class TruthVote
{
    public const int LongestRationale = 2000;

    public static readonly Rule RationaleIsGiven = new(
        "truth.rationale-given",
        "Whoever votes after the others' votes were shown says why, in at most 2,000 characters."
    );

    private TruthVote() { }

    /// <param name="caseId">The case.</param>
    /// <param name="trutherId">The person.</param>
    /// <param name="seat">Where the vote stands; see <see cref="TruthPanel.SeatOf"/>.</param>
    /// <param name="classId">A class of the protocol's reference.</param>
    /// <param name="kind">What the vote rests on.</param>
    /// <param name="referenceDate">When that was established; the day is dropped. Null: not known.</param>
    /// <param name="rationale">Why; may be empty in the first round.</param>
    /// <param name="at">When the vote was given.</param>
    public TruthVote(
        Guid caseId,
        Guid trutherId,
        TruthSeat seat,
        string classId,
        ReferenceKind kind,
        DateOnly? referenceDate,
        string rationale,
        DateTimeOffset at
    )
    {
        Rationale = rationale.Trim();
        Require(Rationale.Length <= LongestRationale && (seat.Round == 1 || Rationale.Length > 0), RationaleIsGiven);
        Id = Guid.CreateVersion7(at);
        CaseId = caseId;
        TrutherId = trutherId;
        Round = seat.Round;
        Seat = seat.Number;
        PanelSize = seat.PanelSize;
        ClassId = classId;
        Kind = kind;
        ReferenceDate = referenceDate is { } date ? ReferenceMonth.Of(date) : null;
        // To the microsecond: both databases keep that much, and signatures hash it.
        At = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public Guid TrutherId { get; private set; }

    /// <summary>From 1. With two truthers and a third, 2 is the adjudication.</summary>
    public int Round { get; private set; }

    /// <summary>From 1, in the order in which the votes of a round came; unique in it, so that two at one moment cannot both be the last.</summary>
    public int Seat { get; private set; }

    /// <summary>How many truthers the study had when the vote was given.</summary>
    public int PanelSize { get; private set; }

    public string ClassId { get; private set; } = "";

    public ReferenceKind Kind { get; private set; }

    /// <summary>First day of the month in which the reference was established; null: not known.</summary>
    public DateOnly? ReferenceDate { get; private set; }

    public string Rationale { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
