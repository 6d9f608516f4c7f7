using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Puts received images into cases (by the patient's pseudonym) and series (by UID); names play no part.</summary>
public sealed class PlaceImages(ReaderStudyDbContext db, ImageStore images, Quarantine quarantine, TimeProvider clock)
{
    private const int BatchImages = 500;

    /// <summary>Two imports into one study, or an import and a person who lets images in, must not make the same case, or one code, twice.</summary>
    internal static readonly SemaphoreSlim Gate = new(1, 1);

    private readonly Dictionary<string, Case> _cases = [];
    private readonly Dictionary<(Guid CaseId, string SeriesUid), Series> _series = [];

    /// <summary>Places everything that is waiting, a short transaction a batch; what was placed stays placed.</summary>
    /// <param name="import">Running.</param>
    /// <param name="stopAsync">Asked between batches.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public async Task Handle(Import import, Func<Task<bool>> stopAsync, CancellationToken cancellationToken)
    {
        var waiting = await db
            .ReceivedImages.Where(r => r.ImportId == import.Id)
            .OrderBy(r => r.Image.Order)
            .ThenBy(r => r.Image.SopUid)
            .Select(r => r.Id)
            .ToListAsync(cancellationToken);
        foreach (var batch in waiting.Chunk(BatchImages))
        {
            if (await stopAsync())
            {
                return;
            }

            await Gate.WaitAsync(cancellationToken);
            try
            {
                await PlaceAsync(import, batch, cancellationToken);
            }
            finally
            {
                Gate.Release();
                Forget();
            }
        }
    }

    /// <summary>Puts one image that a person has let in where it belongs; saved by the caller, who holds <see cref="Gate"/> until then.</summary>
    internal async Task<Instance> PlaceAsync(
        Guid studyId,
        ImageIdentity image,
        string sha256,
        string fileKey,
        CancellationToken cancellationToken
    )
    {
        var series = await SeriesOfAsync(studyId, image, cancellationToken);
        var instance = new Instance(series.Id, image.SopUid, sha256, fileKey);
        db.Instances.Add(instance);
        return instance;
    }

    private async Task PlaceAsync(Import import, Guid[] ids, CancellationToken cancellationToken)
    {
        var status = await db.Studies.Where(s => s.Id == import.StudyId).Select(s => s.Status).SingleAsync(cancellationToken);
        Rule.Require(status is StudyStatus.Draft, Study.DesignIsFrozen);
        var batch = await db.ReceivedImages.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellationToken);
        var uids = batch.Values.Select(b => b.Image.SopUid).ToList();
        var there = await PlacedImages.FindAsync(db, import.StudyId, uids, cancellationToken);
        var (placed, left) = (new HashSet<Guid>(), new List<ReceivedImage>());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var received in ids.Where(batch.ContainsKey).Select(id => batch[id]))
        {
            if (there.TryGetValue(received.Image.SopUid, out var other))
            {
                // Another import placed it since it was received.
                await SettleAsync(import, received, other, cancellationToken);
                left.Add(received);
                continue;
            }

            await PlaceAsync(import.StudyId, received.Image, received.Image.Sha256, received.FileKey, cancellationToken);
            there[received.Image.SopUid] = (received.Image.Sha256, received.FileKey);
            placed.Add(received.ImportFileId);
        }

        await db.SaveChangesAsync(cancellationToken);
        await MarkAsync(placed, ImportFileStatus.Placed, cancellationToken);
        var same = left.Where(l => there[l.Image.SopUid].Sha256 == l.Image.Sha256)
            .Select(l => l.ImportFileId)
            .Where(id => !placed.Contains(id))
            .ToHashSet();
        await MarkAsync(same, ImportFileStatus.Duplicate, cancellationToken);
        await MarkAsync(
            left.Select(l => l.ImportFileId).Where(id => !placed.Contains(id) && !same.Contains(id)).ToHashSet(),
            ImportFileStatus.Held,
            cancellationToken
        );
        await db.ReceivedImages.Where(r => ids.Contains(r.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        left.ForEach(l => images.Delete(l.FileKey));
    }

    private async Task MarkAsync(HashSet<Guid> files, ImportFileStatus status, CancellationToken cancellationToken)
    {
        if (files.Count > 0)
        {
            await db
                .ImportFiles.Where(f => files.Contains(f.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.Status, status), cancellationToken);
        }
    }

    private async Task SettleAsync(
        Import import,
        ReceivedImage received,
        (string Sha256, string? FileKey) other,
        CancellationToken cancellationToken
    )
    {
        if (other.Sha256 == received.Image.Sha256)
        {
            return;
        }

        var bytes = await images.ReadAsync(received.FileKey, cancellationToken);
        var there = other.FileKey is { } key && images.Exists(key) ? await images.ReadAsync(key, cancellationToken) : null;
        var question = ImageDifference.Between(there, bytes);
        var held = new HeldImage(import.StudyId, import.Id, received.ImportFileId, HeldCause.UidConflict, question, "[]", received.Image);
        await quarantine.WriteAsync(import.StudyId, Quarantine.KeyOf(held), bytes, cancellationToken);
        db.HeldImages.Add(held);
        await FindHeldImages.NoteAsync(db, held, clock.GetUtcNow(), cancellationToken);
    }

    private async Task<Series> SeriesOfAsync(Guid studyId, ImageIdentity image, CancellationToken cancellationToken)
    {
        if (!_cases.TryGetValue(image.Patient, out var home))
        {
            home = await db.Cases.SingleOrDefaultAsync(c => c.StudyId == studyId && c.Pseudonym == image.Patient, cancellationToken);
            // A case that slides named by this patient's number have made.
            home ??=
                image.NumberMark.Length > 0
                    ? await db.Cases.SingleOrDefaultAsync(c => c.StudyId == studyId && c.Pseudonym == image.NumberMark, cancellationToken)
                    : null;
            if (home is null)
            {
                home = new Case(studyId, await NextCodeAsync(studyId, cancellationToken), image.Patient);
                db.Cases.Add(home);
            }

            home.Learn(image.NumberMark);
            _cases[image.Patient] = home;
        }

        if (!_series.TryGetValue((home.Id, image.SeriesUid), out var series))
        {
            series = await db.Series.SingleOrDefaultAsync(s => s.CaseId == home.Id && s.SeriesUid == image.SeriesUid, cancellationToken);
            if (series is null)
            {
                series = new Series(home.Id, image.ExamUid, image.SeriesUid);
                db.Series.Add(series);
            }

            _series[(home.Id, image.SeriesUid)] = series;
        }

        series.Learn(image.PersonMark, image.PhaseWords);
        return series;
    }

    /// <summary><c>C001</c>, <c>C002</c> and so on: one above the highest there is.</summary>
    internal async Task<string> NextCodeAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var codes = await db
            .Cases.Where(c => c.StudyId == studyId && EF.Functions.Like(c.Code, "C%"))
            .Select(c => c.Code)
            .ToListAsync(cancellationToken);
        var highest = codes
            .Concat(_cases.Values.Select(c => c.Code))
            .Select(c => int.TryParse(c.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty()
            .Max();
        return string.Create(CultureInfo.InvariantCulture, $"C{highest + 1:D3}");
    }

    private void Forget()
    {
        _cases.Clear();
        _series.Clear();
        foreach (
            var entry in db
                .ChangeTracker.Entries()
                .Where(e => e.Entity is Case or Series or Instance or HeldImage or ImageIdentity or CohortFinding)
                .ToList()
        )
        {
            entry.State = EntityState.Detached;
        }
    }
}
