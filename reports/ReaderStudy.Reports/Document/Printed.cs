using System.Globalization;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Reports.Document;

/// <summary>Numbers and names as every report prints them.</summary>
internal static class Printed
{
    /// <summary>What stands for an undefined number.</summary>
    public const string Undefined = "–";

    /// <summary><c>91.0 % (201 of 221)</c>; <c>– (0 of 0)</c> without cases.</summary>
    public static string Share(Proportion proportion) =>
        $"{Percent(proportion.Value)} ({Count(proportion.Count)} of {Count(proportion.Of)})";

    /// <summary><c>91.0 %</c></summary>
    public static string Percent(double share) => double.IsNaN(share) ? Undefined : $"{Fixed(100 * share, 1)} %";

    /// <summary><c>86.5 to 94.1</c>, in per cent.</summary>
    public static string PercentInterval(Proportion proportion) =>
        double.IsNaN(proportion.Lower) ? Undefined : $"{Fixed(100 * proportion.Lower, 1)} to {Fixed(100 * proportion.Upper, 1)}";

    /// <summary>The share and its interval on a line of its own.</summary>
    public static string ShareAndInterval(Proportion proportion) =>
        proportion.Of == 0 ? Share(proportion) : $"{Share(proportion)}\n{PercentInterval(proportion)}";

    /// <summary>The share, its counts and its interval in a sentence.</summary>
    public static string InSentence(Proportion proportion) =>
        proportion.Of == 0
            ? "no case (0 of 0)"
            : $"{Percent(proportion.Value)} ({Count(proportion.Count)} of {Count(proportion.Of)}; 95 % interval {PercentInterval(proportion)})";

    /// <summary><c>0.806</c>, with a real minus sign.</summary>
    public static string Coefficient(double value) => double.IsNaN(value) ? Undefined : Fixed(value, 3);

    /// <summary><c>0.757 to 0.855</c></summary>
    public static string Interval(double lower, double upper) =>
        double.IsNaN(lower) || double.IsNaN(upper) ? Undefined : $"{Fixed(lower, 3)} to {Fixed(upper, 3)}";

    /// <summary><c>0.013</c>, <c>&lt; 0.001</c>, and 1 never as more than it is.</summary>
    public static string PValue(double p) =>
        double.IsNaN(p) ? Undefined
        : p < 0.001 ? "< 0.001"
        : Fixed(p, 3);

    /// <summary><c>1,204</c></summary>
    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>1 case</c>, <c>2 cases</c></summary>
    public static string Count(int count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary><c>22 Nov 2026</c></summary>
    public static string Date(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>22 Nov 2026, 14:05 UTC</c></summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Rounded half away from zero, as readers of a paper would, and never "-0.0".</summary>
    public static string Fixed(double value, int digits)
    {
        var rounded = Math.Round((decimal)Math.Clamp(value, -1e12, 1e12), digits, MidpointRounding.AwayFromZero);
        var text = Math.Abs(rounded).ToString("F" + digits, CultureInfo.InvariantCulture);
        return rounded < 0 ? "−" + text : text;
    }

    public static string Level(ReaderLevel level) =>
        level switch
        {
            ReaderLevel.Junior => "junior",
            ReaderLevel.Middle => "middle",
            ReaderLevel.Senior => "senior",
            ReaderLevel.Ai => "model",
        };

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c></summary>
    public static string List(IReadOnlyList<string> items) =>
        items.Count switch
        {
            0 => "",
            1 => items[0],
            _ => string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1],
        };
}
