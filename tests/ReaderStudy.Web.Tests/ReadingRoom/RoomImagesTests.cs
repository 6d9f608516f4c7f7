using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.ReadingRoom;

[Collection(App.Collection)]
public sealed class RoomImagesTests(App app)
{
    /// <summary>All that may be told of a slice (PS3.6 names beside).</summary>
    private static readonly string[] Told =
    [
        "00080018", // SOP Instance UID: a place in the session
        "00080060", // Modality
        "0020000D", // Study Instance UID: likewise
        "0020000E", // Series Instance UID: likewise
        "00200013", // Instance Number: the place in the stack
        "00200032", // Image Position (Patient)
        "00200037", // Image Orientation (Patient)
        "00200052", // Frame of Reference UID: likewise
        "00280002", // Samples per Pixel
        "00280004", // Photometric Interpretation
        "00280010", // Rows
        "00280011", // Columns
        "00280030", // Pixel Spacing
        "00280100", // Bits Allocated
        "00280101", // Bits Stored
        "00280102", // High Bit
        "00280103", // Pixel Representation
        "00281052", // Rescale Intercept
        "00281053", // Rescale Slope
    ];

    [Fact]
    public async Task A_slice_is_described_by_where_it_lies_and_how_it_is_stored_and_by_nothing_else()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await MarkAsync(study);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        var frames = (await room.JsonAsync("cases/1/series/0/metadata")).EnumerateArray().ToList();

