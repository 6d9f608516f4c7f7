using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Domain.Audit;

/// <summary>
/// One thing that happened to the evidence, and who did it. Entries are chained: each hash covers the one before, so that a changed,
/// removed or inserted entry is found. Never holds an answer, a truth or a name.
/// </summary>
public sealed class AuditEntry
{
    /// <param name="action">What happened, <c>study.sealed</c>.</param>
    /// <param name="actorId">The person; null: the platform itself.</param>
    /// <param name="studyId">Null when it concerns no study.</param>
    /// <param name="subject">What it happened to: kind and id, <c>reading 0193…</c>.</param>
    /// <param name="detail">Hashes, counts, reasons; empty when there is nothing to add.</param>
    /// <param name="at">When, to the microsecond (both databases keep that much).</param>
    public AuditEntry(string action, Guid? actorId, Guid? studyId, string subject, string detail, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        Action = action;
        ActorId = actorId;
        StudyId = studyId;
        Subject = subject;
        Detail = detail;
        At = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    public Guid Id { get; private set; }

    /// <summary>Place in the chain, from 1.</summary>
    public long Sequence { get; private set; }

    public DateTimeOffset At { get; private set; }

    public Guid? ActorId { get; private set; }

    public Guid? StudyId { get; private set; }

    public string Action { get; private set; }

    public string Subject { get; private set; }

    public string Detail { get; private set; }

    /// <summary>Hash of the entry before; 64 zeros for the first.</summary>
    public string PreviousHash { get; private set; } = "";

    public string Hash { get; private set; } = "";

    /// <summary>Puts the entry at the end of the chain.</summary>
    public void ChainAfter(long sequence, string previousHash)
    {
        Sequence = sequence + 1;
        PreviousHash = previousHash;
        Hash = ComputeHash();
    }

    /// <summary>SHA-256 over all that the entry says and the hash before it, fields parted by a unit separator.</summary>
    public string ComputeHash()
    {
        var text = string.Join(
            '\u001f',
            Sequence.ToString(CultureInfo.InvariantCulture),
            Id.ToString("N"),
            At.UtcTicks.ToString(CultureInfo.InvariantCulture),
            ActorId?.ToString("N") ?? "",
            StudyId?.ToString("N") ?? "",
            Action,
            Subject,
            Detail,
            PreviousHash
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
