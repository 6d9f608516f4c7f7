using System.Text;

namespace ReaderStudy.Dicom.Standard;

/// <summary>Reads the CSV tables that are embedded into this assembly; quoted cells may hold commas and line ends.</summary>
internal static class EmbeddedTable
{
    /// <summary>The rows of a table, each as a look-up from column name to cell.</summary>
    public static IEnumerable<Func<string, string>> Rows(string name)
    {
        using var stream =
            typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not embedded into this assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Dictionary<string, int>? columns = null;
        foreach (var cells in Parse(reader.ReadToEnd()))
        {
            if (columns is null)
            {
                columns = cells.Select((cell, i) => (cell, i)).ToDictionary(c => c.cell, c => c.i, StringComparer.Ordinal);
                continue;
            }

            var known = columns;
            yield return column => known[column] is var i && i < cells.Count ? cells[i] : string.Empty;
        }
    }

    private static IEnumerable<List<string>> Parse(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[++i]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return cells;
                    cells = [];
                }
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (cells.Count > 0 || cell.Length > 0)
        {
            cells.Add(cell.ToString());
            yield return cells;
        }
    }
}
