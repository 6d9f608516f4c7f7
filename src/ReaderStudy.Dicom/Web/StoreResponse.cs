using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace ReaderStudy.Dicom.Web;

/// <summary>
/// The answer to a store request (PS3.18 I.2): what was stored, what failed and why. Stored instances carry the warning that elements
/// were changed (B000), since identities are taken out.
/// </summary>
public sealed class StoreResponse(IReadOnlyList<StoreOutcome> outcomes)
{
    private const int CoercionOfDataElements = 0xB000;
    private const string NativeModel = "http://dicom.nema.org/PS3.19/models/NativeDICOM";

    /// <summary>200: all stored. 202: some. 409: none (PS3.18 10.5.3.1).</summary>
    public int Status
    {
        get
        {
            var failed = outcomes.Count(o => o.Failure is not null);
            return failed == 0 ? 200
                : failed < outcomes.Count ? 202
                : 409;
        }
    }

    private IEnumerable<(DicomTag Sequence, List<StoreOutcome> Items)> Sequences =>
        new[]
        {
            (DicomTags.FailedSopSequence, outcomes.Where(o => o is { Failure: not null, SopInstanceUid: not null }).ToList()),
            (DicomTags.ReferencedSopSequence, outcomes.Where(o => o.Failure is null).ToList()),
            (DicomTags.OtherFailuresSequence, outcomes.Where(o => o is { Failure: not null, SopInstanceUid: null }).ToList()),
        }.Where(s => s.Item2.Count > 0);

    /// <summary>As <c>application/dicom+json</c> (PS3.18 F).</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(Number(DicomTags.RetrieveUrl));
            json.WriteString("vr", "UR");
            json.WriteEndObject();
            foreach (var (sequence, items) in Sequences)
            {
                json.WriteStartObject(Number(sequence));
                json.WriteString("vr", "SQ");
                json.WriteStartArray("Value");
                foreach (var item in items)
                {
                    json.WriteStartObject();
                    foreach (var (tag, value) in Attributes(item))
                    {
                        json.WriteStartObject(Number(tag));
                        json.WriteString("vr", DicomDictionary.VrOf(tag, signedPixels: false).Code());
                        json.WriteStartArray("Value");
                        if (value is int number)
                        {
                            json.WriteNumberValue(number);
                        }
                        else
                        {
                            json.WriteStringValue((string)value);
                        }

                        json.WriteEndArray();
                        json.WriteEndObject();
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>As <c>application/dicom+xml</c> (PS3.19 A.1).</summary>
    public byte[] ToXml()
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("NativeDicomModel", NativeModel);
            Begin(xml, DicomTags.RetrieveUrl, "UR");
            xml.WriteEndElement();
            foreach (var (sequence, items) in Sequences)
            {
                Begin(xml, sequence, "SQ");
                foreach (var (index, item) in items.Index())
                {
                    xml.WriteStartElement("Item", NativeModel);
                    xml.WriteAttributeString("number", (index + 1).ToString(CultureInfo.InvariantCulture));
                    foreach (var (tag, value) in Attributes(item))
                    {
                        Begin(xml, tag, DicomDictionary.VrOf(tag, signedPixels: false).Code());
                        xml.WriteStartElement("Value", NativeModel);
                        xml.WriteAttributeString("number", "1");
                        xml.WriteString(Convert.ToString(value, CultureInfo.InvariantCulture));
                        xml.WriteEndElement();
                        xml.WriteEndElement();
                    }

                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static IEnumerable<(DicomTag Tag, object Value)> Attributes(StoreOutcome outcome)
    {
        if (outcome.SopClassUid is { } sopClass)
        {
            yield return (DicomTags.ReferencedSopClassUid, sopClass);
        }

        if (outcome.SopInstanceUid is { } sopInstance)
        {
            yield return (DicomTags.ReferencedSopInstanceUid, sopInstance);
        }

        yield return outcome.Failure is { } failure
            ? (DicomTags.FailureReason, (int)failure)
            : (DicomTags.WarningReason, CoercionOfDataElements);
    }

    private static void Begin(XmlWriter xml, DicomTag tag, string vr)
    {
        xml.WriteStartElement("DicomAttribute", NativeModel);
        xml.WriteAttributeString("tag", Number(tag));
        xml.WriteAttributeString("vr", vr);
        xml.WriteAttributeString("keyword", DicomDictionary.Find(tag)!.Keyword);
    }

    private static string Number(DicomTag tag) => tag.Value.ToString("X8", CultureInfo.InvariantCulture);
}
