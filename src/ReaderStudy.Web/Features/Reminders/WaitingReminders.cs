using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Reminders;

/// <param name="Id">The reminder.</param>
/// <param name="StudyName">Of which study.</param>
/// <param name="SentAt">When.</param>
public sealed record WaitingReminder(Guid Id, string StudyName, DateTimeOffset SentAt);

/// <summary>The last reminder of each study that is open for reading, unless the person has put it away.</summary>
public sealed class WaitingReminders(ReaderStudyDbContext db)
{
    public async Task<IReadOnlyList<WaitingReminder>> Handle(Guid personId, CancellationToken cancellationToken)
    {
        var waiting = await (
            from reminder in db.Reminders
            join reader in db.StudyReaders on reminder.ReaderId equals reader.Id
            join study in db.Studies on reminder.StudyId equals study.Id
            where reader.PersonId == personId && (study.Status == StudyStatus.Sealed || study.Status == StudyStatus.Reading)
            orderby reminder.Day descending
            select new
            {
                reminder.Id,
                reminder.StudyId,
                study.Name,
                reminder.SentAt,
                IsPutAway = db.ReminderDismissals.Any(d => d.ReminderId == reminder.Id),
            }
        ).ToListAsync(cancellationToken);
        return waiting
            .DistinctBy(w => w.StudyId)
            .Where(w => !w.IsPutAway)
            .Select(w => new WaitingReminder(w.Id, w.Name, w.SentAt))
            .ToList();
    }
}
