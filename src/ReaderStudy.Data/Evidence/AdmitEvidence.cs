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

        return admitted;
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
