using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Ledger;

/// <summary>
/// Takes the fingerprint of each series that has none or whose images changed since. Reads each stored file once; a series that has its
/// fingerprint costs one look at the hashes in the database.
/// </summary>
public sealed class FingerprintSeries(ReaderStudyDbContext db, ImageStore images)
{
    /// <summary>Of all cases of a study.</summary>
    /// <returns>How many were taken.</returns>
    public Task<int> Handle(Guid studyId, CancellationToken cancellationToken) =>
        TakeAsync(db.Cases.Where(c => c.StudyId == studyId).Select(c => c.Id), cancellationToken);

    /// <summary>Of these cases.</summary>
    public Task<int> OfCasesAsync(IReadOnlyCollection<Guid> caseIds, CancellationToken cancellationToken) =>
        TakeAsync(db.Cases.Where(c => caseIds.Contains(c.Id)).Select(c => c.Id), cancellationToken);

    /// <summary>Of these cases, those that have a series without one; of the others nothing is looked at.</summary>
    public async Task<int> OfUnmarkedAsync(IQueryable<Guid> caseIds, CancellationToken cancellationToken)
    {
        var unmarked = await Unmarked(db)
            .Where(s => caseIds.Contains(s.CaseId))
            .Select(s => s.CaseId)
            .Distinct()
            .ToListAsync(cancellationToken);
        return unmarked.Count == 0 ? 0 : await OfCasesAsync(unmarked, cancellationToken);
    }

    /// <summary>Series with images and without fingerprint, of all studies that were not deleted: nobody can tell where else their images are.</summary>
    public static IQueryable<Series> Unmarked(ReaderStudyDbContext db) =>
        db.Series.Where(s =>
            !db.SeriesFingerprints.Any(f => f.SeriesId == s.Id)
            && db.Instances.Any(i => i.SeriesId == s.Id)
            && db.Cases.Any(c => c.Id == s.CaseId && db.Studies.Any(t => t.Id == c.StudyId && t.RemovedAt == null))
        );

    private async Task<int> TakeAsync(IQueryable<Guid> cases, CancellationToken cancellationToken)
    {
        var files = await (
            from series in db.Series
            join instance in db.Instances on series.Id equals instance.SeriesId
            where cases.Contains(series.CaseId)
            select new
            {
                series.Id,
                instance.Sha256,
                instance.FileKey,
            }
        ).ToListAsync(cancellationToken);
        var known = await (
            from mark in db.SeriesFingerprints
            join series in db.Series on mark.SeriesId equals series.Id
            where cases.Contains(series.CaseId)
            select mark
        ).ToDictionaryAsync(m => m.SeriesId, cancellationToken);
        var taken = 0;
        foreach (var series in files.GroupBy(f => f.Id))
        {
            var filesSha256 = Of(series.Select(f => f.Sha256));
            var mark = known.GetValueOrDefault(series.Key);
            if (mark?.FilesSha256 == filesSha256)
            {
                continue;
            }

            if (PixelsOf(series.Select(f => f.FileKey), cancellationToken) is not { } pixels)
            {
                continue;
            }

            var pixelSha256 = pixels.Count == 0 ? "" : Of(pixels);
            if (mark is null)
            {
                db.SeriesFingerprints.Add(new SeriesFingerprint(series.Key, pixelSha256, filesSha256));
            }
            else
            {
                mark.Renew(pixelSha256, filesSha256);
            }

            taken++;
        }

        if (taken > 0)
        {
            await SaveAsync(cancellationToken);
        }

        return taken;
    }

    /// <summary>A hash for each image that is not blank; null when the store has lost one.</summary>
    private List<string>? PixelsOf(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var pixels = new List<string>();
        try
        {
            foreach (var key in keys)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (images.Look(key, PixelSha256Of) is { } hash)
                {
                    pixels.Add(hash);
                }
            }
        }
        catch (IOException)
        {
            return null;
        }

        return pixels;
    }

    /// <summary>Somebody else may take the same at the same moment: theirs is as good.</summary>
    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.Entries.All(e => e.Entity is SeriesFingerprint))
        {
            foreach (var entry in db.ChangeTracker.Entries<SeriesFingerprint>().ToList())
            {
                entry.State = EntityState.Detached;
            }
        }
    }

    /// <summary>SHA-256 over rows, columns and the pixel data as they are stored; null for an image of one value, and without pixel data.</summary>
    private static string? PixelSha256Of(ReadOnlyMemory<byte> bytes)
    {
        var image = DicomFile.Read(bytes).Dataset;
        if (image.Find(DicomTags.PixelData) is not { } pixels)
        {
            return null;
        }

        var size = new byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(size, image.GetInt(DicomTags.Rows) ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(size.AsSpan(sizeof(int)), image.GetInt(DicomTags.Columns) ?? 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(size);
        if (pixels.Fragments is { } fragments)
        {
            // Without the offset table, which programs write or leave out.
            foreach (var fragment in fragments.Skip(1))
            {
                hash.AppendData(fragment.Span);
            }
        }
        else if (IsBlank(pixels.Value.Span, (image.GetInt(DicomTags.BitsAllocated) ?? 16) / 8))
        {
            return null;
        }
        else
        {
            hash.AppendData(pixels.Value.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>True when every sample has the value of the first: such an image is like any other blank one.</summary>
    private static bool IsBlank(ReadOnlySpan<byte> pixels, int sampleBytes) =>
        sampleBytes < 1 || pixels.Length <= sampleBytes || pixels[sampleBytes..].SequenceEqual(pixels[..^sampleBytes]);

    private static string Of(IEnumerable<string> hashes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes.Order(StringComparer.Ordinal)))));
}
