using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Deviations;
using ReaderStudy.Web.Features.Shared;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>
/// Writes how the study was conducted beside its readings: <c>deviations.csv</c>, <c>ai-use.csv</c>, <c>missing-readings.csv</c>, and
/// <c>data-lock.csv</c> once there is a lock.
/// </summary>
public sealed class ExportConduct(ReaderStudyDbContext db, ListDeviations deviations, ExportAiUse aiUse, ExportMissing missing)
{
    /// <param name="study">With its readers.</param>
    /// <param name="target">The export.</param>
    /// <param name="folder">With a slash at its end; empty: the top.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(Study study, IExportTarget target, string folder, CancellationToken cancellationToken)
    {
        await WriteAsync(
            target,
            folder + "deviations.csv",
            DeviationsCsv.Of(await deviations.OfAsync(study, cancellationToken)),
            cancellationToken
        );
        await aiUse.Handle(study, target, folder, cancellationToken);
        await missing.Handle(study, target, folder, cancellationToken);
        var kept = await db.DataLocks.AsNoTracking().SingleOrDefaultAsync(l => l.StudyId == study.Id, cancellationToken);
        if (kept is null)
        {
            return;
        }

        var text = new StringBuilder("field,value\r\n");
        foreach (
            var (field, value) in new (string, string)[]
            {
                ("locked_at", kept.LockedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                ("state_sha256", kept.StateSha256),
                ("protocol_version", study.ProtocolVersion.ToString(CultureInfo.InvariantCulture)),
                ("protocol_sha256", study.ProtocolSha256 ?? ""),
                ("planned", kept.Planned.ToString(CultureInfo.InvariantCulture)),
                ("read", kept.Read.ToString(CultureInfo.InvariantCulture)),
                ("skipped", kept.Skipped.ToString(CultureInfo.InvariantCulture)),
                ("missing", kept.Missing.ToString(CultureInfo.InvariantCulture)),
                ("reason", CsvCells.Quoted(kept.Reason ?? "")),
                ("audit_sequence", kept.AuditSequence.ToString(CultureInfo.InvariantCulture)),
                ("audit_hash", kept.AuditHash),
            }
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"{field},{value}\r\n");
        }

        await WriteAsync(target, folder + "data-lock.csv", Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
    }

    private static async Task WriteAsync(IExportTarget target, string path, byte[] content, CancellationToken cancellationToken)
    {
        await using var stream = await target.CreateAsync(path, cancellationToken);
        await stream.WriteAsync(content, cancellationToken);
    }
}
