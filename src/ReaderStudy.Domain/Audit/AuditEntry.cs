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
    private const char Separator = '\u001f';

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
        Subject = OneField(subject, 200);
        Detail = OneField(detail, 4000);
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

    /// <summary><see cref="RegisteredRow.Sha256Of"/> of the rows of evidence that were written with this entry; empty when none were.</summary>
    public string RowsSha256 { get; private set; } = "";

    /// <summary>Hash of the entry before; 64 zeros for the first.</summary>
    public string PreviousHash { get; private set; } = "";

    public string Hash { get; private set; } = "";

    /// <summary>An entry as it stands in a database, true or not.</summary>
    public static AuditEntry Stored(
        (long Sequence, Guid Id, DateTimeOffset At) place,
        (Guid? Actor, Guid? Study) who,
        (string Action, string Subject, string Detail) what,
        (string Rows, string Previous, string Own) hashes
    ) =>
        new(what.Action, who.Actor, who.Study, "", "", place.At)
        {
            Id = place.Id,
            Sequence = place.Sequence,
            At = place.At,
            Subject = what.Subject,
            Detail = what.Detail,
            RowsSha256 = hashes.Rows,
            PreviousHash = hashes.Previous,
            Hash = hashes.Own,
        };

    /// <summary>Puts the entry at the end of the chain, and these rows of evidence under it.</summary>
    public void ChainAfter(long sequence, string previousHash, IReadOnlyCollection<RegisteredRow>? rows = null)
    {
        Sequence = sequence + 1;
        PreviousHash = previousHash;
        var number = 0;
        foreach (var row in rows ?? [])
        {
            row.PlaceUnder(Sequence, ++number);
        }

        RowsSha256 = RegisteredRow.Sha256Of(rows ?? []);
        Hash = ComputeHash();
    }

    /// <summary>SHA-256 over all that the entry says and the hash before it, fields parted by a unit separator.</summary>
    public string ComputeHash()
    {
        var text = string.Join(
            Separator,
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
        // Entries without rows are hashed as they were before there was a register: chains that began then stay whole.
        text = RowsSha256.Length == 0 ? text : text + Separator + RowsSha256;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Without the separator, which would let a field be cut elsewhere under the same hash, and as long as its column is.</summary>
    private static string OneField(string text, int longest)
    {
        var clean = text.Replace(Separator, ' ').Replace('\0', ' ');
        return clean.Length > longest ? clean[..(longest - 1)] + "…" : clean;
    }
}
