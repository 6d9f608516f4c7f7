using System.Collections.Frozen;
using System.Globalization;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>What a part of a text is to <see cref="TextCleaner"/>.</summary>
internal enum WordKind
{
    /// <summary>Not known to be harmless.</summary>
    Unknown,

    /// <summary>A radiological or technical word, or a number with its unit.</summary>
    Known,

    /// <summary>A short number without unit, harmless alone but not beside another: together they may be a date or a telephone number.</summary>
    Number,
}

/// <summary>Tells words that a description may keep from others. Letters are plain (<see cref="PlainLetters"/>).</summary>
internal static class WordKinds
{
    private static readonly EmbeddedList Radiological = EmbeddedList.OfWords("radiological-words.txt");
    private static readonly EmbeddedList Technical = EmbeddedList.OfWords("technical-words.txt");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Units = Lookup(
        "mm cm m um s sec secs ms msec min mins ml cc mg g kg mmol kv kvp ma mas mgy hu hz khz mhz t tesla d x st nd rd th fl ph views view"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Kernels = Lookup(
        "b h i j t u d s br bv bf bl bp hr hv hc hf qr sa ur ub fc fl c l e"
    );

    /// <summary>The kind of a part that consists of letters and digits, with at most points inside numbers.</summary>
    public static WordKind Of(ReadOnlySpan<char> part, bool technical)
    {
        var digits = part.IndexOfAnyInRange('0', '9');
        if (digits < 0)
        {
            return Radiological.Contains(part) || (technical && Technical.Contains(part)) ? WordKind.Known : WordKind.Unknown;
        }

        var head = part[..digits];
        var tail = part[digits..];
        var end = tail.LastIndexOfAnyInRange('0', '9') + 1;
        var number = tail[..end];
        var rest = tail[end..];
        var isNumber = number.IndexOfAnyExceptInRange('0', '9') is var dot && (dot < 0 || number[dot] == '.');
        if (isNumber && IsHarmless(head, number, rest, technical))
        {
            return head.IsEmpty && rest.IsEmpty ? WordKind.Number : WordKind.Known;
        }

        return technical && IsCode(part) ? WordKind.Known : WordKind.Unknown;
    }

    private static bool IsHarmless(ReadOnlySpan<char> head, ReadOnlySpan<char> number, ReadOnlySpan<char> rest, bool technical)
    {
        if (head.IsEmpty)
        {
            return rest.IsEmpty ? IsSmall(number) || (technical && number.Length <= 3) : IsShort(number) && Units.Contains(rest);
        }

        if (head is "b" or "B" && rest.IsEmpty && number.Length <= 4)
        {
            // Diffusion weighting in s/mm2: steps of 50.
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var b) && b % 50 == 0 && b <= 5000;
        }

        return Kernels.Contains(head)
            ? number.Length <= 2 && (rest.IsEmpty || (rest.Length == 1 && char.IsAsciiLetter(rest[0])))
            : head.Length >= 2
                && IsShort(number)
                && (rest.IsEmpty || Units.Contains(rest) || Radiological.Contains(rest))
                && Radiological.Contains(head);
    }

    /// <summary>At most three digits before a point and three behind it.</summary>
    private static bool IsShort(ReadOnlySpan<char> number)
    {
        var dot = number.IndexOf('.');
        return dot < 0 ? number.Length <= 3 : dot is > 0 and <= 3 && number.Length - dot - 1 is > 0 and <= 3 && number.Count('.') == 1;
    }

    /// <summary>One or two digits, or a decimal that is no day and month (12.03).</summary>
    private static bool IsSmall(ReadOnlySpan<char> number)
    {
        var dot = number.IndexOf('.');
        if (dot < 0)
        {
            return number.Length <= 2;
        }

        var couldBeDate =
            number.Length - dot - 1 == 2
            && int.TryParse(number[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && int.TryParse(number[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && day is >= 1 and <= 31
            && month is >= 1 and <= 12;
        return dot <= 2 && IsShort(number) && !couldBeDate;
    }

    /// <summary>A product code such as tfl2d1 or 16P: letters and digits mixed, no run long enough for a name or a number.</summary>
    private static bool IsCode(ReadOnlySpan<char> part)
    {
        if (part.Length > 12 || !System.Text.Ascii.IsValid(part))
        {
            return false;
        }

        var (letters, digits) = (0, 0);
        foreach (var c in part)
        {
            (letters, digits) =
                char.IsAsciiDigit(c) ? (0, digits + 1)
                : char.IsAsciiLetter(c) ? (letters + 1, 0)
                : (0, 0);
            if (letters > 4 || digits > 3)
            {
                return false;
            }
        }

        return part.IndexOfAnyExceptInRange('0', '9') is var i && i >= 0 && part.IndexOfAny('.', '-') < 0;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
