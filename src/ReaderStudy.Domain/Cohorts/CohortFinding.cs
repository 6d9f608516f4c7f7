using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Cohorts;

public enum FindingState
{
    /// <summary>Waits for a person.</summary>
    Open,

    /// <summary>What was wrong is not there any more, or was decided.</summary>
    Resolved,

    /// <summary>A person left it as it is, with a reason.</summary>
    Accepted,
}

/// <summary>
/// Something about the images of a cohort that a coordinator should look at. It is looked for again whenever the images change; a
/// decision stays as long as the same thing is found in the same words.
/// </summary>
public sealed class CohortFinding
{
    public static readonly Rule ReasonIsGiven = new("finding.reason", "A finding is accepted with a reason.");

    public static readonly Rule IsDecidedElsewhere = new(
        "finding.needs-decision",
        "This finding cannot be left as it is: decide what happens to the image."
    );

    public static readonly Rule NoneBlocksSealing = new(
        "finding.none-blocks-sealing",
        "Findings of the cohort are open that must be decided before the protocol is sealed. The quality page lists them."
    );

    public CohortFinding(
        Guid studyId,
        FindingKind kind,
        string subject,
        Guid? caseId,
        Guid? seriesId,
        string message,
        DateTimeOffset foundAt
    )
    {
        Id = Guid.CreateVersion7(foundAt);
        StudyId = studyId;
        Kind = kind;
        Subject = subject;
        CaseId = caseId;
        SeriesId = seriesId;
        Message = Clip(message);
        FoundAt = foundAt;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public FindingKind Kind { get; private set; }

    /// <summary>What it is about, so that it is known again: ids, a phase, a pseudonymous UID. With study and kind it is unique.</summary>
    public string Subject { get; private set; }

    /// <summary>Null while the images are in no case.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>Null when it concerns the whole case.</summary>
    public Guid? SeriesId { get; private set; }

    /// <summary>What was found, in a sentence without a full stop.</summary>
    public string Message { get; private set; }

    public FindingState State { get; private set; }

    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>Null while open, and when it went away by itself.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was accepted, or how it was resolved; null while open.</summary>
    public string? Reason { get; private set; }

    /// <summary>True while sealing is refused because of it.</summary>
    public bool Blocks => State is FindingState.Open && FindingKinds.IsBlocking(Kind);

    /// <summary>It is there again: a decision on the same message stays, another message opens it anew.</summary>
    public void FindAgain(string message, Guid? caseId, Guid? seriesId, DateTimeOffset at)
    {
        (CaseId, SeriesId) = (caseId, seriesId);
        if (State is FindingState.Resolved || Message != Clip(message))
        {
            Message = Clip(message);
            FoundAt = State is FindingState.Open ? FoundAt : at;
            (State, DecidedBy, DecidedAt, Reason) = (FindingState.Open, null, null, null);
        }
    }

    /// <summary>A person leaves it as it is.</summary>
    public void Accept(string reason, Guid personId, DateTimeOffset at)
    {
        Require(!FindingKinds.IsDecidedOnImages(Kind), IsDecidedElsewhere);
        Require(!string.IsNullOrWhiteSpace(reason), ReasonIsGiven);
        (State, Reason, DecidedBy, DecidedAt) = (FindingState.Accepted, Clip(reason.Trim(), 500), personId, at);
    }

    /// <summary>It is not there any more.</summary>
    /// <param name="how">What made it go away.</param>
    /// <param name="personId">Null: it was not found again.</param>
    /// <param name="at">When.</param>
    public void Resolve(string how, Guid? personId, DateTimeOffset at) =>
        (State, Reason, DecidedBy, DecidedAt) = (FindingState.Resolved, Clip(how, 500), personId, at);

    /// <summary>Takes a decision back.</summary>
    public void Reopen() => (State, Reason, DecidedBy, DecidedAt) = (FindingState.Open, null, null, null);

    private static string Clip(string text, int longest = 1000) => text.Length > longest ? text[..(longest - 1)] + "…" : text;
}
