using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>What hangs where, the earlier exam, and how a reader brings the phases together.</summary>
[Collection(App.Collection)]
public sealed class HangingTests(App app)
{
    private static readonly Linking Together = new(
        true,
        [new LinkOffset(1, 0, ViewOrientation.Axial, 7.5)],
        [new LandmarkPair(new Landmark(0, 1.5, -2, 40), new Landmark(1, 1, -2.25, 47.5))]
    );

    [Fact]
    public async Task The_page_is_told_what_each_viewport_opens_with()
    {
        var hanging = DeskStudy.TwoArms.Hanging with
        {
            Viewports =
            [
                new HangingViewport { Phase = "arterial", Slab = new HangingSlab(SlabKind.Maximum, 10) },
                new HangingViewport
                {
                    Phase = "portal-venous",
                    Orientation = ViewOrientation.Coronal,
                    Window = "Bone",
                    Opening = 0.25,
                    Group = 2,
                },
                new HangingViewport { Prior = true },
            ],
        };
        var desk = await SealedAsync(DeskStudy.TwoArms with { Hanging = hanging });
        using var room = await desk.RoomAsync();

        var viewports = (await room.JsonAsync("state")).GetProperty("hanging").GetProperty("viewports");

        Assert.Equal(
            """[{"phase":"arterial","prior":false,"orientation":"axial","slab":{"kind":"maximum","thickness":10},"group":1},{"phase":"portal-venous","prior":false,"orientation":"coronal","window":"Bone","opening":0.25,"group":2},{"prior":true,"orientation":"axial","group":1}]""",
            viewports.GetRawText()
        );
    }

    [Fact]
    public async Task A_study_without_viewports_says_nothing_of_them()
    {
        var desk = await SealedAsync(DeskStudy.TwoArms);
        using var room = await desk.RoomAsync();

        var hanging = (await room.JsonAsync("state")).GetProperty("hanging");
        var found = await room.JsonAsync("cases/1");

        Assert.False(hanging.TryGetProperty("viewports", out _));
        Assert.False(found.TryGetProperty("linking", out _));
        Assert.All(found.GetProperty("series").EnumerateArray(), s => Assert.False(s.TryGetProperty("prior", out _)));
    }

