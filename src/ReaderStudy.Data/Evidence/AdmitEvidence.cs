using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Data.Evidence;

/// <summary>
/// Registers what was there before its table was registered: after an update of the platform that brings the register, or makes a table
/// evidence. Only tables of which nothing is registered are admitted, and the trail says that and when it was done: what happened to
/// those rows before is not proven.
/// </summary>
public sealed class AdmitEvidence(ReaderStudyDbContext db, AuditTrail audit)
{
    public const string Action = "evidence.admitted";

    /// <returns>How many rows were admitted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // All of it or nothing: a process that is killed here begins anew at its next start.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var admitted = 0;
        foreach (var table in EvidenceTable.Of(db.Model))
        {
            var rows = await RowsAsync(table, cancellationToken);
            if (rows.Count > 0)
            {
                audit.Record(Action, null, null, $"table {table.Table}", rows.Count.ToString(CultureInfo.InvariantCulture) + " rows");
                // Asked again at each try: another node that starts at the same moment may have been faster.
                await db.SaveAdmittedAsync(token => RowsAsync(table, token), cancellationToken);
                admitted += rows.Count;
            }
        }

        var images = await ImagesAsync(cancellationToken);
        if (images.Count > 0)
        {
            audit.Record(Action, null, null, $"table {SealedImages.Table}", images.Count.ToString(CultureInfo.InvariantCulture) + " cases");
            await db.SaveAdmittedAsync(ImagesAsync, cancellationToken);
            admitted += images.Count;
        }

        await transaction.CommitAsync(cancellationToken);
        return admitted;
    }

    /// <summary>True when nothing was ever registered here: a process was killed between bringing the register and filling it.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        !await db.AuditEntries.AnyAsync(e => e.RowsSha256 != "", cancellationToken);

    /// <summary>Of studies that were sealed before; empty when the images of any case are registered.</summary>
    private async Task<List<RegisteredRow>> ImagesAsync(CancellationToken cancellationToken)
    {
        var rows = new List<RegisteredRow>();
        if (await db.RegisteredRows.AnyAsync(r => r.Table == SealedImages.Table, cancellationToken))
        {
            return rows;
        }

        var images = new SealedImages(db);
        foreach (
            var study in await db.Studies.Where(s => s.SealedAt != null && !s.IsImported).Select(s => s.Id).ToListAsync(cancellationToken)
        )
        {
            rows.AddRange((await images.OfStudyAsync(study, cancellationToken)).Select(i => SealedImages.Row(i.Key, i.Sha256)));
        }

        return rows;
    }

    /// <summary>Empty when anything of the table is registered.</summary>
    private async Task<List<RegisteredRow>> RowsAsync(EvidenceTable table, CancellationToken cancellationToken)
    {
        var rows = new List<RegisteredRow>();
        if (await db.RegisteredRows.AnyAsync(r => r.Table == table.Table, cancellationToken))
        {
            return rows;
        }

        await foreach (var row in new StoredRows(db).AllAsync(table, cancellationToken))
        {
            rows.Add(new RegisteredRow(table.Table, table.KeyOf(row), 1, "", table.Sha256Of(row)));
        }

        return rows;
    }
}
