using System.Text.Json;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Readings;

public enum ReadingStatus
{
    /// <summary>The case is on the reader's screen; nothing is answered.</summary>
    Opened,

    /// <summary>Some answers are saved.</summary>
    Draft,

    /// <summary>Final.</summary>
    Locked,

    /// <summary>Final without an answer: the reader could not evaluate the case, and said why.</summary>
    Skipped,
}

/// <summary>
/// One reader x one case x one arm x one session x one attempt. Answers live in <see cref="ReadingRevision"/>s, which are only ever added.
/// </summary>
public sealed class Reading
{
    /// <summary>Longest reason of a skip, a correction or a confirmation, in characters.</summary>
    public const int LongestReason = 2000;

    /// <summary>Longest answers to one case, in characters of their JSON.</summary>
    public const int LongestAnswers = 100_000;

    private const int ShortestReason = 3;

    public static readonly Rule NoEditAfterLock = new("reading.no-edit-after-lock", "A locked reading cannot be changed.");
    public static readonly Rule AnswersAreValid = new("reading.answers-valid", "The answers do not fit the questions.");
    public static readonly Rule AnswersHaveRoom = new(
        "reading.answers-room",
        "The answers to one case are longer than can be kept, 100,000 characters in all. Shorten what is written, or draw fewer marks or corners."
    );
    public static readonly Rule AnswersAreComplete = new(
        "reading.answers-complete",
        "Everything that is asked must be answered before the reading is locked."
    );
    public static readonly Rule NoContradiction = new(
        "reading.contradiction",
        "These answers contradict each other. Change one of them, or say why they stand."
    );
    public static readonly Rule SkipHasReason = new(
        "reading.skip-reason",
        "A case is skipped with a reason; 'another reason' is explained in 3 to 2,000 characters."
    );
    public static readonly Rule CorrectsLocked = new(
        "reading.corrects-locked",
        "Only a locked reading is corrected: an open one is simply changed, a skipped one stays skipped."
    );
    public static readonly Rule CorrectionHasReason = new(
        "reading.correction-reason",
        "A correction needs a reason of 3 to 2,000 characters. The locked answers are kept beside it."
    );
    public static readonly Rule NotOvertaken = new(
        "reading.overtaken",
        "These answers were changed elsewhere in the meantime, as in another tab. Open the case again to see what counts now, then change that."
    );

    private readonly List<ReadingRevision> _revisions = [];

    private Reading() { }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public Guid ReaderId { get; private set; }

    public Guid CaseId { get; private set; }

    public string ArmId { get; private set; } = "";

    public Guid SessionId { get; private set; }

    public int Attempt { get; private set; }

    /// <summary>The <see cref="Studies.ProtocolVersion"/> in force when it was opened; its answers are judged by that one.</summary>
    public int ProtocolVersion { get; private set; } = 1;

    public ReadingStatus Status { get; private set; }

    /// <summary>Of the second reading of a sequential session: when the AI was revealed.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When it became final, by a lock or a skip; a correction leaves it.</summary>
    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>When the reader asked for the AI, in an arm that shows it on request; null: never.</summary>
    public DateTimeOffset? AiRevealedAt { get; private set; }

    /// <summary>In the order in which they were saved; the last one counts.</summary>
    public IReadOnlyList<ReadingRevision> Revisions => _revisions;

    /// <summary>The revision that counts; null while nothing was saved.</summary>
    public ReadingRevision? Latest => _revisions.MaxBy(r => r.Number);

    /// <summary>Locked or skipped.</summary>
    public bool IsFinal => Status is ReadingStatus.Locked or ReadingStatus.Skipped;

    /// <param name="session">Whose place it is.</param>
    /// <param name="place">Which case.</param>
    /// <param name="at">Now.</param>
    /// <param name="protocolVersion">In force now.</param>
    /// <param name="armId">Null: the session's arm; its second arm for the second reading of a sequential session.</param>
    public static Reading Open(
        ReadingSession session,
        SessionPlace place,
        DateTimeOffset at,
        int protocolVersion = 1,
        string? armId = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            StudyId = session.StudyId,
            ReaderId = session.ReaderId,
            CaseId = place.CaseId,
            ArmId = armId ?? session.ArmId,
            SessionId = session.Id,
            Attempt = place.Attempt,
            ProtocolVersion = protocolVersion,
            OpenedAt = at,
        };

