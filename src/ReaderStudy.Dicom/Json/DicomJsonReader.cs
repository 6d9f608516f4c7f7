using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ReaderStudy.Dicom.Json;

/// <summary>Reads DICOM JSON; see <see cref="DicomJson.Read"/>.</summary>
internal sealed class DicomJsonReader(Func<DicomTag, DicomVr, string, ReadOnlyMemory<byte>>? bulkData)
{
    private bool _hasLetters;

    public DicomDataset Read(JsonElement json)
    {
        var dataset = ReadObject(json);
        if (_hasLetters || dataset.Contains(DicomTags.SpecificCharacterSet))
        {
            dataset.Set(DicomTags.SpecificCharacterSet, "ISO_IR 192");
        }

        return dataset;
    }

    private DicomDataset ReadObject(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new DicomException(DicomErrorKind.Malformed, $"a data set in JSON is an object, but here is {Kind(json)}");
        }

        // Gathered first: an object in no order, whose elements were put in one by one, would take the square of its length.
        var (dataset, elements) = (new DicomDataset(), new List<DicomElement>());
        foreach (var property in json.EnumerateObject())
        {
            var tag = TagOf(property.Name);
            if (tag.Element == 0 || tag.Group <= 0x0002)
            {
                continue;
            }

            if (property.Value.ValueKind != JsonValueKind.Object)
            {
                throw Bad(tag, $"is {Kind(property.Value)}, not an object with a vr and a value");
            }

            if (ReadElement(tag, VrOf(tag, property.Value), property.Value) is { } element)
            {
                elements.Add(element);
                foreach (var item in element.Items ?? [])
                {
                    item.Parent = dataset;
                }
            }
        }

        dataset.Load(CollectionsMarshal.AsSpan(elements), isOrdered: false);
        return dataset;
    }

    private DicomElement? ReadElement(DicomTag tag, DicomVr vr, JsonElement json)
    {
        if (json.TryGetProperty("InlineBinary", out var inline))
        {
            return inline.ValueKind == JsonValueKind.String && inline.TryGetBytesFromBase64(out var bytes)
                ? new DicomElement(tag, vr, bytes)
                : throw Bad(tag, "has an InlineBinary that is no Base64 text");
        }

        if (json.TryGetProperty("BulkDataURI", out var uri))
        {
            return bulkData is null ? null
                : uri.ValueKind == JsonValueKind.String ? new DicomElement(tag, vr, bulkData(tag, vr, uri.GetString()!))
                : throw Bad(tag, "has a BulkDataURI that is no text");
        }

        var values = json.TryGetProperty("Value", out var value) ? value : default;
        if (values.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Array or JsonValueKind.Null))
        {
            throw Bad(tag, $"has {Kind(values)} as Value, not an array");
        }

        var list = values.ValueKind == JsonValueKind.Array ? values.EnumerateArray().ToList() : [];
        if (vr == DicomVr.SQ)
        {
            return DicomElement.Sequence(tag, list.ConvertAll(v => v.ValueKind == JsonValueKind.Null ? new DicomDataset() : ReadObject(v)));
        }

        if (list.Count == 0)
        {
            return new DicomElement(tag, vr, default);
        }

        if (!vr.IsText())
        {
            return new DicomElement(tag, vr, Numbers(tag, vr, list));
        }

        var text = string.Join('\\', list.Select(v => Text(tag, vr, v)));
        _hasLetters |= !text.All(char.IsAscii);
        return new DicomElement(tag, vr, DicomSetters.Padded(Encoding.UTF8.GetBytes(text), vr));
    }

    private static string Text(DicomTag tag, DicomVr vr, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => string.Empty,
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number when vr == DicomVr.DS && value.TryGetDouble(out var number) && double.IsFinite(number) =>
                DicomSetters.DecimalString(number),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Object when vr == DicomVr.PN => Name(tag, value),
            _ => throw Bad(tag, $"holds {Kind(value)} where text should be"),
        };

    private static string Name(DicomTag tag, JsonElement name)
    {
        var groups = new string[3];
        string[] names = ["Alphabetic", "Ideographic", "Phonetic"];
        for (var i = 0; i < 3; i++)
        {
            groups[i] = name.TryGetProperty(names[i], out var group) switch
            {
                false => string.Empty,
                true when group.ValueKind == JsonValueKind.String => group.GetString()!,
                true when group.ValueKind == JsonValueKind.Null => string.Empty,
                _ => throw Bad(tag, $"holds a name whose {names[i]} part is no text"),
            };
        }

        return string.Join('=', groups).TrimEnd('=');
    }

    private static byte[] Numbers(DicomTag tag, DicomVr vr, List<JsonElement> values)
    {
        var size = vr == DicomVr.AT ? 4 : vr.UnitSize();
        var bytes = new byte[values.Count * size];
        for (var i = 0; i < values.Count; i++)
        {
            if (!TryWrite(bytes.AsSpan(i * size), vr, values[i]))
            {
                throw Bad(tag, $"holds {values[i].GetRawText()}, which is no value of {vr.Code()}");
            }
        }

        return bytes;
    }

    private static bool TryWrite(Span<byte> target, DicomVr vr, JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
        {
            return false;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        var culture = CultureInfo.InvariantCulture;
        if (vr == DicomVr.AT)
        {
            var isTag = uint.TryParse(text, NumberStyles.AllowHexSpecifier, culture, out var tag) && text.Length == 8;
            BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)(tag >> 16));
            BinaryPrimitives.WriteUInt16LittleEndian(target[2..], (ushort)tag);
            return isTag;
        }

        if (vr == DicomVr.UV && ulong.TryParse(text, NumberStyles.None, culture, out var unsigned))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target, unsigned);
            return true;
        }

        if (vr == DicomVr.SV && long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var signed))
        {
            BinaryPrimitives.WriteInt64LittleEndian(target, signed);
            return true;
        }

        var number = text switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, culture, out var parsed) ? parsed : (double?)null,
        };
        if (number is null)
        {
            return false;
        }

        try
        {
            DicomSetters.WriteNumber(target, vr, number.Value);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static DicomTag TagOf(string name) =>
        name.Length == 8 && uint.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? new DicomTag(number)
            : DicomDictionary.FindKeyword(name)
                ?? throw new DicomException(DicomErrorKind.Malformed, $"'{name}' is no tag of eight hexadecimal digits and no keyword");

    private static DicomVr VrOf(DicomTag tag, JsonElement json)
    {
        if (!json.TryGetProperty("vr", out var vr) || vr.ValueKind != JsonValueKind.String)
        {
            return DicomDictionary.VrOf(tag, signedPixels: false);
        }

        return
            vr.GetString() is [var first and <= 'Z', var second and <= 'Z']
            && DicomVrExtensions.Parse((byte)first, (byte)second) is { } known
            ? known
            : throw Bad(tag, $"has the unknown value representation '{vr.GetString()}'");
    }

    private static string Kind(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "nothing",
        };

    private static DicomException Bad(DicomTag tag, string what) =>
        new(DicomErrorKind.Malformed, $"malformed JSON: element {tag.ToDisplayString()} {what}");
}
