using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <param name="SessionId">The session.</param>
/// <param name="StudyName">What the coordinator called the study.</param>
/// <param name="ArmName">The reading condition.</param>
/// <param name="Total">Cases in the session.</param>
/// <param name="Locked">Cases locked.</param>
/// <param name="IsOpen">False once the data are locked.</param>
public sealed record MySession(Guid SessionId, string StudyName, string ArmName, int Total, int Locked, bool IsOpen);

/// <param name="SessionId">The session.</param>
/// <param name="StudyName">What the coordinator called the study.</param>
/// <param name="ArmName">The reading condition.</param>
/// <param name="Kind">Pivotal or training.</param>
/// <param name="IsSequential">Each case is read unaided, locked, and perhaps read again with the AI.</param>
/// <param name="Total">Cases in the session.</param>
/// <param name="Position">The case to read now, from 1; null when all are done.</param>
/// <param name="Done">Cases locked or skipped.</param>
/// <param name="IsOpen">False once the data are locked.</param>
/// <param name="Rules">What holds while somebody reads.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="Hanging">How a case opens.</param>
/// <param name="Instructions">What readers are told; plain text.</param>
public sealed record SessionState(
    Guid SessionId,
    string StudyName,
    string ArmName,
    SessionKind Kind,
    bool IsSequential,
    int Total,
    int? Position,
    int Done,
    bool IsOpen,
    ReadingRules Rules,
    IReadOnlyList<Question> Questions,
    Hanging Hanging,
    string Instructions
);

/// <param name="Case">The case without anything that could unblind.</param>
/// <param name="Stage">Which reading of it is on the screen.</param>
/// <param name="ArmName">The reading condition of that stage.</param>
/// <param name="Reading">The reader's own reading of that stage.</param>
/// <param name="Ai">The model's output; null unless the stage's arm shows it.</param>
/// <param name="Unaided">In the aided stage the reader's locked unaided answers; null otherwise.</param>
/// <param name="Feedback">Of a training case that is locked; null otherwise.</param>
public sealed record DeskCase(
    BlindedCase Case,
    ReadingStage Stage,
    string ArmName,
    OwnReading Reading,
    ShownAi? Ai = null,
    AnswerSheet? Unaided = null,
    TrainingFeedback? Feedback = null
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
public sealed record GivenReading(
    AnswerSheet Answers,
    long ClientSequence,
    string? TimesJson = null,
    ReadingStage Stage = ReadingStage.Only,
    IReadOnlyDictionary<string, string>? Confirmed = null
);

/// <param name="SavedAt">When the answers that count were saved.</param>
/// <param name="ClientSequence">Of the answers that count.</param>
/// <param name="Corrections">How often they were corrected after the lock.</param>
/// <param name="Next">The case to read now, from 1; null when all are done.</param>
/// <param name="NextStage">Of the case to read now; null when all are done.</param>
public sealed record SavedAnswers(DateTimeOffset SavedAt, long ClientSequence, int Corrections, int? Next, ReadingStage? NextStage);
