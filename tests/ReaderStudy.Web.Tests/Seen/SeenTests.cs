using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Seen;

/// <summary>What readers saw: taken while they read, shown to nobody before the unblinding.</summary>
[Collection(App.Collection)]
public sealed class SeenTests(App app)
{
    [Fact]
    public async Task What_a_page_showed_is_kept_once_however_often_it_comes()
    {
        var desk = await PlainAsync();
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        for (var i = 0; i < 2; i++)
        {
            using var answer = await room.SeenAsync(1, 1, 400, Showing.Series(0, 1, 300, 2, 90), Showing.Series(1, 1, 390));
            Assert.Equal("""{"sequence":1}""", await answer.Content.ReadAsStringAsync());
        }

        var seen = Assert.Single(await StoredAsync(desk));
        Assert.Equal((Showing.Page, 1, 420), (seen.Page, seen.Sequence, seen.Milliseconds));
        var series = seen.Content().Series;
        Assert.Equal([1, 300, 2, 90], series[0].Slices);
        Assert.Equal(
            Phase.Arterial,
            await app.DataAsync(db => db.Series.Where(s => s.Id == series[0].SeriesId).Select(s => s.Phase).SingleAsync())
        );
        Assert.Single(await desk.ActionsAsync(), "reading.seen");
    }

    [Fact]
    public async Task A_message_that_was_on_the_way_when_the_case_was_locked_still_counts_and_none_does_after_the_data_lock()
    {
        var desk = await PlainAsync();
        using var room = await desk.RoomAsync();
        await room.ReadAsync(1);

        using var late = await room.SeenAsync(1, 1, 400, Showing.Series(0, 1, 400));
        await desk.Study.LockDataAsync();
        using var tooLate = await room.SeenAsync(1, 2, 400, Showing.Series(0, 1, 400));

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        await desk.RefusedAsync(Study.ReadingIsOpen, tooLate);
        Assert.Single(await StoredAsync(desk));
    }

    [Fact]
    public async Task Nothing_is_seen_of_a_case_that_is_not_open()
    {
        var desk = await PlainAsync();
        using var room = await desk.RoomAsync();

        using var answer = await room.SeenAsync(1, 1, 400, Showing.Series(0, 1, 400));

        await desk.RefusedAsync(ReaderDesk.InOrder, answer);
    }

