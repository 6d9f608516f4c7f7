using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Cohort;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>Of two files that claim to be one image, keeps the one that is there or takes the new one.</summary>
public sealed class DecideConflict(
    ReaderStudyDbContext db,
    ImageStore images,
    Quarantine quarantine,
    PlaceImages place,
    SortSeries sort,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <param name="pass">A coordinator's.</param>
    /// <param name="heldId">The new one.</param>
    /// <param name="take">True: it takes the place of the one that is there, which is deleted.</param>
    /// <param name="cancellationToken">Stops before anything is decided.</param>
    public async Task Handle(StudyPass pass, Guid heldId, bool take, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        await PlaceImages.Gate.WaitAsync(cancellationToken);
        try
        {
            await DecideAsync(pass, heldId, take, cancellationToken);
        }
        finally
        {
            PlaceImages.Gate.Release();
        }

        // Even if nobody waits for the answer any more: images without a place in the stack are not read.
        await sort.Handle(pass.Study.Id, CancellationToken.None);
    }

    private async Task DecideAsync(StudyPass pass, Guid heldId, bool take, CancellationToken cancellationToken)
    {
        var held =
            await db.HeldImages.SingleOrDefaultAsync(
                h => h.Id == heldId && h.StudyId == pass.Study.Id && h.Cause == HeldCause.UidConflict,
                cancellationToken
            ) ?? throw new NotFoundException("image");
        var row = await db.ImportFiles.SingleOrDefaultAsync(f => f.Id == held.ImportFileId, cancellationToken);
        held.Decide(take ? HeldState.Taken : HeldState.Rejected, pass.PersonId, clock.GetUtcNow());
        var replaced = take ? await TakeAsync(pass, held, cancellationToken) : null;
        if (take)
        {
            row?.MarkPlaced();
        }
        else if (row?.Status is ImportFileStatus.Held)
        {
            row.Reject(null, DecideHeldImages.RejectedByPerson);
        }

        audit.Record(
            "images.conflict-decided",
            pass.PersonId,
            pass.Study.Id,
            $"image {held.Image.SopUid}",
            take ? $"took {held.Image.Sha256}" : $"kept the one that was there, not {held.Image.Sha256}"
        );
        await db.SaveChangesAsync(cancellationToken);
        quarantine.Delete(held.StudyId, Quarantine.KeyOf(held));
        if (replaced is not null)
        {
            images.Delete(replaced);
        }

        db.ChangeTracker.Clear();
    }

    /// <returns>Key of the file that is not needed any more; null: there is none.</returns>
    private async Task<string?> TakeAsync(StudyPass pass, HeldImage held, CancellationToken cancellationToken)
    {
        var bytes = await quarantine.ReadAsync(held.StudyId, Quarantine.KeyOf(held), cancellationToken);
        var staged = images.Stage(ReceiveFiles.FileKeyOf(held.StudyId, held.Id, held.Image.SopUid), DicomFile.Read(bytes).Dataset);
        ImageStore.Settle(staged);
        var there = await db
            .Instances.Where(i =>
                i.SopInstanceUid == held.Image.SopUid
                && db.Series.Any(s => s.Id == i.SeriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == held.StudyId))
            )
            .FirstOrDefaultAsync(cancellationToken);
        if (there is null)
        {
            await place.PlaceAsync(held.StudyId, held.Image, staged.Sha256, staged.Key, cancellationToken);
            return null;
        }

        // The one that was there is remembered as decided against, so that it is not asked about when it is sent again.
        var loser = new HeldImage(
            held.StudyId,
            held.ImportId,
            held.ImportFileId,
            HeldCause.UidConflict,
            "Another file took its place",
            "[]",
            held.Image with
            {
                Sha256 = there.Sha256,
            }
        );
        loser.Decide(HeldState.Rejected, pass.PersonId, clock.GetUtcNow());
        db.HeldImages.Add(loser);
        var old = there.FileKey;
        there.Replace(staged.Sha256, staged.Key);
        var thumbnail = SeriesThumbnail.KeyOf(held.StudyId, there.Id);
        if (images.Exists(thumbnail))
        {
            images.Delete(thumbnail);
        }

        return old;
    }
}
