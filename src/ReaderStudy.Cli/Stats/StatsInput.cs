using System.CommandLine;
using ReaderStudy.Analysis.Csv;

namespace ReaderStudy.Cli.Stats;

/// <summary>
/// The input file and the options of one run. Cells that cannot be read are collected by <see cref="Fault"/>; <see cref="Demand"/> refuses
/// the file with all of them at once, before any mathematics.
/// </summary>
internal sealed class StatsInput
{
    private readonly ParseResult _parsed;
    private readonly CsvTable? _table;
    private readonly ColumnMap? _columns;
    private readonly FileErrors _errors = new();

    /// <param name="parsed">What was typed.</param>
    /// <param name="table">Null when the command takes no file.</param>
    /// <param name="columns">The columns that may be in the file.</param>
    /// <param name="renames">Our name -> the file's name.</param>
    public StatsInput(
        ParseResult parsed,
        CsvTable? table,
        IReadOnlyList<StatsColumn> columns,
        IReadOnlyDictionary<string, string>? renames = null
    )
    {
        _parsed = parsed;
        _table = table;
        if (table is not null)
        {
            _columns = new ColumnMap(
                table.Columns,
                [.. columns.Select(c => new KnownColumn(c.Name, c.Required, c.Aliases))],
                renames ?? new Dictionary<string, string>(),
                _errors
            );
            Demand();
        }
    }

    /// <summary>Rows of the file, the header not counted.</summary>
    public int Count => _table?.Rows.Count ?? 0;

    /// <summary>True when the file has the column.</summary>
    public bool Has(string column) => _columns?.Has(column) ?? false;

    /// <summary>The names of all columns of the file, for commands that take any number of them (p_…).</summary>
    public IReadOnlyList<string> FileColumns => _table?.Columns ?? [];

    /// <summary>Places in the file of the columns that the command does not know by name: scores, raters, classes.</summary>
    public IReadOnlyList<int> OtherColumns =>
        [.. Enumerable.Range(0, FileColumns.Count).Where(i => _columns!.Unused.Contains(FileColumns[i]))];

    /// <summary>A number by the column's place in the file; NaN when the cell is empty or NA. Anything else is an error of that row.</summary>
    public double Number(int row, int fileColumn)
    {
        var text = Cell(row, fileColumn);
        if (text is "" or "NA")
        {
            return double.NaN;
        }

        if (!RowReader.TryNumber(text, _table!.Delimiter, out var number))
        {
            _errors.Add(LineOf(row), FileColumns[fileColumn], $"'{text}' is not a number.");
        }

        return number;
    }

    /// <summary>The cell by the file's own column name.</summary>
    public string Cell(int row, int fileColumn) => _table!.Rows[row].Cells[fileColumn];

    /// <summary>The cell's text; empty when missing.</summary>
    public string Text(int row, string column) => _columns!.Cell(_table!.Rows[row], column);

    /// <summary>The cell's text, which must not be empty.</summary>
    public string Required(int row, string column)
    {
        var text = Text(row, column);
        if (text.Length == 0)
        {
            Fault(row, column, "is empty.");
        }

        return text;
    }

    /// <summary>A number; NaN when the cell is empty or NA. Anything else is an error of that row.</summary>
    public double Number(int row, string column)
    {
        var text = Text(row, column);
        if (text is "" or "NA")
        {
            return double.NaN;
        }

        if (!RowReader.TryNumber(text, _table!.Delimiter, out var number))
        {
            Fault(row, column, $"'{text}' is not a number.");
        }

        return number;
    }

    /// <summary>Truth: 1, true, yes, diseased, positive; or 0, false, no, healthy, negative.</summary>
    public bool Truth(int row, string column)
    {
        switch (Required(row, column).ToUpperInvariant())
        {
            case "1" or "TRUE" or "YES" or "DISEASED" or "POSITIVE":
                return true;
            case "0" or "FALSE" or "NO" or "HEALTHY" or "NEGATIVE" or "":
                return false;
            default:
                Fault(row, column, $"'{Text(row, column)}' is neither 1 (diseased) nor 0 (not diseased).");
                return false;
        }
    }

    /// <summary>Notes what is wrong with a cell; <see cref="Demand"/> tells it.</summary>
    public void Fault(int row, string column, string message) => _errors.Add(_table!.Rows[row].Line, _columns!.TitleOf(column), message);

    /// <summary>Line of the file in which a row stands.</summary>
    public int LineOf(int row) => _table!.Rows[row].Line;

    /// <exception cref="FileRefusedException">A cell could not be read.</exception>
    public void Demand() => _errors.Demand();

    /// <summary>The value of an option; its default when it was not given.</summary>
    public T Option<T>(Option<T> option) => _parsed.GetValue(option)!;

    /// <summary>A second file named by an option, with its own columns; null when the option was not given.</summary>
    public StatsInput? File(Option<string?> option, IReadOnlyList<StatsColumn> columns) =>
        _parsed.GetValue(option) is { } path ? new StatsInput(_parsed, StatsFile.Read(path, null), columns) : null;
}
