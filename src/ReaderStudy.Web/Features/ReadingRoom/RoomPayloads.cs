using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <param name="SessionId">The session.</param>
/// <param name="Viewer">The built viewer's files.</param>
public sealed record RoomPage(Guid SessionId, ViewerFiles Viewer);

/// <summary>What the page knows of its session. The study's name is not part of it.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Arm">The reading condition in words.</param>
/// <param name="Total">Cases in the session.</param>
/// <param name="Position">The case to read now, from 1; null when all are locked.</param>
/// <param name="Locked">Cases locked.</param>
/// <param name="IsOpen">False once the study takes no more readings.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="Hanging">How a case opens.</param>
/// <param name="Instructions">Plain text; a blank line ends a paragraph.</param>
public sealed record RoomState(
    Guid SessionId,
    string Arm,
    int Total,
    int? Position,
    int Locked,
    bool IsOpen,
    IReadOnlyList<RoomQuestion> Questions,
    Hanging Hanging,
    string Instructions
)
{
    public static RoomState Of(SessionState state) =>
        new(
            state.SessionId,
            state.ArmName,
            state.Total,
            state.Position,
            state.Locked,
            state.IsOpen,
            state.Questions.Select(RoomQuestion.Of).ToList(),
            state.Hanging,
            state.Instructions
        );
}

/// <summary>A question without the column names under which files bring its answers.</summary>
public sealed record RoomQuestion(
    string Id,
    string Text,
    QuestionKind Kind,
    IReadOnlyList<Choice> Choices,
    int Minimum,
    int Maximum,
    bool Required,
    Condition? When
)
{
    public static RoomQuestion Of(Question question) =>
        new(
            question.Id,
            question.Text,
            question.Kind,
            question.Choices,
            question.Minimum,
            question.Maximum,
            question.Required,
            question.When
        );
}

/// <param name="Position">Place in the session, from 1.</param>
/// <param name="DisplayCode">What the case is called on the screen.</param>
/// <param name="Status">A case that is fetched ahead counts as opened.</param>
/// <param name="ClientSequence">Of the last save; 0: none.</param>
/// <param name="Answers">The reader's own, by question; a rating as its digits.</param>
/// <param name="SavedAt">Null when nothing was saved.</param>
/// <param name="Series">In the order in which they hang.</param>
public sealed record RoomCase(
    int Position,
    string DisplayCode,
    ReadingStatus Status,
    long ClientSequence,
    IReadOnlyDictionary<string, string> Answers,
    DateTimeOffset? SavedAt,
    IReadOnlyList<RoomSeries> Series
)
{
    public static RoomCase Of(DeskCase found) =>
        new(
            found.Case.Position,
            found.Case.DisplayCode,
            found.Status ?? ReadingStatus.Opened,
            found.ClientSequence,
            found.Answers.Values,
            found.SavedAt,
            found.Case.Series.Select(RoomSeries.Of).ToList()
        );
}

/// <param name="Index">Place in the case, from 0.</param>
/// <param name="Phase">The phase's id; null when it is not known.</param>
/// <param name="SliceCount">Number of slices.</param>
/// <param name="Rows">Of a slice.</param>
/// <param name="Columns">Of a slice.</param>
/// <param name="OpeningSlice">The slice that is shown first, from 0.</param>
public sealed record RoomSeries(int Index, string? Phase, int SliceCount, int Rows, int Columns, int OpeningSlice)
{
    public static RoomSeries Of(BlindedSeries series) =>
        new(
            series.Index,
            series.Phase == Domain.Cohorts.Phase.Unknown ? null : PhaseNames.IdOf(series.Phase),
            series.SliceCount,
            series.Rows,
            series.Columns,
            series.OpeningSlice
        );
}
