using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Screens;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Progress;

namespace ReaderStudy.Web.Features.Screens;

/// <param name="Reader">1, 2 … in the order in which they joined.</param>
/// <param name="Session">Number of the session in the study.</param>
/// <param name="SessionName">Period 1, part 2; never its arm.</param>
/// <param name="Number">Of the check in the session.</param>
/// <param name="At">When.</param>
/// <param name="Content">What came of it.</param>
public sealed record CheckedScreen(int Reader, int Session, string SessionName, int Number, DateTimeOffset At, SiteCheckContent Content);

/// <summary>The checks of screens of a study, with what speaks against them: facts, which reveal no answer.</summary>
public sealed class CheckedScreens(ReaderStudyDbContext db)
{
    /// <summary>By reader, session and number.</summary>
    /// <param name="study">With its readers.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<CheckedScreen>> Handle(Study study, CancellationToken cancellationToken)
    {
        var checks = await db.SiteChecks.AsNoTracking().Where(c => c.StudyId == study.Id).ToListAsync(cancellationToken);
        if (checks.Count == 0)
        {
            return [];
        }

        var sessions = await db.ReadingSessions.AsNoTracking().Where(s => s.StudyId == study.Id).ToListAsync(cancellationToken);
        var names = SessionName.Of(sessions);
        var byId = sessions.ToDictionary(s => s.Id);
        var readers = study.Readers.OrderBy(r => r.Id).Select((r, i) => (r.Id, Number: i + 1)).ToDictionary(r => r.Id, r => r.Number);
        return
        [
            .. checks
                .Select(c => new CheckedScreen(
                    readers[byId[c.SessionId].ReaderId],
                    byId[c.SessionId].Number,
                    names[c.SessionId],
                    c.Number,
                    c.At,
                    c.Content()
                ))
                .OrderBy(c => c.Reader)
                .ThenBy(c => c.Session)
                .ThenBy(c => c.Number),
        ];
    }
}
