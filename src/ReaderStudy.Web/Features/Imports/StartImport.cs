using Quartz;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Begins an import: one that waits for uploads, or one of a folder on the server, which is queued at once.</summary>
public sealed class StartImport(
    ReaderStudyDbContext db,
    AuditTrail audit,
    TimeProvider clock,
    ISchedulerFactory schedulers,
    PlatformOptions options,
    Paths paths
)
{
    public static readonly Rule FolderIsReadable = new("import.folder", "This folder cannot be imported.");

    /// <summary>Why a folder cannot be imported; null: it can.</summary>
    public string? ProblemOf(string folder) => ImportFolder.ProblemOf(folder, options, paths);

    /// <param name="pass">A coordinator's.</param>
    /// <param name="folder">On the server; null: files will be uploaded.</param>
    /// <param name="withPictures">Slides and photographs are taken in too.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Guid> Handle(StudyPass pass, string? folder, bool withPictures, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        if (folder is not null)
        {
            var problem = ProblemOf(folder);
            Rule.Require(problem is null, FolderIsReadable, problem);
        }

        var import = new Import(pass.Study.Id, folder is null ? null : ImportFolder.Full(folder), pass.PersonId, clock.GetUtcNow());
        if (withPictures)
        {
            import.TakePictures();
        }

        if (folder is not null)
        {
            import.Queue();
        }

        db.Imports.Add(import);
        audit.Record("import.started", pass.PersonId, pass.Study.Id, $"import {import.Id}", folder is null ? "upload" : "server folder");
        await db.SaveChangesAsync(cancellationToken);
        if (folder is not null)
        {
            await schedulers.StartOnceAsync<ImportJob>(import.Id, cancellationToken);
        }

        return import.Id;
    }
}

/// <summary>Ends the upload and hands the import to the background.</summary>
public sealed class QueueImport(ReaderStudyDbContext db, ISchedulerFactory schedulers, AuditTrail audit)
{
    public async Task Handle(StudyPass pass, Import import, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        // Files that are being noted come before it, all others are refused.
        await NoteFiles.Gate.WaitAsync(cancellationToken);
        try
        {
            if (import.Status is ImportStatus.Receiving)
            {
                import.Queue();
                audit.Record("import.queued", pass.PersonId, pass.Study.Id, $"import {import.Id}");
                await db.SaveChangesAsync(cancellationToken);
            }
        }
        finally
        {
            NoteFiles.Gate.Release();
        }

        if (!import.IsOver)
        {
            await schedulers.StartOnceAsync<ImportJob>(import.Id, cancellationToken);
        }
    }
}
