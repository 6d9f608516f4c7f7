using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Locking;
using ReaderStudy.Web.Features.Progress;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Reminders;

/// <summary>Asks a reader to go on; they find it under My sessions until they put it away.</summary>
public sealed class RemindReader(ReaderStudyDbContext db, PlacesRead places, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="BrokenRuleException">The reader was reminded today, has read everything, or the data are locked.</exception>
    public async Task Handle(StudyPass pass, Guid readerId, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var reader = study.Readers.SingleOrDefault(r => r.Id == readerId) ?? throw new NotFoundException("reader");
        Rule.Require(study.IsOpenForReading, Study.ReadingIsOpen);
        var left = (await places.Handle(study.Id, cancellationToken)).Where(s => s.Session.ReaderId == reader.Id).Sum(s => s.Left);
        var last = await db
            .Reminders.Where(r => r.ReaderId == reader.Id)
            .OrderByDescending(r => r.Day)
            .Select(r => (DateTimeOffset?)r.SentAt)
            .FirstOrDefaultAsync(cancellationToken);
        var reminder = Reminder.Send(study.Id, reader.Id, left, last, pass.PersonId, clock.GetUtcNow());
        db.Reminders.Add(reminder);
        audit.Record("reader.reminded", pass.PersonId, study.Id, $"reader {reader.Id}");
        try
        {
            await WhileOpen.SaveAsync(db, study, Study.ReadingIsOpen, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is not DbUpdateConcurrencyException)
        {
            // Another coordinator was faster by a moment: the day is taken.
            throw new BrokenRuleException(Reminder.OnceADay);
        }
    }
}
