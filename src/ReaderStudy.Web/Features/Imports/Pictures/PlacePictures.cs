using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports.Pictures;

/// <summary>
/// Puts slides and photographs into cases: into the one whose code, or whose patient's number, their name gave, or into a new one. Each is
/// a series of its own.
/// </summary>
public sealed class PlacePictures(ReaderStudyDbContext db, PlaceImages placeImages, StudyKeys keys)
{
    /// <summary>Places everything that is waiting, a transaction a picture; what was placed stays placed.</summary>
    /// <param name="import">Running.</param>
    /// <param name="stopAsync">Asked between pictures.</param>
    /// <param name="cancellationToken">Stops between pictures.</param>
    public async Task Handle(Import import, Func<Task<bool>> stopAsync, CancellationToken cancellationToken)
    {
        var waiting = await db
            .Pictures.Where(p => p.ImportId == import.Id && p.SeriesId == null)
            .OrderBy(p => p.Id)
            .Select(p => p.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in waiting)
        {
            if (await stopAsync())
            {
                return;
            }

            await PlaceImages.Gate.WaitAsync(cancellationToken);
            try
            {
                await PlaceAsync(import, id, cancellationToken);
            }
            finally
            {
                PlaceImages.Gate.Release();
                Forget();
            }
        }
    }

    private async Task PlaceAsync(Import import, Guid id, CancellationToken cancellationToken)
    {
        var status = await db.Studies.Where(s => s.Id == import.StudyId).Select(s => s.Status).SingleAsync(cancellationToken);
        Rule.Require(status is StudyStatus.Draft, Study.DesignIsFrozen);
        var picture = await db.Pictures.SingleAsync(p => p.Id == id, cancellationToken);
        var home = await CaseOfAsync(import.StudyId, picture.CaseMark, cancellationToken);
        // Made by the platform, and made the same nowhere else: a picture brings no UID along.
        var uid = $"2.25.{new System.Numerics.BigInteger(picture.Id.ToByteArray(bigEndian: true), isUnsigned: true, isBigEndian: true)}";
        var series = new Series(home.Id, uid, uid);
        series.Describe(
            picture.MicronsPerPixel is null ? Picture.Photograph : Picture.Slide,
            picture.Height,
            picture.Width,
            (picture.MicronsPerPixel ?? 0) / 1000,
            (picture.MicronsPerPixel ?? 0) / 1000,
            0,
            null
        );
        db.Series.Add(series);
        series.Show(picture);
        db.SeriesFingerprints.Add(new SeriesFingerprint(series.Id, picture.Sha256, picture.Sha256));
        var file = await db.ImportFiles.SingleAsync(f => f.Id == picture.ImportFileId, cancellationToken);
        file.MarkPlaced();
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<Case> CaseOfAsync(Guid studyId, string mark, CancellationToken cancellationToken)
    {
        var key = keys.Of(studyId);
        var codes = await db.Cases.Where(c => c.StudyId == studyId).Select(c => new { c.Id, c.Code }).ToListAsync(cancellationToken);
        var byCode = codes.Find(c => PatientMarks.OfNumber(c.Code, key) == mark)?.Id;
        var there = await db
            .Cases.Where(c => c.Id == byCode || (byCode == null && c.StudyId == studyId && c.NumberMark == mark))
            .OrderBy(c => c.Code)
            .FirstOrDefaultAsync(cancellationToken);
        if (there is not null)
        {
            return there;
        }

        var made = new Case(studyId, await placeImages.NextCodeAsync(studyId, cancellationToken), mark);
        made.Learn(mark);
        db.Cases.Add(made);
        return made;
    }

    private void Forget()
    {
        foreach (
            var entry in db
                .ChangeTracker.Entries()
                .Where(e => e.Entity is Case or Series or Picture or SeriesFingerprint or ImportFile)
                .ToList()
        )
        {
            entry.State = EntityState.Detached;
        }
    }
}
