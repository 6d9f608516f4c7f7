using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.ReadingRoom;

[Collection(App.Collection)]
public sealed class LoopTests(App app)
{
    private const int Frames = 4;

    [Fact]
    public async Task Each_loop_is_a_series_of_its_own_with_its_frames_in_order_in_rgb_and_its_speed()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        var importer = new Importer(await app.SignInAsync(study.Coordinator), study.Url);

        var (_, sentence) = await importer.ImportAsync(pictures: false, ("1.dcm", Loop(1)), ("2.dcm", Loop(2)));

        Assert.Equal("2 of 2 files imported.", sentence);
        var series = await app.DataAsync(db =>
            db.Series.Include(s => s.Instances).Where(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id)).ToListAsync()
        );
        Assert.Equal([Frames, Frames], series.Select(s => s.Instances.Count));
        foreach (var one in series)
        {
            var files = one
                .Instances.OrderBy(i => i.Position)
                .Select(i => DicomFile.Read(File.ReadAllBytes(Path.Combine(app.DataFolder, "images", i.FileKey))).Dataset)
                .ToList();
            var loop = files[0].Find(DicomTags.PixelData)!.Value.Span[0] / 100;
            // Red is a hundred times the loop and the frame; green and blue are none.
            Assert.Equal(
                Enumerable.Range(0, Frames).Select(f => (byte)((100 * loop) + f)),
                files.Select(f => f.Find(DicomTags.PixelData)!.Value.Span[0])
            );
            Assert.All(files, f => Assert.Equal("RGB", f.GetString(DicomTags.PhotometricInterpretation)));
            Assert.All(files, f => Assert.Equal(40, f.GetDoubles(new DicomTag(0x0018, 0x1063))[0]));
        }
    }

    [Fact]
    public async Task The_room_is_told_how_fast_the_frames_follow_each_other()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        await ShowLoopsAsync(study, 1);
        await study.SealAsync();
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        var frames = (await room.JsonAsync("cases/1/series/0/metadata")).EnumerateArray().ToList();

        Assert.Equal(Frames, frames.Count);
        Assert.Equal(40, frames[0].GetProperty("00181063").GetProperty("Value")[0].GetDouble());
        Assert.Equal("RGB", frames[0].GetProperty("00280004").GetProperty("Value")[0].GetString());
        Assert.Equal(0, frames[0].GetProperty("00280006").GetProperty("Value")[0].GetInt32());
        Assert.False(frames[0].TryGetProperty("00200032", out _));
    }

    [Fact]
    public async Task What_is_drawn_on_a_frame_stays_on_that_frame_of_that_loop_and_leaves_the_study_so()
    {
        var study = await MarkingStudy.DraftAsync(app, MarkingStudy.Everything, cases: 1);
        await ShowLoopsAsync(study, 2);
        await study.SealAsync();
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        var drawn = new
        {
            points = """[{"x":3,"y":2,"z":2,"rating":50,"series":1}]""",
            boxes = """[{"x":2,"y":2,"z":3,"rating":60,"series":0,"box":[[1,1,3],[3,3,3]],"answers":{"look":"round"}}]""",
            length = """{"shape":"length","series":1,"slice":3,"points":[[0,0,3],[3,4,3]],"value":5,"unit":"mm"}""",
        };

        using var nowhere = await room.DraftAsync(1, 1, new { points = """[{"x":3,"y":2,"z":2,"rating":50}]""" });
        using var beyond = await room.DraftAsync(1, 1, new { points = """[{"x":3,"y":2,"z":4,"rating":50,"series":1}]""" });
        using var other = await room.DraftAsync(
            1,
            1,
            new { length = drawn.length.Replace("\"slice\":3", "\"slice\":2", StringComparison.Ordinal) }
        );
        using var locked = await room.LockAsync(1, 1, drawn);
        await Room.OkAsync(locked);

        Assert.All(new[] { nowhere, beyond, other }, a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
        await study.LockDataAsync();
        await study.UnblindAsync();
        var groups = (await ReportAsync(study)).Groups.ToDictionary(g => g.TrackingIdentifier);
        var loops = await app.DataAsync(db =>
            db.Series.Include(s => s.Instances)
                .Where(s => s.CaseId == study.CaseIds[0] && s.Modality == "US")
                .OrderBy(s => s.SeriesUid)
                .Select(s => s.Instances.OrderBy(i => i.Position).Select(i => i.SopInstanceUid).ToList())
                .ToListAsync()
        );
        Assert.Equal((loops[1][2], 3.5, 2.5), PlaceOf(groups["points 1"]));
        Assert.Equal((loops[0][3], 1.5, 1.5), PlaceOf(groups["boxes 1"]));
        Assert.Equal((loops[1][3], 0.5, 0.5), PlaceOf(groups["length 1"]));
    }

    /// <summary>The image, and the first point on it.</summary>
    private static (string Image, double Column, double Row) PlaceOf(MeasurementGroup group)
    {
        var (graphic, image) = Assert.IsType<MarkedRegion.OnImage>(group.Region);
        return (image.SopInstanceUid, graphic.Points[0].Column, graphic.Points[0].Row);
    }

    private async Task<MeasurementReport> ReportAsync(TestStudy study)
    {
        using var browser = await app.SignInAsync(study.Statistician);
        using var answer = await browser.PostAsync($"{study.Url}/exports/readings");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        await using var entry = await zip.GetEntry("sub-C001/reader-01_unaided_1.dcm")!.OpenAsync();
        using var bytes = new MemoryStream();
        await entry.CopyToAsync(bytes);
        return MeasurementReport.Read(DicomFile.Read(bytes.ToArray()).Dataset);
    }

    /// <summary>Loops take the place of the CT in the one case that has a truth.</summary>
    private async Task ShowLoopsAsync(TestStudy study, int loops)
    {
        var importer = new Importer(await app.SignInAsync(study.Coordinator), study.Url);
        await importer.ImportAsync(pictures: false, [.. Enumerable.Range(1, loops).Select(i => ($"{i}.dcm", Loop(i)))]);
        await app.DataAsync(async db =>
        {
            var ct = await db.Series.Where(s => s.CaseId == study.CaseIds[0]).ToListAsync();
            ct.ForEach(s => s.Exclude("not for this test"));
            var shown = await db
                .Series.Where(s => s.Modality == "US" && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id))
                .ToListAsync();
            var other = await db.Cases.SingleAsync(c => c.Id == shown[0].CaseId);
            other.Exclude("not for this test");
            shown.ForEach(s => db.Entry(s).Property(x => x.CaseId).CurrentValue = study.CaseIds[0]);
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>Four frames of 8 by 8 pixels in planes of red, green and blue, 25 a second.</summary>
    private static byte[] Loop(int number)
    {
        var image = TestImages.Slice("1.2.840.77", "1.2.840.77.1", number, 0, "LOOP-1");
        image.Remove(DicomTags.ImagePositionPatient);
        image.Remove(DicomTags.ImageOrientationPatient);
        image.Remove(DicomTags.RescaleIntercept);
        image.Remove(DicomTags.RescaleSlope);
        image.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.3.1");
        image.Set(DicomTags.Modality, "US");
        image.Set(new DicomTag(0x0028, 0x0301), "NO");
        image.Set(new DicomTag(0x0018, 0x1063), 40d);
        image.Set(DicomTags.NumberOfFrames, (double)Frames);
        image.Set(DicomTags.PhotometricInterpretation, "RGB");
        image.Set(DicomTags.SamplesPerPixel, 3d);
        image.Set(DicomTags.PlanarConfiguration, 1d);
        image.Set(DicomTags.BitsAllocated, 8d);
        image.Set(DicomTags.BitsStored, 8d);
        image.Set(DicomTags.HighBit, 7d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        byte[] pixels =
        [
            .. Enumerable
                .Range(0, Frames)
                .SelectMany(f => Enumerable.Repeat((byte)((100 * number) + f), 64).Concat(Enumerable.Repeat((byte)0, 128))),
        ];
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, pixels));
        return new DicomFile(image).ToBytes();
    }
}
