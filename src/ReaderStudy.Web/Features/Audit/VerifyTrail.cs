using ReaderStudy.Data;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Audit;

/// <summary>Holds the trail, the register and all evidence against each other as they are now, and records that it was done.</summary>
public sealed class VerifyTrail(ReaderStudyDbContext db, PlatformOptions options, AuditTrail audit)
{
    public async Task<AuditReport> Handle(Guid by, CancellationToken cancellationToken)
    {
        AuditReport report;
        await using (await Database.BeginReadingAsync(db, options, cancellationToken))
        {
            report = await new VerifyAudit(db).RunAsync([], cancellationToken);
        }

        var found = report.IsIntact ? "intact" : $"{report.Faults.Count} faults";
        await audit.RecordNowAsync("audit.verified", by, null, $"entry {report.Head.Sequence}", found, cancellationToken);
        return report;
    }
}
