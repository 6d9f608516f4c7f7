using System.Globalization;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Evidence;

/// <summary>
/// Holds the audit trail, the register and every row of evidence against each other, and names what was changed, removed or inserted behind
/// the platform's back. Changes nothing. Call it in a transaction that sees one moment, where others may write.
/// </summary>
public sealed class VerifyAudit(ReaderStudyDbContext db)
{
    /// <param name="anchors">Ends of the chain that somebody wrote down before; may be empty.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<AuditReport> RunAsync(IReadOnlyList<AuditHead> anchors, CancellationToken cancellationToken)
    {
        var faults = new List<AuditFault>();
        var chain = new VerifyChain(new StoredTrail(db), faults);
        await chain.RunAsync(anchors, cancellationToken);
        foreach (var anchor in anchors)
        {
            Compare(anchor, chain, faults);
        }

        var rows = 0L;
        var seen = new HashSet<(string, string)>();
        var codes = new Dictionary<string, string?>();
        foreach (var table in EvidenceTable.Of(db.Model))
        {
            await foreach (var row in new StoredRows(db).AllAsync(table, cancellationToken))
            {
                rows++;
                var key = table.KeyOf(row);
                seen.Add((table.Table, key));
                if (table.Entity == typeof(Case))
                {
                    codes[key] = row[nameof(Case.Code)];
                }

                if (FaultOf(table, key, row, chain.Last.GetValueOrDefault((table.Table, key))) is { } fault)
                {
                    faults.Add(fault);
                }
            }
        }

        faults.AddRange(RemovedOf(chain, seen));
        faults.AddRange(await new SealedImages(db).FaultsAsync(chain.Last, codes, cancellationToken));
        return new AuditReport(chain.Entries, chain.Registered, rows, chain.Head, faults);
    }

    private static void Compare(AuditHead anchor, VerifyChain chain, List<AuditFault> faults)
    {
        var number = anchor.Sequence.ToString(CultureInfo.InvariantCulture);
        if (anchor.Sequence == 0)
        {
            return;
        }

        if (!chain.Hashes.TryGetValue(anchor.Sequence, out var hash))
        {
            var message =
                $"The chain ends at entry {chain.Head.Sequence}, but entry {number} was there once: entries were cut off at the end.";
            message =
                chain.Head.Sequence > anchor.Sequence ? $"Entry {number}, which was written down as an anchor, is not there." : message;
            faults.Add(new AuditFault(FaultKind.Removed, "AuditEntries", number, anchor.Sequence, message));
        }
        else if (hash != anchor.Hash)
        {
            var message = $"Entry {number} has another hash than the one that was written down: the chain up to there was computed anew.";
            faults.Add(new AuditFault(FaultKind.Changed, "AuditEntries", number, anchor.Sequence, message));
        }
    }

    private static AuditFault? FaultOf(EvidenceTable table, string key, Dictionary<string, string?> row, LastRegistered? last)
    {
        var name = Sentence(table.NameOf(key, row));
        return last switch
        {
            null => new AuditFault(FaultKind.Inserted, table.Table, key, null, $"{name} was inserted: no audit entry tells of it."),
            { IsRemoved: true } => new AuditFault(
                FaultKind.Inserted,
                table.Table,
                key,
                last.Entry,
                $"{name} was put back: entry {last.Entry} ({last.Told}) took it away."
            ),
            _ when last.Sha256 != table.Sha256Of(row) => new AuditFault(
                FaultKind.Changed,
                table.Table,
                key,
                last.Entry,
                $"{name} was changed after entry {last.Entry} ({last.Told}) wrote it."
            ),
            _ => null,
        };
    }

    private IEnumerable<AuditFault> RemovedOf(VerifyChain chain, HashSet<(string, string)> seen)
    {
        var tables = EvidenceTable.Of(db.Model).ToDictionary(t => t.Table);
        return chain
            .Last.Where(l => !l.Value.IsRemoved && l.Key.Table != SealedImages.Table && !seen.Contains(l.Key))
            .OrderBy(l => l.Value.Entry)
            .ThenBy(l => l.Key.Key, StringComparer.Ordinal)
            .Select(l =>
            {
                var (tableName, key) = l.Key;
                var name = tables.TryGetValue(tableName, out var table) ? table.NameOf(key, null) : $"row {key} of {tableName}";
                var message = $"{Sentence(name)} was removed; entry {l.Value.Entry} ({l.Value.Told}) had written it.";
                return new AuditFault(FaultKind.Removed, tableName, key, l.Value.Entry, message);
            });
    }

    private static string Sentence(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
