using System.Globalization;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings;

/// <summary>Why a case does not open now.</summary>
/// <param name="Rule">What stands against it.</param>
/// <param name="Detail">In a sentence.</param>
/// <param name="OpensAt">
/// When it opens by itself; null: no date is known. Rounded up to the hour: readers must know when to come back, and learn from it the hour of
/// their own earlier reading, but not which of the cases of that hour it was.
/// </param>
public sealed record OpeningRefusal(Rule Rule, string Detail, DateTimeOffset? OpensAt = null)
{
    /// <summary>As it is thrown.</summary>
    public BrokenRuleException Broken => new(Rule, Detail) { OpensAt = OpensAt };
}

/// <param name="Refusal">Null: the case opens.</param>
/// <param name="SetAside">Approved deviations that it opens by.</param>
public sealed record OpeningDecision(OpeningRefusal? Refusal, IReadOnlyList<Deviation> SetAside);

/// <summary>Decides whether a case at a place of a session may be seen for the first time.</summary>
/// <remarks>
/// FDA (2022), FDA-2009-D-0503: washout between readings of a case in different arms, training before the pivotal cases, instructed readers;
/// Krupinski et al. (2010) on fatigue, for the rest between sessions.
/// </remarks>
public static class OpeningRules
{
    public static readonly Rule InstructionsFirst = new(
        "session.instructions-first",
        "Read and acknowledge the instructions first; they are one click away on the page of your sessions."
    );
    public static readonly Rule SiteCheckFirst = new(
        "session.site-check-first",
        "Check your screen first: it takes two minutes, and is one click away on the page of your sessions."
    );
    public static readonly Rule TrainingFirst = new(
        "session.training-first",
        "The training comes first: finish it, and pass it where the protocol asks for that."
    );
    public static readonly Rule PeriodFirst = new("session.period-first", "Finish your earlier sessions first.");
    public static readonly Rule OneAfterTheOther = new(
        "session.one-after-the-other",
        "Your sessions are read one after the other: finish the one before this first."
    );
    public static readonly Rule Rest = new("session.rest", "There is a rest between two sessions.");
    public static readonly Rule Washout = new(
        "session.washout",
        "This case is not open yet: the protocol asks for a pause before it is read again."
    );

    /// <summary>The rules that an approved deviation may set aside.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [InstructionsFirst, SiteCheckFirst, TrainingFirst, PeriodFirst, OneAfterTheOther, Rest, Washout];

    /// <summary>The first rule that stands against opening, in the order of <see cref="All"/>.</summary>
    public static OpeningDecision Decide(ReaderRecord record, ReadingSession session, SessionPlace place, DateTimeOffset now)
    {
        var setAside = new List<Deviation>();
        foreach (var refusal in Refusals(record, session, place, now))
        {
            if (record.SettingAside(refusal.Rule, session, place.Position) is not { } deviation)
            {
                return new OpeningDecision(refusal, setAside);
            }

            setAside.Add(deviation);
        }

        return new OpeningDecision(null, setAside);
    }

    private static IEnumerable<OpeningRefusal> Refusals(ReaderRecord record, ReadingSession session, SessionPlace place, DateTimeOffset now)
    {
        if (record.Protocol.Reading.AcknowledgeInstructions && !record.InstructionsAcknowledged)
        {
            yield return new OpeningRefusal(InstructionsFirst, "");
        }

        if (record.Protocol.Reading.SiteCheck && !record.ScreenChecked && !record.StandingOf(session).HasBegun)
        {
            yield return new OpeningRefusal(SiteCheckFirst, "");
        }

        if (session.Kind is SessionKind.Training)
        {
            yield break;
        }

        if (record.Protocol.Training is { } plan && !record.HasPassedTraining(plan))
        {
            yield return new OpeningRefusal(TrainingFirst, StandOfTraining(record, plan));
        }

        if (LeftIn(record, s => s.Period < session.Period) is { } inPeriods)
        {
            yield return new OpeningRefusal(PeriodFirst, $"{inPeriods} left in them.");
        }

        if (LeftIn(record, s => s.Period == session.Period && s.Number < session.Number) is { } before)
        {
            yield return new OpeningRefusal(OneAfterTheOther, $"{before} left in it.");
        }

        if (RestUntil(record, session) is { } rested && rested > now)
        {
            yield return Dated(Rest, "Your next session", rested);
        }

        if (WashoutUntil(record, session, place) is { } washedOut && washedOut > now)
        {
            yield return washedOut == DateTimeOffset.MaxValue
                ? new OpeningRefusal(Washout, "Finish it where it is open first.")
                : Dated(Washout, $"Case {place.Position}", washedOut);
        }
    }

    /// <summary>What is not finished in these pivotal sessions, <c>3 cases are</c>; null: nothing.</summary>
    private static string? LeftIn(ReaderRecord record, Func<ReadingSession, bool> earlier)
    {
        var left = record
            .Sessions.Where(s => s.Kind is SessionKind.Pivotal && earlier(s))
            .Sum(s => s.Places.Count - record.StandingOf(s).Done);
        return left switch
        {
            0 => null,
            1 => "1 case is",
            _ => $"{left} cases are",
        };
    }

    private static string StandOfTraining(ReaderRecord record, TrainingPlan plan)
    {
        var failed = record.LastTrainings.Select(record.ScoreOf).FirstOrDefault(s => s is not null && !s.Passes(plan));
        return failed is null
            ? ""
            : $"{failed.Right} of {failed.Scored} were right; {plan.RequiredPercent} % are needed. Take the training again from the page of your sessions.";
    }

    /// <summary>Rest counts from the last pivotal case that the reader finished in another session, before the first case of this one.</summary>
    private static DateTimeOffset? RestUntil(ReaderRecord record, ReadingSession session)
    {
        var pivotal = record.Sessions.Where(s => s.Kind is SessionKind.Pivotal && s.Id != session.Id).Select(s => s.Id).ToHashSet();
        return record.StandingOf(session).HasBegun
            ? null
            : record.Marks.Where(m => pivotal.Contains(m.SessionId)).Max(m => m.LockedAt)
                + TimeSpan.FromHours(record.Protocol.Reading.RestHours);
    }

    /// <summary>
    /// Counted from the latest lock or skip of the same case in an arm that this session does not have: the second stage of a sequential
    /// session and hidden repeats in the same arm wait for nothing. The largest date while such a reading is not finished.
    /// </summary>
    private static DateTimeOffset? WashoutUntil(ReaderRecord record, ReadingSession session, SessionPlace place)
    {
        var others = record
            .Marks.Where(m => m.CaseId == place.CaseId && m.ArmId != session.ArmId && m.ArmId != session.RevealArmId)
            .ToList();
        return others.Count == 0 ? null
            : others.Exists(m => !m.IsFinal) ? DateTimeOffset.MaxValue
            : others.Max(m => m.LockedAt) + TimeSpan.FromDays(record.Protocol.Design.WashoutDays);
    }

    private static OpeningRefusal Dated(Rule rule, string what, DateTimeOffset at)
    {
        var hour = RoundedUp(at);
        var text = hour.UtcDateTime.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        return new OpeningRefusal(rule, $"{what} opens on {text} UTC.", hour);
    }

    private static DateTimeOffset RoundedUp(DateTimeOffset at)
    {
        var over = at.UtcTicks % TimeSpan.TicksPerHour;
        return new DateTimeOffset(at.UtcTicks - over + (over == 0 ? 0 : TimeSpan.TicksPerHour), TimeSpan.Zero);
    }
}
