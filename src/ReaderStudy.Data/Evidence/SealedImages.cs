using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Evidence;

/// <summary>
/// The images that a sealed study shows, one hash a case: of its series with phase, variant and exclusion, and of each image and
/// each picture with its place, its hash and where it is kept. Series and images are no evidence while the cohort is put together; with the sealing every case's hash is
/// registered under the entry of the sealing, as if it were a row of a table <see cref="Table"/>.
/// </summary>
internal sealed class SealedImages(ReaderStudyDbContext db)
{
    /// <summary>What the register calls it; there is no table of this name.</summary>
    public const string Table = "CaseImages";

    /// <summary>What the register will say of the cases of a study that is being sealed.</summary>
    /// <exception cref="InvalidOperationException">Images or series are to be saved along with the sealing: their hash would miss them.</exception>
    public async Task<List<(string Key, string Sha256)>> OfStudyAsync(Guid studyId, CancellationToken cancellationToken)
    {
        if (
            db
                .ChangeTracker.Entries()
                .Any(e => e.Entity is Series or Instance or Picture && e.State is not (EntityState.Unchanged or EntityState.Detached))
        )
        {
            throw new InvalidOperationException("Series and images are saved before their study is sealed.");
        }

        var cases = await db.Cases.Where(c => c.StudyId == studyId).Select(c => c.Id).ToListAsync(cancellationToken);
        var hashes = new List<(string, string)>(cases.Count);
        foreach (var id in cases)
        {
            hashes.Add((KeyOf(id), await Sha256Async(id, cancellationToken)));
        }

        return hashes;
    }

    /// <summary>The hash of a case's images as they stand in the database, true or not; lower-case hexadecimal.</summary>
    public async Task<string> Sha256Async(Guid caseId, CancellationToken cancellationToken)
    {
        var stored = new StoredRows(db);
        var tables = EvidenceTable.OfImages(db.Model);
        var (series, images, pictures) = (tables[0], tables[1], tables[2]);
        var owner = new EvidenceColumn(db.Model.FindEntityType(typeof(Series))!.FindProperty(nameof(Series.CaseId))!);
        object?[] parameters = [owner.ParameterOf(caseId)];
        var lines = new List<string>();
        await foreach (var row in stored.ReadAsync(series.Table, series.Columns, "WHERE \"CaseId\" = @p0", parameters, cancellationToken))
        {
            lines.Add(Line(series, row));
        }

        const string ofCase = "WHERE \"SeriesId\" IN (SELECT \"Id\" FROM \"Series\" WHERE \"CaseId\" = @p0)";
        await foreach (var row in stored.ReadAsync(images.Table, images.Columns, ofCase, parameters, cancellationToken))
        {
            lines.Add(Line(images, row));
        }

        await foreach (var row in stored.ReadAsync(pictures.Table, pictures.Columns, ofCase, parameters, cancellationToken))
        {
            lines.Add(Line(pictures, row));
        }

        lines.Sort(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    /// <summary>Holds the images of every case that was registered against what the register says.</summary>
    /// <param name="last">The last version of every row of the register.</param>
    /// <param name="codes">What a case is called, by its key.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<AuditFault>> FaultsAsync(
        IReadOnlyDictionary<(string Table, string Key), LastRegistered> last,
        IReadOnlyDictionary<string, string?> codes,
        CancellationToken cancellationToken
    )
    {
        var faults = new List<AuditFault>();
        foreach (var ((_, key), registered) in last.Where(l => l.Key.Table == Table).OrderBy(l => l.Key.Key, StringComparer.Ordinal))
        {
            if (Guid.TryParseExact(key, "D", out var id) && await Sha256Async(id, cancellationToken) != registered.Sha256)
            {
                var name = codes.GetValueOrDefault(key) is { } code ? $"case {code} ({key})" : $"case {key}";
                var message = $"The images of {name} are not those that entry {registered.Entry} ({registered.Told}) sealed.";
                faults.Add(new AuditFault(FaultKind.Changed, Table, key, registered.Entry, message));
            }
        }

        return faults;
    }

    /// <summary>As a row of the register.</summary>
    public static RegisteredRow Row(string key, string sha256) => new(Table, key, 1, "", sha256);

    private static string KeyOf(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private static string Line(EvidenceTable table, Dictionary<string, string?> row) =>
        $"{table.Table} {table.KeyOf(row)} {table.Sha256Of(row)}";
}
