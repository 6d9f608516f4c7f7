using System.Text;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Looks at values that the table lets stay, because writers put anything anywhere: a number must be a number, a code string a term of
/// the standard, other text words that are known to be harmless.
/// </summary>
internal sealed class KeptValues(OwnIdentifiers own, TextCleaner cleaner)
{
    private static readonly EmbeddedList Terms = EmbeddedList.OfLines("defined-terms.txt");

    /// <summary>The element with what may stay of its value: itself if all may, null if nothing.</summary>
    /// <param name="source">The data set that holds it.</param>
    /// <param name="element">Not a sequence.</param>
    /// <param name="nested">True in items of sequences, which have no pixels worth keeping.</param>
    public DicomElement? Of(DicomDataset source, DicomElement element, bool nested)
    {
        if (element.Value.IsEmpty)
        {
            return element.Fragments is null ? element : null;
        }

        return element.Vr switch
        {
            DicomVr.CS => CodeString(element),
            DicomVr.DS or DicomVr.IS => Number(element),
            DicomVr.AS => Age(element),
            DicomVr.LO or DicomVr.SH => Texts(source, element, technical: true),
            DicomVr.LT or DicomVr.ST or DicomVr.UT or DicomVr.UC => Texts(source, element, technical: false),
            DicomVr.US or DicomVr.SS or DicomVr.UL or DicomVr.SL or DicomVr.AT or DicomVr.FL or DicomVr.FD or DicomVr.SV or DicomVr.UV =>
                Binary(element),
            DicomVr.OB or DicomVr.OW or DicomVr.OF or DicomVr.OD => IsBulkToKeep(element, nested) ? element : null,
            _ => null,
        };
    }

    /// <summary>The words of a text that may stay; null if none.</summary>
    public DicomElement? Texts(DicomDataset source, DicomElement element, bool technical)
    {
        var values = source.GetStrings(element.Tag);
        var cleaned = new string[values.Count];
        var same = true;
        for (var i = 0; i < cleaned.Length; i++)
        {
            cleaned[i] = cleaner.Clean(values[i], technical);
            same &= cleaned[i] == values[i];
        }

        // A decoder passes over bytes, such as escapes, that are not seen in the text: only plain letters are kept as they came.
        if (same && !element.Value.Span.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return element;
        }

        return cleaned.All(c => c.Length == 0) ? null : OfText(element.Tag, element.Vr, string.Join('\\', cleaned));
    }

    public static DicomElement OfText(DicomTag tag, DicomVr vr, string text) =>
        new(tag, vr, DicomSetters.Padded(Encoding.ASCII.GetBytes(text), vr));

    /// <summary>Defined terms and what is built of them; up to three characters name nobody.</summary>
    private DicomElement? CodeString(DicomElement element)
    {
        var text = Encoding.Latin1.GetString(element.Value.Span).TrimEnd('\0');
        var values = text.Split('\\');
        var (same, any) = (true, false);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i].Trim(' ');
            if (value.Length > 0 && !(element.Tag == DicomTags.SpecificCharacterSet ? IsCharacterSet(value) : IsTerm(value)))
            {
                (values[i], same) = (string.Empty, false);
            }

