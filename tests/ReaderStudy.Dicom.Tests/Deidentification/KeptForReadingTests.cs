using System.Text;
using ReaderStudy.Dicom.Deidentification;

namespace ReaderStudy.Dicom.Tests.Deidentification;

/// <summary>What an image cannot be read without stays: geometry, grey values, the timing of contrast, technique.</summary>
public sealed class KeptForReadingTests
{
    private readonly Deidentifier _deidentifier = new(Encoding.ASCII.GetBytes("a key for the tests only"));

    [Fact]
    public void Geometry_grey_values_timing_and_technique_of_a_slice_stay()
    {
        var image = TestImages.Ct(7.5, 3);
        image.Set(DicomTags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL", "CT_SOM5 SPI");
        image.Set(DicomTags.SliceThickness, 2.5);
        image.Set(DicomTags.SpacingBetweenSlices, 2.5);
        image.Set(DicomTags.SliceLocation, 7.5);
        image.Set(DicomTags.GantryDetectorTilt, -3.5);
        image.Set(DicomTags.Kvp, 120d);
        image.Set(DicomTags.ConvolutionKernel, "B30f");
        image.Set(DicomTags.PatientPosition, "FFS");
        image.Set(DicomTags.BodyPartExamined, "ABDOMEN");
        image.Set(DicomTags.WindowCenter, 40d, -600);
        image.Set(DicomTags.WindowWidth, 400d, 1500);
        image.Set(DicomTags.WindowCenterWidthExplanation, "WINDOW1", "WINDOW2");
        image.Set(DicomTags.RescaleType, "HU");
        image.Set(DicomTags.AcquisitionTime, "101112.5");
        image.Set(DicomTags.ContentTime, "101113");
        image.Set(DicomTags.SeriesTime, "101000");
        image.Set(DicomTags.StudyTime, "100000");
        image.Set(DicomTags.ContrastBolusStartTime, "101002");
        image.Set(DicomTags.ContrastBolusStopTime, "101032");
        image.Set(DicomTags.ContrastBolusAgent, "IOMERON 350");
        image.Set(DicomTags.ContrastBolusRoute, "IV");
        image.Set(DicomTags.ContrastBolusVolume, 100d);
        image.Set(DicomTags.ContrastFlowRate, 4d);
        image.Set(DicomTags.SeriesDescription, "arterial 3.0 B30f");
        image.Set(DicomTags.StudyDescription, "CT ABDOMEN PELVIS WITH IV CONT");
        image.Set(DicomTags.Manufacturer, "SIEMENS");
        image.Set(DicomTags.ManufacturerModelName, "SOMATOM Definition AS");
        image.Set(DicomTags.SeriesNumber, 4d);
        image.Set(DicomTags.AcquisitionNumber, 2d);

        var clean = _deidentifier.Deidentify(image).Dataset;

        DicomTag[] changed =
        [
            DicomTags.ContrastBolusAgent,
            DicomTags.SopInstanceUid,
            DicomTags.StudyInstanceUid,
            DicomTags.SeriesInstanceUid,
        ];
        foreach (var element in image.Elements.Where(e => e.Tag.Group is not (0x0010 or 0x0012) && !changed.Contains(e.Tag)))
        {
            if (element.Vr != DicomVr.DA)
            {
                Assert.True(clean.Find(element.Tag) is { } kept && element.Value.Span.SequenceEqual(kept.Value.Span), element.ToString());
            }
        }

        Assert.Equal("IOMERON", clean.GetString(DicomTags.ContrastBolusAgent));
    }

    [Fact]
    public void Functional_groups_are_cleaned_within_and_keep_position_time_and_scale()
    {
        static DicomDataset Group(Action<DicomDataset> fill)
        {
            var item = new DicomDataset();
            fill(item);
            return item;
        }

        var frame = new DicomDataset();
        frame.SetItems(new DicomTag(0x0020, 0x9113), Group(d => d.Set(DicomTags.ImagePositionPatient, 1, 2, 3)));
        frame.SetItems(
            new DicomTag(0x0020, 0x9111),
            Group(d =>
            {
                d.Set(new DicomTag(0x0018, 0x9074), "20200228101112.5");
                d.Set(new DicomTag(0x0018, 0x9151), "20200228101113");
                d.Set(new DicomTag(0x0020, 0x9057), 1d);
                d.Set(new DicomTag(0x0020, 0x9158), "Comment on Mr Miller");
            })
        );
        frame.SetItems(
            new DicomTag(0x0028, 0x9145),
            Group(d =>
            {
                d.Set(DicomTags.RescaleIntercept, -1024d);
                d.Set(DicomTags.RescaleSlope, 1d);
                d.Set(DicomTags.RescaleType, "HU");
            })
        );
        frame.SetItems(new DicomTag(0x0018, 0x9341), Group(d => d.Set(new DicomTag(0x0018, 0x9344), "ARTERIAL")));
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.2.1");
        image.SetItems(DicomTags.PerFrameFunctionalGroupsSequence, frame);

        var clean = _deidentifier.Deidentify(image).Dataset;

        var item = Assert.Single(clean.GetItems(DicomTags.PerFrameFunctionalGroupsSequence));
        Assert.Equal([1, 2, 3], item.GetItems(new DicomTag(0x0020, 0x9113))[0].GetDoubles(DicomTags.ImagePositionPatient));
        var content = item.GetItems(new DicomTag(0x0020, 0x9111))[0];
        var day = clean.GetString(DicomTags.StudyDate);
        Assert.Equal(day + "101112.5", content.GetString(new DicomTag(0x0018, 0x9074)));
        Assert.Equal(day + "101113", content.GetString(new DicomTag(0x0018, 0x9151)));
        Assert.DoesNotContain("Miller", content.GetString(new DicomTag(0x0020, 0x9158)) ?? string.Empty, StringComparison.Ordinal);
        Assert.Equal(-1024, item.GetItems(new DicomTag(0x0028, 0x9145))[0].GetDouble(DicomTags.RescaleIntercept));
        Assert.Equal("ARTERIAL", item.GetItems(new DicomTag(0x0018, 0x9341))[0].GetString(new DicomTag(0x0018, 0x9344)));
    }

    [Fact]
    public void Codes_of_public_schemes_stay()
    {
        var code = new DicomDataset();
        code.Set(DicomTags.CodeValue, "10200004");
        code.Set(DicomTags.CodingSchemeDesignator, "SCT");
        code.Set(DicomTags.CodeMeaning, "Liver");
        var image = TestImages.Ct(0, 1);
        image.SetItems(new DicomTag(0x0008, 0x2218), code);

        var kept = Assert.Single(_deidentifier.Deidentify(image).Dataset.GetItems(new DicomTag(0x0008, 0x2218)));

        Assert.Equal("10200004", kept.GetString(DicomTags.CodeValue));
        Assert.Equal("Liver", kept.GetString(DicomTags.CodeMeaning));
    }

    [Fact]
    public void Binary_zeros_and_small_numbers_stay_and_so_does_a_palette_without_a_colour()
    {
        var image = TestImages.Ct(0, 1);
        // Diffusion b-value 0, gradient 0 0 0, a trigger delay of 0, the index 65 70 of a dimension, a table of zeros.
        image.Set(new DicomElement(new DicomTag(0x0018, 0x9087), DicomVr.FD, new byte[8]));
        image.Set(new DicomElement(new DicomTag(0x0018, 0x9089), DicomVr.FD, new byte[24]));
        image.Set(new DicomElement(new DicomTag(0x0020, 0x9153), DicomVr.FD, new byte[8]));
        image.Set(new DicomElement(new DicomTag(0x0020, 0x9157), DicomVr.UL, new byte[] { 65, 0, 0, 0, 70, 0, 0, 0 }));
        image.Set(new DicomElement(DicomTags.BluePaletteColorLookupTableData, DicomVr.OW, new byte[512]));
        DicomTag[] tags =
        [
            new(0x0018, 0x9087),
            new(0x0018, 0x9089),
            new(0x0020, 0x9153),
            new(0x0020, 0x9157),
            DicomTags.BluePaletteColorLookupTableData,
        ];

        var clean = _deidentifier.Deidentify(image).Dataset;

        Assert.All(tags, tag => Assert.Equal(image.Find(tag)!.Value.ToArray(), clean.Find(tag)?.Value.ToArray()));
    }

    [Fact]
    public void Safe_private_numbers_stay_only_on_demand()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(new DicomElement(new DicomTag(0x0019, 0x0010), DicomVr.LO, "SIEMENS MR HEADER "u8.ToArray()));
        image.Set(new DicomElement(new DicomTag(0x0019, 0x100C), DicomVr.UN, "800 "u8.ToArray()));
        image.Set(new DicomElement(new DicomTag(0x0019, 0x1008), DicomVr.CS, "IMAGE NUM 4 "u8.ToArray()));

        var usual = _deidentifier.Deidentify(image).Dataset;
        var safe = new Deidentifier("a key for the tests only"u8, new DeidentificationOptions { RetainSafePrivate = true }).Deidentify(
            image
        );

        Assert.DoesNotContain(usual.Elements, e => e.Tag.IsPrivate);
        Assert.Equal([0x0019_0010u, 0x0019_100Cu], safe.Dataset.Elements.Where(e => e.Tag.IsPrivate).Select(e => e.Tag.Value));
        Assert.Equal("800", safe.Dataset.GetString(new DicomTag(0x0019, 0x100C)));
        Assert.Contains(
            safe.Dataset.GetItems(DicomTags.DeidentificationMethodCodeSequence),
            c => c.GetString(DicomTags.CodeValue) == "113111"
        );
    }

