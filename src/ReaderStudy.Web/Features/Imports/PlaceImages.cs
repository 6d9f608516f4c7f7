using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Puts received images into cases (by the patient's pseudonym) and series (by UID); names play no part.</summary>
public sealed class PlaceImages(ReaderStudyDbContext db, ImageStore images)
{
    private const int BatchFiles = 200;

    /// <summary>Two imports into one study must not make the same case twice.</summary>
    private static readonly SemaphoreSlim Gate = new(1, 1);

    private readonly Dictionary<string, Case> _cases = [];
    private readonly Dictionary<(Guid CaseId, string SeriesUid), Series> _series = [];

    /// <summary>Places everything that is waiting, a short transaction a batch; what was placed stays placed.</summary>
    /// <param name="import">Running.</param>
    /// <param name="stopAsync">Asked between batches.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public async Task Handle(Import import, Func<Task<bool>> stopAsync, CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync(import, cancellationToken);
        foreach (var batch in waiting.Chunk(BatchFiles))
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

    private async Task<List<(Guid RowId, string FileKey, ImageReceipt Receipt)>> WaitingAsync(
        Import import,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && f.Status == ImportFileStatus.Received)
            .Select(f => new { f.Id, FileKey = f.FileKey! })
            .ToListAsync(cancellationToken);
        var waiting = new List<(Guid, string, ImageReceipt Receipt)>(rows.Count);
        foreach (var row in rows)
        {
            var json = await images.ReadAsync(ReceiveFiles.ReceiptKeyOf(row.FileKey), cancellationToken);
            waiting.Add((row.Id, row.FileKey, JsonSerializer.Deserialize<ImageReceipt>(json)!));
        }

        return [.. waiting.OrderBy(w => w.Receipt.Order).ThenBy(w => w.Receipt.SopUid, StringComparer.Ordinal)];
    }

    private async Task PlaceAsync(
        Import import,
        (Guid RowId, string FileKey, ImageReceipt Receipt)[] batch,
        CancellationToken cancellationToken
    )
    {
        var status = await db.Studies.Where(s => s.Id == import.StudyId).Select(s => s.Status).SingleAsync(cancellationToken);
        Rule.Require(status is StudyStatus.Draft, Study.DesignIsFrozen);
        var ids = batch.Select(b => b.RowId).ToList();
        var rows = await db.ImportFiles.Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellationToken);
        var uids = batch.Select(b => b.Receipt.SopUid).ToList();
        var there = await PlacedImages.HashesAsync(db, import.StudyId, uids, cancellationToken);
        foreach (var (rowId, fileKey, receipt) in batch)
        {
            var row = rows[rowId];
            if (there.TryGetValue(receipt.SopUid, out var hash))
            {
                // Another import placed it since it was received, when its name was not kept any more.
                Settle(row, hash == receipt.Sha256);
                continue;
            }

            var series = await SeriesOfAsync(import.StudyId, receipt, cancellationToken);
            db.Instances.Add(new Instance(series.Id, receipt.SopUid, receipt.Sha256, fileKey));
            there[receipt.SopUid] = receipt.Sha256;
            row.MarkPlaced();
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static void Settle(ImportFile row, bool isSame)
    {
        if (isSame)
        {
            row.MarkDuplicate();
        }
        else
        {
            row.Reject("(its name is not kept)", "another image with the same UID was placed by another import at the same time");
        }
    }

    private async Task<Series> SeriesOfAsync(Guid studyId, ImageReceipt receipt, CancellationToken cancellationToken)
    {
        if (!_cases.TryGetValue(receipt.Patient, out var home))
        {
            home = await db.Cases.SingleOrDefaultAsync(c => c.StudyId == studyId && c.Pseudonym == receipt.Patient, cancellationToken);
            if (home is null)
            {
                home = new Case(studyId, await NextCodeAsync(studyId, cancellationToken), receipt.Patient);
                db.Cases.Add(home);
            }

            _cases[receipt.Patient] = home;
        }

        if (!_series.TryGetValue((home.Id, receipt.SeriesUid), out var series))
        {
            series = await db.Series.SingleOrDefaultAsync(s => s.CaseId == home.Id && s.SeriesUid == receipt.SeriesUid, cancellationToken);
            if (series is null)
            {
                series = new Series(home.Id, receipt.ExamUid, receipt.SeriesUid);
                db.Series.Add(series);
            }

            _series[(home.Id, receipt.SeriesUid)] = series;
        }

        return series;
    }

    /// <summary><c>C001</c>, <c>C002</c> and so on: one above the highest there is.</summary>
    private async Task<string> NextCodeAsync(Guid studyId, CancellationToken cancellationToken)
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
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.Entity is Case or Series or Instance or ImportFile).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
