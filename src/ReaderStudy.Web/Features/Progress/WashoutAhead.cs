using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Progress;

/// <summary>When what is left of a reader's sessions opens, case by case, as the protocol's washout has it.</summary>
internal static class WashoutAhead
{
    /// <summary>In the order in which the sessions are read, training first.</summary>
    /// <param name="sessions">Of one reader.</param>
    /// <param name="design">With the washout.</param>
    public static IReadOnlyList<(Guid SessionId, SessionAhead Ahead)> Of(IReadOnlyList<SessionRead> sessions, StudyDesign design)
    {
        var washout = TimeSpan.FromDays(design.WashoutDays);
        var ordered = sessions
            .OrderByDescending(s => s.Session.Kind == SessionKind.Training)
            .ThenBy(s => s.Session.Period)
            .ThenBy(s => s.Session.Number)
            .ToList();
        return ordered.Select((s, i) => (s.Session.Id, Of(s, ordered.Take(i).ToList(), washout))).ToList();
    }

    private static SessionAhead Of(SessionRead session, List<SessionRead> earlier, TimeSpan washout)
    {
        var before = earlier
            .Select((e, index) => (e.Session, e.Places, Index: index))
            .Where(e => e.Session.Kind == session.Session.Kind && e.Session.ArmId != session.Session.ArmId)
            .SelectMany(e => e.Places.Select(p => (p.CaseId, p.IsDone, p.DoneAt, e.Index)))
            .ToLookup(p => p.CaseId);
        var left = session.Places.Where(p => !p.IsDone).OrderBy(p => p.Position).ToList();
        var opens = left.Select(p => (p.State, At: before[p.CaseId].Max(b => b.DoneAt + washout))).ToList();
        var waitsFor = left.SelectMany(p => before[p.CaseId]).Where(b => !b.IsDone).Max(b => (int?)b.Index);
        return new SessionAhead(
            left.Count,
            opens.Count > 0 && opens[0].State == PlaceState.NotStarted ? opens[0].At : null,
            opens.Where(o => o.State == PlaceState.NotStarted).Max(o => o.At),
            waitsFor is { } index ? new EarlierSession(index, washout) : null
        );
    }
}