    [Fact]
    public void Uids_and_the_device_stay_only_on_demand()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(new DicomTag(0x0018, 0x1000), "SN-4711");
        var options = new DeidentificationOptions { RetainUids = true, RetainDeviceIdentity = true };

        var clean = new Deidentifier("a key for the tests only"u8, options).Deidentify(image).Dataset;

        Assert.Equal(TestImages.Series, clean.GetString(DicomTags.SeriesInstanceUid));
        Assert.Equal("SN-4711", clean.GetString(new DicomTag(0x0018, 0x1000)));
        Assert.False(_deidentifier.Deidentify(image).Dataset.Contains(new DicomTag(0x0018, 0x1000)));
    }

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.2", false)]
    [InlineData("1.2.840.10008.5.1.4.1.1.2.1", true)]
    public void Choices_of_the_table_follow_the_attributes_type_in_the_object(string sopClass, bool isRequired)
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.SopClassUid, sopClass);
        image.Set(new DicomTag(0x0018, 0x1000), "SN-4711");
        image.Set(DicomTags.ContentDate, "20200228");

        var clean = new Deidentifier("a key for the tests only"u8, DeidentificationOptions.BasicProfile).Deidentify(image).Dataset;

        // Device Serial Number is X/Z/D: of type 3 in CT images, 1 in enhanced ones. Content Date is Z/D: 2C and 1.
        Assert.Equal(isRequired ? "REMOVED" : null, clean.GetString(new DicomTag(0x0018, 0x1000)));
        Assert.Equal(isRequired, clean.Contains(new DicomTag(0x0018, 0x1000)));
        Assert.Equal(isRequired ? "19000101" : null, clean.GetString(DicomTags.ContentDate));
        Assert.True(clean.Contains(DicomTags.ContentDate));
    }

    [Fact]
    public void Every_row_of_the_table_has_an_action_that_is_understood()
    {
        string[] known = ["D", "K", "U", "X", "X/D", "X/Z", "X/Z/D", "X/Z/U*", "Z", "Z/D"];

        Assert.All(ConfidentialityProfile.Standard.Rows, row => Assert.Contains(row.Value.Basic, known));
        Assert.True(ConfidentialityProfile.Standard.Rows.Count() > 610);
        foreach (var row in ConfidentialityProfile.Standard.Rows.Where(r => r.Value.Basic.Contains('/', StringComparison.Ordinal)))
        {
            var tag = new DicomTag(row.Key);
            Assert.True(
                AttributeTypes.Standard.TypeOf(tag, "CT Image") is not null || tag.Group >= 0x3000 || tag.Group == 0x0018,
                tag.ToDisplayString()
            );
        }
    }
}