            any |= values[i].AsSpan().Trim(' ').Length > 0;
        }

        return same ? element
            : any ? OfText(element.Tag, element.Vr, string.Join('\\', values))
            : null;
    }

    private bool IsTerm(string value)
    {
        if (value.AsSpan().ContainsAnyExcept(CodeLetters))
        {
            return false;
        }

        if (value.Length <= 3 || Terms.Contains(value))
        {
            return true;
        }

        foreach (var range in value.AsSpan().SplitAny(' ', '_'))
        {
            var word = value.AsSpan(range);
            var known = word.Length <= 2 || Terms.Contains(word) || WordKinds.Of(word, technical: true) != WordKind.Unknown;
            if (!known || (own.Contain(word) && !Terms.Contains(word)))
            {
                return false;
            }
        }

        return true;
    }

    private static readonly System.Buffers.SearchValues<char> CodeLetters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ "
    );

    private static readonly System.Buffers.SearchValues<byte> NumberLetters = System.Buffers.SearchValues.Create("0123456789+-.eE \\\0"u8);

    private static bool IsCharacterSet(string value) =>
        value.StartsWith("ISO_IR ", StringComparison.Ordinal) ? IsSetNumber(value.AsSpan(7))
        : value.StartsWith("ISO 2022 IR ", StringComparison.Ordinal) ? IsSetNumber(value.AsSpan(12))
        : value is "GB18030" or "GBK";

    private static bool IsSetNumber(ReadOnlySpan<char> text) => text.Length <= 3 && text.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Digits, signs, points and exponents only, and not the patient's number.</summary>
    private DicomElement? Number(DicomElement element)
    {
        var bytes = element.Value.Span;
        if (bytes.ContainsAnyExcept(NumberLetters))
        {
            return null;
        }

        Span<char> text = stackalloc char[16];
        foreach (var range in bytes.Split((byte)'\\'))
        {
            var one = bytes[range].Trim(" \0"u8);
            if (one.Length > 16)
            {
                return null;
            }

            if (one.Length >= 6)
            {
                Encoding.ASCII.GetChars(one, text);
                if (own.Contain(text[..one.Length]))
                {
                    return null;
                }
            }
        }

        return element;
    }

    /// <summary>HIPAA counts ages above 89 as identifying (45 CFR 164.514(b)(2)(i)(C)).</summary>
    private static DicomElement? Age(DicomElement element)
    {
        var bytes = element.Value.Span.Trim(" \0"u8);
        var number = 0;
        foreach (var b in bytes.Length is >= 2 and <= 4 ? bytes[..^1] : default)
        {
            number = b is >= (byte)'0' and <= (byte)'9' && number >= 0 ? (10 * number) + b - '0' : -1;
        }

        var perYear = bytes.Length is >= 2 and <= 4
            ? bytes[^1] switch
            {
                (byte)'Y' => 1,
                (byte)'M' => 12,
                (byte)'W' => 52,
                (byte)'D' => 365,
                _ => 0,
            }
            : 0;
        if (perYear == 0 || number < 0)
        {
            return null;
        }

        return number / perYear > 89 ? OfText(element.Tag, DicomVr.AS, "090Y") : element;
    }

    /// <summary>Numbers of the right length that spell no text.</summary>
    private static DicomElement? Binary(DicomElement element)
    {
        var size = element.Vr == DicomVr.AT ? 4 : element.Vr.UnitSize();
        return element.Value.Length % size != 0 || IsText(element) ? null : element;
    }

    private static readonly System.Buffers.SearchValues<byte> TextLetters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ^-_.,"u8
    );

    /// <summary>Pixels at the top level, and the tables that turn them into grey values and colours.</summary>
    private static bool IsBulkToKeep(DicomElement element, bool nested) =>
        element.Tag.Value switch
        {
            0x7FE0_0010 or 0x7FE0_0008 or 0x7FE0_0009 => !nested,
            0x0028_3006 or 0x0028_1408 => !IsText(element),
            >= 0x0028_1201 and <= 0x0028_1204 => !IsText(element),
            >= 0x0028_1221 and <= 0x0028_1224 => !IsText(element),
            _ => false,
        };

    /// <summary>
    /// True for text that was put into numbers: eight bytes and more that are letters and digits without a gap, of one byte each or, in
    /// numbers of four bytes and more, of two; zeros count as padding at the end alone. Zeros and small numbers are no text.
    /// </summary>
    private static bool IsText(DicomElement element)
    {
        var text = element.Value.Span.TrimEnd((byte)0);
        return element.Value.Length >= 8
            && text.Length >= 5
            && (
                !text.ContainsAnyExcept(TextLetters)
                || (element.Vr.UnitSize() >= 4 && text.Length >= 9 && (IsWide(text, zeros: 1) || IsWide(text, zeros: 0)))
            );
    }

    /// <summary>True for letters of two bytes, one of which is zero.</summary>
    private static bool IsWide(ReadOnlySpan<byte> text, int zeros)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i % 2 == zeros ? text[i] != 0 : !TextLetters.Contains(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
