namespace ReaderStudy.Domain.Audit;

/// <summary>Verifies the chain of audit entries.</summary>
public static class AuditChain
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly string Origin = new('0', 64);

    /// <summary>What is wrong with the chain, in a sentence that names the entry; null when it is whole.</summary>
    /// <param name="entries">All entries, by sequence.</param>
    public static string? FaultIn(IEnumerable<AuditEntry> entries)
    {
        var sequence = 0L;
        var hash = Origin;
        foreach (var entry in entries)
        {
            sequence++;
            if (entry.Sequence != sequence)
            {
                return $"Entry {sequence} is missing; entry {entry.Sequence} follows {sequence - 1}.";
            }

            if (entry.PreviousHash != hash)
            {
                return $"Entry {sequence} does not follow entry {sequence - 1}: an entry was removed, inserted or changed.";
            }

            if (entry.ComputeHash() != entry.Hash)
            {
                return $"Entry {sequence} was changed after it was written.";
            }

            hash = entry.Hash;
        }

        return null;
    }
}
