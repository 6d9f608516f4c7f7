using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Web.Features.Reminders;

/// <summary>A reader puts a reminder away; doing it twice changes nothing.</summary>
public sealed class DismissReminder(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    public async Task Handle(Guid personId, Guid reminderId, CancellationToken cancellationToken)
    {
        var reminder =
            await (
                from r in db.Reminders
                join reader in db.StudyReaders on r.ReaderId equals reader.Id
                where r.Id == reminderId && reader.PersonId == personId
                select r
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException("reminder");
        if (await db.ReminderDismissals.AnyAsync(d => d.ReminderId == reminderId, cancellationToken))
        {
            return;
        }

        db.ReminderDismissals.Add(new ReminderDismissal(reminderId, clock.GetUtcNow()));
        audit.Record("reminder.dismissed", personId, reminder.StudyId, $"reminder {reminderId}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (db.ReminderDismissals.AsNoTracking().Any(d => d.ReminderId == reminderId))
        {
            // Put away in another tab at the same moment: done.
            db.ChangeTracker.Clear();
        }
    }
}
