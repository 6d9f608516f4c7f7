using ReaderStudy.Dicom.Coding;
using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.StructuredReports;

public sealed class MeasurementReportTests
{
    private const string Frame = "2.25.555";

    private static readonly DicomDataset Image = TestImages.Ct(0, 1);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var report = ReadersReport();

        var back = MeasurementReport.Read(TestImages.RoundTrip(Written(report)));

        Assert.Equal(report.Observer, back.Observer);
        Assert.Equal(report.Evidence.Select(e => e.Instance.SopInstanceUid), back.Evidence.Select(e => e.Instance.SopInstanceUid));
        Assert.Equal(report.Groups.Select(g => g.TrackingIdentifier), back.Groups.Select(g => g.TrackingIdentifier));
        Assert.Equal(report.Groups[0].Measurements, back.Groups[0].Measurements);
        Assert.Equal(report.Groups[0].Evaluations, back.Groups[0].Evaluations);
        Assert.Equal(report.Evaluations, back.Evaluations);
        var circle = Assert.IsType<MarkedRegion.OnImage>(back.Groups[0].Region);
        Assert.Equal("CIRCLE", circle.Graphic.Type);
        Assert.Equal([(3.5, 2.5), (5.5, 2.5)], circle.Graphic.Points);
        Assert.Equal(Image.GetString(DicomTags.SopInstanceUid), circle.Image.SopInstanceUid);
        var polygon = Assert.IsType<MarkedRegion.InPatient>(back.Groups[1].Region);
        Assert.Equal(polygon.Graphic.Points[0], polygon.Graphic.Points[^1]);
    }

    [Fact]
    public void Coordinates_in_the_patient_need_the_3D_class_and_others_do_not_get_it()
    {
        Assert.Equal("1.2.840.10008.5.1.4.1.1.88.34", Written(ReadersReport()).GetString(DicomTags.SopClassUid));
        Assert.Equal("1.2.840.10008.5.1.4.1.1.88.33", Written(ModelsReport()).GetString(DicomTags.SopClassUid));
    }

    [Fact]
    public void Each_group_names_the_template_it_follows()
    {
        var root = StructuredReport.Read(Written(ReadersReport())).Root;
        var groups = root.Find(Concepts.ImagingMeasurements)!.FindAll(Concepts.MeasurementGroup);

        Assert.Equal(new ContentValue.Container("1500"), root.Value);
        Assert.Equal(["1410", "1410", "1411", "1411", "1501"], groups.Select(g => ((ContentValue.Container)g.Value).Template));
    }

    [Fact]
    public void A_report_that_points_to_what_is_not_in_its_evidence_is_refused()
    {
        var report = ReadersReport() with { Evidence = [] };

        var error = Assert.Throws<ArgumentException>(() => report.ToReport());

        Assert.Contains("not in its evidence", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_words_of_any_language_survive()
    {
        var report = ReadersReport() with { Evaluations = [Evaluation.InWords(Concepts.Comment, "Läsion 肝细胞癌 ≥ 2 cm")] };

        var back = MeasurementReport.Read(TestImages.RoundTrip(Written(report)));

        Assert.Equal("Läsion 肝细胞癌 ≥ 2 cm", Assert.Single(back.Evaluations).Text);
    }

    [Fact]
    public void Codes_that_no_public_scheme_surely_names_are_ours_and_the_scheme_is_declared()
    {
        var code = LiverDiagnoses.Of("ICC", "Intrahepatic cholangiocarcinoma");
        var report = Written(ReadersReport());

        Assert.Equal(("ICC", "99READERSTUDY"), (code.Value, code.Scheme));
        Assert.Equal(LiverDiagnoses.HepatocellularCarcinoma, LiverDiagnoses.Of("hcc", "whatever"));
        var declared = Assert.Single(report.GetItems(new DicomTag(0x0008, 0x0110)));
        Assert.Equal("99READERSTUDY", declared.GetString(DicomTags.CodingSchemeDesignator));
        Assert.Equal(PrivateScheme.Uid, declared.GetString(new DicomTag(0x0008, 0x010C)));
    }

    [Fact]
    public void Long_ids_get_codes_of_at_most_16_characters_that_stay_apart()
    {
        var one = PrivateScheme.Code("confidence-in-malignancy-1", "One");
        var other = PrivateScheme.Code("confidence-in-malignancy-2", "Other");

        Assert.True(one.Value.Length <= 16 && other.Value.Length <= 16);
        Assert.NotEqual(one.Value, other.Value);
    }

    // dicom3tools 1.00 of Debian 12. Two kinds of warnings remain. "Missing attribute or value that would be needed to build DICOMDIR":
    // the source images have no Study ID or Study Time, and the report invents none. "Unrecognized defined term": it does not know our
    // private coding scheme, which is why the scheme is declared.
    [ToolFact("dciodvfy")]
    public async Task Dciodvfy_finds_no_error_in_a_readers_report()
    {
        var said = await ExternalTool.VerifyAsync(new DicomFile(Written(ReadersReport())));

        Assert.Contains("Comprehensive3DSR", said);
        ExternalTool.AssertNoComplaint(said, "DICOMDIR", PrivateScheme.Designator, PrivateScheme.Uid);
    }

    [ToolFact("dciodvfy")]
    public async Task Dciodvfy_finds_no_error_in_a_models_report()
    {
        var said = await ExternalTool.VerifyAsync(new DicomFile(Written(ModelsReport())));

        Assert.Contains("ComprehensiveSR", said);
        ExternalTool.AssertNoComplaint(said, "DICOMDIR", PrivateScheme.Designator, PrivateScheme.Uid);
    }

    [ToolFact("dsrdump")]
    public async Task Dcmtk_prints_the_whole_report()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("reading.dcm", new DicomFile(Written(ReadersReport())));

        var (exitCode, output) = await ExternalTool.RunAsync("dsrdump", path);

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("\nE:", "\n" + output, StringComparison.Ordinal);
        Assert.Contains("""<has obs context PNAME:(,,"Person Observer Name")="Reader^1">""", output, StringComparison.Ordinal);
        Assert.Contains("""<contains SCOORD:(,,"Image Region")=(CIRCLE,3.5/2.5,...)>""", output, StringComparison.Ordinal);
        Assert.Contains("""<contains NUM:(,,"Long axis")="21.4" (mm,UCUM,"millimeter")>""", output, StringComparison.Ordinal);
    }

    [ToolFact("dsr2html")]
    public async Task Dcmtk_makes_a_page_of_the_report()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("reading.dcm", new DicomFile(Written(ModelsReport())));

        var (exitCode, output) = await ExternalTool.RunAsync("dsr2html", path);

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("\nE:", "\n" + output, StringComparison.Ordinal);
        Assert.Contains("Imaging Measurement Report", output, StringComparison.Ordinal);
    }

    [SharedDataFact("data/seg/sr-tid1500-example/sr.dcm")]
    public async Task A_report_of_another_maker_is_read()
    {
        var file = await DicomFile.ReadAsync(SharedData.PathOf("data/seg/sr-tid1500-example/sr.dcm"));

        var report = MeasurementReport.Read(file.Dataset);

        // dsrdump and dcmdump: one person observer User2, groups that point to segments, a series of 191 PET images as evidence.
        Assert.Equal(new Observer.Person("User2"), report.Observer);
        Assert.NotEmpty(report.Groups);
        Assert.All(report.Groups, g => Assert.IsType<MarkedRegion.Segment>(g.Region));
        Assert.Equal(191, report.Evidence.Count(e => e.Instance.SopClassUid == "1.2.840.10008.5.1.4.1.1.128"));
    }

    [SharedDataFact("data/seg/highdicom/sr_document.dcm")]
    public async Task A_report_of_highdicom_is_read()
    {
        var file = await DicomFile.ReadAsync(SharedData.PathOf("data/seg/highdicom/sr_document.dcm"));

        var group = Assert.Single(MeasurementReport.Read(file.Dataset).Groups);

        // dsrdump: Planar ROI Measurements, CIRCLE 58/52, area 1.7 cm2.
        Assert.Equal("Planar ROI Measurements", group.TrackingIdentifier);
        Assert.Equal((58, 52), Assert.IsType<MarkedRegion.OnImage>(group.Region).Graphic.Points[0]);
        Assert.Equal((1.7, "cm2"), group.Measurements.Select(m => (m.Value, m.Unit.Value)).Single());
    }

    [Fact]
    public void An_image_is_no_report() => Assert.Throws<DicomException>(() => MeasurementReport.Read(Image));

    internal static DicomDataset Written(MeasurementReport report) =>
        report
            .ToReport()
            .Write(
                Image,
                new DerivedIdentity
                {
                    SopInstanceUid = "2.25.77",
                    SeriesUid = "2.25.78",
                    SeriesDescription = "Reading",
                    MadeAt = new DateTime(2026, 11, 27, 3, 4, 5),
                }
            );

    private static MeasurementReport ReadersReport()
    {
        var image = InstanceReference.Of(Image);
        var segmentation = new InstanceReference("1.2.840.10008.5.1.4.1.1.66.4", "2.25.99") { Segment = 1 };
        return new MeasurementReport
        {
            Observer = new Observer.Person("Reader^1"),
            HasImageLibrary = true,
            Evidence = [EvidenceInstance.Of(Image), new EvidenceInstance("2.25.999", "2.25.98", segmentation)],
            Evaluations = [new Evaluation(PrivateScheme.Code("quality", "Image quality"), PrivateScheme.Code("good", "Good"))],
            Groups =
            [
                Group("Lesion 1", new MarkedRegion.OnImage(ImageGraphic.Circle(3.5, 2.5, 2), image)) with
                {
                    Finding = Concepts.Lesion,
                    FindingSite = Concepts.Liver,
                    Measurements =
                    [
                        Measurement.LongAxis(21.4),
                        Measurement.ShortAxis(13.25),
                        Measurement.Area(218.6),
                        Measurement.Confidence(80),
                    ],
                    Evaluations =
                    [
                        new Evaluation(PrivateScheme.Code("diagnosis", "Diagnosis"), LiverDiagnoses.Of("HCC", "HCC")),
                        Evaluation.Phase("arterial", "Arterial"),
                    ],
                },
                Group("Lesion 2", new MarkedRegion.InPatient(PatientGraphic.Polygon([new(0, 0, 5), new(9, 0, 5), new(9, 7, 5)], Frame))),
                Group(
                    "Lesion 3",
                    new MarkedRegion.OnImages([
                        new(ImageGraphic.Polyline((0, 0), (3, 0), (3, 3), (0, 0)), image),
                        new(ImageGraphic.Ellipse((0, 2), (4, 2), (2, 1), (2, 3)), image),
                    ])
                ),
                Group("Liver", new MarkedRegion.Segment(segmentation, TestImages.Series)) with
                {
                    Measurements = [Measurement.Volume(1_512_000)],
                },
                Group("Case", null) with
                {
                    Sources = [image],
                },
            ],
        };
    }

    internal static MeasurementReport ModelsReport() =>
        new()
        {
            Observer = new Observer.Device("2.25.4242", "liver-lesion-demo", "0f3a91c2") { Manufacturer = "Example" },
            Evidence = [EvidenceInstance.Of(Image)],
            Groups =
            [
                Group("Case", null) with
                {
                    Measurements =
                    [
                        new Measurement(LiverDiagnoses.Of("HCC", "HCC"), 0.8125, Units.NoUnits),
                        new Measurement(LiverDiagnoses.Of("FNH", "Focal nodular hyperplasia"), 0.1875, Units.NoUnits),
                    ],
                },
            ],
        };

    private static MeasurementGroup Group(string name, MarkedRegion? region) =>
        new()
        {
            TrackingIdentifier = name,
            TrackingUid = DicomUid.FromName(name),
            Region = region,
        };
}
