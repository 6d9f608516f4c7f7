using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Web;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Archives;
using ReaderStudy.Web.Features.Imports.Pictures;
using ReaderStudy.Web.Features.Ledger;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>
/// Does an import to its end: reads the folder if there is one, places images into cases, sorts stacks. Run again after a killed
/// process, it goes on where the notes in the database end.
/// </summary>
public sealed partial class RunImport(
    ReaderStudyDbContext db,
    ThrowAwayReceived throwAway,
    ReceiveFiles receive,
    PullImages pull,
    PlaceImages place,
    PlacePictures placePictures,
    SortSeries sort,
    FingerprintSeries fingerprints,
    AuditTrail audit,
    TimeProvider clock,
    ILogger<RunImport> log
)
{
    public async Task Execute(Guid importId, CancellationToken cancellationToken)
    {
        var begun = await db
            .Imports.Where(i => i.Id == importId && (i.Status == ImportStatus.Queued || i.Status == ImportStatus.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Status, ImportStatus.Running), cancellationToken);
        var import = await db.Imports.SingleAsync(i => i.Id == importId, cancellationToken);
        if (begun == 0)
        {
            if (import.Status is ImportStatus.Cancelled or ImportStatus.Failed)
            {
                // Once more, in case that a process died before it had done so.
                await throwAway.Handle(import, cancellationToken);
            }

            return;
        }

        try
        {
            if (import.Folder is { } folder)
            {
                await ReadFolderAsync(import, folder, cancellationToken);
            }

            await pull.Handle(import, () => WasStoppedAsync(import, cancellationToken), cancellationToken);
            await place.Handle(import, () => WasStoppedAsync(import, cancellationToken), cancellationToken);
            await placePictures.Handle(import, () => WasStoppedAsync(import, cancellationToken), cancellationToken);
            // Sorted even when the import was cancelled: what is in cases already must be whole.
            await sort.Handle(import.StudyId, cancellationToken);
            if (await WasStoppedAsync(import, cancellationToken))
            {
                await throwAway.Handle(import, cancellationToken);
            }
            else
            {
                await FinishAsync(import, cancellationToken);
                await fingerprints.Handle(import.StudyId, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process is going down; the import goes on at the next start.
            throw;
        }
        catch (DicomWebException archive)
        {
            await FailAsync(import, archive.Message);
        }
        catch (BrokenRuleException broken)
        {
            await FailAsync(import, broken.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its message has the path of a file, which may name a patient.
            LogDiskFailure(log, importId, exception.GetType().Name, exception.HResult, exception.StackTrace);
            await FailAsync(
                import,
                "A file or the disk could not be read or written. Put that right and import again: what is there already is not taken twice."
            );
        }
        catch (Exception exception)
        {
            LogFailure(log, exception, importId);
            await FailAsync(
                import,
                "The import met an error that nobody foresaw; the server's log tells more. What was placed stays, and importing again takes nothing twice."
            );
        }
    }

    private async Task ReadFolderAsync(Import import, string folder, CancellationToken cancellationToken)
    {
        var known = await db.ImportFiles.CountAsync(f => f.ImportId == import.Id, cancellationToken);
        import.ReportRead(known, ImportFolder.FilesIn(folder).Count());
        await db.SaveChangesAsync(cancellationToken);
        await receive.Handle(import, FilesAsync(folder), 0, cancellationToken);
        if (!await WasStoppedAsync(import, cancellationToken))
        {
            import.Report(import.FilesDone, import.FilesDone);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private static async IAsyncEnumerable<SourceFile> FilesAsync(string folder)
    {
        await Task.CompletedTask;
        var root = ImportFolder.Full(folder);
        foreach (var file in ImportFolder.FilesIn(folder))
        {
            var name = Path.GetRelativePath(root, file.FullName);
            yield return file is FileInfo one
                ? Describe(one, name)
                : new SourceFile(name, default, "the platform's account may not read this folder: none of its files was imported");
        }
    }

    private static SourceFile Describe(FileInfo file, string name)
    {
        try
        {
            return new SourceFile(name, default)
            {
                Size = file.Length,
                Open = () => new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new SourceFile(name, default, "the file cannot be read from its disk");
        }
    }

    private Task<bool> WasStoppedAsync(Import import, CancellationToken cancellationToken) =>
        db.Imports.AnyAsync(i => i.Id == import.Id && i.Status == ImportStatus.Cancelled, cancellationToken);

    private async Task FinishAsync(Import import, CancellationToken cancellationToken)
    {
        var counts = await db
            .ImportFiles.Where(f => f.ImportId == import.Id)
            .GroupBy(f => f.Status)
            .Select(g => new { Status = g.Key, Number = g.Count() })
            .ToListAsync(cancellationToken);
        var total = counts.Sum(c => c.Number);
        import.Report(total, total);
        import.Succeed(clock.GetUtcNow());
        audit.Record(
            "import.finished",
            null,
            import.StudyId,
            $"import {import.Id}",
            string.Join(", ", counts.OrderBy(c => c.Status).Select(c => $"{c.Number} {c.Status.ToString().ToLowerInvariant()}"))
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task FailAsync(Import import, string reason)
    {
        db.ChangeTracker.Clear();
        var failed = await db.Imports.SingleAsync(i => i.Id == import.Id, CancellationToken.None);
        if (failed.IsOver)
        {
            return;
        }

        failed.Fail(reason, clock.GetUtcNow());
        audit.Record("import.failed", null, failed.StudyId, $"import {failed.Id}");
        await db.SaveChangesAsync(CancellationToken.None);
        await throwAway.Handle(failed, CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Error, "Import {ImportId} failed: {Kind} {Code:X8}\n{Stack}")]
    private static partial void LogDiskFailure(ILogger log, Guid importId, string kind, int code, string? stack);

    [LoggerMessage(LogLevel.Error, "Import {ImportId} failed.")]
    private static partial void LogFailure(ILogger log, Exception exception, Guid importId);
}
