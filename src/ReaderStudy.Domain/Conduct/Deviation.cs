using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Conduct;

/// <summary>
/// A rule of the protocol that is set aside for one reader, case or session: asked for by a coordinator, approved by a statistician, each with
/// a signature and a reason. An approved one is part of the data and is reported. Requests and decisions are kept for ever.
/// </summary>
public sealed class Deviation
{
    public static readonly Rule ReasonIsGiven = new("deviation.reason-given", "A deviation needs a reason of 10 to 2,000 characters.");
    public static readonly Rule SecondRole = new(
        "deviation.second-role",
        "A deviation is decided by another person, in another role, than the one who asked for it."
    );
    public static readonly Rule DecidedOnce = new("deviation.decided-once", "This deviation was decided already.");
    public static readonly Rule UntilLock = new(
        "deviation.until-lock",
        "Deviations are asked for, decided and noted from the sealing to the data lock."
    );
    public static readonly Rule PlaceExists = new("deviation.place-exists", "A deviation names a reader, session and place of the study.");
    public static readonly Rule RuleIsKnown = new("deviation.rule-known", "This rule cannot be set aside.");

    /// <summary>In characters.</summary>
    public const int LongestReason = 2000;

    private Deviation() { }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    /// <summary>The rule that is set aside: its code, <c>session.washout</c>.</summary>
    public string RuleCode { get; private set; } = "";

    /// <summary>Whom it concerns; null: the whole study.</summary>
    public Guid? ReaderId { get; private set; }

    /// <summary>The session it concerns; null: all of the reader's.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>The position in the session; null: all of it.</summary>
    public int? Position { get; private set; }

    public string Reason { get; private set; } = "";

    public Guid RequestedBy { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DeviationStatus Status { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was approved or refused; null while undecided.</summary>
    public string? DecisionReason { get; private set; }

    public static Deviation Request(
        Guid studyId,
        Rule rule,
        Guid? readerId,
        Guid? sessionId,
        int? position,
        string reason,
        Guid by,
        DateTimeOffset at
    )
    {
        Require(reason.Trim().Length is >= 10 and <= LongestReason, ReasonIsGiven);
        return new Deviation
        {
            Id = Guid.CreateVersion7(at),
            StudyId = studyId,
            RuleCode = rule.Code,
            ReaderId = readerId,
            SessionId = sessionId,
            Position = position,
            Reason = reason.Trim(),
            RequestedBy = by,
            RequestedAt = at,
        };
    }

    /// <summary>A rule that was found broken, noted as a fact; there is nothing to approve.</summary>
    public static Deviation Note(
        Guid studyId,
        Rule rule,
        Guid? readerId,
        Guid? sessionId,
        int? position,
        string reason,
        Guid by,
        DateTimeOffset at
    )
    {
        var noted = Request(studyId, rule, readerId, sessionId, position, reason, by, at);
        noted.Status = DeviationStatus.Noted;
        return noted;
    }

    /// <summary>
    /// What the signature of the request covers: SHA-256 of id, rule, reader, session, position, reason, who and when (microseconds since the year 1, UTC), parted by
    /// a unit separator; ids in 32 digits, empty where there is none.
    /// </summary>
    public string RequestSha256() =>
        Sha256Of(
            Id.ToString("N"),
            RuleCode,
            ReaderId?.ToString("N"),
            SessionId?.ToString("N"),
            Position?.ToString(CultureInfo.InvariantCulture),
            Reason,
            RequestedBy.ToString("N"),
            (RequestedAt.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>What the signature of the decision covers: SHA-256 of <see cref="RequestSha256"/>, <c>approved</c> or <c>refused</c>, and the reason.</summary>
    public string DecisionSha256(bool approve, string reason) => Sha256Of(RequestSha256(), approve ? "approved" : "refused", reason.Trim());

    /// <summary>Decided by somebody else than who asked; the caller has checked the role and the signature.</summary>
    public void Decide(bool approve, string reason, Guid by, DateTimeOffset at)
    {
        Require(Status is DeviationStatus.Requested, DecidedOnce);
        Require(by != RequestedBy, SecondRole);
        Require(reason.Trim().Length is >= 10 and <= LongestReason, ReasonIsGiven);
        Status = approve ? DeviationStatus.Approved : DeviationStatus.Refused;
        DecisionReason = reason.Trim();
        DecidedBy = by;
        DecidedAt = at;
    }

    private static string Sha256Of(params IEnumerable<string?> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts))));
}

public enum DeviationStatus
{
    /// <summary>Waits for the second role.</summary>
    Requested,

    /// <summary>The rule is set aside where it says so.</summary>
    Approved,

    Refused,

    /// <summary>Happened, and is on record.</summary>
    Noted,
}
