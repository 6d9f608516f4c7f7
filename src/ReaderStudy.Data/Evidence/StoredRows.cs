using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace ReaderStudy.Data.Evidence;

/// <summary>
/// Rows as they stand in the database, read past the model: a value that the platform cannot have written is text like any other here,
/// where the model would refuse the whole table.
/// </summary>
internal sealed class StoredRows(ReaderStudyDbContext db)
{
    /// <summary>The row of an entity; null when there is none.</summary>
    public async Task<Dictionary<string, string?>?> FindAsync(EvidenceTable table, EntityEntry entry, CancellationToken cancellationToken)
    {
        var conditions = table.Keys.Select((k, i) => string.Create(CultureInfo.InvariantCulture, $"\"{k.Column}\" = @p{i}"));
        var values = table.Keys.Select(k => k.ParameterOf(entry.Property(k.Name).CurrentValue)).ToList();
        var rows = ReadAsync(table.Table, table.Columns, "WHERE " + string.Join(" AND ", conditions), values, cancellationToken);
        await foreach (var row in rows)
        {
            return row;
        }

        return null;
    }

    /// <summary>All rows of a table.</summary>
    public IAsyncEnumerable<Dictionary<string, string?>> AllAsync(EvidenceTable table, CancellationToken cancellationToken) =>
        ReadAsync(table.Table, table.Columns, "", [], cancellationToken);

    /// <summary>Rows of any table: the texts of their values by property.</summary>
    /// <param name="table">Its name.</param>
    /// <param name="columns">What to read.</param>
    /// <param name="clauses">SQL after the table's name; the platform's own, nothing that was typed.</param>
    /// <param name="parameters">For <c>@p0</c>, <c>@p1</c>, … in the clauses.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<Dictionary<string, string?>> ReadAsync(
        string table,
        IReadOnlyList<EvidenceColumn> columns,
        string clauses,
        IReadOnlyList<object?> parameters,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Names come from the model alone.
            command.CommandText = $"SELECT {string.Join(", ", columns.Select(c => $"\"{c.Column}\""))} FROM \"{table}\" {clauses}";
#pragma warning restore CA2100
            AddParameters(command, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var row = new Dictionary<string, string?>(columns.Count);
                for (var i = 0; i < columns.Count; i++)
                {
                    row[columns[i].Name] = columns[i].TextOfStored(reader.GetValue(i));
                }

                yield return row;
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static void AddParameters(DbCommand command, IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }
}
