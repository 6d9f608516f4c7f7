using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Data.Evidence;

/// <summary>
/// Saves what changed together with its audit entries, chained to the last one, and registers every changed row of evidence under the first
/// of them: all in one transaction, or nothing.
/// </summary>
/// <param name="db">Holds what changed.</param>
/// <param name="clock">Dates the entry that stands in where the caller recorded none.</param>
/// <param name="save">Writes.</param>
internal sealed class ChainedSave(ReaderStudyDbContext db, TimeProvider clock, Func<CancellationToken, Task<int>> save)
{
    /// <summary>What an entry is called that the platform writes by itself: rows of evidence were saved and nobody said why.</summary>
    public const string RowsSaved = "rows.saved";

    private const int MostTries = 20;

    /// <param name="entries">Recorded by the caller; may be empty.</param>
    /// <param name="register">Makes the rows of the register; asked again at every try.</param>
    /// <param name="studyId">Of the entry that stands in.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<int> RunAsync(
        List<AuditEntry> entries,
        Func<CancellationToken, Task<List<RegisteredRow>>> register,
        Guid? studyId,
        CancellationToken cancellationToken
    )
    {
        var isSaid = entries.Count > 0;
        var isSaved = false;
        // One writer of the chain at a time in this process; other processes are met by the unique sequence. Within a transaction SQLite lets
        // nobody else write: waiting here for one who waits for that would never end.
        var isAlone = db.Database.CurrentTransaction is not null;
        using var turn = isAlone ? null : await ChainTurn.TakeAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                // The head first: who writes after this look takes the place that is meant for this save, which then looks again. Rows that
                // were read before it could be changed in between, and the register would say what no longer stands there.
                var head = await AuditTrail.HeadOfAsync(db, cancellationToken);
                var rows = await register(cancellationToken);
                if (entries.Count == 0 && rows.Count > 0)
                {
                    entries.Add(new AuditEntry(RowsSaved, null, studyId, "rows", ChangedRows.Summary(rows), clock.GetUtcNow()));
                    db.AuditEntries.Add(entries[0]);
                }

                Chain(head, entries, rows);
                db.RegisteredRows.AddRange(rows);
                try
                {
                    var written = await save(cancellationToken);
                    isSaved = true;
                    return written;
                }
                catch (DbUpdateException exception)
                    when (attempt < MostTries && exception.Entries.Any(e => e.Entity is AuditEntry or RegisteredRow))
                {
                    // Another process wrote the next entry first: look again, and chain after that one.
                }
                catch (Exception exception) when (attempt < MostTries && !isAlone && IsTakenBack(exception))
                {
                    // Another process held what this save waited for, and waited for its entry: the database took this one back, whole.
                }
                finally
                {
                    rows.ForEach(r => db.Entry(r).State = EntityState.Detached);
                }
            }
        }
        finally
        {
            if (!isSaid && !isSaved)
            {
                entries.ForEach(e => db.Entry(e).State = EntityState.Detached);
            }
        }
    }

    /// <summary>Class 40 of the SQL standard: a transaction was rolled back so that another could go on.</summary>
    private static bool IsTakenBack(Exception exception) =>
        exception.GetBaseException() is DbException { SqlState: { } state } && state.StartsWith("40", StringComparison.Ordinal);

    private static void Chain(AuditHead head, List<AuditEntry> entries, List<RegisteredRow> rows)
    {
        var (sequence, hash) = head;
        foreach (var entry in entries)
        {
            entry.ChainAfter(sequence, hash, ReferenceEquals(entry, entries[0]) ? rows : null);
            (sequence, hash) = (entry.Sequence, entry.Hash);
        }
    }
}
