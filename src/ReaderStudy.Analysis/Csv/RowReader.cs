using System.Globalization;

namespace ReaderStudy.Analysis.Csv;

/// <summary>Reads the cells of one row; what cannot be read becomes an error of that row and column.</summary>
internal sealed class RowReader(CsvRow row, ColumnMap columns, FileErrors errors, char delimiter)
{
    public int Line => row.Line;

    public string Text(string name) => columns.Cell(row, name);

    public void Fault(string name, string message) => errors.Add(row.Line, columns.TitleOf(name), message);

    /// <summary>The cell's text; null, and an error, when it is empty.</summary>
    public string? Required(string name)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            Fault(name, "is empty.");
            return null;
        }

        return text;
    }

    /// <summary>A finite number, null when empty. Where semicolons separate cells, a decimal comma is read too.</summary>
    public double? Number(string name, double minimum, double maximum)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return null;
        }

        if (!TryNumber(text, delimiter, out var number))
        {
            Fault(name, $"'{text}' is not a number.");
            return null;
        }

        if (number < minimum || number > maximum)
        {
            Fault(name, string.Create(CultureInfo.InvariantCulture, $"{text} lies outside {minimum} to {maximum}."));
            return null;
        }

        return number;
    }

    /// <summary>A finite number. Where semicolons separate cells, a decimal comma is read too.</summary>
    public static bool TryNumber(string text, char delimiter, out double number)
    {
        var point = delimiter == ';' && !text.Contains('.', StringComparison.Ordinal) ? text.Replace(',', '.') : text;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(point, Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }
}
