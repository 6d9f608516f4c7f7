using System.Globalization;

namespace ReaderStudy.Web.Features.Shared;

/// <summary>How dates, durations and shares are written on pages.</summary>
public static class Texts
{
    /// <summary><c>22 Nov 2026</c>.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>22 Nov 2026, 21:04 UTC</c>.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary><c>1 min 42 s</c>.</summary>
    public static string Duration(TimeSpan span) =>
        span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min"
        : span.TotalMinutes >= 1 ? $"{(int)span.TotalMinutes} min {span.Seconds} s"
        : $"{(int)span.TotalSeconds} s";

    /// <summary><c>91.0 % (201 of 221)</c>; <c>none of 0</c> when there is nothing to share.</summary>
    public static string Share(int part, int whole) =>
        whole == 0 ? "0 of 0" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:F1} % ({part} of {whole})");
}
