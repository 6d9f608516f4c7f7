using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Readings;

/// <summary>Decides whether a locked reading may still be corrected.</summary>
public static class CorrectionRules
{
    /// <summary>
    /// Not once its case was opened in another arm, nor any case of a later period: a reader who is refused must not learn by it which cases
    /// are the same. Hidden repeats do not count, for the same reason. Never of training cases whose truth is shown.
    /// </summary>
    /// <exception cref="BrokenRuleException">It may not.</exception>
    public static void RequireCorrectable(ReaderRecord record, ReadingSession session, SessionPlace place, Reading reading)
    {
        Require(record.Protocol.Reading.Corrections, ReadingRoomRules.NoCorrections);
        Require(!SawMore(record, session, reading), ReadingRoomRules.UnaidedIsFinal);
    }

    private static bool SawMore(ReaderRecord record, ReadingSession session, Reading reading)
    {
        if (session.Kind is SessionKind.Training)
        {
            return record.Protocol.Training?.Feedback ?? true;
        }

        var later = record.Sessions.Where(s => s.Kind is SessionKind.Pivotal && s.Period > session.Period).Select(s => s.Id).ToHashSet();
        return record.Marks.Any(m =>
            later.Contains(m.SessionId)
            || (m.CaseId == reading.CaseId && m.ArmId != reading.ArmId && m.OpenedAt >= (reading.LockedAt ?? reading.OpenedAt))
        );
    }
}
