using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Conduct;

/// <summary>
/// A question between a reader and the coordinators about a reading, a session or (among coordinators) a case. What was said is kept for ever;
/// where it stands follows from the last thing that was said: open, answered, closed, opened again with a reason.
/// </summary>
public sealed class Query
{
    public static readonly Rule TextIsGiven = new("query.text-given", "Write what you want to say, in 1 to 2,000 characters.");
    public static readonly Rule ReasonIsGiven = new(
        "query.reason-given",
        "A closed query is opened again with a reason of at least 10 characters."
    );
    public static readonly Rule OtherSideAnswers = new("query.other-side-answers", "A query is answered by the side that was asked.");
    public static readonly Rule OpenIsAnswered = new("query.open-is-answered", "Only an open query can be answered.");
    public static readonly Rule AskerCloses = new(
        "query.asker-closes",
        "An answered query is closed by who asked or by a coordinator; an open one is withdrawn by who asked."
    );
    public static readonly Rule ClosedIsReopened = new("query.closed-is-reopened", "Only a closed query can be opened again.");
    public static readonly Rule Changed = new("query.changed", "Somebody else wrote in this query at the same moment. Look at it again.");
    public static readonly Rule UntilLock = new("query.until-lock", "Queries are asked and answered from the sealing to the data lock.");
    public static readonly Rule Unblinds = new("query.unblinds", "Queries say nothing that could unblind.");

    public static readonly Rule SubjectIsGiven = new("query.subject-given", "A query names a session, a place in it, or a case.");

    /// <summary>Longest text, in characters.</summary>
    public const int LongestText = 2000;

    private readonly List<QueryMessage> _messages = [];

    private Query() { }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    /// <summary>From 1 in each study.</summary>
    public int Number { get; private set; }

    public QueryKind Kind { get; private set; }

    public QuerySide AskedBy { get; private set; }

    /// <summary>The reader whom it concerns; null: it is about a case, among coordinators.</summary>
    public Guid? ReaderId { get; private set; }

    /// <summary>Null: about a case.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>Place in the session; null: about the session as a whole, or a case.</summary>
    public int? Position { get; private set; }

    /// <summary>Set where it is among coordinators; never shown to readers.</summary>
    public Guid? CaseId { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>In the order in which they were written.</summary>
    public IReadOnlyList<QueryMessage> Messages => _messages;

    public QueryState State => _messages.MaxBy(m => m.Number)!.Leads;

    /// <summary>True while somebody has to do something: it stands in the way of the data lock.</summary>
    public bool IsPending => State is not QueryState.Closed;

    /// <summary>About a reader's session, or one place in it.</summary>
    public static Query About(
        (Guid Study, int Number) place,
        (Guid Reader, Guid Session, int? Position) subject,
        QueryKind kind,
        QuerySide side,
        string text,
        Guid by,
        DateTimeOffset at
    )
    {
        var query = Make(place, kind, side, at);
        query.ReaderId = subject.Reader;
        query.SessionId = subject.Session;
        query.Position = subject.Position;
        query.Add(QueryState.Open, side, text, by, at);
        return query;
    }

    /// <summary>About a case, among coordinators.</summary>
    public static Query AboutCase((Guid Study, int Number) place, Guid caseId, QueryKind kind, string text, Guid by, DateTimeOffset at)
    {
        var query = Make(place, kind, QuerySide.Coordinator, at);
        query.CaseId = caseId;
        query.Add(QueryState.Open, QuerySide.Coordinator, text, by, at);
        return query;
    }

    public QueryMessage Answer(QuerySide side, string text, Guid by, DateTimeOffset at)
    {
        Require(State is QueryState.Open, OpenIsAnswered);
        Require(CaseId is not null || side != AskedBy, OtherSideAnswers);
        return Add(QueryState.Answered, side, text, by, at);
    }

    /// <summary>Closes an answered query, or withdraws an open one.</summary>
    public QueryMessage Close(QuerySide side, string text, Guid by, DateTimeOffset at)
    {
        Require(
            State is QueryState.Answered ? side == AskedBy || side is QuerySide.Coordinator : State is QueryState.Open && side == AskedBy,
            AskerCloses
        );
        return Add(QueryState.Closed, side, string.IsNullOrWhiteSpace(text) ? "Closed." : text, by, at);
    }

    public QueryMessage Reopen(QuerySide side, string reason, Guid by, DateTimeOffset at)
    {
        Require(State is QueryState.Closed, ClosedIsReopened);
        Require(reason.Trim().Length >= 10, ReasonIsGiven);
        return Add(QueryState.Open, side, reason, by, at);
    }

    private static Query Make((Guid Study, int Number) place, QueryKind kind, QuerySide side, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            StudyId = place.Study,
            Number = place.Number,
            Kind = kind,
            AskedBy = side,
            AskedAt = at,
        };

    private QueryMessage Add(QueryState leads, QuerySide side, string text, Guid by, DateTimeOffset at)
    {
        Require(text.Trim().Length is >= 1 and <= LongestText, TextIsGiven);
        var message = new QueryMessage(Id, _messages.Count + 1, leads, side, text.Trim(), by, at);
        _messages.Add(message);
        return message;
    }
}
