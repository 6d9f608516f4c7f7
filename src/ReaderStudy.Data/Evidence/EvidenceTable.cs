using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ReaderStudy.Data.Evidence;

/// <summary>One table of evidence as the model maps it: the canonical content of its rows, its hash, and the row's key and name.</summary>
internal sealed partial class EvidenceTable
{
    private readonly KeptTable _kept;

    private EvidenceTable(KeptTable kept, IReadOnlyEntityType type)
    {
        _kept = kept;
        Table = type.GetTableName()!;
        var keys = type.FindPrimaryKey()!.Properties;
        Keys = keys.Select(p => new EvidenceColumn(p)).ToList();
        Columns = type.GetProperties()
            .Where(p => kept.Columns is null || kept.Columns.Contains(p.Name) || keys.Contains(p))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => new EvidenceColumn(p))
            .ToList();
    }

    public Type Entity => _kept.Entity;

    public string Table { get; }

    public IReadOnlyList<EvidenceColumn> Keys { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<EvidenceColumn> Columns { get; }

    /// <summary>All tables of evidence of a model.</summary>
    public static IReadOnlyList<EvidenceTable> Of(IModel model) =>
        (IReadOnlyList<EvidenceTable>)
            model.GetOrAddRuntimeAnnotationValue(
                "ReaderStudy:EvidenceTables",
                static m => EvidenceTables.Kept.Select(k => new EvidenceTable(k, m!.FindEntityType(k.Entity)!)).ToList(),
                model
            )!;

    /// <summary>Series and images, as the hash of a case's images has them.</summary>
    public static IReadOnlyList<EvidenceTable> OfImages(IModel model) =>
        (IReadOnlyList<EvidenceTable>)
            model.GetOrAddRuntimeAnnotationValue(
                "ReaderStudy:ImageTables",
                static m => EvidenceTables.Images.Select(k => new EvidenceTable(k, m!.FindEntityType(k.Entity)!)).ToList(),
                model
            )!;

    /// <summary>The table that an entity is a row of; null when it is no evidence.</summary>
    public static EvidenceTable? Of(EntityEntry entry) => Of(entry.Context.Model).FirstOrDefault(t => t.Entity == entry.Metadata.ClrType);

    public string KeyOf(EntityEntry entry) => string.Join('/', Keys.Select(k => k.TextOf(entry.Property(k.Name).CurrentValue)));

    public string KeyOf(IReadOnlyDictionary<string, string?> row) => string.Join('/', Keys.Select(k => row[k.Name]));

    /// <summary>The texts of an entity's values.</summary>
    public Dictionary<string, string?> ValuesOf(EntityEntry entry) =>
        Columns.ToDictionary(c => c.Name, c => c.TextOf(entry.Property(c.Name).CurrentValue));

    /// <summary>
    /// SHA-256 of a row's content, in lower-case hexadecimal: the table, then each column by name with the length and the text of its value.
    /// What holds the column's default is left out; null is not the same as empty.
    /// </summary>
    public string Sha256Of(IReadOnlyDictionary<string, string?> row)
    {
        var content = new StringBuilder(Table).Append('\n');
        foreach (var column in Columns)
        {
            var value = row[column.Name];
            if (value != column.Default)
            {
                content.Append(column.Name).Append('=');
                _ = value is null ? content.Append("null") : content.Append(CultureInfo.InvariantCulture, $"{value.Length}:").Append(value);
                content.Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())));
    }

    /// <summary>How people are told of a row.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="row">Its values; null when it is gone: then it is told by its key, which may say less.</param>
    public string NameOf(string key, IReadOnlyDictionary<string, string?>? row)
    {
        var values =
            row ?? Keys.Select((k, i) => (k.Name, Value: key.Split('/').ElementAtOrDefault(i))).ToDictionary(k => k.Name, k => k.Value);
        return Placeholder().Matches(_kept.Name).All(m => values.ContainsKey(m.Groups["name"].Value))
            ? Placeholder().Replace(_kept.Name, m => Known(values[m.Groups["name"].Value]))
            : $"row {key} of {Table}";
    }

    private static string Known(string? value) =>
        value is null ? "none"
        : value
            is nameof(Domain.Studies.StudyRole.Coordinator)
                or nameof(Domain.Studies.StudyRole.Reader)
                or nameof(Domain.Studies.StudyRole.Truther)
                or nameof(Domain.Studies.StudyRole.Statistician)
            ? value.ToLowerInvariant()
        : value;

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
