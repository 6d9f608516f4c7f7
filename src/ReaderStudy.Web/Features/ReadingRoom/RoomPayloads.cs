using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <param name="SessionId">The session.</param>
/// <param name="Viewer">The built viewer's files.</param>
/// <param name="State">The <see cref="RoomState"/> as JSON that is safe inside markup: the page need not ask for it.</param>
public sealed record RoomPage(Guid SessionId, ViewerFiles Viewer, string State);

/// <summary>
/// What the page knows of its session. The study's name is not part of it, nor is anything of the design that a reader should not know: other
/// sessions, washout, hidden repeats, catch cases, how many cases stay unaided.
/// </summary>
/// <param name="SessionId">The session.</param>
/// <param name="Arm">The reading condition in words.</param>
/// <param name="Kind">Pivotal or training.</param>
/// <param name="Sequential">Each case is read unaided, locked, and perhaps read again with the AI.</param>
/// <param name="ProtocolVersion">Whose questions these are; a case of another version needs the state again.</param>
/// <param name="Total">Cases in the session.</param>
/// <param name="Position">The case to read now, from 1; null when all are done.</param>
/// <param name="Locked">Cases done: locked or skipped.</param>
/// <param name="IsOpen">False once the study takes no more readings.</param>
/// <param name="BreakAfterCases">After so many cases in one sitting the room suggests a break; null: never.</param>
/// <param name="SkipReasons">Why a case may be skipped.</param>
/// <param name="Corrections">Whether a locked reading may be corrected.</param>
/// <param name="Sign">Whether the protocol asks for a signature.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="Hanging">How a case opens.</param>
/// <param name="Instructions">Plain text; a blank line ends a paragraph.</param>
/// <param name="Glossary">What the study's terms mean; null: nothing is explained.</param>
public sealed record RoomState(
    Guid SessionId,
    string Arm,
    SessionKind Kind,
    bool Sequential,
    int ProtocolVersion,
    int Total,
    int? Position,
    int Locked,
    bool IsOpen,
    int? BreakAfterCases,
    IReadOnlyList<RoomSkipReason> SkipReasons,
    bool Corrections,
    bool Sign,
    IReadOnlyList<RoomQuestion> Questions,
    Hanging Hanging,
    string Instructions,
    IReadOnlyList<GlossaryTerm>? Glossary
)
{
    /// <summary>The screens that the reader checked for the study; null: none, or none need be.</summary>
    public IReadOnlyList<RoomScreen>? CheckedScreens { get; init; }

    public static RoomState Of(SessionState state) =>
        new(
            state.SessionId,
            state.ArmName,
            state.Kind,
            state.IsSequential,
            state.ProtocolVersion,
            state.Total,
            state.Position,
            state.Done,
            state.IsOpen,
            state.Rules.BreakAfterCases,
            Enum.GetValues<SkipReason>().Select(r => new RoomSkipReason(r, Domain.Readings.SkipReasons.LabelOf(r))).ToList(),
            state.Rules.Corrections && state.Kind is SessionKind.Pivotal,
            state.Rules.Sign && state.Kind is SessionKind.Pivotal,
            state.Questions.Select(RoomQuestion.Of).ToList(),
            state.Hanging,
            state.Instructions,
            state.Glossary
        )
        {
            CheckedScreens = RoomScreen.Of(state),
        };
}

/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="Ratio">Screen pixels for one CSS pixel.</param>
public sealed record RoomScreen(int Width, int Height, double Ratio)
{
    public static IReadOnlyList<RoomScreen>? Of(SessionState state) =>
        state.Rules.SiteCheck && state.SiteChecks.Count > 0
            ? [.. state.SiteChecks.Select(c => new RoomScreen(c.Width, c.Height, c.Ratio)).Distinct()]
            : null;
}

/// <param name="Id">What is sent back.</param>
/// <param name="Label">In words.</param>
public sealed record RoomSkipReason(SkipReason Id, string Label);

/// <summary>A question without the column names under which files bring its answers.</summary>
public sealed record RoomQuestion(
    string Id,
    string Text,
    QuestionKind Kind,
    IReadOnlyList<Choice> Choices,
    int Minimum,
    int Maximum,
    bool Required,
    Condition? When,
    IReadOnlyList<RatingSide>? Sides,
    IReadOnlyList<string>? Exclusive,
    string? Unit,
    int? Decimals,
    QuestionAid? Aid,
    MarkShape? Shape,
    IReadOnlyList<RoomQuestion>? PerMark,
    MeasureTool? Tool
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
            question.When,
            question.Sides,
            question.Exclusive,
            question.Unit,
            question.Decimals,
            question.Aid,
            question.Kind is QuestionKind.Marks ? question.Shape ?? MarkShape.Point : null,
            question.PerMark?.Select(Of).ToList(),
            question.Tool
        );
}

