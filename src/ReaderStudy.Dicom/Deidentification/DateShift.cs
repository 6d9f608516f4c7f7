using System.Globalization;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Moves dates by whole days (PS3.15 E.3.6). Times of day stay. A value that is no date or time in full, from which the days could not
/// be taken off, has no shifted form.
/// </summary>
/// <param name="days">Days to add; mostly negative.</param>
internal sealed class DateShift(int days)
{
    /// <summary>The value moved; ranges (PS3.4 C.2.2.2.5) at both ends. Null if it cannot be understood or moved.</summary>
    public string? Moved(string value, DicomVr vr)
    {
        if (value.Length == 0)
        {
            return value;
        }

        if (vr == DicomVr.TM)
        {
            return value.Split('-').All(IsTime) ? value : null;
        }

        // A range has a hyphen between two whole dates, an offset from UTC four digits behind one.
        var hyphen = value.IndexOf('-', StringComparison.Ordinal);
        if (hyphen >= 0 && (hyphen == 0 || hyphen == value.Length - 1 || value.Length - hyphen > 5))
        {
            var (from, to) = (One(value[..hyphen], vr), One(value[(hyphen + 1)..], vr));
            return from is null || to is null ? null : $"{from}-{to}";
        }

        return One(value, vr);
    }

    private string? One(string value, DicomVr vr)
    {
        if (value.Length == 0)
        {
            return value;
        }

        // ACR-NEMA wrote 1993.04.30 (PS3.5 6.2, DA).
        var text =
            value.Length >= 10 && value[4] == '.' && value[7] == '.'
                ? string.Concat(value.AsSpan(0, 4), value.AsSpan(5, 2), value.AsSpan(8))
                : value;
        if (
            text.Length < 8
            || !DateOnly.TryParseExact(text.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || date.DayNumber + days < 0
        )
        {
            return null;
        }

        var day = date.AddDays(days).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        if (vr != DicomVr.DT)
        {
            return text.Length == 8 ? day : null;
        }

        // The offset from UTC goes: it tells where the scanner stands, and times within an exam have the same.
        var rest = text.AsSpan(8);
        var sign = rest.IndexOfAny('+', '-');
        var time = sign < 0 ? rest : rest[..sign];
        var offset = sign < 0 ? default : rest[(sign + 1)..];
        var isOffset = offset.IsEmpty || (offset.Length == 4 && offset.IndexOfAnyExceptInRange('0', '9') < 0);
        return isOffset && (time.IsEmpty || IsTime(time.ToString())) ? string.Concat(day, time) : null;
    }

    /// <summary>HH, HHMM, HHMMSS or HHMMSS.FFFFFF, with or without the colons of ACR-NEMA; empty counts as one end of a range.</summary>
    private static bool IsTime(string value)
    {
        var plain = value.Contains(':', StringComparison.Ordinal) ? value.Replace(":", string.Empty, StringComparison.Ordinal) : value;
        var dot = plain.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? plain.AsSpan() : plain.AsSpan(0, dot);
        var fraction = dot < 0 ? default : plain.AsSpan(dot + 1);
        return whole.Length is 0 or 2 or 4 or 6
            && (dot < 0 || whole.Length == 6)
            && fraction.Length <= 6
            && whole.IndexOfAnyExceptInRange('0', '9') < 0
            && fraction.IndexOfAnyExceptInRange('0', '9') < 0
            && (whole.Length < 2 || IsBelow(whole[..2], 24))
            && (whole.Length < 4 || IsBelow(whole[2..4], 60))
            && (whole.Length < 6 || IsBelow(whole[4..6], 61));
    }

    private static bool IsBelow(ReadOnlySpan<char> digits, int limit) => ((digits[0] - '0') * 10) + digits[1] - '0' < limit;
}
