using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ReaderStudy.Dicom.Text;

namespace ReaderStudy.Dicom;

/// <summary>
/// Values of a data set as text, numbers, dates. Null or an empty list means that the element is absent or has no value;
/// a value that cannot be understood throws a <see cref="DicomException"/> that names the element and shows the value.
/// </summary>
public static class DicomValues
{
    /// <summary>The first value as text, without padding.</summary>
    public static string? GetString(this DicomDataset dataset, DicomTag tag) =>
        dataset.GetStrings(tag) is [var first, ..] && first.Length > 0 ? first : null;

    /// <summary>All values as text, without padding; a value between two backslashes may be empty.</summary>
    public static IReadOnlyList<string> GetStrings(this DicomDataset dataset, DicomTag tag)
    {
        var element = dataset.Find(tag);
        if (element is null || element.Value.IsEmpty)
        {
            return [];
        }

        if (element.Vr == DicomVr.OB)
        {
            return ByteTexts.Of(element.Value.Span);
        }

        if (!element.Vr.IsText() && element.Vr != DicomVr.UN)
        {
            return [.. Numbers(element).Select(n => n.ToString("R", CultureInfo.InvariantCulture))];
        }

        var bytes = element.Value.Span.TrimEnd((byte)0);
        var text = element.Vr.UsesCharacterSet()
            ? SpecificCharacterSet.Of(dataset).Decode(bytes, element.Vr)
            : Encoding.Latin1.GetString(bytes);
        if (element.Vr.IsSingleText())
        {
            return string.IsNullOrWhiteSpace(text) ? [] : [text.TrimEnd(' ', '\0')];
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        return [.. text.Split('\\').Select(value => value.Trim(' ', '\0'))];
    }

    /// <summary>All values, numbers of the first group of a person name included, joined by backslashes as in the file.</summary>
    public static string? GetText(this DicomDataset dataset, DicomTag tag) =>
        dataset.GetStrings(tag) is { Count: > 0 } values ? string.Join('\\', values) : null;

    /// <summary>The first value as a whole number (IS, US, SS, UL, SL, or a DS without fraction).</summary>
    public static int? GetInt(this DicomDataset dataset, DicomTag tag)
    {
        if (dataset.GetDouble(tag) is not { } number)
        {
            return null;
        }

        return number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw Bad(tag, "a whole number", number.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>The first value as a number, from any numeric representation.</summary>
    public static double? GetDouble(this DicomDataset dataset, DicomTag tag) => dataset.GetDoubles(tag) is [var first, ..] ? first : null;

    /// <summary>All values as numbers, from any numeric representation.</summary>
    public static IReadOnlyList<double> GetDoubles(this DicomDataset dataset, DicomTag tag)
    {
        var element = dataset.Find(tag);
        if (element is null || element.Value.IsEmpty)
        {
            return [];
        }

        if (!element.Vr.IsText())
        {
            return Numbers(element);
        }

        var texts = dataset.GetStrings(tag);
        var numbers = new double[texts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (texts.Count == 1 && texts[0].Length == 0)
            {
                return [];
            }

            if (
                !double.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i])
            )
            {
                throw Bad(tag, "a number", texts[i]);
            }
        }

        return numbers;
    }

    /// <summary>The first value as a date: DA, the date of a DT, or the old form <c>1993.04.30</c>.</summary>
    public static DateOnly? GetDate(this DicomDataset dataset, DicomTag tag)
    {
        if (dataset.GetString(tag) is not { } text)
        {
            return null;
        }

        var digits = text.Replace(".", string.Empty, StringComparison.Ordinal);
        return
            digits.Length >= 8
            && DateOnly.TryParseExact(digits[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Bad(tag, "a date", text);
    }

    /// <summary>The first value as a time of day (TM); missing minutes and seconds are zero, colons are allowed.</summary>
    public static TimeOnly? GetTime(this DicomDataset dataset, DicomTag tag)
    {
        if (dataset.GetString(tag) is not { } text)
        {
            return null;
        }

        var plain = text.Replace(":", string.Empty, StringComparison.Ordinal);
        string[] formats = ["HHmmss.FFFFFF", "HHmmss", "HHmm", "HH"];
        return TimeOnly.TryParseExact(plain, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Bad(tag, "a time", text);
    }

    /// <summary>The items of a sequence; empty if absent.</summary>
    public static IReadOnlyList<DicomDataset> GetItems(this DicomDataset dataset, DicomTag tag) => dataset.Find(tag)?.Items ?? [];

    /// <summary>The first value as text, or a <see cref="DicomException"/> that says which element is missing.</summary>
    public static string RequireString(this DicomDataset dataset, DicomTag tag) => dataset.GetString(tag) ?? throw Missing(tag);

    /// <summary>The first value as a whole number, or a <see cref="DicomException"/> that says which element is missing.</summary>
    public static int RequireInt(this DicomDataset dataset, DicomTag tag) => dataset.GetInt(tag) ?? throw Missing(tag);

    private static DicomException Missing(DicomTag tag) =>
        new(DicomErrorKind.Malformed, $"element {tag.ToDisplayString()} is missing or empty");

    private static DicomException Bad(DicomTag tag, string wanted, string found) =>
        new(DicomErrorKind.Malformed, $"element {tag.ToDisplayString()} should hold {wanted}, but holds '{found}'")
        {
            MessageWithoutValue = $"element {tag.ToDisplayString()} should hold {wanted}, but holds something else",
        };

    private static double[] Numbers(DicomElement element)
    {
        var bytes = element.Value.Span;
        var size = element.Vr switch
        {
            DicomVr.US or DicomVr.SS or DicomVr.OW => 2,
            DicomVr.UL or DicomVr.SL or DicomVr.FL or DicomVr.OF or DicomVr.OL or DicomVr.AT => 4,
            DicomVr.FD or DicomVr.OD or DicomVr.SV or DicomVr.UV or DicomVr.OV => 8,
            _ => 1,
        };
        if (bytes.Length % size != 0)
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"element {element} has {bytes.Length} bytes, which is no multiple of {size}"
            );
        }

        var numbers = new double[bytes.Length / size];
        for (var i = 0; i < numbers.Length; i++)
        {
            var one = bytes.Slice(i * size, size);
            numbers[i] = element.Vr switch
            {
                DicomVr.US or DicomVr.OW => BinaryPrimitives.ReadUInt16LittleEndian(one),
                DicomVr.SS => BinaryPrimitives.ReadInt16LittleEndian(one),
                DicomVr.UL or DicomVr.OL => BinaryPrimitives.ReadUInt32LittleEndian(one),
                DicomVr.SL => BinaryPrimitives.ReadInt32LittleEndian(one),
                DicomVr.AT => ((uint)BinaryPrimitives.ReadUInt16LittleEndian(one) << 16)
                    | BinaryPrimitives.ReadUInt16LittleEndian(one[2..]),
                DicomVr.FL or DicomVr.OF => BinaryPrimitives.ReadSingleLittleEndian(one),
                DicomVr.FD or DicomVr.OD => BinaryPrimitives.ReadDoubleLittleEndian(one),
                DicomVr.SV => BinaryPrimitives.ReadInt64LittleEndian(one),
                DicomVr.UV or DicomVr.OV => BinaryPrimitives.ReadUInt64LittleEndian(one),
                _ => one[0],
            };
        }

        return numbers;
    }
}