    /// <summary>Autosave. The last save once more, as after an answer that got lost on the way, is harmless.</summary>
    /// <param name="protocol">Of <see cref="ProtocolVersion"/>.</param>
    /// <param name="answers">What the reader has so far.</param>
    /// <param name="clientSequence">The page's count of changes.</param>
    /// <param name="timesJson">The page's own clock.</param>
    /// <param name="at">Now.</param>
    /// <param name="after">Client sequence of the last save that the page knows of; null: it does not say.</param>
    /// <returns>The revision that counts now.</returns>
    /// <exception cref="BrokenRuleException">The reading is final, other answers were saved that the page does not know of, or these are not valid.</exception>
    public ReadingRevision SaveDraft(
        Protocol protocol,
        AnswerSheet answers,
        long clientSequence,
        string? timesJson,
        DateTimeOffset at,
        long? after = null
    )
    {
        answers = answers.CanonicalIn(protocol);
        if (Latest is { } latest && clientSequence <= latest.ClientSequence && latest.AnswersJson == answers.ToJson())
        {
            return latest;
        }

        Require(!IsFinal, NoEditAfterLock);
        RequireNotOvertaken(answers.ToJson(), clientSequence, after);
        RequireValid(protocol, answers);
        Status = ReadingStatus.Draft;
        return Add(RevisionKind.Draft, answers, clientSequence, timesJson, at, RevisionGrounds.None);
    }

    /// <summary>Final answers. Locking again with the same answers is harmless.</summary>
    /// <param name="protocol">Of <see cref="ProtocolVersion"/>.</param>
    /// <param name="answers">What the reader found.</param>
    /// <param name="clientSequence">The page's count of changes.</param>
    /// <param name="timesJson">The page's own clock.</param>
    /// <param name="at">Now.</param>
    /// <param name="confirmed">By check: why contradicting answers stand; null: none was confirmed.</param>
    /// <param name="after">Client sequence of the last save that the page knows of; null: it does not say.</param>
    /// <exception cref="BrokenRuleException">
    /// The reading is final with other answers, others were saved that the page does not know of, or these are not valid, complete and free of
    /// unconfirmed contradictions.
    /// </exception>
    public ReadingRevision Lock(
        Protocol protocol,
        AnswerSheet answers,
        long clientSequence,
        string? timesJson,
        DateTimeOffset at,
        IReadOnlyDictionary<string, string>? confirmed = null,
        long? after = null
    )
    {
        answers = answers.CanonicalIn(protocol);
        if (IsFinal)
        {
            Require(Status is ReadingStatus.Locked && Latest!.AnswersJson == answers.ToJson(), NoEditAfterLock);
            return Latest!;
        }

        RequireNotOvertaken(answers.ToJson(), clientSequence, after);
        var confirmedJson = RequireFinal(protocol, answers, confirmed);
        Status = ReadingStatus.Locked;
        LockedAt = at;
        return Add(RevisionKind.Lock, answers, clientSequence, timesJson, at, new RevisionGrounds(ConfirmedJson: confirmedJson));
    }

    /// <summary>Final without an answer. Skipping again for the same reason is harmless.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="text">In the reader's words.</param>
    /// <param name="clientSequence">The page's count of changes.</param>
    /// <param name="timesJson">The page's own clock.</param>
    /// <param name="at">Now.</param>
    /// <param name="after">Client sequence of the last save that the page knows of; null: it does not say.</param>
    public ReadingRevision Skip(
        SkipReason reason,
        string text,
        long clientSequence,
        string? timesJson,
        DateTimeOffset at,
        long? after = null
    )
    {
        var words = text.Trim();
        if (IsFinal)
        {
            Require(Status is ReadingStatus.Skipped && Latest!.SkipReason == reason && Latest.Reason == words, NoEditAfterLock);
            return Latest!;
        }

        RequireNotOvertaken(null, clientSequence, after);
        Require(words.Length <= LongestReason && (reason is not SkipReason.Other || words.Length >= ShortestReason), SkipHasReason);
        Status = ReadingStatus.Skipped;
        LockedAt = at;
        return Add(RevisionKind.Skip, AnswerSheet.Empty, clientSequence, timesJson, at, new RevisionGrounds(words, reason));
    }

