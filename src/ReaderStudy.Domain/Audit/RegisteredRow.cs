using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Domain.Audit;

/// <summary>
/// What one row of evidence held when it was written: the hash of its content under the audit entry that tells of it. Rows are only ever
/// added, a version each time a row of evidence changes; the entry's hash covers them, so that neither can be changed unnoticed.
/// </summary>
public sealed class RegisteredRow
{
    /// <summary>Stands for the content of a row that was taken away.</summary>
    public const string Removed = "removed";

    /// <param name="table">The table of the row.</param>
    /// <param name="key">Its key; several parts are joined by a slash.</param>
    /// <param name="version">From 1, without gaps, for each table and key.</param>
    /// <param name="foundSha256">Hash of the content that stood there before; empty when no row did.</param>
    /// <param name="sha256">Hash of the content that stands there now, or <see cref="Removed"/>.</param>
    public RegisteredRow(string table, string key, int version, string foundSha256, string sha256)
    {
        Table = table;
        Key = key;
        Version = version;
        FoundSha256 = foundSha256;
        Sha256 = sha256;
    }

    /// <summary>The audit entry that the row belongs to.</summary>
    public long AuditSequence { get; private set; }

    /// <summary>Place under that entry, from 1.</summary>
    public int Number { get; private set; }

    public string Table { get; private set; }

    public string Key { get; private set; }

    public int Version { get; private set; }

    /// <summary>Differs from the version before when the row was changed in between by something other than the platform.</summary>
    public string FoundSha256 { get; private set; }

    public string Sha256 { get; private set; }

    /// <summary>A row as it stands in a database, true or not.</summary>
    public static RegisteredRow Stored(
        (long Sequence, int Number) place,
        (string Table, string Key, int Version) what,
        (string Found, string Now) hashes
    ) => new(what.Table, what.Key, what.Version, hashes.Found, hashes.Now) { AuditSequence = place.Sequence, Number = place.Number };

    /// <summary>What an audit entry holds of its rows: SHA-256 over all that they say, in their order; empty when there are none.</summary>
    public static string Sha256Of(IReadOnlyCollection<RegisteredRow> rows)
    {
        if (rows.Count == 0)
        {
            return "";
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            var numbers = string.Create(CultureInfo.InvariantCulture, $"{row.Number}\u001f{row.Version}");
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\u001f', numbers, row.Table, row.Key, row.FoundSha256, row.Sha256) + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal void PlaceUnder(long auditSequence, int number) => (AuditSequence, Number) = (auditSequence, number);
}
