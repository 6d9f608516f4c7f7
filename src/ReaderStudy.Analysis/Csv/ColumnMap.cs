namespace ReaderStudy.Analysis.Csv;

/// <summary>A column that a file may have.</summary>
/// <param name="Name">Our name.</param>
/// <param name="Required">The file is refused without it.</param>
/// <param name="Aliases">Other names it is known by.</param>
internal sealed record KnownColumn(string Name, bool Required, params IReadOnlyList<string> Aliases);

/// <summary>Where each known column stands in a file. Names are compared without regard to case.</summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<string> _columns;

    /// <param name="columns">The file's header.</param>
    /// <param name="known">What is looked for.</param>
    /// <param name="renames">Our name -> the file's name; goes before name and aliases.</param>
    /// <param name="errors">Takes missing columns and impossible renames.</param>
    public ColumnMap(
        IReadOnlyList<string> columns,
        IReadOnlyList<KnownColumn> known,
        IReadOnlyDictionary<string, string> renames,
        FileErrors errors
    )
    {
        _columns = columns;
        foreach (var (ours, theirs) in renames)
        {
            var column = known.FirstOrDefault(k => Same(k.Name, ours));
            var place = PlaceOf(theirs);
            if (column is null)
            {
                errors.Add(null, null, $"No column '{ours}' is known that '{theirs}' could be read as; known are {NamesOf(known)}.");
            }
            else if (place < 0)
            {
                errors.Add(1, theirs, $"is missing, though it should be read as '{ours}'; the file has {string.Join(", ", columns)}.");
            }
            else
            {
                _places[column.Name] = place;
            }
        }

        foreach (var column in known.Where(k => !_places.ContainsKey(k.Name)))
        {
            var place = column.Aliases.Prepend(column.Name).Select(PlaceOf).FirstOrDefault(p => p >= 0 && !_places.ContainsValue(p), -1);
            if (place >= 0)
            {
                _places[column.Name] = place;
            }
            else if (column.Required && !renames.Keys.Any(r => Same(r, column.Name)))
            {
                errors.Add(1, column.Name, $"is missing; the file has {string.Join(", ", columns)}.");
            }
        }
    }

    /// <summary>Names of the file's columns that nothing reads.</summary>
    public IReadOnlyList<string> Unused => [.. _columns.Where((c, i) => c.Length > 0 && !_places.ContainsValue(i))];

    public bool Has(string name) => _places.ContainsKey(name);

    /// <summary>The cell; empty when the file has no such column.</summary>
    public string Cell(CsvRow row, string name) => _places.TryGetValue(name, out var place) ? row.Cells[place] : "";

    /// <summary>What the file calls the column.</summary>
    public string TitleOf(string name) => _places.TryGetValue(name, out var place) ? _columns[place] : name;

    private int PlaceOf(string name)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            if (Same(_columns[i], name))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static string NamesOf(IReadOnlyList<KnownColumn> known) => string.Join(", ", known.Select(k => k.Name));
}
