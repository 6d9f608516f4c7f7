using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Imports.Pictures;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Writes down what became of files, in one transaction a batch, and puts their images where they belong.</summary>
internal sealed class NoteFiles(ReaderStudyDbContext db, ImageStore images, Quarantine quarantine, TimeProvider clock, Import import)
{
    /// <summary>One note at a time: two files with one UID must see each other, and no note may come after an upload's end.</summary>
    internal static readonly SemaphoreSlim Gate = new(1, 1);

    /// <summary>An upload is received, a folder or an archive read by the import's job.</summary>
    private readonly ImportStatus _begun = import.Status;

    /// <summary>What became of the files; null: somebody cancelled the import, and nothing was kept.</summary>
    /// <exception cref="BrokenRuleException">The upload was ended meanwhile: what is noted now would be put into no case.</exception>
    public async Task<ReceivedCounts?> TakeAsync(IReadOnlyList<TakenFile> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return ReceivedCounts.None;
        }

        await Gate.WaitAsync(cancellationToken);
        try
        {
            await db.Entry(import).ReloadAsync(cancellationToken);
            if (import.Status is ImportStatus.Cancelled)
            {
                Discard(files);
                return null;
            }

            Rule.Require(import.Status == _begun, Import.StillReceiving);
            return await NoteAsync(files, cancellationToken);
        }
        catch
        {
            Discard(files);
            throw;
        }
        finally
        {
            Forget();
            Gate.Release();
        }
    }

    private async Task<ReceivedCounts> NoteAsync(IReadOnlyList<TakenFile> files, CancellationToken cancellationToken)
    {
        var keys = files.Select(f => f.SourceKey).ToList();
        var seen = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && keys.Contains(f.SourceKey))
            .Select(f => f.SourceKey)
            .ToHashSetAsync(cancellationToken);
        var uids = files.SelectMany(f => f.Images).Select(i => i.Image.SopUid).Distinct().ToList();
        var there = await ImagesThere.FindAsync(db, import, uids, cancellationToken);
        var rows = new List<ImportFile>();
        var reports = new List<DeidentificationReport>();
        foreach (var file in files)
        {
            if (!seen.Add(file.SourceKey))
            {
                file.Discard();
                continue;
            }

            rows.Add(await NoteAsync(file, there, cancellationToken));
            reports.Add(file.Report);
        }

        db.ImportFiles.AddRange(rows);
        var report = import.ReportJson is { } json ? DeidentificationReport.FromJson(json) : DeidentificationReport.Empty;
        import.SumUp(DeidentificationReport.Sum([report, .. reports]).ToJson(), files.Sum(f => f.Size));
        if (import.Folder is not null)
        {
            import.ReportRead(import.FilesDone + rows.Count, import.FilesTotal);
        }

        await db.SaveChangesAsync(cancellationToken);
        int Count(ImportFileStatus status) => rows.Count(r => r.Status == status);
        return new ReceivedCounts(
            Count(ImportFileStatus.Received),
            Count(ImportFileStatus.Duplicate),
            Count(ImportFileStatus.Rejected),
            files.Count - rows.Count,
            Count(ImportFileStatus.Held),
            Count(ImportFileStatus.PassedOver)
        );
    }

    private async Task<ImportFile> NoteAsync(TakenFile file, ImagesThere there, CancellationToken cancellationToken)
    {
        if (file.Refusal is { } refusal)
        {
            return new ImportFile(import.Id, file.SourceKey, ImportFileStatus.Rejected, SourceKeys.Normal(file.Path), Clip(refusal));
        }

        if (file.PassedOver is { } what)
        {
            return new ImportFile(import.Id, file.SourceKey, ImportFileStatus.PassedOver, null, what);
        }

        var row = new ImportFile(import.Id, file.SourceKey, ImportFileStatus.Duplicate, null, null);
        if (file.Picture is { } picture)
        {
            await NoteAsync(row, picture, cancellationToken);
        }

        foreach (var image in file.Images)
        {
            switch (there.Meet(image.Image))
            {
                case Meeting.Same:
                    ImageStore.Discard(image.Staged);
                    break;
                case Meeting.New or Meeting.Other when file.Question is { } question:
                    // Text first: whoever lets the image in meets the other one with its UID then, and decides between two that may be kept.
                    await HoldAsync(row, image, HeldCause.BurnedInText, Sentence(question.Message), question.Regions, cancellationToken);
                    there.Add(image.Image, null);
                    break;
                case Meeting.Other:
                    await HoldAsync(
                        row,
                        image,
                        HeldCause.UidConflict,
                        await DifferenceAsync(image, there, cancellationToken),
                        [],
                        cancellationToken
                    );
                    there.Add(image.Image, null);
                    break;
                default:
                    ImageStore.Settle(image.Staged);
                    db.ReceivedImages.Add(new ReceivedImage(import.Id, row.Id, image.Staged.Key, image.Image));
                    there.Add(image.Image, image.Staged.Key);
                    row.MarkReceived();
                    break;
            }
        }

        return row;
    }

    /// <summary>The same pixels of the same case are taken once.</summary>
    private async Task NoteAsync(ImportFile row, TakenPicture taken, CancellationToken cancellationToken)
    {
        var (mark, sha256) = (taken.CaseMark, taken.Staged.Sha256);
        var isThere =
            db.Pictures.Local.Any(p => p.CaseMark == mark && p.Sha256 == sha256)
            || await db.Pictures.AnyAsync(
                p =>
                    p.CaseMark == mark
                    && p.Sha256 == sha256
                    && (
                        p.ImportId == import.Id
                        || db.Series.Any(s => s.Id == p.SeriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == import.StudyId))
                    ),
                cancellationToken
            );
        if (isThere)
        {
            ImageStore.Discard(taken.Staged);
            return;
        }

        ImageStore.Settle(taken.Staged);
        var picture = new Picture(import.Id, row.Id, mark, taken.Label, taken.Staged.Key, sha256, taken.Shape);
        picture.Measure(taken.MicronsPerPixel);
        db.Pictures.Add(picture);
        row.MarkReceived();
    }

    private static void Discard(IEnumerable<TakenFile> files)
    {
        foreach (var file in files)
        {
            file.Discard();
        }
    }

    private async Task HoldAsync(
        ImportFile row,
        TakenImage image,
        HeldCause cause,
        string question,
        IReadOnlyList<PixelRegion> regions,
        CancellationToken cancellationToken
    )
    {
        var held = new HeldImage(import.StudyId, import.Id, row.Id, cause, question, JsonSerializer.Serialize(regions), image.Image);
        if (image.Staged.IsSealed)
        {
            ImageStore.Settle(image.Staged);
        }
        else
        {
            var bytes = await File.ReadAllBytesAsync(image.Staged.Temporary, cancellationToken);
            await quarantine.WriteAsync(import.StudyId, Quarantine.KeyOf(held), bytes, cancellationToken);
            ImageStore.Discard(image.Staged);
        }

        db.HeldImages.Add(held);
        await FindHeldImages.NoteAsync(db, held, clock.GetUtcNow(), cancellationToken);
        if (row.Status is ImportFileStatus.Duplicate)
        {
            row.MarkHeld();
        }
    }

    /// <summary>Whether the pixels or only the header differ from the image that is there.</summary>
    private async Task<string> DifferenceAsync(TakenImage image, ImagesThere there, CancellationToken cancellationToken)
    {
        var other =
            there.FileKeyOf(image.Image.SopUid) is { } key && images.Exists(key) ? await images.ReadAsync(key, cancellationToken) : null;
        return ImageDifference.Between(other, await File.ReadAllBytesAsync(image.Staged.Temporary, cancellationToken));
    }

    private void Forget()
    {
        foreach (
            var entry in db
                .ChangeTracker.Entries()
                .Where(e => e.Entity is ImportFile or ReceivedImage or Picture or HeldImage or ImageIdentity or CohortFinding)
                .ToList()
        )
        {
            entry.State = EntityState.Detached;
        }
    }

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Clip(string text) => text is { Length: > 1000 } ? text[..999] + "…" : text;
}
