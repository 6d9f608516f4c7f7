using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <param name="Received">New images, stored without identity.</param>
/// <param name="Duplicates">Images that are there already, byte by byte.</param>
/// <param name="Rejected">Files that were refused.</param>
/// <param name="Known">Files that this import has had already.</param>
public sealed record ReceivedCounts(int Received, int Duplicates, int Rejected, int Known)
{
    public static readonly ReceivedCounts None = new(0, 0, 0, 0);

    public static ReceivedCounts operator +(ReceivedCounts a, ReceivedCounts b) =>
        new(a.Received + b.Received, a.Duplicates + b.Duplicates, a.Rejected + b.Rejected, a.Known + b.Known);
}

/// <summary>
/// Takes files into an import: opens zips, reads and de-identifies in memory, stores, and notes what became of each file.
/// The note follows the bytes: a process that dies in between takes the file again and replaces the same by the same.
/// </summary>
public sealed class ReceiveFiles(ReaderStudyDbContext db, ImageStore images, StudyKeys keys)
{
    private const int BatchFiles = 24;
    private const long BatchBytes = 64L << 20;
    private const string OtherImage = "another image with the same UID is there already, and its content differs";

    /// <summary>One note at a time: two files with one UID must see each other.</summary>
    internal static readonly SemaphoreSlim Gate = new(1, 1);

