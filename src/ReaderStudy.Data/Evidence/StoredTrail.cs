using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Data.Evidence;

/// <summary>Audit entries and registered rows as they stand in the database, also those that the platform cannot have written.</summary>
internal sealed class StoredTrail(ReaderStudyDbContext db)
{
    /// <summary>All entries by sequence; the second is null for an entry that cannot be read, and the first says what stands there.</summary>
    public async IAsyncEnumerable<(string Sequence, AuditEntry? Entry)> EntriesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var row in RowsAsync<AuditEntry>("ORDER BY \"Sequence\", \"Id\"", cancellationToken))
        {
            yield return (row[nameof(AuditEntry.Sequence)] ?? "?", EntryOf(row));
        }
    }

    /// <summary>All registered rows by entry, in their order; null for a row that cannot be read.</summary>
    public async Task<SortedDictionary<long, List<RegisteredRow?>>> RegisteredAsync(CancellationToken cancellationToken)
    {
        var registered = new SortedDictionary<long, List<RegisteredRow?>>();
        await foreach (var row in RowsAsync<RegisteredRow>("ORDER BY \"AuditSequence\", \"Number\"", cancellationToken))
        {
            var isReadable =
                long.TryParse(row[nameof(RegisteredRow.AuditSequence)], CultureInfo.InvariantCulture, out var sequence)
                & int.TryParse(row[nameof(RegisteredRow.Version)], CultureInfo.InvariantCulture, out var version)
                & int.TryParse(row[nameof(RegisteredRow.Number)], CultureInfo.InvariantCulture, out var number);
            var (table, key) = (Text(row, nameof(RegisteredRow.Table)), Text(row, nameof(RegisteredRow.Key)));
            var (found, now) = (Text(row, nameof(RegisteredRow.FoundSha256)), Text(row, nameof(RegisteredRow.Sha256)));
            if (!registered.TryGetValue(sequence, out var rows))
            {
                registered[sequence] = rows = [];
            }

            rows.Add(isReadable ? RegisteredRow.Stored((sequence, number), (table, key, version), (found, now)) : null);
        }

        return registered;
    }

    /// <summary>No text that the platform writes has a zero in it.</summary>
    private static string Text(Dictionary<string, string?> row, string column) => row[column] ?? "\0";

    private IAsyncEnumerable<Dictionary<string, string?>> RowsAsync<T>(string order, CancellationToken cancellationToken)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().Select(p => new EvidenceColumn(p)).ToList();
        return new StoredRows(db).ReadAsync(type.GetTableName()!, columns, order, [], cancellationToken);
    }

    private static AuditEntry? EntryOf(Dictionary<string, string?> row)
    {
        var isReadable =
            long.TryParse(row[nameof(AuditEntry.Sequence)], CultureInfo.InvariantCulture, out var sequence)
            & Guid.TryParse(row[nameof(AuditEntry.Id)], out var id)
            & long.TryParse(row[nameof(AuditEntry.At)], CultureInfo.InvariantCulture, out var ticks)
            & (IdOf(row[nameof(AuditEntry.ActorId)], out var actor) & IdOf(row[nameof(AuditEntry.StudyId)], out var study));
        return isReadable && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks
            ? AuditEntry.Stored(
                (sequence, id, new DateTimeOffset(ticks, TimeSpan.Zero)),
                (actor, study),
                (Text(row, nameof(AuditEntry.Action)), Text(row, nameof(AuditEntry.Subject)), Text(row, nameof(AuditEntry.Detail))),
                (Text(row, nameof(AuditEntry.RowsSha256)), Text(row, nameof(AuditEntry.PreviousHash)), Text(row, nameof(AuditEntry.Hash)))
            )
            : null;
    }

    private static bool IdOf(string? text, out Guid? id)
    {
        var isReadable = Guid.TryParse(text, out var read);
        id = isReadable ? read : null;
        return text is null || isReadable;
    }
}
