using System.Text;

namespace ReaderStudy.Dicom.Text;

/// <summary>
/// Text with escape sequences (ISO 2022 as PS3.5 6.1.2.5 allows it). What an escape sequence called in holds until the next one, and
/// no further than the end of a line, a value, or a part of a person name.
/// </summary>
internal static class CodeExtensions
{
    private const byte Escape = 0x1B;

    /// <summary>The text; an unknown escape sequence and bytes outside every set are shown as replacement letters or Latin-1.</summary>
    public static string Decode(SpecificCharacterSet characters, ReadOnlySpan<byte> value, DicomVr vr)
    {
        var text = new StringBuilder(value.Length);
        var (lower, upper) = (characters.Lower, characters.Upper);
        for (var i = 0; i < value.Length; )
        {
            var b = value[i];
            if (b == Escape)
            {
                var set = CalledBy(value[i..]);
                text.Append(set is null ? "\uFFFD" : string.Empty);
                (lower, upper) =
                    set is null ? (lower, upper)
                    : set.IsUpper ? (lower, set)
                    : (set, upper);
                i += set?.Escape.Length ?? 1;
            }
            else if (b < 0x20 || (lower.Bytes == 1 && IsDelimiter(b, vr)))
            {
                text.Append((char)b);
                (lower, upper) = (characters.Lower, characters.Upper);
                i++;
            }
            else if (b is 0x20 or 0x7F)
            {
                text.Append((char)b);
                i++;
            }
            else
            {
                var isUpper = b >= 0x80;
                var length = RunLength(value[i..], isUpper, (isUpper ? upper : lower)?.Bytes ?? 1, lower.Bytes == 1, vr);
                var run = value.Slice(i, Math.Max(1, length));
                if (length == 0 || (isUpper && upper is null))
                {
                    text.Append(Encoding.Latin1.GetString(run));
                }
                else
                {
                    (isUpper ? upper! : lower).Decode(run, text);
                }

                i += run.Length;
            }
        }

        return text.ToString();
    }

    /// <summary>The bytes, as short as the rules allow; null if no set has a letter.</summary>
    public static byte[]? Encode(SpecificCharacterSet characters, string text, DicomVr vr)
    {
        var bytes = new List<byte>(text.Length + 8);
        var (lower, upper) = (characters.Lower, characters.Upper);

        // Which set the upper half has is agreed on only for the first term; a set of two bytes is always called in.
        var agreedUpper = upper is { Bytes: 1 } ? upper : null;
        upper = agreedUpper;
        foreach (var letter in text.EnumerateRunes())
        {
            var isDelimiter = letter.IsAscii && (letter.Value < 0x20 || IsDelimiter((byte)letter.Value, vr));
            if (letter.IsAscii)
            {
                if (lower != characters.Lower)
                {
                    lower = characters.Lower;
                    bytes.AddRange(lower.Escape);
                }

                upper = isDelimiter ? agreedUpper : upper;
                bytes.Add((byte)letter.Value);
                continue;
            }

            var set = Having(letter, lower, upper, characters.Sets);
            if (set is null)
            {
                return null;
            }

            if (set != lower && set != upper)
            {
                bytes.AddRange(set.Escape);
                (lower, upper) = set.IsUpper ? (lower, set) : (set, upper);
            }

            bytes.AddRange(set.Encode(letter));
        }

        if (lower != characters.Lower)
        {
            bytes.AddRange(characters.Lower.Escape);
        }

        return [.. bytes];
    }

    private static GraphicSet? Having(Rune letter, GraphicSet lower, GraphicSet? upper, List<GraphicSet> sets)
    {
        if (lower.Encode(letter).Length > 0)
        {
            return lower;
        }

        return upper is not null && upper.Encode(letter).Length > 0 ? upper : sets.Find(s => s.Encode(letter).Length > 0);
    }

    /// <summary>How many bytes from here on are of one set; 0 if the first one is no letter of it.</summary>
    private static int RunLength(ReadOnlySpan<byte> value, bool isUpper, int bytes, bool delimitersCount, DicomVr vr)
    {
        var length = 0;
        while (length + bytes <= value.Length)
        {
            for (var i = 0; i < bytes; i++)
            {
                var b = value[length + i];
                var belongs = isUpper
                    ? b >= (bytes == 1 ? 0x80 : 0xA1)
                    : b is > 0x20 and < 0x7F && !(delimitersCount && IsDelimiter(b, vr));
                if (!belongs)
                {
                    return length;
                }
            }

            length += bytes;
        }

        return length;
    }

    private static bool IsDelimiter(byte b, DicomVr vr) =>
        b == (byte)'\\' ? !vr.IsSingleText() : vr == DicomVr.PN && b is (byte)'^' or (byte)'=';

    private static GraphicSet? CalledBy(ReadOnlySpan<byte> escape)
    {
        foreach (var set in GraphicSet.All)
        {
            if (escape.StartsWith(set.Escape))
            {
                return set;
            }
        }

        return null;
    }
}
