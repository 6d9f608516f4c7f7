using System.Text.Json.Serialization;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>One line of a <see cref="DeidentificationReport"/>: an attribute, what became of it, and how often. Never a value.</summary>
/// <param name="TagNumber">Group in the upper, element in the lower 16 bits.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Count">How many elements, those in nested items included.</param>
public readonly record struct ReportedAttribute([property: JsonIgnore] uint TagNumber, AttributeFate Fate, long Count)
{
    /// <summary>For reading it back from JSON.</summary>
    [JsonConstructor]
    public ReportedAttribute(string tag, AttributeFate fate, long count)
        : this(Convert.ToUInt32(tag.Replace(",", string.Empty, StringComparison.Ordinal).Trim('(', ')'), 16), fate, count) { }

    /// <summary>As the standard prints it: <c>(0010,0010)</c>.</summary>
    public string Tag => new DicomTag(TagNumber).ToString();

    /// <summary>The standard's keyword; "private" or "unknown" where there is none.</summary>
    public string Keyword =>
        new DicomTag(TagNumber) is { IsPrivate: true } ? "private"
        : DicomDictionary.Find(new DicomTag(TagNumber))?.Keyword is { Length: > 0 } keyword ? keyword
        : "unknown";
}
