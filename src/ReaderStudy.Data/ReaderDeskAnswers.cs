using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <param name="SessionId">The session.</param>
/// <param name="StudyName">What the coordinator called the study.</param>
/// <param name="ArmName">The reading condition.</param>
/// <param name="Kind">Pivotal or training.</param>
/// <param name="Total">Cases in the session.</param>
/// <param name="Locked">Cases done: locked or skipped.</param>
/// <param name="IsOpen">False once the data are locked.</param>
/// <param name="Waits">Why the next case does not open now; null: it opens, or none is left.</param>
/// <param name="Training">How the training went; null: no training, or not finished.</param>
/// <param name="Signing">What the reader's signature is missing from; null where the protocol asks for none.</param>
public sealed record MySession(
    Guid SessionId,
    string StudyName,
    string ArmName,
    SessionKind Kind,
    int Total,
    int Locked,
    bool IsOpen,
    OpeningRefusal? Waits,
    TrainingResult? Training,
    UnsignedCount? Signing
);

/// <param name="Score">Right answers of those that are scored.</param>
/// <param name="Passed">Whether pivotal cases open by it.</param>
/// <param name="Try">The how-manieth time it was taken.</param>
/// <param name="MostTries">How often it may be taken.</param>
public sealed record TrainingResult(TrainingScore Score, bool Passed, int Try, int MostTries)
{
    public bool MayBeTakenAgain => !Passed && Try < MostTries;
}

/// <param name="Waiting">Locked or skipped readings that wait for the signature, corrected ones included.</param>
/// <param name="Superseded">Of those the ones that were signed before they were corrected.</param>
public sealed record UnsignedCount(int Waiting, int Superseded);

/// <param name="SessionId">The session.</param>
/// <param name="StudyName">What the coordinator called the study.</param>
/// <param name="Version">Number of the protocol's version.</param>
/// <param name="Instructions">Plain text; a blank line ends a paragraph.</param>
/// <param name="AreAsked">Whether the protocol asks readers to acknowledge them.</param>
/// <param name="AreAcknowledged">Whether this reader did.</param>
public sealed record InstructionsToRead(
    Guid SessionId,
    string StudyName,
    int Version,
    string Instructions,
    bool AreAsked,
    bool AreAcknowledged
);

/// <param name="SessionId">The session.</param>
/// <param name="StudyName">What the coordinator called the study.</param>
/// <param name="ArmName">The reading condition.</param>
/// <param name="Kind">Pivotal or training.</param>
/// <param name="IsSequential">Each case is read unaided, locked, and perhaps read again with the AI.</param>
/// <param name="Total">Cases in the session.</param>
/// <param name="ProtocolVersion">By whose questions the case to read now is judged.</param>
/// <param name="Position">The case to read now, from 1; null when all are done.</param>
/// <param name="Done">Cases locked or skipped.</param>
/// <param name="IsOpen">False once the data are locked.</param>
/// <param name="Rules">What holds while somebody reads.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="Hanging">How a case opens.</param>
/// <param name="Instructions">What readers are told; plain text.</param>
/// <param name="Glossary">What the study's terms mean; null: nothing is explained.</param>
public sealed record SessionState(
    Guid SessionId,
    string StudyName,
    string ArmName,
    SessionKind Kind,
    bool IsSequential,
    int Total,
    int ProtocolVersion,
    int? Position,
    int Done,
    bool IsOpen,
    ReadingRules Rules,
    IReadOnlyList<Question> Questions,
    Hanging Hanging,
    string Instructions,
    IReadOnlyList<GlossaryTerm>? Glossary
)
{
    /// <summary>The reader's checks of screens for the study, the first one first.</summary>
    public IReadOnlyList<Domain.Screens.SiteCheckContent> SiteChecks { get; init; } = [];
}

/// <param name="Case">The case without anything that could unblind.</param>
/// <param name="Stage">Which reading of it is on the screen.</param>
/// <param name="ArmName">The reading condition of that stage.</param>
/// <param name="ProtocolVersion">By whose questions it is judged.</param>
/// <param name="Reading">The reader's own reading of that stage.</param>
/// <param name="Ai">The model's output; null unless the stage's arm shows it.</param>
/// <param name="Unaided">In the aided stage the reader's locked unaided answers; null otherwise.</param>
/// <param name="Feedback">Of a training case that is locked; null otherwise.</param>
/// <param name="AiOnRequest">The reader may ask for the AI, and has not.</param>
/// <param name="Linking">How the reader brought the series together; null: not at all.</param>
public sealed record DeskCase(
    BlindedCase Case,
    ReadingStage Stage,
    string ArmName,
    int ProtocolVersion,
    OwnReading Reading,
    ShownAi? Ai = null,
    AnswerSheet? Unaided = null,
    TrainingFeedback? Feedback = null,
    bool AiOnRequest = false,
    Linking? Linking = null
);

/// <param name="Status">A case that is fetched ahead counts as opened.</param>
/// <param name="ClientSequence">Of the last save; 0 when there is none.</param>
/// <param name="Answers">The reader's own.</param>
/// <param name="SavedAt">Null when nothing was saved.</param>
/// <param name="Corrections">How often it was corrected after the lock.</param>
/// <param name="SkipReason">Null unless it was skipped.</param>
/// <param name="SkipText">The reader's words; empty unless it was skipped.</param>
public sealed record OwnReading(
    ReadingStatus Status,
    long ClientSequence,
    AnswerSheet Answers,
    DateTimeOffset? SavedAt,
    int Corrections,
    SkipReason? SkipReason,
    string SkipText
);

/// <summary>Answers as the reading page sends them.</summary>
/// <param name="Answers">By question.</param>
/// <param name="ClientSequence">Grows with every change on the page.</param>
/// <param name="TimesJson">The page's own clock; null: it has none.</param>
/// <param name="Stage">The stage that was on the screen.</param>
/// <param name="Confirmed">By check: why answers stand that contradict each other; null: nothing was confirmed.</param>
/// <param name="After">Client sequence of the last save that the page knows of; null: it does not say.</param>
public sealed record GivenReading(
    AnswerSheet Answers,
    long ClientSequence,
    string? TimesJson = null,
    ReadingStage Stage = ReadingStage.Only,
    IReadOnlyDictionary<string, string>? Confirmed = null,
    long? After = null
)
{
    /// <summary>The images that are shown, where an answer may be drawn on them; null: none is.</summary>
    public IReadOnlyList<SeriesGrid>? Images { get; init; }
}

/// <param name="SavedAt">When the answers that count were saved.</param>
/// <param name="ClientSequence">Of the answers that count.</param>
/// <param name="Corrections">How often they were corrected after the lock.</param>
/// <param name="Next">The case to read now, from 1; null when all are done.</param>
/// <param name="NextStage">Of the case to read now; null when all are done.</param>
public sealed record SavedAnswers(DateTimeOffset SavedAt, long ClientSequence, int Corrections, int? Next, ReadingStage? NextStage);

/// <summary>That a case cannot be answered, as the reading page sends it.</summary>
/// <param name="Reason">Why; null: none was given, which is refused.</param>
/// <param name="Text">In the reader's words.</param>
/// <param name="ClientSequence">Grows with every change on the page.</param>
/// <param name="TimesJson">The page's own clock; null: it has none.</param>
/// <param name="Stage">The stage that was on the screen.</param>
/// <param name="After">Client sequence of the last save that the page knows of; null: it does not say.</param>
public sealed record GivenSkip(
    SkipReason? Reason,
    string Text,
    long ClientSequence,
    string? TimesJson = null,
    ReadingStage Stage = ReadingStage.Only,
    long? After = null
);
