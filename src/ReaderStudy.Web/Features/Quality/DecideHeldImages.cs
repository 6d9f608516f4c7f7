using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>Lets held images in, as they are or with regions blanked, or throws them away; all images of one series and question at once.</summary>
public sealed class DecideHeldImages(
    ReaderStudyDbContext db,
    ImageStore images,
    Quarantine quarantine,
    PlaceImages place,
    SortSeries sort,
    AuditTrail audit,
    TimeProvider clock
)
{
    public const string RejectedByPerson = "a person looked at it and did not let it in";

    public static readonly Rule RegionsAreGiven = new(
        "held-image.regions",
        "Draw at least one region to blank, or import the images as they are."
    );

    /// <param name="pass">A coordinator's.</param>
    /// <param name="heldId">One image of the group.</param>
    /// <param name="decision">Accepted, blanked or rejected.</param>
    /// <param name="regions">To blank; in pixels of the images.</param>
    /// <param name="cancellationToken">Stops between images; those decided stay decided.</param>
    /// <returns>How many images were decided.</returns>
    public async Task<int> Handle(
        StudyPass pass,
        Guid heldId,
        HeldState decision,
        IReadOnlyList<PixelRegion> regions,
        CancellationToken cancellationToken
    )
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        Rule.Require(decision is not HeldState.Blanked || regions.Count > 0, RegionsAreGiven);
        var group = await HeldGroups.OfAsync(db, pass.Study.Id, heldId, cancellationToken);
        Rule.Require(group.Count > 0, HeldImage.DecidedOnce);
        var decided = 0;
        try
        {
            foreach (var held in group)
            {
                await PlaceImages.Gate.WaitAsync(cancellationToken);
                try
                {
                    await DecideAsync(pass, held, decision, regions, cancellationToken);
                }
                finally
                {
                    PlaceImages.Gate.Release();
                }

                decided++;
            }
        }
        finally
        {
            // Of what is decided there is a trace and a place in the stack, whatever came in between.
            db.ChangeTracker.Clear();
            if (decided > 0)
            {
                await FinishAsync(pass, group[0].Image.SeriesUid, decided, decision, regions);
            }
        }

        return decided;
    }

    private async Task FinishAsync(StudyPass pass, string seriesUid, int decided, HeldState decision, IReadOnlyList<PixelRegion> regions)
    {
        audit.Record(
            "images.held-decided",
            pass.PersonId,
            pass.Study.Id,
            $"series {seriesUid}",
            $"{decided} {(decided == 1 ? "image" : "images")} {decision.ToString().ToLowerInvariant()}"
                + (
                    decision is HeldState.Blanked
                        ? ": " + string.Join(", ", regions.Select(r => $"{r.Left},{r.Top} {r.Width}x{r.Height}"))
                        : ""
                )
        );
        await db.SaveChangesAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        await sort.Handle(pass.Study.Id, CancellationToken.None);
    }

    private async Task DecideAsync(
        StudyPass pass,
        HeldImage held,
        HeldState decision,
        IReadOnlyList<PixelRegion> regions,
        CancellationToken cancellationToken
    )
    {
        var row = await db.ImportFiles.SingleOrDefaultAsync(f => f.Id == held.ImportFileId, cancellationToken);
        if (decision is HeldState.Rejected)
        {
            row?.Reject(null, RejectedByPerson);
        }
        else
        {
            var image = DicomFile.Read(await quarantine.ReadAsync(held.StudyId, Quarantine.KeyOf(held), cancellationToken)).Dataset;
            var clean = decision is HeldState.Blanked ? PixelCleaning.Blank(image, regions) : PixelCleaning.Accept(image);
            await LetInAsync(held, clean, row, cancellationToken);
        }

        held.Decide(decision, pass.PersonId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        quarantine.Delete(held.StudyId, Quarantine.KeyOf(held));
    }

    private async Task LetInAsync(HeldImage held, DicomDataset clean, ImportFile? row, CancellationToken cancellationToken)
    {
        var staged = images.Stage(ReceiveFiles.FileKeyOf(held.StudyId, held.ImportId, held.Image.SopUid), clean);
        var there = await PlacedImages.FindAsync(db, held.StudyId, [held.Image.SopUid], cancellationToken);
        if (!there.TryGetValue(held.Image.SopUid, out var other))
        {
            ImageStore.Settle(staged);
            await place.PlaceAsync(held.StudyId, held.Image, staged.Sha256, staged.Key, cancellationToken);
            row?.MarkPlaced();
            return;
        }

        if (other.Sha256 != staged.Sha256)
        {
            var bytes = await File.ReadAllBytesAsync(staged.Temporary, cancellationToken);
            var old = other.FileKey is { } key && images.Exists(key) ? await images.ReadAsync(key, cancellationToken) : null;
            var conflict = new HeldImage(
                held.StudyId,
                held.ImportId,
                held.ImportFileId,
                HeldCause.UidConflict,
                ImageDifference.Between(old, bytes),
                "[]",
                held.Image with
                {
                    Sha256 = staged.Sha256,
                }
            );
            await quarantine.WriteAsync(held.StudyId, Quarantine.KeyOf(conflict), bytes, cancellationToken);
            db.HeldImages.Add(conflict);
            await FindHeldImages.NoteAsync(db, conflict, clock.GetUtcNow(), cancellationToken);
        }
        else
        {
            row?.MarkDuplicate();
        }

        ImageStore.Discard(staged);
    }
}
