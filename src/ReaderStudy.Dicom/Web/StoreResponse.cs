using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using ReaderStudy.Dicom.Json;

namespace ReaderStudy.Dicom.Web;

/// <summary>
/// The answer to a store request (PS3.18 I.2): what was stored, what failed and why. Stored instances carry the warning that elements
/// were changed (B000), since identities are taken out.
/// </summary>
public sealed class StoreResponse(IReadOnlyList<StoreOutcome> outcomes)
{
    private const int CoercionOfDataElements = 0xB000;
    private const string NativeModel = "http://dicom.nema.org/PS3.19/models/NativeDICOM";

    /// <summary>True if nothing was sent.</summary>
    public bool IsEmpty => outcomes.Count == 0;

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

    /// <summary>As <c>application/dicom+json</c> (PS3.18 F).</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            DicomJson.Write(json, Dataset());
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>As <c>application/dicom+xml</c>, the native DICOM model (PS3.19 A.1).</summary>
    public byte[] ToXml()
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("NativeDicomModel", NativeModel);
            Write(xml, Dataset());
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private DicomDataset Dataset()
    {
        var response = new DicomDataset();
        response.SetEmpty(DicomTags.RetrieveUrl);
        Put(DicomTags.FailedSopSequence, o => o is { Failure: not null, SopInstanceUid: not null });
        Put(DicomTags.ReferencedSopSequence, o => o.Failure is null);
        Put(DicomTags.OtherFailuresSequence, o => o is { Failure: not null, SopInstanceUid: null });
        return response;

        void Put(DicomTag sequence, Func<StoreOutcome, bool> which)
        {
            if (outcomes.Where(which).Select(ItemOf).ToArray() is { Length: > 0 } items)
            {
                response.SetItems(sequence, items);
            }
        }
    }

    private static DicomDataset ItemOf(StoreOutcome outcome)
    {
        var item = new DicomDataset();
        if (outcome.SopClassUid is { } sopClass)
        {
            item.Set(DicomTags.ReferencedSopClassUid, sopClass);
        }

        if (outcome.SopInstanceUid is { } sopInstance)
        {
            item.Set(DicomTags.ReferencedSopInstanceUid, sopInstance);
        }

        var (tag, reason) = outcome.Failure is { } failure
            ? (DicomTags.FailureReason, (int)failure)
            : (DicomTags.WarningReason, CoercionOfDataElements);
        item.Set(tag, (double)reason);
        return item;
    }

    private static void Write(XmlWriter xml, DicomDataset dataset)
    {
        foreach (var element in dataset.Elements)
        {
            xml.WriteStartElement("DicomAttribute", NativeModel);
            xml.WriteAttributeString("tag", element.Tag.Value.ToString("X8", CultureInfo.InvariantCulture));
            xml.WriteAttributeString("vr", element.Vr.Code());
            xml.WriteAttributeString("keyword", DicomDictionary.Find(element.Tag)!.Keyword);
            foreach (var (index, item) in (element.Items ?? []).Index())
            {
                Number(xml, "Item", index);
                Write(xml, item);
                xml.WriteEndElement();
            }

            foreach (var (index, value) in dataset.GetStrings(element.Tag).Index())
            {
                Number(xml, "Value", index);
                xml.WriteString(value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }
    }

    private static void Number(XmlWriter xml, string name, int index)
    {
        xml.WriteStartElement(name, NativeModel);
        xml.WriteAttributeString("number", (index + 1).ToString(CultureInfo.InvariantCulture));
    }
}
