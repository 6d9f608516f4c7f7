namespace ReaderStudy.Data.Evidence;

/// <summary>What somebody did to a row behind the platform's back.</summary>
public enum FaultKind
{
    Changed,
    Removed,
    Inserted,

    /// <summary>The chain does not hold together here; which entry is the wrong one cannot be told from the chain alone.</summary>
    Broken,
}

/// <summary>One thing that the audit trail proves wrong.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Table">To which table.</param>
/// <param name="Key">To which row; an entry's number in the trail.</param>
/// <param name="Entry">The audit entry that proves it; null when none tells of the row.</param>
/// <param name="Message">In a sentence.</param>
public sealed record AuditFault(FaultKind Kind, string Table, string Key, long? Entry, string Message);

/// <summary>What a verification found.</summary>
/// <param name="Entries">Entries of the trail.</param>
/// <param name="Registered">Rows of the register.</param>
/// <param name="Rows">Rows of evidence.</param>
/// <param name="Head">The end of the chain, as it stands.</param>
/// <param name="Faults">Everything that is wrong; empty when nothing was found.</param>
public sealed record AuditReport(long Entries, long Registered, long Rows, Domain.Audit.AuditHead Head, IReadOnlyList<AuditFault> Faults)
{
    public bool IsIntact => Faults.Count == 0;
}
