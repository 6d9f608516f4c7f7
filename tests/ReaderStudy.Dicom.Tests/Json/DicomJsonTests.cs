using System.Text;
using System.Text.Json;
using ReaderStudy.Dicom.Json;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Json;

public sealed class DicomJsonTests
{
    [Fact]
    public void Names_numbers_tags_and_binary_values_have_the_forms_of_the_standard()
    {
        var image = new DicomDataset();
        image.Set(DicomTags.SpecificCharacterSet, "ISO_IR 192");
        image.Set(DicomTags.PatientName, "Yamada^Tarou=山田^太郎=やまだ^たろう");
        image.Set(DicomTags.ImageType, "ORIGINAL", "", "AXIAL");
        image.Set(DicomTags.PixelSpacing, 0.5, 0.75);
        image.Set(DicomTags.InstanceNumber, 12d);
        image.Set(DicomTags.Rows, 512d);
        image.Set(new DicomElement(new(0x0028, 0x0009), DicomVr.AT, new byte[] { 0x18, 0, 0x63, 0x10 }));
        image.Set(new DicomElement(new(0x0018, 0x9073), DicomVr.FD, BitConverter.GetBytes(double.NaN)));
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, new byte[] { 1, 2 }));
        image.SetEmpty(DicomTags.PatientId);

        // By hand, after PS3.18 F.2.2 to F.2.7 and its example F.2.1.1.2.
        Assert.Equal(
            """
            {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},"00080008":{"vr":"CS","Value":["ORIGINAL",null,"AXIAL"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"Yamada^Tarou","Ideographic":"山田^太郎","Phonetic":"やまだ^たろう"}]},"00100020":{"vr":"LO"},"00189073":{"vr":"FD","Value":["NaN"]},"00200013":{"vr":"IS","Value":[12]},"00280009":{"vr":"AT","Value":["00181063"]},"00280010":{"vr":"US","Value":[512]},"00280030":{"vr":"DS","Value":[0.5,0.75]},"7FE00010":{"vr":"OW","InlineBinary":"AQI="}}
            """,
            Written(image)
        );
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var image = TestImages.Ct(12.5, 3);
        var item = new DicomDataset();
        item.Set(DicomTags.ReferencedSopInstanceUid, "2.25.77");
        image.SetItems(DicomTags.ReferencedImageSequence, item, new DicomDataset());
        image.Set(new DicomElement(new(0x0009, 0x1001), DicomVr.UN, new byte[] { 1, 2, 3, 4 }));
        image.Set(new DicomElement(new(0x0018, 0x9073), DicomVr.FD, BitConverter.GetBytes(double.NegativeInfinity)));

        var again = Read(Written(image));

        Assert.Equal(Written(image), Written(again));
        Assert.Equal("Müller^Jörg", again.GetString(DicomTags.PatientName));
        Assert.Equal("ISO_IR 192", again.GetString(DicomTags.SpecificCharacterSet));
        Assert.Equal("2.25.77", again.GetItems(DicomTags.ReferencedImageSequence)[0].GetString(DicomTags.ReferencedSopInstanceUid));
        Assert.True(image.Find(DicomTags.PixelData)!.Value.Span.SequenceEqual(again.Find(DicomTags.PixelData)!.Value.Span));
    }

    [Fact]
    public void Elements_may_stand_in_any_order_and_of_several_with_one_tag_the_last_counts()
    {
        using var json = JsonDocument.Parse(
            """{"00200013":{"vr":"IS","Value":[1]},"00080060":{"vr":"CS","Value":["CT"]},"00200013":{"vr":"IS","Value":[2]}}"""
        );

        var dataset = DicomJson.Read(json.RootElement);

        Assert.Equal([0x0008_0060u, 0x0020_0013u], dataset.Elements.Select(e => e.Tag.Value));
        Assert.Equal(2, dataset.GetInt(DicomTags.InstanceNumber));
    }

    [Fact]
    public void A_keyword_may_stand_for_the_tag_and_the_dictionary_for_the_representation()
    {
        var dataset = Read("""{"StudyInstanceUID":{"Value":["1.2.3"]},"00280010":{"Value":[7]}}""");

        Assert.Equal("1.2.3", dataset.GetString(DicomTags.StudyInstanceUid));
        Assert.Equal(7, dataset.GetInt(DicomTags.Rows));
    }

    [Fact]
    public void Bulk_data_are_fetched_or_left_out()
    {
        const string Json = """{"7FE00010":{"vr":"OW","BulkDataURI":"frames/1"}}""";

        Assert.Empty(Read(Json).Elements);
        using var document = JsonDocument.Parse(Json);
        var fetched = DicomJson.Read(document.RootElement, (_, _, uri) => Encoding.ASCII.GetBytes(uri));
        Assert.Equal("frames/1", Encoding.ASCII.GetString(fetched.Find(DicomTags.PixelData)!.Value.Span));
    }

    [Theory]
    [InlineData("[]", "a data set in JSON is an object, but here is an array")]
    [InlineData("""{"hello":{}}""", "'hello' is no tag of eight hexadecimal digits and no keyword")]
    [InlineData(
        """{"00280010":{"vr":"US","Value":[70000]}}""",
        "malformed JSON: element (0028,0010) Rows holds 70000, which is no value of US"
    )]
    [InlineData("""{"00280010":{"vr":"XX"}}""", "malformed JSON: element (0028,0010) Rows has the unknown value representation 'XX'")]
    [InlineData("""{"00280010":{"vr":"US","Value":7}}""", "malformed JSON: element (0028,0010) Rows has a number as Value, not an array")]
    [InlineData(
        """{"7FE00010":{"vr":"OW","InlineBinary":"?"}}""",
        "malformed JSON: element (7FE0,0010) PixelData has an InlineBinary that is no Base64 text"
    )]
    public void What_is_no_data_set_is_refused_with_the_element(string json, string reason) =>
        Assert.Equal(reason, Assert.Throws<DicomException>(() => Read(json)).Message);

    [Fact]
    public void Compressed_pixels_have_a_URI_or_no_JSON()
    {
        var image = new DicomDataset();
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [default, new byte[] { 1, 2 }]));

        Assert.Throws<DicomException>(() => Written(image));
        Assert.Contains("\"BulkDataURI\":\"x\"", Written(image, _ => "x"), StringComparison.Ordinal);
    }

    [SharedDataFact("data/dicom-zoo")]
    public async Task Every_readable_file_of_the_zoo_survives_the_way_through_JSON()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.PathOf("data/dicom-zoo"), "*", SearchOption.AllDirectories))
        {
            DicomDataset dataset;
            try
            {
                dataset = (await DicomFile.ReadAsync(path)).Dataset;
            }
            catch (DicomException)
            {
                continue;
            }

            var json = Written(dataset, e => e.Fragments is null ? null : "frames");

            Assert.Equal(json, Written(Read(json, "frames"), e => e.Value.Span.SequenceEqual("frames"u8) ? "frames" : null));
        }
    }

    private static DicomDataset Read(string json, string? bulk = null)
    {
        using var document = JsonDocument.Parse(json);
        return DicomJson.Read(document.RootElement, bulk is null ? null : (_, _, uri) => Encoding.ASCII.GetBytes(uri));
    }

    private static string Written(DicomDataset dataset, Func<DicomElement, string?>? bulkData = null)
    {
        using var stream = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(
                stream,
                new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            DicomJson.Write(writer, dataset, bulkData);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
