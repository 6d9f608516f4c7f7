using System.Text;
using CsvHelper;

namespace ReaderStudy.Analysis.Csv;

/// <param name="Line">Line of the file in which the row begins; the header is line 1.</param>
/// <param name="Cells">Trimmed; one a column.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>A CSV file as text cells: UTF-8 (or UTF-16 with its mark), separated by commas, semicolons or tabs.</summary>
/// <param name="Columns">The header, trimmed.</param>
/// <param name="Rows">Rows that are not blank.</param>
/// <param name="Delimiter">What separates cells.</param>
internal sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<CsvRow> Rows, char Delimiter)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Reads to the end.</summary>
    /// <param name="stream">Read from its position to its end.</param>
    /// <param name="delimiter">Null: the commonest of comma, semicolon and tab in the first line.</param>
    /// <exception cref="FileRefusedException">It is no CSV file, is empty, or a row has more or fewer cells than the header.</exception>
    public static CsvTable Read(Stream stream, char? delimiter)
    {
        var text = TextOf(stream);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Refused("The file is empty.");
        }

        var separator = delimiter ?? DelimiterOf(text);
        var errors = new FileErrors();
        var rows = new List<CsvRow>();
        IReadOnlyList<string>? columns = null;
        foreach (var (line, cells) in Parse(text, separator, errors))
        {
            if (columns is null)
            {
                // A malformed header would make the first row of data the header, and every message wrong.
                errors.Demand();
                columns = cells;
            }
            else if (cells.Count != columns.Count)
            {
                errors.Add(line, null, $"has {cells.Count} cells where the header has {columns.Count}.");
            }
            else
            {
                rows.Add(new CsvRow(line, cells));
            }
        }

        if (columns is null)
        {
            errors.Demand();
            throw Refused("The file is empty.");
        }

        foreach (
            var twice in columns.Where(c => c.Length > 0).GroupBy(c => c, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any())
        )
        {
            errors.Add(1, twice.Key, "two columns have this name.");
        }

        if (rows.Count == 0 && errors.Count == 0)
        {
            errors.Add(null, null, "The file has a header and no rows.");
        }

        errors.Demand();
        return new CsvTable(columns, rows, separator);
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Parse(string text, char delimiter, FileErrors errors)
    {
        var malformed = new HashSet<long>();
        var options = new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            OnMalformedRecord = bad => malformed.Add(bad.LineNumber),
        };
        using var reader = CsvReader.FromText(text, options);
        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            IReadOnlyList<string> cells = reader.Current.ToArray();
            if (malformed.Contains(line))
            {
                errors.Add(line, null, "a quotation mark stands inside a cell that is not quoted, or is never closed.");
            }
            else if (cells.Any(c => c.Length > 0))
            {
                yield return (line, cells);
            }
        }
    }

    private static string TextOf(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        var utf16 = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (!utf16 && bytes.Contains((byte)0))
        {
            throw Refused("The file is not text. A spreadsheet must be saved as CSV first.");
        }

        try
        {
            Encoding encoding = utf16 ? new UnicodeEncoding(bytes[0] == 0xFE, true, true) : new UTF8Encoding(false, true);
            return encoding.GetString(bytes).TrimStart(ByteOrderMark);
        }
        catch (DecoderFallbackException)
        {
            throw Refused("The file is not UTF-8 text. Save it as 'CSV UTF-8'.");
        }
    }

    private static char DelimiterOf(string text)
    {
        var header = text.TrimStart('\r', '\n').Split('\n', 2)[0];
        var best = new[] { ',', ';', '\t' }.MaxBy(d => header.Count(c => c == d));
        return header.Contains(best, StringComparison.Ordinal)
            ? best
            : throw Refused("The file is not a CSV file: its first line has no comma, semicolon or tab between column names.");
    }

    private static FileRefusedException Refused(string message) => new([new FileError(null, null, message)]);
}
