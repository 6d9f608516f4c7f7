using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ReaderStudy.Dicom.Text;

namespace ReaderStudy.Dicom;

/// <summary>Sets values; the representation is the dictionary's, the padding the standard's.</summary>
public static class DicomSetters
{
    /// <summary>
    /// Sets text values. Letters outside ASCII need a Specific Character Set that is set before and can write them;
    /// otherwise this throws an <see cref="ArgumentException"/> rather than store question marks.
    /// </summary>
    public static void Set(this DicomDataset dataset, DicomTag tag, params ReadOnlySpan<string> values)
    {
        var vr = VrOf(dataset, tag);
        if (!vr.IsText())
        {
            throw new ArgumentException($"{tag.ToDisplayString()} is {vr.Code()}: no text can be set.", nameof(tag));
        }

        var text = string.Join('\\', values);
        var bytes =
            vr.UsesCharacterSet() ? SpecificCharacterSet.Of(dataset).Encode(text, vr)
            : text.All(char.IsAscii) ? Encoding.ASCII.GetBytes(text)
            : null;
        if (bytes is null)
        {
            throw new ArgumentException($"The data set's character set cannot write '{text}' ({tag.ToDisplayString()}).", nameof(values));
        }

        dataset.Set(new DicomElement(tag, vr, Padded(bytes, vr)));
    }

    /// <summary>Sets numbers in the tag's own representation: DS with at most 16 characters, IS, or binary.</summary>
    public static void Set(this DicomDataset dataset, DicomTag tag, params ReadOnlySpan<double> values)
    {
        var vr = VrOf(dataset, tag);
        if (vr.IsText())
        {
            var texts = new string[values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                texts[i] = vr == DicomVr.DS ? DecimalString(values[i]) : values[i].ToString("0", CultureInfo.InvariantCulture);
            }

            dataset.Set(tag, texts);
            return;
        }

        var size = vr switch
        {
            DicomVr.US or DicomVr.SS => 2,
            DicomVr.UL or DicomVr.SL or DicomVr.FL => 4,
            DicomVr.FD or DicomVr.SV or DicomVr.UV => 8,
            _ => throw new ArgumentException($"{tag.ToDisplayString()} is {vr.Code()}: no number can be set.", nameof(tag)),
        };
        var bytes = new byte[values.Length * size];
        for (var i = 0; i < values.Length; i++)
        {
            WriteNumber(bytes.AsSpan(i * size, size), vr, values[i]);
        }

        dataset.Set(new DicomElement(tag, vr, bytes));
    }

    /// <summary>Sets a date (DA).</summary>
    public static void Set(this DicomDataset dataset, DicomTag tag, DateOnly date) =>
        dataset.Set(tag, date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>Sets a time of day (TM), with microseconds only if there are any.</summary>
    public static void Set(this DicomDataset dataset, DicomTag tag, TimeOnly time) =>
        dataset.Set(tag, time.ToString("HHmmss.FFFFFF", CultureInfo.InvariantCulture));

    /// <summary>Sets a sequence.</summary>
    public static void SetItems(this DicomDataset dataset, DicomTag tag, params DicomDataset[] items) =>
        dataset.Set(DicomElement.Sequence(tag, items));

    /// <summary>Leaves the element in, without a value.</summary>
    public static void SetEmpty(this DicomDataset dataset, DicomTag tag)
    {
        var vr = dataset.Find(tag)?.Vr ?? VrOf(dataset, tag);
        dataset.Set(vr == DicomVr.SQ ? DicomElement.Sequence(tag, []) : new DicomElement(tag, vr, default));
    }

    /// <summary>Sets native pixel data of 16 bits, little endian (OW).</summary>
    public static void SetPixels(this DicomDataset dataset, ReadOnlySpan<short> pixels)
    {
        var bytes = new byte[pixels.Length * 2];
        for (var i = 0; i < pixels.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), pixels[i]);
        }

        dataset.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, bytes));
    }

    internal static ReadOnlyMemory<byte> Padded(byte[] bytes, DicomVr vr) => bytes.Length % 2 == 0 ? bytes : [.. bytes, vr.PadByte()];

    /// <summary>The shortest text of at most 16 characters that is nearest to the number (PS3.5 6.2, DS).</summary>
    internal static string DecimalString(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A decimal string holds finite numbers only.");
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        for (var digits = 15; text.Length > 16; digits--)
        {
            text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return text;
    }

    private static DicomVr VrOf(DicomDataset dataset, DicomTag tag) =>
        DicomDictionary.VrOf(tag, dataset.Find(DicomTags.PixelRepresentation)?.Value is { Length: >= 1 } v && v.Span[0] == 1);

    internal static void WriteNumber(Span<byte> target, DicomVr vr, double value)
    {
        checked
        {
            switch (vr)
            {
                case DicomVr.US:
                    BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)value);
                    break;
                case DicomVr.SS:
                    BinaryPrimitives.WriteInt16LittleEndian(target, (short)value);
                    break;
                case DicomVr.UL:
                    BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)value);
                    break;
                case DicomVr.SL:
                    BinaryPrimitives.WriteInt32LittleEndian(target, (int)value);
                    break;
                case DicomVr.FL:
                    BinaryPrimitives.WriteSingleLittleEndian(target, (float)value);
                    break;
                case DicomVr.SV:
                    BinaryPrimitives.WriteInt64LittleEndian(target, (long)value);
                    break;
                case DicomVr.UV:
                    BinaryPrimitives.WriteUInt64LittleEndian(target, (ulong)value);
                    break;
                default:
                    BinaryPrimitives.WriteDoubleLittleEndian(target, value);
                    break;
            }
        }
    }
}
