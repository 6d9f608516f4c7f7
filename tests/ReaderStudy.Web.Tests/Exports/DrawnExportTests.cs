using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Exports;

/// <summary>What was drawn leaves the study as DICOM and as tables, and means the same there.</summary>
[Collection(App.Collection)]
public sealed class DrawnExportTests(App app)
{
    private const string Points = """[{"x":-4,"y":3,"z":5,"rating":100},{"x":1.25,"y":0,"z":7,"rating":0}]""";
    private const string Boxes = """[{"x":0,"y":0.5,"z":10,"rating":60,"box":[[-2,-1,10],[2,2,10]],"answers":{"look":"round"}}]""";
    private const string Length = """{"shape":"length","series":0,"slice":1,"points":[[-3,-3,5],[0,1,5]],"value":5,"unit":"mm"}""";
    private const string Area =
        """{"shape":"polygon","series":1,"slice":2,"points":[[0,0,10],[3,0,10],[3,2,10],[0,2,10]],"value":6,"unit":"mm2"}""";

    [Fact]
    public async Task Marks_boxes_and_measurements_are_findings_with_a_place_in_the_patient()
    {
        var (study, _) = await UnblindedAsync();
        using var zip = await ZipAsync(study, "readings");

        var report = MeasurementReport.Read(DicomFile.Read(await BytesAsync(zip, "sub-C001/reader-01_unaided_1.dcm")).Dataset);

        var groups = report.Groups.Skip(1).ToDictionary(g => g.TrackingIdentifier);
        Assert.Equal(
            ["points 1", "points 2", "boxes 1", "length 1", "area 1", "outline 1"],
            report.Groups.Skip(1).Select(g => g.TrackingIdentifier)
        );
        Assert.Equal(("POINT", new Point3(1.25, 0, 7)), PlaceOf(groups["points 2"]));
        Assert.Equal(0, Assert.Single(groups["points 2"].Measurements).Value);
        var box = Graphic(groups["boxes 1"]);
        Assert.Equal("POLYGON", box.Type);
        Assert.Equal([new(-2, -1, 10), new(2, -1, 10), new(2, 2, 10), new(-2, 2, 10), new(-2, -1, 10)], box.Points);
        Assert.Equal("round", Assert.Single(groups["boxes 1"].Evaluations).Code!.Value);
        var length = Assert.Single(groups["length 1"].Measurements);
        Assert.Equal(("410668003", 5, "mm"), (length.Name.Value, length.Value, length.Unit.Value));
        Assert.Equal("POLYLINE", Graphic(groups["length 1"]).Type);
        var area = Assert.Single(groups["area 1"].Measurements);
        Assert.Equal(("42798000", 6, "mm2"), (area.Name.Value, area.Value, area.Unit.Value));
        // 6 + 8 pixels of 1 x 1 mm, 5 mm apart.
        Assert.Equal(70, Assert.Single(groups["outline 1"].Measurements).Value);
    }

