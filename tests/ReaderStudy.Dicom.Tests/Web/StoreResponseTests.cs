using System.Text;
using System.Xml.Linq;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Dicom.Tests.Web;

public sealed class StoreResponseTests
{
    private static readonly StoreOutcome Stored = new(DicomUid.CtImageStorage, "1.2.3", null);
    private static readonly StoreOutcome Refused = new("1.2.840.10008.5.1.4.1.1.88.33", "1.2.4", StoreFailure.SopClassNotSupported);
    private static readonly StoreOutcome Unknown = new(null, null, StoreFailure.CannotUnderstand);

    [Fact]
    public void The_status_tells_whether_all_some_or_none_was_stored()
    {
        Assert.Equal(200, new StoreResponse([Stored, Stored]).Status);
        Assert.Equal(202, new StoreResponse([Stored, Refused]).Status);
        Assert.Equal(409, new StoreResponse([Refused, Unknown]).Status);
    }

    /// <summary>Laid out by hand after PS3.18 table I.2-1 and F.2; 290 is 0122H, 45056 B000H, 49152 C000H.</summary>
    [Fact]
    public void JSON_lists_what_was_stored_and_what_failed_with_reasons() =>
        Assert.Equal(
            """
            {"00081190":{"vr":"UR"},
            "00081198":{"vr":"SQ","Value":[{"00081150":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.88.33"]},
            "00081155":{"vr":"UI","Value":["1.2.4"]},"00081197":{"vr":"US","Value":[290]}}]},
            "00081199":{"vr":"SQ","Value":[{"00081150":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.2"]},
            "00081155":{"vr":"UI","Value":["1.2.3"]},"00081196":{"vr":"US","Value":[45056]}}]},
            "0008119A":{"vr":"SQ","Value":[{"00081197":{"vr":"US","Value":[49152]}}]}}
            """.Replace("\n", "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(new StoreResponse([Stored, Refused, Unknown]).ToJson())
        );

    [Fact]
    public void XML_is_the_native_DICOM_model_of_the_same()
    {
        XNamespace native = "http://dicom.nema.org/PS3.19/models/NativeDICOM";
        using var stream = new MemoryStream(new StoreResponse([Stored, Refused]).ToXml());
        var model = XDocument.Load(stream).Root!;

        Assert.Equal(native + "NativeDicomModel", model.Name);
        Assert.Equal(
            ["RetrieveURL", "FailedSOPSequence", "ReferencedSOPSequence"],
            model.Elements().Select(e => (string)e.Attribute("keyword")!)
        );
        var failed = model.Elements().Single(e => (string)e.Attribute("tag")! == "00081198").Element(native + "Item")!;
        Assert.Equal("1", (string)failed.Attribute("number")!);
        Assert.Equal(["1.2.840.10008.5.1.4.1.1.88.33", "1.2.4", "290"], failed.Elements().Select(e => e.Value));
    }
}