/// <param name="Position">Place in the session, from 1.</param>
/// <param name="DisplayCode">What the case is called on the screen.</param>
/// <param name="Stage">Which reading of it is on the screen.</param>
/// <param name="Arm">The reading condition of that stage, in words.</param>
/// <param name="ProtocolVersion">By whose questions it is judged.</param>
/// <param name="Status">A case that is fetched ahead counts as opened.</param>
/// <param name="ClientSequence">Of the last save; 0: none.</param>
/// <param name="Answers">The reader's own, by question; a rating as its digits.</param>
/// <param name="SavedAt">Null when nothing was saved.</param>
/// <param name="Corrections">How often the answers were corrected after the lock.</param>
/// <param name="Told">What the arm tells of the patient; null: nothing.</param>
/// <param name="Ai">The model's output; null unless the stage's arm shows it.</param>
/// <param name="AiOnRequest">True where the reader may ask for the AI and has not; null otherwise.</param>
/// <param name="Unaided">In the aided stage the reader's locked unaided answers.</param>
/// <param name="Feedback">The truth of a training case that is locked.</param>
/// <param name="Skipped">Null unless it was skipped.</param>
/// <param name="Linking">How the reader brought the series together; null: not at all.</param>
/// <param name="Series">In the order in which they hang.</param>
/// <param name="Pictures">Slides and photographs, in their order; null: none.</param>
public sealed record RoomCase(
    int Position,
    string DisplayCode,
    ReadingStage Stage,
    string Arm,
    int ProtocolVersion,
    ReadingStatus Status,
    long ClientSequence,
    IReadOnlyDictionary<string, string> Answers,
    DateTimeOffset? SavedAt,
    int Corrections,
    ToldOfPatient? Told,
    ShownAi? Ai,
    bool? AiOnRequest,
    IReadOnlyDictionary<string, string>? Unaided,
    TrainingFeedback? Feedback,
    RoomSkip? Skipped,
    Linking? Linking,
    IReadOnlyList<RoomSeries> Series,
    IReadOnlyList<RoomPicture>? Pictures
)
{
    public static RoomCase Of(DeskCase found) =>
        new(
            found.Case.Position,
            found.Case.DisplayCode,
            found.Stage,
            found.ArmName,
            found.ProtocolVersion,
            found.Reading.Status,
            found.Reading.ClientSequence,
            found.Reading.Answers.Values,
            found.Reading.SavedAt,
            found.Reading.Corrections,
            found.Case.Told,
            found.Ai,
            found.AiOnRequest ? true : null,
            found.Unaided?.Values,
            found.Feedback,
            found.Reading.SkipReason is { } reason ? new RoomSkip(reason, found.Reading.SkipText) : null,
            found.Linking,
            found.Case.Series.Select(RoomSeries.Of).ToList(),
            RoomPicture.Of(found.Case.Pictures)
        );
}

/// <param name="Reason">Why.</param>
/// <param name="Text">In the reader's words.</param>
public sealed record RoomSkip(SkipReason Reason, string Text);

/// <param name="Index">Place in the case, from 0.</param>
/// <param name="Phase">The phase's id; null when it is not known.</param>
/// <param name="SliceCount">Number of slices.</param>
/// <param name="Rows">Of a slice.</param>
/// <param name="Columns">Of a slice.</param>
/// <param name="OpeningSlice">The slice that is shown first, from 0.</param>
/// <param name="Prior">Whether it is of an earlier exam; null: it is not.</param>
public sealed record RoomSeries(int Index, string? Phase, int SliceCount, int Rows, int Columns, int OpeningSlice, bool? Prior)
{
    public static RoomSeries Of(BlindedSeries series) =>
        new(
            series.Index,
            series.Phase == Domain.Cohorts.Phase.Unknown ? null : PhaseNames.IdOf(series.Phase),
            series.SliceCount,
            series.Rows,
            series.Columns,
            series.OpeningSlice,
            series.IsPrior ? true : null
        );
}