    [Fact]
    public async Task An_outline_is_a_segmentation_of_the_same_voxels_on_the_stored_images()
    {
        var (study, mask) = await UnblindedAsync();
        using var zip = await ZipAsync(study, "readings");

        var file = DicomFile.Read(await BytesAsync(zip, "sub-C001/reader-01_unaided_1_outline.dcm"));

        Assert.Equal(mask, file.Dataset.GetString(DicomTags.SopInstanceUid));
        var stack = await StackAsync(study);
        var read = await SegmentationReader.ReadAsync(file, stack);
        var segment = Assert.Single(read.Segments);
        Assert.Equal(SegmentAlgorithm.Manual, segment.Description.Algorithm);
        var expected = new byte[3 * 64];
        foreach (var pixel in new[] { 64 + 10, 64 + 11, 64 + 12, 64 + 18, 64 + 19, 64 + 20 }.Concat(Enumerable.Range(128, 8)))
        {
            expected[pixel] = 1;
        }

        Assert.Equal(expected, read.MaskOf(segment));
        Assert.Equal(stack.Slices[0].Dataset.GetString(DicomTags.StudyInstanceUid), file.Dataset.GetString(DicomTags.StudyInstanceUid));
        var report = MeasurementReport.Read(DicomFile.Read(await BytesAsync(zip, "sub-C001/reader-01_unaided_1.dcm")).Dataset);
        var region = Assert.IsType<MarkedRegion.Segment>(report.Groups.Single(g => g.TrackingIdentifier == "outline 1").Region);
        Assert.Equal(mask, region.Segmentation.SopInstanceUid);
        foreach (var entry in zip.Entries)
        {
            var text = Encoding.Latin1.GetString(await BytesAsync(zip, entry.FullName));
            Assert.All(study.Readers, r => Assert.DoesNotContain(r.Name, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [ScriptFact]
    public async Task Another_program_reads_the_same_voxels()
    {
        if ((await Python.RunAsync("-c", "import pydicom, numpy")).Code != 0)
        {
            return;
        }

        var (study, _) = await UnblindedAsync();
        using var zip = await ZipAsync(study, "readings");
        var folder = Directory.CreateTempSubdirectory("outlines").FullName;
        var path = Path.Combine(folder, "outline.dcm");
        await File.WriteAllBytesAsync(path, await BytesAsync(zip, "sub-C001/reader-01_unaided_1_outline.dcm"));

        var (code, output, error) = await Python.RunAsync(
            "-c",
            """
            import pydicom, sys
            d = pydicom.dcmread(sys.argv[1])
            for frame, group in zip(d.pixel_array, d.PerFrameFunctionalGroupsSequence):
                z = group.PlanePositionSequence[0].ImagePositionPatient[2]
                print(float(z), [int(i) for i in frame.ravel().nonzero()[0]])
            """,
            path
        );

        Directory.Delete(folder, recursive: true);
        Assert.True(code == 0, error);
        Assert.Equal(
            ["5.0 [10, 11, 12, 18, 19, 20]", "10.0 [0, 1, 2, 3, 4, 5, 6, 7]"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
    }

    [Fact]
    public async Task A_data_set_has_a_row_for_each_mark_and_measurement()
    {
        var (study, mask) = await UnblindedAsync();
        using var zip = await ZipAsync(study, "dataset", ("readings", "true"));

        var marks = await LinesAsync(zip, "derivatives/readings/marks.tsv");
        var measurements = await LinesAsync(zip, "derivatives/readings/measurements.tsv");
        var readings = await LinesAsync(zip, "derivatives/readings/readings.tsv");

        Assert.Equal(
            [
                "participant_id reader arm attempt session question mark x y z rating box_x1 box_y1 box_z1 box_x2 box_y2 box_z2 series picture asked_look",
                "sub-C001 1 unaided 1 1 points 1 -4 3 5 100 n/a n/a n/a n/a n/a n/a n/a n/a n/a",
                "sub-C001 1 unaided 1 1 points 2 1.25 0 7 0 n/a n/a n/a n/a n/a n/a n/a n/a n/a",
                "sub-C001 1 unaided 1 1 boxes 1 0 0.5 10 60 -2 -1 10 2 2 10 n/a n/a round",
            ],
            marks
        );
        Assert.Equal(
            [
                "participant_id reader arm attempt session question tool value unit short_axis series slice",
                "sub-C001 1 unaided 1 1 length length 5 mm n/a 0 1",
                "sub-C001 1 unaided 1 1 area polygon 6 mm2 n/a 1 2",
            ],
            measurements
        );
        Assert.Contains(readings, l => l.Contains(mask, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Images_that_are_damaged_afterwards_take_nothing_that_was_drawn_with_them()
    {
        var (study, mask) = await UnblindedAsync();
        await DamagedImagesTests.DamageAsync(app, study, "cut", slices: [0]);
        using var zip = await ZipAsync(study, "readings");

        var report = MeasurementReport.Read(DicomFile.Read(await BytesAsync(zip, "sub-C001/reader-01_unaided_1.dcm")).Dataset);

        Assert.Equal(
            ["points 1", "points 2", "boxes 1", "length 1", "area 1", "outline 1"],
            report.Groups.Skip(1).Select(g => g.TrackingIdentifier)
        );
        var outline = DicomFile.Read(await BytesAsync(zip, "sub-C001/reader-01_unaided_1_outline.dcm"));
        Assert.Equal(mask, outline.Dataset.GetString(DicomTags.SopInstanceUid));
    }

    [Fact]
    public async Task An_outline_on_an_image_that_is_lost_afterwards_is_written_as_the_platform_keeps_it()
    {
        var (study, _) = await UnblindedAsync();
        await DamagedImagesTests.DamageAsync(app, study, "lost", slices: [1]);
        using var zip = await ZipAsync(study, "readings");

        var kept = Encoding.UTF8.GetString(await BytesAsync(zip, "sub-C001/reader-01_unaided_1_outline.json"));

        Assert.Contains("""{"slice":1,"runs":[10,3,18,3]}""", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(zip.Entries, e => e.FullName.EndsWith("_outline.dcm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Marks_on_pictures_have_their_place_in_the_table_and_in_words_in_the_report()
    {
        var (study, room) = await MarkingStudy.OpenedOnPicturesAsync(app, MarkingStudy.Everything);
        using var locked = await room.LockAsync(
            1,
            1,
            new
            {
                points = """[{"x":29999,"y":12345.678,"z":0,"rating":100,"picture":1}]""",
                boxes = """[{"x":20,"y":30,"z":0,"rating":60,"picture":0,"box":[[10,10,0],[30,50,0]],"answers":{"look":"round"}}]""",
            }
        );
        await Room.OkAsync(locked);
        await study.LockDataAsync();
        await study.UnblindAsync();
        using var dataset = await ZipAsync(study, "dataset", ("readings", "true"));
        using var reports = await ZipAsync(study, "readings");

        Assert.Equal(
            [
                "sub-C001 1 unaided 1 1 points 1 29999 12345.678 0 100 n/a n/a n/a n/a n/a n/a n/a 1 n/a",
                "sub-C001 1 unaided 1 1 boxes 1 20 30 0 60 10 10 0 30 50 0 n/a 0 round",
            ],
            (await LinesAsync(dataset, "derivatives/readings/marks.tsv"))[1..]
        );
        var columns = JsonDocument.Parse(await BytesAsync(dataset, "derivatives/readings/marks.json")).RootElement;
        Assert.Contains("full resolution", columns.GetProperty("x").GetProperty("Description").GetString()!, StringComparison.Ordinal);
        var report = MeasurementReport.Read(DicomFile.Read(await BytesAsync(reports, "sub-C001/reader-01_unaided_1.dcm")).Dataset);
        var groups = report.Groups.Skip(1).ToDictionary(g => g.TrackingIdentifier);
        Assert.All(groups.Values, g => Assert.Null(g.Region));
        Assert.Equal(100, Assert.Single(groups["points 1"].Measurements).Value);
        Assert.Equal("picture 1, column 29999, row 12345.678", Assert.Single(groups["points 1"].Evaluations).Text);
        Assert.Equal(
            "picture 0, from column 10, row 10 to column 30, row 50",
            groups["boxes 1"].Evaluations.Single(e => e.Text is not null).Text
        );
        Assert.Equal("round", groups["boxes 1"].Evaluations.Single(e => e.Code is not null).Code!.Value);
    }

    /// <summary>One case, one reader, everything drawn; and the outline's UID.</summary>
    private async Task<(TestStudy Study, string Mask)> UnblindedAsync()
    {
        var (study, room) = await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything, cases: 1);
        var mask = await OutlineTests.SaveAsync(room, 1, OutlineTests.Outline(0, (1, [10, 3, 18, 3]), (2, [0, 8])));
        using var locked = await room.LockAsync(
            1,
            1,
            new
            {
                points = Points,
                boxes = Boxes,
                length = Length,
                area = Area,
                outline = mask,
            }
        );
        await Room.OkAsync(locked);
        await study.LockDataAsync();
        await study.UnblindAsync();
        return (study, mask);
    }

    private async Task<SliceStack> StackAsync(TestStudy study) =>
        await app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Data.ReaderStudyDbContext>();
            var store = services.GetRequiredService<ImageStore>();
            var series = await db.Series.Include(s => s.Instances).Where(s => s.CaseId == study.CaseIds[0]).ToListAsync();
            var first = series.MinBy(s => s.Phase)!;
            var images = new List<DicomDataset>();
            foreach (var instance in first.Instances)
            {
                images.Add(DicomFile.Read(await store.ReadAsync(instance.FileKey, default)).Dataset);
            }

            return SliceStack.Of(images);
        });

    private async Task<ZipArchive> ZipAsync(TestStudy study, string what, params (string, string)[] fields)
    {
        using var browser = await app.SignInAsync(study.Statistician);
        using var answer = await browser.PostAsync($"{study.Url}/exports/{what}", fields);
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
        return new ZipArchive(new MemoryStream(body));
    }

    private static async Task<byte[]> BytesAsync(ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(name);
        Assert.True(entry is not null, $"{name} is not among {string.Join(", ", zip.Entries.Select(e => e.FullName))}");
        await using var stream = await entry.OpenAsync();
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    private static async Task<string[]> LinesAsync(ZipArchive zip, string name) =>
        Encoding.UTF8.GetString(await BytesAsync(zip, name)).Replace('\t', ' ').Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static PatientGraphic Graphic(MeasurementGroup group) => Assert.IsType<MarkedRegion.InPatient>(group.Region).Graphic;

    private static (string Type, Point3 Place) PlaceOf(MeasurementGroup group) =>
        (Graphic(group).Type, Assert.Single(Graphic(group).Points));
}