    /// <summary>New answers to a locked reading; the earlier revisions stay. The same answers again change nothing.</summary>
    /// <exception cref="BrokenRuleException">It is not locked, was corrected elsewhere meanwhile, or a reason or an answer is missing.</exception>
    public ReadingRevision Correct(
        Protocol protocol,
        AnswerSheet answers,
        string reason,
        long clientSequence,
        DateTimeOffset at,
        IReadOnlyDictionary<string, string>? confirmed = null
    )
    {
        Require(Status is ReadingStatus.Locked, CorrectsLocked);
        answers = answers.CanonicalIn(protocol);
        var latest = Latest!;
        if (latest.AnswersJson == answers.ToJson())
        {
            return latest;
        }

        Require(clientSequence > latest.ClientSequence, NotOvertaken);
        var words = reason.Trim();
        Require(words.Length is >= ShortestReason and <= LongestReason, CorrectionHasReason);
        var confirmedJson = RequireFinal(protocol, answers, confirmed);
        return Add(RevisionKind.Correction, answers, clientSequence, null, at, new RevisionGrounds(words, ConfirmedJson: confirmedJson));
    }

    /// <summary>The reader asks for the AI; asking again is harmless.</summary>
    /// <returns>True the first time.</returns>
    /// <exception cref="BrokenRuleException">The reading is final: what is seen now can no longer be part of it.</exception>
    public bool RevealAi(DateTimeOffset at)
    {
        if (AiRevealedAt is not null)
        {
            return false;
        }

        Require(!IsFinal, NoEditAfterLock);
        AiRevealedAt = at;
        return true;
    }

    /// <summary>A finished reading from a file, taken as it stands: irregular answers are kept and reported, never mended.</summary>
    public static Reading Import(ReadingSession session, SessionPlace place, AnswerSheet answers, DateTimeOffset at)
    {
        RequireRoom(answers);
        var reading = Open(session, place, at);
        reading.Status = ReadingStatus.Locked;
        reading.LockedAt = at;
        reading.Add(RevisionKind.Import, answers, 0, null, at, RevisionGrounds.None);
        return reading;
    }

    /// <summary>
    /// Nothing is written over answers that the writer has not seen: those of another tab. The same answers overtake nothing.
    /// </summary>
    private void RequireNotOvertaken(string? answersJson, long clientSequence, long? after) =>
        Require(
            Latest is not { } latest
                || latest.AnswersJson == answersJson
                || (clientSequence > latest.ClientSequence && (after is null || after == latest.ClientSequence)),
            NotOvertaken
        );

    private static void RequireValid(Protocol protocol, AnswerSheet answers)
    {
        RequireRoom(answers);
        var faults = answers.FaultsIn(protocol);
        Require(faults.Count == 0, AnswersAreValid, string.Join(" ", faults));
    }

    private static void RequireRoom(AnswerSheet answers) => Require(answers.ToJson().Length <= LongestAnswers, AnswersHaveRoom);

    /// <returns>The confirmations that were needed, as JSON; null: none.</returns>
    private static string? RequireFinal(Protocol protocol, AnswerSheet answers, IReadOnlyDictionary<string, string>? confirmed)
    {
        RequireValid(protocol, answers);
        var missing = answers.MissingIn(protocol);
        Require(missing.Count == 0, AnswersAreComplete, "Missing: " + string.Join(", ", missing) + ".");
        var found = answers.ContradictionsIn(protocol);
        var open = found.Where(c => ReasonFor(c, confirmed).Length is < ShortestReason or > LongestReason).ToList();
        if (open.Count > 0)
        {
            throw new BrokenRuleException(NoContradiction, string.Join(" ", open.Select(c => c.Message))) { Checks = open };
        }

        return found.Count == 0
            ? null
            : JsonSerializer.Serialize(
                new SortedDictionary<string, string>(found.ToDictionary(c => c.Id, c => ReasonFor(c, confirmed)), StringComparer.Ordinal)
            );
    }

    private static string ReasonFor(ConsistencyCheck check, IReadOnlyDictionary<string, string>? confirmed) =>
        confirmed?.GetValueOrDefault(check.Id)?.Trim() ?? "";

    private ReadingRevision Add(
        RevisionKind kind,
        AnswerSheet answers,
        long clientSequence,
        string? timesJson,
        DateTimeOffset at,
        RevisionGrounds grounds
    )
    {
        var revision = new ReadingRevision(Id, _revisions.Count + 1, kind, answers.ToJson(), clientSequence, timesJson, at, grounds);
        _revisions.Add(revision);
        return revision;
    }
}
