using System.Globalization;
using System.Text.Json;

namespace ReaderStudy.Dicom.Web;

/// <summary>Values of one match of a search in the DICOM JSON model (PS3.18 F.2), read leniently: what cannot be understood is null.</summary>
internal readonly struct JsonAttributes(JsonElement match)
{
    public IEnumerable<string> Texts(DicomTag tag)
    {
        if (
            match.ValueKind is not JsonValueKind.Object
            || !match.TryGetProperty(tag.Value.ToString("X8", CultureInfo.InvariantCulture), out var attribute)
            || attribute.ValueKind is not JsonValueKind.Object
            || !attribute.TryGetProperty("Value", out var values)
            || values.ValueKind is not JsonValueKind.Array
        )
        {
            return [];
        }

        return values
            .EnumerateArray()
            .Select(v =>
                v.ValueKind switch
                {
                    JsonValueKind.String => v.GetString()!,
                    JsonValueKind.Number => v.GetRawText(),
                    _ => "",
                }
            )
            .Where(v => v.Length > 0);
    }

    public string? Text(DicomTag tag) => Texts(tag).FirstOrDefault();

    public int? Number(DicomTag tag) =>
        int.TryParse(Text(tag), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateOnly? Date(DicomTag tag) =>
        DateOnly.TryParseExact(Text(tag), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A UID; null for what is none, so that nothing else comes into an address.</summary>
    public string? Uid(DicomTag tag) =>
        Text(tag) is { Length: >= 1 and <= 64 } uid && uid.All(c => char.IsAsciiDigit(c) || c == '.') ? uid : null;
}
