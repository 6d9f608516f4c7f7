using System.Globalization;

namespace ReaderStudy.Domain.Truth;

/// <summary>
/// When a reference was established, to the month: the day of a biopsy beside the shifted dates of the images could tell who the patient is.
/// Kept as the first day of the month.
/// </summary>
public static class ReferenceMonth
{
    /// <summary>The month of <c>2026-03</c> or <c>2026-03-14</c>, whose day is dropped; null: it is neither.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text.Trim(), ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Of(date)
            : null;

    public static DateOnly Of(DateOnly date) => new(date.Year, date.Month, 1);

    /// <summary><c>2026-03</c>; empty for null.</summary>
    public static string Write(DateOnly? month) => month?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "";
}
