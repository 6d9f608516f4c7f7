using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Archives;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>
/// Takes away what an import that was cancelled or failed has received and nobody placed, and what it was still to fetch; of a cancelled
/// one also the held images that nobody has decided on.
/// </summary>
public sealed class ThrowAwayReceived(ReaderStudyDbContext db, ImageStore images, Quarantine quarantine, TimeProvider clock)
{
    public async Task Handle(Import import, CancellationToken cancellationToken)
    {
        PullOrders.Delete(import, images);
        await NoteFiles.Gate.WaitAsync(cancellationToken);
        try
        {
            var waiting = await db
                .ReceivedImages.AsNoTracking()
                .Where(r => r.ImportId == import.Id)
                .Select(r => r.FileKey)
                .ToListAsync(cancellationToken);
            await db.ReceivedImages.Where(r => r.ImportId == import.Id).ExecuteDeleteAsync(cancellationToken);
            await db
                .ImportFiles.Where(f => f.ImportId == import.Id && f.Status == ImportFileStatus.Received)
                .ExecuteDeleteAsync(cancellationToken);
            var pictures = await db
                .Pictures.Where(p => p.ImportId == import.Id && p.SeriesId == null)
                .Select(p => p.FileKey)
                .ToListAsync(cancellationToken);
            await db.Pictures.Where(p => p.ImportId == import.Id && p.SeriesId == null).ExecuteDeleteAsync(cancellationToken);
            waiting.ForEach(images.Delete);
            pictures.ForEach(images.Delete);
            if (await db.Imports.AnyAsync(i => i.Id == import.Id && i.Status == ImportStatus.Cancelled, cancellationToken))
            {
                await ThrowHeldAwayAsync(import, cancellationToken);
            }
        }
        finally
        {
            NoteFiles.Gate.Release();
        }
    }

    private async Task ThrowHeldAwayAsync(Import import, CancellationToken cancellationToken)
    {
        var held = await db.HeldImages.Where(h => h.ImportId == import.Id && h.State == HeldState.Waiting).ToListAsync(cancellationToken);
        db.HeldImages.RemoveRange(held);
        await db.SaveChangesAsync(cancellationToken);
        await db.ImportFiles.Where(f => f.ImportId == import.Id && f.Status == ImportFileStatus.Held).ExecuteDeleteAsync(cancellationToken);
        held.ForEach(h => quarantine.Delete(h.StudyId, Quarantine.KeyOf(h)));
        await FindHeldImages.SettleAsync(db, import.StudyId, clock.GetUtcNow(), cancellationToken);
    }
}
