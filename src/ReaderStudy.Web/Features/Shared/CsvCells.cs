namespace ReaderStudy.Web.Features.Shared;

/// <summary>Cells of CSV files (RFC 4180) that people open in a spreadsheet.</summary>
internal static class CsvCells
{
    /// <summary>A reason that a person typed is no formula, whatever it begins with.</summary>
    public static string Quoted(string cell)
    {
        var text = cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
