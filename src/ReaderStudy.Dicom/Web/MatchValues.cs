using System.Globalization;
using System.Text.Json;
using ReaderStudy.Dicom.Json;

namespace ReaderStudy.Dicom.Web;

/// <summary>Values of one match of a search, read leniently: what cannot be understood is null.</summary>
internal sealed class MatchValues(DicomDataset match)
{
    /// <summary>Null for what is no data set.</summary>
    public static MatchValues? Of(JsonElement json)
    {
        try
        {
            return new MatchValues(DicomJson.Read(json));
        }
        catch (DicomException)
        {
            return null;
        }
    }

    public IReadOnlyList<string> Texts(DicomTag tag) => [.. match.GetStrings(tag).Where(t => t.Length > 0)];

    public string? Text(DicomTag tag) => match.GetString(tag);

    public int? Number(DicomTag tag) =>
        int.TryParse(Text(tag), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateOnly? Date(DicomTag tag) =>
        DateOnly.TryParseExact(Text(tag), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A UID; null for what is none, so that nothing else comes into an address.</summary>
    public string? Uid(DicomTag tag) =>
        Text(tag) is { Length: >= 1 and <= 64 } uid && uid.All(c => char.IsAsciiDigit(c) || c == '.') ? uid : null;
}
