using System.Text.Json;

namespace ReaderStudy.Dicom.Json;

/// <summary>Data sets as DICOM JSON (PS3.18 Annex F): what DICOMweb servers answer with, and what <c>dicom dump --json</c> prints.</summary>
public static class DicomJson
{
    /// <summary>
    /// Writes a data set as one JSON object. Text becomes Unicode, so a Specific Character Set is written as <c>ISO_IR 192</c>;
    /// group lengths and the meta header are left out (F.2.2). Numbers that are none are written as the text they are, as the standard
    /// allows for DS and IS; a value that is not finite is <c>"NaN"</c>, <c>"inf"</c> or <c>"-inf"</c>.
    /// </summary>
    /// <param name="writer">Where the object goes; flushing is the caller's.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="bulkData">
    /// Asked for every binary value, and for encapsulated pixel data: a URI stands for the value, null has it written inline as Base64.
    /// Without it everything is written inline.
    /// </param>
    /// <exception cref="DicomException">Compressed pixel data without a URI: they have no inline form.</exception>
    public static void Write(Utf8JsonWriter writer, DicomDataset dataset, Func<DicomElement, string?>? bulkData = null) =>
        new DicomJsonWriter(writer, bulkData).Write(dataset);

    /// <summary>
    /// Reads one JSON object. The data set's texts are UTF-8 (Specific Character Set <c>ISO_IR 192</c>). A keyword may stand where the
    /// standard has the tag, as some servers answer.
    /// </summary>
    /// <param name="json">An object, as the standard describes it.</param>
    /// <param name="bulkData">Fetches the value behind a BulkDataURI; without it such elements are left out.</param>
    /// <exception cref="DicomException">The JSON is no data set; the message names the element.</exception>
    public static DicomDataset Read(JsonElement json, Func<DicomTag, DicomVr, string, ReadOnlyMemory<byte>>? bulkData = null) =>
        new DicomJsonReader(bulkData).Read(json);
}
