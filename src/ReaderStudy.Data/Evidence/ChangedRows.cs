using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Data.Evidence;

/// <summary>The rows of evidence that a save is about to add, change or remove.</summary>
internal sealed class ChangedRows
{
    /// <summary>How many keys are asked for at a time.</summary>
    private const int Chunk = 500;

    private readonly ReaderStudyDbContext _db;
    private readonly List<(EntityEntry Entry, EvidenceTable Table)> _changes = [];

    public ChangedRows(ReaderStudyDbContext db)
    {
        _db = db;
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (EvidenceTable.Of(entry) is { } table && Touches(entry, table))
            {
                _changes.Add((entry, table));
            }
        }
    }

    public bool IsEmpty => _changes.Count == 0;

    /// <summary>The one study that all of it concerns; null when there are several or none.</summary>
    public Guid? StudyId
    {
        get
        {
            var studies = _changes
                .Select(c =>
                    c.Entry.Metadata.FindProperty(c.Table.Entity == typeof(Domain.Studies.Study) ? "Id" : "StudyId") is { } id
                        ? (Guid?)c.Entry.Property(id.Name).CurrentValue
                        : null
                )
                .OfType<Guid>()
                .Distinct()
                .Take(2)
                .ToList();
            return studies is [var one] ? one : null;
        }
    }

    /// <summary>How many rows of which tables, <c>12 Cases, 3 Readings</c>.</summary>
    public static string Summary(IEnumerable<RegisteredRow> rows) =>
        string.Join(
            ", ",
            rows.GroupBy(r => r.Table)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}"))
        );

    /// <summary>
    /// What the register will say of them. Rows that change are looked up as they stand, so that what others wrote in the meantime is in the
    /// hash; that nobody writes between the look and the save is sure because every such writer takes the next place in the audit chain.
    /// </summary>
    public async Task<List<RegisteredRow>> RegisterAsync(CancellationToken cancellationToken)
    {
        var contents = new List<(EvidenceTable Table, string Key, string Found, string Sha256)>(_changes.Count);
        var stored = new StoredRows(_db);
        foreach (var (entry, table) in _changes)
        {
            var before = entry.State is EntityState.Added ? null : await stored.FindAsync(table, entry, cancellationToken);
            var found = before is null ? "" : table.Sha256Of(before);
            var after = entry.State is EntityState.Deleted ? RegisteredRow.Removed : table.Sha256Of(After(entry, table, before));
            if (entry.State is EntityState.Added || (before is not null && after != found))
            {
                contents.Add((table, table.KeyOf(entry), found, after));
            }
        }

        var versions = await VersionsAsync(contents.Select(c => (c.Table.Table, c.Key)), cancellationToken);
        var rows = contents
            .OrderBy(c => c.Table.Table, StringComparer.Ordinal)
            .ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new RegisteredRow(c.Table.Table, c.Key, versions.GetValueOrDefault((c.Table.Table, c.Key)) + 1, c.Found, c.Sha256))
            .ToList();
        foreach (var sealing in _changes.Where(c => c.Entry is { State: EntityState.Added, Entity: SealedAllocation }))
        {
            var study = ((SealedAllocation)sealing.Entry.Entity).StudyId;
            rows.AddRange(
                (await new SealedImages(_db).OfStudyAsync(study, cancellationToken)).Select(i => SealedImages.Row(i.Key, i.Sha256))
            );
        }

        return rows;
    }

    /// <summary>What the row holds after the save: columns that are not written stay as they stand.</summary>
    private static Dictionary<string, string?> After(EntityEntry entry, EvidenceTable table, Dictionary<string, string?>? before)
    {
        var after = table.ValuesOf(entry);
        foreach (var column in table.Columns.Where(c => before is not null && !entry.Property(c.Name).IsModified))
        {
            after[column.Name] = before![column.Name];
        }

        return after;
    }

    private static bool Touches(EntityEntry entry, EvidenceTable table) =>
        entry.State switch
        {
            EntityState.Added or EntityState.Deleted => true,
            EntityState.Modified => table.Columns.Any(c => entry.Property(c.Name) is { IsModified: true } p && !IsOnlyChecked(p)),
            EntityState.Detached or EntityState.Unchanged => false,
        };

    /// <summary>A concurrency token that is written with the value that must be there already: the save fails, or changes nothing.</summary>
    private static bool IsOnlyChecked(PropertyEntry property) =>
        property.Metadata.IsConcurrencyToken && Equals(property.CurrentValue, property.OriginalValue);

    private async Task<Dictionary<(string Table, string Key), int>> VersionsAsync(
        IEnumerable<(string Table, string Key)> rows,
        CancellationToken cancellationToken
    )
    {
        var versions = new Dictionary<(string, string), int>();
        foreach (var (table, keys) in rows.GroupBy(r => r.Table, r => r.Key).SelectMany(g => g.Chunk(Chunk).Select(k => (g.Key, k))))
        {
            var known = await _db
                .RegisteredRows.AsNoTracking()
                .Where(r => r.Table == table && keys.Contains(r.Key))
                .GroupBy(r => r.Key)
                .Select(g => new { g.Key, Version = g.Max(r => r.Version) })
                .ToListAsync(cancellationToken);
            known.ForEach(k => versions[(table, k.Key)] = k.Version);
        }

        return versions;
    }
}
