using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Data;

/// <summary>Adds to the audit trail. The entry is saved, and chained, with the next <see cref="ReaderStudyDbContext.SaveChangesAsync(bool, CancellationToken)"/>.</summary>
public sealed class AuditTrail(ReaderStudyDbContext db, TimeProvider clock)
{
    /// <param name="action">What happened, <c>study.sealed</c>.</param>
    /// <param name="actorId">The person; null: the platform itself.</param>
    /// <param name="studyId">Null when it concerns no study.</param>
    /// <param name="subject">Kind and id, <c>reading 0193…</c>; never a name.</param>
    /// <param name="detail">Hashes, counts, reasons; never an answer or a truth.</param>
    public void Record(string action, Guid? actorId, Guid? studyId, string subject, string detail = "") =>
        db.AuditEntries.Add(new AuditEntry(action, actorId, studyId, subject, detail, clock.GetUtcNow()));

    /// <summary>Records something that is read and changes nothing (a view, an export), at once.</summary>
    /// <inheritdoc cref="Record"/>
    public async Task RecordNowAsync(
        string action,
        Guid? actorId,
        Guid? studyId,
        string subject,
        string detail = "",
        CancellationToken cancellationToken = default
    )
    {
        Record(action, actorId, studyId, subject, detail);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The end of the chain now: written down elsewhere, it is the anchor that a later verification is held against.</summary>
    public Task<AuditHead> HeadAsync(CancellationToken cancellationToken) => HeadOfAsync(db, cancellationToken);

    internal static async Task<AuditHead> HeadOfAsync(ReaderStudyDbContext db, CancellationToken cancellationToken) =>
        await db
            .AuditEntries.AsNoTracking()
            .OrderByDescending(e => e.Sequence)
            .Select(e => new AuditHead(e.Sequence, e.Hash))
            .FirstOrDefaultAsync(cancellationToken)
        ?? new AuditHead(0, AuditChain.Origin);
}
