using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Data.Tests;

/// <summary>One value of one row, anywhere in the evidence, the trail or the register, changed by as little as one character or bit.</summary>
public sealed class RandomForgeryTests
{
    /// <summary>After a value of every column was changed: so many more, of any row.</summary>
    private const int More = 100;

    [Fact]
    public async Task The_smallest_change_of_any_value_is_found_whichever_it_is()
    {
        await using var database = await TestDatabase.CreateAsync(Kind.Sqlite);
        await AllEvidence.StoreAsync(database);
        await AllEvidence.DisarmAsync(database);
        var values = await ValuesAsync(database);
        // The first round takes every column once, so that none is left to luck.
        var columns = values.GroupBy(v => (v.Table, v.Column)).Select(c => c.ToList()).ToList();
        for (var seed = 0; seed < columns.Count + More; seed++)
        {
            var chance = new Pcg32((ulong)seed, 1);
            var among = seed < columns.Count ? columns[seed] : values;
            var value = among[(int)chance.Below((uint)among.Count)];
            var forged = Forged(value.Literal, chance);
            // Another row may have that key already.
            while (await database.RunAsync(value.Set(forged)) == 0)
            {
                forged = Forged(value.Literal, chance);
            }

            var report = await AllEvidence.VerifyAsync(database);

            Assert.False(report.IsIntact, $"Seed {seed}: {value.Table}.{value.Column} from {value.Literal} to {forged}");
            Assert.Equal(1, await database.RunAsync(value.Set(value.Literal)));
        }

        Assert.True((await AllEvidence.VerifyAsync(database)).IsIntact);
    }

    private sealed record StoredValue(string Table, string Column, long Row, string Literal)
    {
        public string Set(string literal) =>
            string.Create(CultureInfo.InvariantCulture, $"UPDATE OR IGNORE \"{Table}\" SET \"{Column}\" = {literal} WHERE rowid = {Row}");
    }

    /// <summary>Every value of every row that is evidence, as SQLite writes it in a statement.</summary>
    private static async Task<List<StoredValue>> ValuesAsync(TestDatabase database)
    {
        await using var db = database.Context();
        await db.Database.OpenConnectionAsync();
        var values = new List<StoredValue>();
        var kept = EvidenceTables
            .Kept.Select(k => (k.Entity, k.Columns))
            .Append((typeof(AuditEntry), null))
            .Append((typeof(RegisteredRow), null));
        foreach (var (entity, columns) in kept)
        {
            var type = db.Model.FindEntityType(entity)!;
            foreach (var property in type.GetProperties().Where(p => columns is null || columns.Contains(p.Name) || p.IsPrimaryKey()))
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT rowid, quote(\"{property.GetColumnName()}\") FROM \"{type.GetTableName()}\"";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    values.Add(new StoredValue(type.GetTableName()!, property.GetColumnName(), reader.GetInt64(0), reader.GetString(1)));
                }
            }
        }

        return values;
    }

    /// <summary>One character of a text replaced or added, one bit of a number turned, something where nothing was.</summary>
    private static string Forged(string literal, Pcg32 chance)
    {
        if (literal == "NULL")
        {
            return chance.Below(2) == 0 ? "'x'" : "0";
        }

        if (literal[0] != '\'')
        {
            return literal.Contains('.', StringComparison.Ordinal)
                ? $"{literal}1"
                : (long.Parse(literal, CultureInfo.InvariantCulture) ^ (1L << (int)chance.Below(20))).ToString(
                    CultureInfo.InvariantCulture
                );
        }

        var text = literal[1..^1].Replace("''", "'", StringComparison.Ordinal);
        var at = (int)chance.Below((uint)text.Length + 1);
        var letter = (char)('!' + chance.Below(90));
        letter = at < text.Length && text[at] == letter ? '~' : letter;
        var forged = at == text.Length ? text + letter : text[..at] + letter + text[(at + 1)..];
        return $"'{forged.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