    [Fact]
    public async Task Both_stages_of_a_sequential_case_are_kept_apart()
    {
        var desk = await DeskStudy.SealedAsync(app, DeskStudy.TwoArms, 1, new Layout("unaided", Layout.Cases(0), Reveal: "aided"));
        using var room = await desk.RoomAsync();
        await room.ReadAsync(1, "unaided");
        await room.JsonAsync("cases/1");

        using var unaided = await room.PostAsync(1, "seen", Showing.Batch(1, 300, "unaided", Showing.Series(0, 0, 300)));
        using var aided = await room.PostAsync(1, "seen", Showing.Batch(2, 300, "aided", Showing.Series(0, 2, 300)));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (unaided.StatusCode, aided.StatusCode));
        Assert.Equal(2, (await StoredAsync(desk)).Select(s => s.ReadingId).Distinct().Count());
    }

    [Fact]
    public async Task After_the_unblinding_it_is_said_of_each_reading_how_much_was_seen_and_whether_the_lesion_ever_was()
    {
        // The lesion lies in the third slice, 10 mm up: the first case's reader never looks there, the second's does.
        var desk = await PlainAsync(new LesionPlace(1, 1, 10));
        using var room = await desk.RoomAsync();
        await SeeAndLockAsync(room, 1, Showing.Series(0, 0, 300, 1, 90, 2, 60), Showing.Series(1, 0, 300));
        await SeeAndLockAsync(room, 2, Showing.Series(0, 2, 300), Showing.Series(1, 0, 300));
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);
        var pages = desk.Study.CaseIds.Select(id => $"{desk.Study.Url}/analysis/cases/{id}").ToList();
        using (var early = await coordinator.GetAsync(pages[0]))
        {
            Assert.NotEqual(HttpStatusCode.OK, early.StatusCode);
        }

        await desk.Study.LockDataAsync();
        await desk.Study.UnblindAsync();

        var missed = Visitor.TextOf(await coordinator.PageAsync(pages[0]));
        var found = Visitor.TextOf(await coordinator.PageAsync(pages[1]));
        Assert.Contains("Slices through the lesion: AP 3, PVP 3.", missed, StringComparison.Ordinal);
        Assert.Contains("1 of 3, 33 %, 0.5 s 1 of 3, 33 %, 0.3 s The lesion slice was never displayed", missed, StringComparison.Ordinal);
        Assert.Contains("1920 x 1080, ratio 1.25, cpu; shown smaller than its pixels", missed, StringComparison.Ordinal);
        Assert.DoesNotContain("never displayed", found, StringComparison.Ordinal);
        Assert.Contains("shown 0.3 s", found, StringComparison.Ordinal);
        var table = await ExportedAsync(coordinator, desk.Study, ("readings", "true"), ("truth", "true"));
        Assert.Contains(
            "sub-C001,1,unaided,1,1,yes,yes,1,arterial,,3,1,0.333,450,450,20,0,0.75,2.5,at-times,,,0,,,,,60/400,1.25,1920x1080,cpu,3,60,yes",
            table,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "sub-C002,1,unaided,1,1,yes,yes,1,arterial,,3,1,0.333,300,450,20,0,0.75,2.5,at-times,,,0,,,,,60/400,1.25,1920x1080,cpu,3,300,no",
            table,
            StringComparison.Ordinal
        );
        var rows = table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var sha256 = await app.DataAsync(async db => (await desk.Study.LoadAsync(db)).ProtocolSha256!);
        Assert.EndsWith(",lesion_never_displayed,protocol_version,protocol_sha256", rows[0], StringComparison.Ordinal);
        Assert.Equal(5, rows.Length);
        Assert.All(rows.Skip(1), r => Assert.EndsWith($",1,{sha256}", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slice_that_cannot_be_read_keeps_nobody_from_what_was_seen()
    {
        var desk = await PlainAsync(new LesionPlace(1, 1, 10));
        using var room = await desk.RoomAsync();
        await SeeAndLockAsync(room, 1, Showing.Series(0, 0, 300), Showing.Series(1, 2, 300));
        await room.ReadAsync(2);
        await desk.Study.LockDataAsync();
        await desk.Study.UnblindAsync();
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);
        await DamagedImagesTests.DamageAsync(app, desk.Study, "cut", slices: [1]);

        var page = Visitor.TextOf(await coordinator.PageAsync($"{desk.Study.Url}/analysis/cases/{desk.Study.CaseIds[0]}"));

        Assert.Contains("Slices through the lesion: AP 3, PVP 3.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_without_the_truth_does_not_say_of_any_reading_that_the_lesion_was_never_displayed()
    {
        var desk = await PlainAsync(new LesionPlace(1, 1, 10));
        using var room = await desk.RoomAsync();
        await SeeAndLockAsync(room, 1, Showing.Series(0, 0, 300));
        await SeeAndLockAsync(room, 2, Showing.Series(0, 2, 300));
        await desk.Study.LockDataAsync();
        await desk.Study.UnblindAsync();
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);

        var rows = (await ExportedAsync(coordinator, desk.Study, ("readings", "true"))).TrimEnd().Split("\r\n");

        Assert.EndsWith(
            ",rendering,lesion_slices,lesion_shown_ms,lesion_never_displayed,protocol_version,protocol_sha256",
            rows[0],
            StringComparison.Ordinal
        );
        Assert.Equal(4, rows.Skip(1).Count());
        // Nothing of the lesion between the rendering and the protocol's version.
        Assert.All(rows.Skip(1), row => Assert.Contains(",cpu,,,,1,", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_image_of_an_earlier_exam_at_the_same_height_does_not_show_the_lesion()
    {
        var desk = await PlainAsync(new LesionPlace(1, 1, 10), prior: true);
        using var room = await desk.RoomAsync();
        await SeeAndLockAsync(room, 1, Showing.Series(0, 0, 300), Showing.Series(2, 0, 300));
        await room.ReadAsync(2);
        await desk.Study.LockDataAsync();
        await desk.Study.UnblindAsync();
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);

        var page = Visitor.TextOf(await coordinator.PageAsync($"{desk.Study.Url}/analysis/cases/{desk.Study.CaseIds[0]}"));

        Assert.Contains("Slices through the lesion: AP 3, PVP 3.", page, StringComparison.Ordinal);
        Assert.Contains("The lesion slice was never displayed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_without_a_place_of_its_lesion_or_without_a_record_says_so()
    {
        var desk = await PlainAsync();
        using var room = await desk.RoomAsync();
        await SeeAndLockAsync(room, 1, Showing.Series(0, 0, 300));
        await room.ReadAsync(2);
        await desk.Study.LockDataAsync();
        await desk.Study.UnblindAsync();
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);

        var known = Visitor.TextOf(await coordinator.PageAsync($"{desk.Study.Url}/analysis/cases/{desk.Study.CaseIds[0]}"));
        var unknown = Visitor.TextOf(await coordinator.PageAsync($"{desk.Study.Url}/analysis/cases/{desk.Study.CaseIds[1]}"));

        Assert.Contains("Where the lesion lies was not brought with the truth of this case.", known, StringComparison.Ordinal);
        Assert.Contains("Nothing was recorded of what was on readers' screens.", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_are_told_before_they_begin()
    {
        var desk = await PlainAsync();
        using var reader = await app.SignInAsync(desk.Reader);

        var page = Visitor.TextOf(await reader.PageAsync($"/sessions/{desk.Sessions[0]}/instructions"));

        Assert.Contains("the page records what it shows and for how long", page, StringComparison.Ordinal);
    }

    /// <param name="lesion">Where it lies in each case.</param>
    /// <param name="prior">Whether the first case has an earlier exam too, with an image at the lesion's height.</param>
    private Task<DeskStudy> PlainAsync(LesionPlace? lesion = null, bool prior = false) =>
        DeskStudy.SealedAsync(
            app,
            DeskStudy.TwoArms,
            2,
            async (db, ids) =>
            {
                foreach (var truth in await db.ReferenceStandards.Where(r => lesion != null && ids.Contains(r.CaseId)).ToListAsync())
                {
                    db.ReferenceStandards.Add(
                        new ReferenceStandard(
                            truth.CaseId,
                            2,
                            truth.ClassId,
                            truth.Source,
                            truth.RecordedBy,
                            truth.RecordedAt,
                            lesion: lesion
                        )
                    );
                }

                foreach (var one in await db.Cases.Where(c => ids.Contains(c.Id)).ToListAsync())
                {
                    // A lesion of 4 mm meets one slice of 5 mm.
                    one.Describe(one.Centre, one.Sex, one.Age, 4);
                }

                if (prior)
                {
                    await PriorExam.AddAsync(app, db, ids[0], slice: 2);
                }
            },
            new Layout("unaided", Layout.Cases(0, 1))
        );

    private static async Task SeeAndLockAsync(Room room, int position, params object[] series)
    {
        await room.JsonAsync($"cases/{position}");
        using var seen = await room.SeenAsync(position, 1, 450, series);
        await Room.OkAsync(seen);
        await room.ReadAsync(position);
    }

    private Task<List<SeenIncrement>> StoredAsync(DeskStudy desk) =>
        app.DataAsync(db =>
            db.SeenIncrements.Where(s => db.Readings.Any(r => r.Id == s.ReadingId && r.StudyId == desk.Study.Id)).ToListAsync()
        );

    private static async Task<string> ExportedAsync(Visitor coordinator, TestStudy study, params (string, string)[] fields)
    {
        using var answer = await coordinator.PostAsync($"{study.Url}/exports/dataset", fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        using var reader = new StreamReader(await zip.GetEntry("derivatives/readings/seen.csv")!.OpenAsync());
        return await reader.ReadToEndAsync();
    }
}
