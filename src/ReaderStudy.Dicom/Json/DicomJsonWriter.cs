using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace ReaderStudy.Dicom.Json;

/// <summary>Writes DICOM JSON; see <see cref="DicomJson.Write"/>.</summary>
internal sealed class DicomJsonWriter(Utf8JsonWriter writer, Func<DicomElement, string?>? bulkData)
{
    public void Write(DicomDataset dataset)
    {
        writer.WriteStartObject();
        foreach (var element in dataset.Elements)
        {
            if (element.Tag.Element == 0 || element.Tag.Group <= 0x0002)
            {
                continue;
            }

            writer.WriteStartObject(element.Tag.Value.ToString("X8", CultureInfo.InvariantCulture));
            writer.WriteString("vr", element.Vr.Code());
            WriteValue(dataset, element);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteValue(DicomDataset dataset, DicomElement element)
    {
        if (element.IsEmpty && element.Tag != DicomTags.SpecificCharacterSet)
        {
            return;
        }

        if (element.Items is { } items)
        {
            writer.WriteStartArray("Value");
            foreach (var item in items)
            {
                Write(item);
            }

            writer.WriteEndArray();
            return;
        }

        if (IsBinary(element.Vr))
        {
            WriteBinary(element);
            return;
        }

        writer.WriteStartArray("Value");
        if (element.Tag == DicomTags.SpecificCharacterSet)
        {
            writer.WriteStringValue("ISO_IR 192");
        }
        else if (element.Vr.IsText())
        {
            foreach (var text in dataset.GetStrings(element.Tag))
            {
                WriteText(element.Vr, text);
            }
        }
        else
        {
            WriteNumbers(element);
        }

        writer.WriteEndArray();
    }

    private void WriteBinary(DicomElement element)
    {
        if (bulkData?.Invoke(element) is { } uri)
        {
            writer.WriteString("BulkDataURI", uri);
        }
        else if (element.Fragments is not null)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"element {element.Tag.ToDisplayString()}: compressed pixel data have no inline form in JSON"
            );
        }
        else
        {
            writer.WriteBase64String("InlineBinary", element.Value.Span);
        }
    }

    private void WriteText(DicomVr vr, string text)
    {
        if (text.Length == 0)
        {
            writer.WriteNullValue();
        }
        else if (vr == DicomVr.PN)
        {
            WriteName(text);
        }
        else if (vr == DicomVr.IS && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            writer.WriteNumberValue(whole);
        }
        else if (
            vr == DicomVr.DS
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
        )
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    /// <summary>The three groups of a person name (PS3.5 6.2.1): letters, ideographs, sounds.</summary>
    private void WriteName(string text)
    {
        var groups = text.Split('=', 3);
        string[] names = ["Alphabetic", "Ideographic", "Phonetic"];
        writer.WriteStartObject();
        for (var i = 0; i < groups.Length; i++)
        {
            if (groups[i].Length > 0)
            {
                writer.WriteString(names[i], groups[i]);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteNumbers(DicomElement element)
    {
        var size = element.Vr == DicomVr.AT ? 4 : element.Vr.UnitSize();
        for (var rest = element.Value.Span; rest.Length >= size; rest = rest[size..])
        {
            switch (element.Vr)
            {
                case DicomVr.US:
                    writer.WriteNumberValue(BinaryPrimitives.ReadUInt16LittleEndian(rest));
                    break;
                case DicomVr.SS:
                    writer.WriteNumberValue(BinaryPrimitives.ReadInt16LittleEndian(rest));
                    break;
                case DicomVr.UL:
                    writer.WriteNumberValue(BinaryPrimitives.ReadUInt32LittleEndian(rest));
                    break;
                case DicomVr.SL:
                    writer.WriteNumberValue(BinaryPrimitives.ReadInt32LittleEndian(rest));
                    break;
                case DicomVr.UV:
                    writer.WriteNumberValue(BinaryPrimitives.ReadUInt64LittleEndian(rest));
                    break;
                case DicomVr.SV:
                    writer.WriteNumberValue(BinaryPrimitives.ReadInt64LittleEndian(rest));
                    break;
                case DicomVr.AT:
                    var tag = new DicomTag(
                        BinaryPrimitives.ReadUInt16LittleEndian(rest),
                        BinaryPrimitives.ReadUInt16LittleEndian(rest[2..])
                    );
                    writer.WriteStringValue(tag.Value.ToString("X8", CultureInfo.InvariantCulture));
                    break;
                case DicomVr.FL when BinaryPrimitives.ReadSingleLittleEndian(rest) is var single && float.IsFinite(single):
                    writer.WriteNumberValue(single);
                    break;
                case DicomVr.FL:
                    WriteNotFinite(BinaryPrimitives.ReadSingleLittleEndian(rest));
                    break;
                case DicomVr.FD when BinaryPrimitives.ReadDoubleLittleEndian(rest) is var number && double.IsFinite(number):
                    writer.WriteNumberValue(number);
                    break;
                default:
                    WriteNotFinite(BinaryPrimitives.ReadDoubleLittleEndian(rest));
                    break;
            }
        }
    }

    private void WriteNotFinite(double number) =>
        writer.WriteStringValue(
            double.IsNaN(number) ? "NaN"
            : number > 0 ? "inf"
            : "-inf"
        );

    internal static bool IsBinary(DicomVr vr) =>
        vr is DicomVr.OB or DicomVr.OD or DicomVr.OF or DicomVr.OL or DicomVr.OV or DicomVr.OW or DicomVr.UN;
}
