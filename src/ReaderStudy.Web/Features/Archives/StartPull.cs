using Quartz;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Archives;

/// <summary>Begins an import that fetches chosen series from an archive in the background.</summary>
public sealed class StartPull(
    ReaderStudyDbContext db,
    PullOrders orders,
    ConfiguredArchives archives,
    AuditTrail audit,
    TimeProvider clock,
    ISchedulerFactory schedulers
)
{
    public static readonly Rule SomethingIsChosen = new("archives.chosen", "Choose at least one exam or series to import.");

    public static readonly Rule ArchiveIsConfigured = new("archives.configured", "This archive is not configured any more.");

    /// <param name="pass">A coordinator's.</param>
    /// <param name="archive">Its name.</param>
    /// <param name="series">In the order in which cases shall be numbered.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    public async Task<Guid> Handle(StudyPass pass, string archive, IReadOnlyList<PullSeries> series, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        Rule.Require(series.Count > 0, SomethingIsChosen);
        Rule.Require(archives.Find(archive) is not null, ArchiveIsConfigured);
        var import = new Import(pass.Study.Id, null, pass.PersonId, clock.GetUtcNow(), source: $"Archive {archive}");
        import.Queue();
        // Before the import is: a process that dies in between leaves an order that nobody can read, not an import without one.
        await orders.WriteAsync(import, new PullOrder(archive, series, 0, []), cancellationToken);
        db.Imports.Add(import);
        var exams = series.Select(s => s.ExamUid).Distinct(StringComparer.Ordinal).Count();
        audit.Record("import.started", pass.PersonId, pass.Study.Id, $"import {import.Id}", $"archive {archive}, exams: {exams}");
        await db.SaveChangesAsync(cancellationToken);
        await schedulers.StartOnceAsync<ImportJob>(import.Id, cancellationToken);
        return import.Id;
    }
}
