using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <param name="Import">The import.</param>
/// <param name="Placed">Files whose images are in cases.</param>
/// <param name="Duplicates">Files that were there already.</param>
/// <param name="Rejected">Files refused.</param>
/// <param name="Held">Files that a person has to look at or decide on.</param>
/// <param name="PassedOver">Files that are no images for reading.</param>
public sealed record ImportLine(Import Import, int Placed, int Duplicates, int Rejected, int Held, int PassedOver);

/// <param name="Pass">Who looks.</param>
/// <param name="Imports">The latest first.</param>
/// <param name="FolderProblem">Why the folder that was asked for cannot be imported; null: none was asked for.</param>
/// <param name="Folder">The folder that was asked for.</param>
public sealed record ImportsPage(StudyPass Pass, IReadOnlyList<ImportLine> Imports, string? FolderProblem, string? Folder);

/// <summary>Lists the imports of a study.</summary>
public sealed class ImportOverview(ReaderStudyDbContext db)
{
    public async Task<ImportsPage> Handle(StudyPass pass, string? folder, string? folderProblem, CancellationToken cancellationToken)
    {
        var imports = await db
            .Imports.AsNoTracking()
            .Where(i => i.StudyId == pass.Study.Id)
            .OrderByDescending(i => i.StartedAt)
            .Take(100)
            .ToListAsync(cancellationToken);
        var ids = imports.ConvertAll(i => i.Id);
        var counts = await db
            .ImportFiles.Where(f => ids.Contains(f.ImportId))
            .GroupBy(f => new { f.ImportId, f.Status })
            .Select(g => new
            {
                g.Key.ImportId,
                g.Key.Status,
                Number = g.Count(),
            })
            .ToListAsync(cancellationToken);
        int Count(Guid id, ImportFileStatus status) => counts.FirstOrDefault(c => c.ImportId == id && c.Status == status)?.Number ?? 0;
        var lines = imports.ConvertAll(i => new ImportLine(
            i,
            Count(i.Id, ImportFileStatus.Placed),
            Count(i.Id, ImportFileStatus.Duplicate),
            Count(i.Id, ImportFileStatus.Rejected),
            Count(i.Id, ImportFileStatus.Held),
            Count(i.Id, ImportFileStatus.PassedOver)
        ));
        return new ImportsPage(pass, lines, folderProblem, folder);
    }
}
