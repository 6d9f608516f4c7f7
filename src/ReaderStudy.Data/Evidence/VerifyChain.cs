using System.Globalization;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Data.Evidence;

/// <summary>Holds the entries against each other, and the registered rows against the entries, in one pass over both.</summary>
internal sealed class VerifyChain(StoredTrail trail, List<AuditFault> faults)
{
    private const string Table = "AuditEntries";

    private readonly Dictionary<(string Table, string Key), LastRegistered> _last = [];

    /// <summary>The last version of every row that was ever registered.</summary>
    public IReadOnlyDictionary<(string Table, string Key), LastRegistered> Last => _last;

    public long Entries { get; private set; }

    public long Registered { get; private set; }

    public AuditHead Head { get; private set; } = new(0, AuditChain.Origin);

    /// <summary>Anchors that were met on the way, by sequence: the hash that stands there now.</summary>
    public Dictionary<long, string> Hashes { get; } = [];

    public async Task RunAsync(IReadOnlyList<AuditHead> anchors, CancellationToken cancellationToken)
    {
        var registered = await trail.RegisteredAsync(cancellationToken);
        Registered = registered.Values.Sum(r => (long)r.Count);
        await foreach (var (text, entry) in trail.EntriesAsync(cancellationToken))
        {
            Entries++;
            if (entry is null)
            {
                faults.Add(new AuditFault(FaultKind.Changed, Table, text, null, $"Entry {text} was changed: it cannot be read any more."));
                continue;
            }

            Follow(entry);
            if (anchors.Any(a => a.Sequence == entry.Sequence))
            {
                Hashes[entry.Sequence] = entry.Hash;
            }

            var rows = registered.Remove(entry.Sequence, out var found) ? found : [];
            Compare(entry, rows);
            rows.OfType<RegisteredRow>().ToList().ForEach(r => Learn(entry, r));
        }

        foreach (var (sequence, rows) in registered)
        {
            rows.ForEach(r => Stray(sequence, r));
        }
    }

    private void Follow(AuditEntry entry)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{entry.Sequence}");
        var expected = Head.Sequence + 1;
        if (entry.Sequence > expected)
        {
            var missing = entry.Sequence == expected + 1 ? $"Entry {expected} was" : $"Entries {expected} to {entry.Sequence - 1} were";
            faults.Add(
                new AuditFault(
                    FaultKind.Removed,
                    Table,
                    $"{expected}",
                    entry.Sequence,
                    $"{missing} removed: entry {name} follows entry {Head.Sequence}."
                )
            );
        }
        else if (entry.Sequence < expected)
        {
            faults.Add(new AuditFault(FaultKind.Inserted, Table, name, null, $"Entry {name} was inserted: there are two of this number."));
        }

        if (entry.ComputeHash() != entry.Hash)
        {
            var message = $"Entry {name} ({entry.Action}, {entry.Subject}) was changed, or inserted: its hash is not that of what it says.";
            faults.Add(new AuditFault(FaultKind.Changed, Table, name, entry.Sequence, message));
        }

        if (entry.Sequence == expected && entry.PreviousHash != Head.Hash)
        {
            var message =
                $"Entry {name} does not follow entry {Head.Sequence}: one was removed or inserted between them, or entry {Head.Sequence} was written anew.";
            faults.Add(new AuditFault(FaultKind.Broken, Table, name, entry.Sequence, message));
        }

        Head = new AuditHead(entry.Sequence, entry.Hash);
    }

    private void Compare(AuditEntry entry, List<RegisteredRow?> rows)
    {
        if (rows.Contains(null) || RegisteredRow.Sha256Of(rows.OfType<RegisteredRow>().ToList()) != entry.RowsSha256)
        {
            var what = rows.Count == 0 ? "there are none" : $"{rows.Count} rows that do not give the hash in the entry";
            var message =
                $"What entry {entry.Sequence} ({entry.Action}, {entry.Subject}) registered was changed, removed or added to: {what}.";
            faults.Add(new AuditFault(FaultKind.Changed, "RegisteredRows", $"{entry.Sequence}", entry.Sequence, message));
        }
    }

    private void Stray(long sequence, RegisteredRow? row)
    {
        var what = row is null ? "which cannot be read" : $"for {row.Key} of {row.Table}";
        var message = $"A row of the register {what} stands under entry {sequence}, which is not there: it was inserted or changed.";
        faults.Add(new AuditFault(FaultKind.Inserted, "RegisteredRows", $"{sequence}", null, message));
    }

    private void Learn(AuditEntry entry, RegisteredRow row)
    {
        var before = _last.GetValueOrDefault((row.Table, row.Key));
        var expected = before is null || before.IsRemoved ? "" : before.Sha256;
        if (row.Version == (before?.Version ?? 0) + 1 && row.FoundSha256 != expected)
        {
            var since = before is null ? "was inserted" : $"was changed after entry {before.Entry}";
            faults.Add(
                new AuditFault(
                    before is null ? FaultKind.Inserted : FaultKind.Changed,
                    row.Table,
                    row.Key,
                    entry.Sequence,
                    $"{row.Key} of {row.Table} {since} and before entry {entry.Sequence} by something other than the platform, which then went on with it."
                )
            );
        }

        _last[(row.Table, row.Key)] = new LastRegistered(row.Version, row.Sha256, entry.Sequence, $"{entry.Action}, {entry.Subject}");
    }
}

/// <param name="Version">Of the row.</param>
/// <param name="Sha256">Of its content, or <see cref="RegisteredRow.Removed"/>.</param>
/// <param name="Entry">The entry that registered it.</param>
/// <param name="Told">What that entry says happened.</param>
internal sealed record LastRegistered(int Version, string Sha256, long Entry, string Told)
{
    public bool IsRemoved => Sha256 == RegisteredRow.Removed;
}
