using System.Globalization;
using CsvHelper;

namespace ReaderStudy.Statistics.Tests.Fixtures;

/// <summary>A tidy CSV file of a fixture: cells by row and column name; an empty cell is a missing value.</summary>
internal sealed class FixtureTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly string[][] _rows;

    private FixtureTable(string[] header, string[][] rows)
    {
        Columns = header;
        _columns = header.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i);
        _rows = rows;
    }

    public IReadOnlyList<string> Columns { get; }

    public int Count => _rows.Length;

    public static FixtureTable Read(string path)
    {
        using var reader = CsvReader.FromText(File.ReadAllText(path), new CsvReaderOptions { HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add(reader.Current.ToArray());
        }

        return new FixtureTable(rows[0], [.. rows.Skip(1)]);
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The cell as text; empty when missing.</summary>
    public string Text(int row, string column) => _rows[row][_columns[column]];

    /// <summary>The cell as a number; NaN when missing. <c>Inf</c> and <c>-Inf</c> are understood.</summary>
    public double Number(int row, string column) => ParseNumber(Text(row, column));

    public IReadOnlyList<string> Texts(string column) => [.. Enumerable.Range(0, Count).Select(i => Text(i, column))];

    public double[] Numbers(string column) => [.. Enumerable.Range(0, Count).Select(i => Number(i, column))];

    /// <summary>A whole row of numbers, for files without meaningful columns (bootstrap indices).</summary>
    public double[] NumbersOfRow(int row) => [.. _rows[row].Select(ParseNumber)];

    private static double ParseNumber(string text) =>
        text switch
        {
            "" or "NA" => double.NaN,
            "Inf" or "Infinity" => double.PositiveInfinity,
            "-Inf" or "-Infinity" => double.NegativeInfinity,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };
}
