namespace ReaderStudy.Domain.Readings;

/// <summary>One reader's block of cases in one arm, in an order that was drawn once at sealing.</summary>
public sealed class ReadingSession
{
    private readonly List<SessionPlace> _places = [];

    private ReadingSession() { }

    /// <param name="studyId">The study.</param>
    /// <param name="readerId">The <see cref="Studies.StudyReader"/>.</param>
    /// <param name="armId">An arm of the protocol.</param>
    /// <param name="number">Number of the session in the study, from 1; the stream of the generator.</param>
    /// <param name="seed">What the order was drawn from.</param>
    /// <param name="caseIds">The cases in the order in which they are read.</param>
    public ReadingSession(Guid studyId, Guid readerId, string armId, int number, ulong seed, IReadOnlyList<Guid> caseIds)
    {
        Id = Guid.CreateVersion7();
        StudyId = studyId;
        ReaderId = readerId;
        ArmId = armId;
        Number = number;
        Seed = seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _places.AddRange(caseIds.Select((caseId, index) => new SessionPlace(Id, index + 1, caseId, 1)));
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public Guid ReaderId { get; private set; }

    public string ArmId { get; private set; } = "";

    public int Number { get; private set; }

    /// <summary>An unsigned 64-bit number in decimal digits.</summary>
    public string Seed { get; private set; } = "";

    /// <summary>By position from 1.</summary>
    public IReadOnlyList<SessionPlace> Places => _places;
}

/// <summary>One place in a session: which case is read there, and for the how-manieth time.</summary>
public sealed class SessionPlace
{
    internal SessionPlace(Guid sessionId, int position, Guid caseId, int attempt)
    {
        SessionId = sessionId;
        Position = position;
        CaseId = caseId;
        Attempt = attempt;
    }

    public Guid SessionId { get; private set; }

    /// <summary>From 1.</summary>
    public int Position { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>From 1; larger for a hidden repeat.</summary>
    public int Attempt { get; private set; }
}
