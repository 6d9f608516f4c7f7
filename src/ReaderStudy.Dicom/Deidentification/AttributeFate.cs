using System.Text.Json.Serialization;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>What became of an attribute.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttributeFate>))]
public enum AttributeFate
{
    /// <summary>Stays as it was.</summary>
    Kept,

    /// <summary>Stays in part: words, codes or values that may identify are gone.</summary>
    Cleaned,

    /// <summary>Is gone.</summary>
    Removed,

    /// <summary>Is there without a value.</summary>
    Emptied,

    /// <summary>Has a value without meaning.</summary>
    Replaced,

    /// <summary>Has another UID.</summary>
    UidReplaced,

    /// <summary>Has a date that was moved.</summary>
    DateShifted,
}