    /// <param name="import">Belongs to a draft.</param>
    /// <param name="files">In the order in which cases shall be numbered.</param>
    /// <param name="firstOrder">Place of the first file in the import.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public async Task<ReceivedCounts> Handle(
        Import import,
        IAsyncEnumerable<SourceFile> files,
        long firstOrder,
        CancellationToken cancellationToken
    )
    {
        var key = keys.Of(import.StudyId);
        var (sources, deidentifier, zips) = (new SourceKeys(key), new Deidentifier(key), new ZipFiles(ZipLimits.Default));
        var (batch, bytes, order, counts) = (new List<SourceFile>(), 0L, firstOrder, ReceivedCounts.None);
        await foreach (var file in ExpandedAsync(zips, files, cancellationToken))
        {
            batch.Add(file);
            bytes += file.Bytes.Length;
            if (batch.Count >= BatchFiles || bytes >= BatchBytes)
            {
                counts += await TakeAsync(import, batch, order, sources, deidentifier, cancellationToken);
                order += batch.Count;
                batch.Clear();
                bytes = 0;
            }
        }

        return counts + await TakeAsync(import, batch, order, sources, deidentifier, cancellationToken);
    }

    /// <summary>Where an image of an import lies: by its UID, so that two files with one UID meet.</summary>
    public static string FileKeyOf(Import import, string sopUid) =>
        $"{import.StudyId:N}/{import.Id:N}/{ImageStore.Sha256Of(System.Text.Encoding.UTF8.GetBytes(sopUid))[..32]}.dcm";

    /// <summary>Where the receipt of an image lies, until the import is over.</summary>
    public static string ReceiptKeyOf(string fileKey) => fileKey[..^4] + ".json";

    private static async IAsyncEnumerable<SourceFile> ExpandedAsync(
        ZipFiles zips,
        IAsyncEnumerable<SourceFile> files,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var file in files.WithCancellation(cancellationToken))
        {
            foreach (var inner in zips.Expand(file))
            {
                yield return inner;
            }
        }
    }

    private async Task<ReceivedCounts> TakeAsync(
        Import import,
        List<SourceFile> batch,
        long firstOrder,
        SourceKeys sources,
        Deidentifier deidentifier,
        CancellationToken cancellationToken
    )
    {
        var sourceKeys = batch.ConvertAll(f => sources.Of(f.Path, f.Bytes.Length));
        var known = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && sourceKeys.Contains(f.SourceKey))
            .Select(f => f.SourceKey)
            .ToListAsync(cancellationToken);
        var seen = known.ToHashSet();
        var fresh = Enumerable.Range(0, batch.Count).Where(i => seen.Add(sourceKeys[i])).ToList();
        var taken = new Taken[fresh.Count];
        await Parallel.ForAsync(
            0,
            fresh.Count,
            cancellationToken,
            async (n, token) =>
                taken[n] = await Taken.OfAsync(batch[fresh[n]], sourceKeys[fresh[n]], firstOrder + fresh[n], deidentifier, token)
        );
        var counts = await NoteAsync(import, taken, cancellationToken);
        return counts with { Known = batch.Count - fresh.Count };
    }

    private async Task<ReceivedCounts> NoteAsync(Import import, Taken[] taken, CancellationToken cancellationToken)
    {
        if (taken.Length == 0)
        {
            return ReceivedCounts.None;
        }

        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (await db.Imports.AnyAsync(i => i.Id == import.Id && i.Status == ImportStatus.Cancelled, cancellationToken))
            {
                return ReceivedCounts.None;
            }

            var there = await HashesThereAsync(import, taken, cancellationToken);
            var rows = new List<ImportFile>();
            foreach (var one in taken)
            {
                var row = await StoreAsync(import, one, there, cancellationToken);
                rows.Add(row);
                db.ImportFiles.Add(row);
            }

            await db.SaveChangesAsync(cancellationToken);
            foreach (var row in rows)
            {
                db.Entry(row).State = EntityState.Detached;
            }

            return new ReceivedCounts(
                rows.Count(r => r.Status == ImportFileStatus.Received),
                rows.Count(r => r.Status == ImportFileStatus.Duplicate),
                rows.Count(r => r.Status == ImportFileStatus.Rejected),
                0
            );
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>SHA-256 by SOP Instance UID of what the study or this import has already.</summary>
    private async Task<Dictionary<string, string>> HashesThereAsync(Import import, Taken[] taken, CancellationToken cancellationToken)
    {
        var uids = taken.Select(t => t.Image?.Receipt.SopUid).OfType<string>().Distinct().ToList();
        var fileKeys = uids.ToDictionary(uid => FileKeyOf(import, uid));
        var keyList = fileKeys.Keys.ToList();
        var received = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && f.FileKey != null && keyList.Contains(f.FileKey))
            .Select(f => f.FileKey!)
            .ToListAsync(cancellationToken);
        var there = new Dictionary<string, string>();
        foreach (var fileKey in received)
        {
            there[fileKeys[fileKey]] = ImageStore.Sha256Of(await images.ReadAsync(fileKey, cancellationToken));
        }

        var placed = await PlacedImages.HashesAsync(db, import.StudyId, uids, cancellationToken);
        foreach (var (uid, hash) in placed)
        {
            there[uid] = hash;
        }

        return there;
    }

    private async Task<ImportFile> StoreAsync(
        Import import,
        Taken one,
        Dictionary<string, string> there,
        CancellationToken cancellationToken
    )
    {
        if (one.Image is not { } image)
        {
            return Rejected(import, one, one.Refusal!);
        }

        var uid = image.Receipt.SopUid;
        if (there.TryGetValue(uid, out var hash))
        {
            return hash == image.Receipt.Sha256
                ? new ImportFile(import.Id, one.SourceKey, ImportFileStatus.Duplicate, null, null, null)
                : Rejected(import, one, OtherImage);
        }

        var fileKey = FileKeyOf(import, uid);
        await images.WriteAsync(ReceiptKeyOf(fileKey), JsonSerializer.SerializeToUtf8Bytes(image.Receipt), cancellationToken);
        await images.WriteAsync(fileKey, image.File, cancellationToken);
        there[uid] = image.Receipt.Sha256;
        return new ImportFile(import.Id, one.SourceKey, ImportFileStatus.Received, null, Clip(image.Question), fileKey);
    }

    private static ImportFile Rejected(Import import, Taken one, string reason) =>
        new(import.Id, one.SourceKey, ImportFileStatus.Rejected, SourceKeys.Normal(one.Path), Clip(reason), null);

    private static string? Clip(string? text) => text is { Length: > 1000 } ? text[..999] + "…" : text;

    /// <summary>A file that was looked at: an image, or a reason why not.</summary>
    private sealed record Taken(string Path, string SourceKey, TakenImage? Image, string? Refusal)
    {
        public static async Task<Taken> OfAsync(
            SourceFile file,
            string sourceKey,
            long order,
            Deidentifier deidentifier,
            CancellationToken cancellationToken
        )
        {
            if (file.Refusal is not null)
            {
                return new Taken(file.Path, sourceKey, null, file.Refusal);
            }

            try
            {
                return new Taken(file.Path, sourceKey, await TakenImage.OfAsync(file.Bytes, order, deidentifier, cancellationToken), null);
            }
            catch (DicomException refused)
            {
                return new Taken(file.Path, sourceKey, null, refused.Message);
            }
        }
    }
}
