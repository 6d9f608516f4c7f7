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
/// <param name="Total">Cases in the session.</param>
/// <param name="Position">The case to read now, from 1; null when all are locked.</param>
/// <param name="Locked">Cases locked.</param>
/// <param name="IsOpen">False once the data are locked.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="Hanging">How a case opens.</param>
/// <param name="Instructions">What readers are told; plain text.</param>
public sealed record SessionState(
    Guid SessionId,
    string StudyName,
    string ArmName,
    int Total,
    int? Position,
    int Locked,
    bool IsOpen,
    IReadOnlyList<Question> Questions,
    Hanging Hanging,
    string Instructions
);

/// <param name="Case">The case without anything that could unblind.</param>
/// <param name="Status">Null: not opened yet (fetched ahead).</param>
/// <param name="ClientSequence">Of the last save; 0 when there is none.</param>
/// <param name="Answers">The reader's own.</param>
/// <param name="SavedAt">Null when nothing was saved.</param>
public sealed record DeskCase(BlindedCase Case, ReadingStatus? Status, long ClientSequence, AnswerSheet Answers, DateTimeOffset? SavedAt);

/// <param name="SavedAt">When the answers that count were saved.</param>
/// <param name="ClientSequence">Of the answers that count.</param>
/// <param name="Status">Draft or locked.</param>
/// <param name="Next">The case to read now, from 1; null when all are locked.</param>
public sealed record SavedAnswers(DateTimeOffset SavedAt, long ClientSequence, ReadingStatus Status, int? Next);