    [Fact]
    public async Task The_earlier_exam_stands_behind_the_newest_one_and_its_date_is_not_told()
    {
        var desk = await DeskStudy.SealedAsync(app, DeskStudy.TwoArms, 1, WithPriorAsync, new Layout("unaided", [new LaidPlace(0)]));
        using var room = await desk.RoomAsync();

        var found = await room.JsonAsync("cases/1");
        var series = found.GetProperty("series").EnumerateArray().ToList();

        Assert.Equal(
            [("arterial", false), ("portal-venous", false), ("arterial", true)],
            series.Select(s => (s.GetProperty("phase").GetString()!, s.TryGetProperty("prior", out var prior) && prior.GetBoolean()))
        );
        Assert.DoesNotContain("2031", found.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("2031", (await room.JsonAsync("cases/1/series/2/metadata")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Linking_is_kept_once_recorded_and_given_back_on_any_device()
    {
        var desk = await SealedAsync(DeskStudy.TwoArms);
        using var room = await desk.RoomAsync();
        using var elsewhere = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        using var kept = await LinkAsync(desk, 1, Together);
        using var again = await LinkAsync(desk, 1, Together);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (kept.StatusCode, again.StatusCode));
        Assert.Equal(
            """{"linked":true,"offsets":[{"series":1,"to":0,"orientation":"axial","mm":7.5}],"landmarks":[{"one":{"series":0,"x":1.5,"y":-2,"z":40},"other":{"series":1,"x":1,"y":-2.25,"z":47.5}}]}""",
            (await elsewhere.JsonAsync("cases/1")).GetProperty("linking").GetRawText()
        );
        Assert.Single(await desk.ActionsAsync(), "reading.linked");
        using var back = await LinkAsync(desk, 1, Together with { Landmarks = [] });
        Assert.Empty((await room.JsonAsync("cases/1")).GetProperty("linking").GetProperty("landmarks").EnumerateArray());
        Assert.Equal(
            [1, 2],
            await app.DataAsync(db =>
                db.ReadingLinkings.Where(l => db.Readings.Any(r => r.Id == l.ReadingId && r.StudyId == desk.Study.Id))
                    .OrderBy(l => l.Number)
                    .Select(l => l.Number)
                    .ToListAsync()
            )
        );
    }

    [Fact]
    public async Task A_locked_reading_is_not_linked_anew_and_nonsense_is_refused()
    {
        var desk = await SealedAsync(DeskStudy.TwoArms);
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        var point = new Landmark(0, 0, 0, 0);

        using var far = await LinkAsync(desk, 1, Together with { Offsets = [new LinkOffset(1, 0, ViewOrientation.Axial, 1e9)] });
        using var same = await LinkAsync(desk, 1, Together with { Landmarks = [new LandmarkPair(point, point)] });
        using var empty = await LinkAsync(desk, 1, null);
        using var closed = await LinkAsync(desk, 2, Together);
        await room.ReadAsync(1);
        using var locked = await LinkAsync(desk, 1, Together);

        Assert.Equal(Linking.IsSound.Code, await Room.CodeAsync(far, HttpStatusCode.Conflict));
        Assert.Equal(Linking.IsSound.Code, await Room.CodeAsync(same, HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal(ReaderDesk.InOrder.Code, await Room.CodeAsync(closed, HttpStatusCode.Conflict));
        Assert.Equal(Reading.NoEditAfterLock.Code, await Room.CodeAsync(locked, HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_page_that_links_without_end_is_told_to_stop()
    {
        var desk = await SealedAsync(DeskStudy.TwoArms);
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        await app.DataAsync(async db =>
        {
            var reading = await db.Readings.SingleAsync(r => r.StudyId == desk.Study.Id);
            var json = new Linking(false, [], []).Written();
            db.ReadingLinkings.Add(new ReadingLinking(reading.Id, ReadingLinking.Most, json, app.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });

        using var another = await LinkAsync(desk, 1, Together);
        using var same = await LinkAsync(desk, 1, new Linking(false, [], []));

        Assert.Equal(ReadingLinking.HasRoom.Code, await Room.CodeAsync(another, HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
    }

    [Fact]
    public async Task What_was_brought_together_unaided_stays_so_when_the_AI_is_revealed()
    {
        var layout = new Layout("unaided", [new LaidPlace(0)], Reveal: "aided");
        var desk = await DeskStudy.SealedAsync(app, DeskStudy.TwoArms, 1, layout);
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        using var kept = await LinkAsync(desk, 1, Together, "unaided");
        await room.ReadAsync(1, "unaided");

        Assert.Equal(7.5, (await room.JsonAsync("cases/1")).GetProperty("linking").GetProperty("offsets")[0].GetProperty("mm").GetDouble());
    }

    [Fact]
    public async Task An_import_keeps_which_exam_is_the_earlier_one_and_no_true_date()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        await new Importer(coordinator, study.Url).ImportAsync(FileOf("1.2.3.1", "20310405"), FileOf("1.2.3.2", "20310105"));

        var series = await app.DataAsync(db =>
            db.Series.Where(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id)).ToListAsync()
        );
        Assert.Equal(2, series.Select(s => s.ExamUid).Distinct().Count());
        Assert.DoesNotContain(series, s => s.ExamAt.StartsWith("2031", StringComparison.Ordinal));
        Assert.Single(series, new ExamOrder(series).IsPrior);
        Assert.Equal(series.MinBy(s => s.ExamAt, StringComparer.Ordinal), series.Single(new ExamOrder(series).IsPrior));
    }

    private static (string Path, byte[] Bytes) FileOf(string exam, string date)
    {
        var image = TestImages.Slice(exam, exam + ".1", 0, 40);
        image.Set(DicomTags.StudyDate, date);
        image.Set(DicomTags.StudyTime, "101500");
        return ($"{exam}.dcm", new DicomFile(image).ToBytes());
    }

    private Task<DeskStudy> SealedAsync(Protocol protocol) =>
        DeskStudy.SealedAsync(app, protocol, 2, new Layout("unaided", [new LaidPlace(0), new LaidPlace(1)]));

    private async Task<HttpResponseMessage> LinkAsync(DeskStudy desk, int position, Linking? linking, string stage = "only")
    {
        using var reader = await app.SignInAsync(desk.Reader);
        object? body = linking is null
            ? null
            : new
            {
                stage,
                linked = linking.Linked,
                offsets = linking.Offsets.Select(o => new
                {
                    o.Series,
                    o.To,
                    orientation = JsonNamingPolicy.KebabCaseLower.ConvertName(o.Orientation.ToString()),
                    o.Mm,
                }),
                landmarks = linking.Landmarks,
            };
        return await reader.SendJsonAsync(HttpMethod.Put, $"/reading/{desk.Sessions[0]}/cases/{position}/linking", body!);
    }

    private Task WithPriorAsync(ReaderStudyDbContext db, IReadOnlyList<Guid> cases) => PriorExam.AddAsync(app, db, cases[0]);
}