        Assert.Equal(TestImages.Slices, frames.Count);
        Assert.All(frames, f => Assert.Equal(Told, f.EnumerateObject().Select(e => e.Name)));
        Assert.Equal([0, 5, 10], frames.Select(f => f.GetProperty("00200032").GetProperty("Value")[2].GetDouble()));
        Assert.Equal("2.25.1.1.3", TextOf(frames[2], "00080018"));
        Assert.Equal(-1024, frames[0].GetProperty("00281052").GetProperty("Value")[0].GetDouble());
    }

    [Fact]
    public async Task Series_of_one_coordinate_system_are_told_alike_without_its_uid()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await MarkAsync(study);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        var arterial = await room.JsonAsync("cases/1/series/0/metadata");
        var portal = await room.JsonAsync("cases/1/series/1/metadata");

        Assert.Equal("2.25.1.0.1", TextOf(arterial[0], "00200052"));
        Assert.Equal("2.25.1.0.1", TextOf(portal[0], "00200052"));
        Assert.NotEqual(TextOf(arterial[0], "0020000E"), TextOf(portal[0], "0020000E"));
    }

    [Fact]
    public async Task A_frame_is_the_stored_pixels_and_stays_in_this_browser_alone()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        using var answer = await room.AskAsync("cases/1/series/1/frames/2");
        var body = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(
            "multipart/related; type=\"application/octet-stream\"; boundary=readerstudy-frame; transfer-syntax=1.2.840.10008.1.2.1",
            answer.Content.Headers.GetValues("Content-Type").Single()
        );
        Assert.Equal("max-age=86400, private, immutable", answer.Headers.CacheControl!.ToString());
        // The portal venous series of the test images is 200 HU throughout, stored 1024 above: 1224 is C8 04 in little endian.
        var start = body.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var end = body.AsSpan().LastIndexOf("\r\n--readerstudy-frame--\r\n"u8);
        Assert.Equal(Enumerable.Repeat(new byte[] { 0xC8, 0x04 }, 64).SelectMany(b => b), body[start..end]);
    }

    [Fact]
    public async Task On_a_slow_link_a_frame_is_htj2k_where_the_coder_is_installed_and_plain_where_it_is_not()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        using var answer = await room.AskAsync(
            "cases/1/series/1/frames/2",
            "multipart/related; type=\"image/jphc\"; transfer-syntax=1.2.840.10008.1.2.4.202, multipart/related; type=\"application/octet-stream\"; transfer-syntax=*"
        );
        var body = await answer.Content.ReadAsByteArrayAsync();

        var type = answer.Content.Headers.GetValues("Content-Type").Single();
        var start = body.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        if (HighThroughput.IsInstalled)
        {
            Assert.Equal(
                "multipart/related; type=\"image/jphc\"; boundary=readerstudy-frame; transfer-syntax=1.2.840.10008.1.2.4.202",
                type
            );
            // A codestream begins with SOC and SIZ (ISO 15444-1 A.4); HTJ2K says so in CAP.
            Assert.Equal(new byte[] { 0xFF, 0x4F, 0xFF, 0x51 }, body[start..(start + 4)]);
        }
        else
        {
            Assert.Contains("application/octet-stream", type, StringComparison.Ordinal);
        }

        Assert.Equal("max-age=86400, private, immutable", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_slice_or_series_that_is_not_there_is_not_found()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        foreach (var address in new[] { "series/0/frames/0", "series/0/frames/4", "series/2/frames/1", "series/2/metadata" })
        {
            using var answer = await room.AskAsync("cases/1/" + address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Nothing_that_names_or_unblinds_is_in_anything_that_a_reader_gets()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 2);
        await study.ReadAsync(study.Readers[1], 2, "benign", "FNH");
        await MarkAsync(study);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        var hidden = await HiddenAsync(study);

        var told = new StringBuilder();
        foreach (var position in new[] { 1, 2 })
        {
            Assert.Empty((await room.JsonAsync($"cases/{position}")).GetProperty("answers").EnumerateObject());
            foreach (var address in new[] { "", "/series/0/metadata", "/series/1/metadata", "/series/0/frames/1" })
            {
                told.Append(Encoding.Latin1.GetString(await room.BytesAsync($"cases/{position}{address}")));
            }
        }

        told.Append(await room.JsonAsync("state"));
        Assert.NotEmpty(hidden);
        // Class names stand in the questions; all else must not be told at all.
        Assert.All(hidden, h => Assert.DoesNotContain(h, told.ToString(), StringComparison.Ordinal));
    }

    private static string? TextOf(JsonElement frame, string tag) => frame.GetProperty(tag).GetProperty("Value")[0].GetString();

    /// <summary>Writes into the stored images what de-identification would have removed, so that a leak would show.</summary>
    private Task MarkAsync(TestStudy study) =>
        app.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ImageStore>();
            foreach (var key in await KeysAsync(services.GetRequiredService<ReaderStudyDbContext>(), study))
            {
                var image = DicomFile.Read(await store.ReadAsync(key, default)).Dataset.Clone();
                image.Set(DicomTags.PatientName, "LEAK^NAME");
                image.Set(DicomTags.StudyDate, new DateOnly(2019, 7, 23));
                image.Set(DicomTags.SeriesDescription, "LEAKDESCRIPTION");
                image.Set(DicomTags.InstitutionName, "LEAKINSTITUTION");
                image.Set(DicomTags.FrameOfReferenceUid, "1.2.3.4.5.999");
                await store.WriteAsync(key, new DicomFile(image).ToBytes(), default);
            }
        });

    private Task<List<string>> HiddenAsync(TestStudy study) =>
        app.DataAsync(async db =>
        {
            var cases = await db.Cases.Where(c => c.StudyId == study.Id).ToListAsync();
            var series = await db.Series.Include(s => s.Instances).Where(s => study.CaseIds.Contains(s.CaseId)).ToListAsync();
            List<string> hidden = ["LEAK", "20190723", "1.2.3.4.5.999", "A study", study.Readers[1].Name, study.Id.ToString()];
            hidden.AddRange(cases.SelectMany(c => new[] { c.Id.ToString(), $"\"{c.Code}\"", c.Pseudonym, "Centre A" }));
            hidden.AddRange(series.SelectMany(s => new[] { s.Id.ToString(), s.SeriesUid, s.ExamUid }));
            hidden.AddRange(series.SelectMany(s => s.Instances).SelectMany(i => new[] { i.SopInstanceUid, i.FileKey, i.Sha256 }));
            return hidden;
        });

    private static Task<List<string>> KeysAsync(ReaderStudyDbContext db, TestStudy study) =>
        db.Series.Where(s => study.CaseIds.Contains(s.CaseId)).SelectMany(s => s.Instances).Select(i => i.FileKey).ToListAsync();
}
