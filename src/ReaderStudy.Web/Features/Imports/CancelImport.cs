using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>
/// Stops an import. Images that are in cases already stay; those still waiting are thrown away, by the job itself where one is at
/// work, so that nobody deletes what the other places.
/// </summary>
public sealed class CancelImport(ReaderStudyDbContext db, ThrowAwayReceived throwAway, AuditTrail audit, TimeProvider clock)
{
    public async Task Handle(StudyPass pass, Import import, CancellationToken cancellationToken)
    {
        if (import.IsOver)
        {
            return;
        }

        var isIdle = await SetCancelledAsync(import.Id, [ImportStatus.Receiving, ImportStatus.Queued], cancellationToken);
        if (isIdle || await SetCancelledAsync(import.Id, [ImportStatus.Running], cancellationToken))
        {
            audit.Record("import.cancelled", pass.PersonId, pass.Study.Id, $"import {import.Id}");
            await db.SaveChangesAsync(cancellationToken);
        }

        if (isIdle)
        {
            await throwAway.Handle(import, cancellationToken);
        }
    }

    /// <summary>In one statement of the database: a job that starts at this moment either comes first or does not start.</summary>
    private async Task<bool> SetCancelledAsync(Guid importId, ImportStatus[] from, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db
                .Imports.Where(i => i.Id == importId && from.Contains(i.Status))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(i => i.Status, ImportStatus.Cancelled).SetProperty(i => i.FinishedAt, now),
                    cancellationToken
                ) > 0;
    }
}
