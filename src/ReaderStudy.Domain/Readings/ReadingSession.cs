using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Domain.Readings;

public enum SessionKind
{
    /// <summary>Its readings are the study's data.</summary>
    Pivotal,

    /// <summary>On training cases, before the first pivotal session.</summary>
    Training,
}

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

    /// <param name="studyId">The study.</param>
    /// <param name="allocated">As drawn.</param>
    /// <param name="seed">What it was drawn from.</param>
    public ReadingSession(Guid studyId, AllocatedSession allocated, ulong seed)
    {
        Id = Guid.CreateVersion7();
        StudyId = studyId;
        ReaderId = allocated.ReaderId;
        Kind = allocated.Kind;
        Period = allocated.Period;
        Part = allocated.Part;
        ArmId = allocated.ArmId;
        RevealArmId = allocated.RevealArmId;
        Number = allocated.Number;
        Seed = seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _places.AddRange(
            allocated.Places.Select((p, index) => new SessionPlace(Id, index + 1, p.CaseId, p.Attempt, p.IsRevealed, p.ShamClassId))
        );
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public Guid ReaderId { get; private set; }

    public SessionKind Kind { get; private set; }

    /// <summary>From 1; 0 for training. A reader's second period begins when the first is read and, case by case, its washout is over.</summary>
    public int Period { get; private set; } = 1;

    /// <summary>From 1; a block of cases that is too long for one session is cut into parts.</summary>
    public int Part { get; private set; } = 1;

    public string ArmId { get; private set; } = "";

    /// <summary>Sequential designs: the arm in which a case is read again at once, after it was locked in <see cref="ArmId"/>. Null: none.</summary>
    public string? RevealArmId { get; private set; }

    public int Number { get; private set; }

    /// <summary>An unsigned 64-bit number in decimal digits.</summary>
    public string Seed { get; private set; } = "";

    /// <summary>By position from 1.</summary>
    public IReadOnlyList<SessionPlace> Places => _places;

    /// <summary>Of a training: the how-manieth time it is taken, from 1, which is the attempt of its places.</summary>
    public int Try => Kind is SessionKind.Training && _places.Count > 0 ? _places.Min(p => p.Attempt) : 1;

    /// <summary>The same training once more, in an order that is newly drawn from the same seed by the new session's number.</summary>
    /// <param name="number">The next number in the study.</param>
    /// <param name="byCode">This session's places by the code of their case, so that anyone can repeat the draw.</param>
    public ReadingSession Again(int number, IReadOnlyList<SessionPlace> byCode)
    {
        var seed = ulong.Parse(Seed, System.Globalization.CultureInfo.InvariantCulture);
        var order = ReadingOrder.Draw(byCode, seed, (ulong)number);
        return new ReadingSession(
            StudyId,
            new AllocatedSession(
                number,
                ReaderId,
                Kind,
                Period,
                Part,
                ArmId,
                RevealArmId,
                order.Select(p => new AllocatedPlace(p.CaseId, p.Attempt + 1, p.IsRevealed, p.ShamClassId)).ToList()
            ),
            seed
        );
    }
}

/// <summary>One place in a session: which case is read there, and for the how-manieth time.</summary>
public sealed class SessionPlace
{
    internal SessionPlace(Guid sessionId, int position, Guid caseId, int attempt, bool isRevealed = true, string? shamClassId = null)
    {
        IsRevealed = isRevealed;
        ShamClassId = shamClassId;
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

    /// <summary>Sequential designs: false where the AI stays hidden after the unaided lock, which the reader learns only then.</summary>
    public bool IsRevealed { get; private set; } = true;

    /// <summary>The wrong class that is shown as the AI's output on a catch case; null: the model's own output is shown.</summary>
    public string? ShamClassId { get; private set; }
}
