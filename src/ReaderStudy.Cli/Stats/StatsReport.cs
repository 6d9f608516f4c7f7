using System.Globalization;

namespace ReaderStudy.Cli.Stats;

/// <summary>What an analysis gives: the whole result for machines, tables and remarks for people.</summary>
/// <param name="Result">
/// Written unrounded by <c>--json</c>: records, lists, dictionaries, tuples (as lists) and arrays of any rank; NaN and infinities as text.
/// </param>
/// <param name="Tables">Printed on the terminal.</param>
/// <param name="Notes">Why something is undefined, what was left out, which definition was used.</param>
internal sealed record StatsReport(object Result, IReadOnlyList<StatsTable> Tables, params IReadOnlyList<string> Notes);

/// <summary>A printed table.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Headers; those before <paramref name="Words"/> are aligned left, the others right.</param>
/// <param name="Rows">Cells as they are printed.</param>
/// <param name="Words">How many of the first columns are words.</param>
internal sealed record StatsTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int Words = 1);

/// <summary>How numbers are printed in tables. The JSON is never rounded.</summary>
internal static class Printed
{
    public const string Undefined = "–";

    /// <summary>Four decimals; more where the number is small, none where it is large.</summary>
    public static string Number(double value) =>
        double.IsNaN(value) ? Undefined
        : double.IsInfinity(value) ? (value > 0 ? "∞" : "−∞")
        : value == 0 ? "0"
        : Math.Abs(value) >= 1e6 || Math.Abs(value) < 1e-4 ? value.ToString("0.0000e+0", CultureInfo.InvariantCulture)
        : value == Math.Round(value) ? value.ToString("0", CultureInfo.InvariantCulture)
        : Math.Abs(value) >= 1000 ? value.ToString("0.0", CultureInfo.InvariantCulture)
        : Math.Abs(value) >= 1 ? value.ToString("0.0000", CultureInfo.InvariantCulture)
        : value.ToString(Math.Abs(value) < 0.01 ? "0.000000" : "0.0000", CultureInfo.InvariantCulture);

    public static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A p-value to four decimals, never 0.</summary>
    public static string P(double p) =>
        double.IsNaN(p) ? Undefined : (p < 0.0001 ? "<0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture));

    /// <summary>Two limits, both with the decimals of the larger one.</summary>
    public static string Interval((double Lower, double Upper) limits)
    {
        if (double.IsNaN(limits.Lower) && double.IsNaN(limits.Upper))
        {
            return Undefined;
        }

        var largest = Math.Max(Math.Abs(limits.Lower), Math.Abs(limits.Upper));
        return $"{Beside(limits.Lower)} to {Beside(limits.Upper)}";

        string Beside(double value) =>
            largest is >= 0.01 and < 1000 && Math.Abs(value) < 0.01 && value != 0
                ? value.ToString("0.0000", CultureInfo.InvariantCulture)
                : Number(value);
    }

    /// <summary>A share in percent, one decimal.</summary>
    public static string Percent(double share) =>
        double.IsNaN(share) ? Undefined : (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
