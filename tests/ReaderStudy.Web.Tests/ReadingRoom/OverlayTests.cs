using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Features.Exports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>What a model drew, in the reading room: which of it is shown where, and that showing and hiding it is kept.</summary>
[Collection(App.Collection)]
public sealed class OverlayTests(App app)
{
    [Fact]
    public async Task Boxes_masks_and_maps_are_told_by_their_place_in_the_case_and_nothing_else_of_them()
    {
        var desk = await DrawnAsync(new Layout("aided", Layout.Cases(0)));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        var told = await room.JsonAsync("cases/1/ai/overlays");

        Assert.Equal(
            """{"logged":0,"overlays":[{"kind":"box","series":0,"label":"A Box","score":0.75,"from":[-2,-1,4],"to":[1,3,11]},"""
                + """{"kind":"mask","series":0,"label":"A Mask","slices":[{"slice":1,"runs":[9,3,17,3]}]},"""
                + """{"kind":"activation","series":0,"label":"A Activation","slices":[{"slice":2,"rows":1,"columns":2,"data":"AP8="}]}]}""",
            told.GetRawText()
        );
    }

    [Fact]
    public async Task An_image_that_is_taken_out_takes_its_drawing_along_and_the_others_stay_on_theirs()
    {
        var desk = await DrawnStudy.SealedAsync(
            app,
            DeskStudy.TwoArms,
            1,
            async (db, cases) =>
            {
                var one = cases[0];
                var series = await db.Series.Include(s => s.Instances).SingleAsync(s => s.CaseId == one && s.Phase == Phase.Arterial);
                series.Instances.Single(i => i.Position == 0).Exclude("The test takes it out.");
            },
            new Layout("aided", Layout.Cases(0))
        );
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        var told = await room.JsonAsync("cases/1/ai/overlays");

        Assert.Equal(0, told.GetProperty("overlays")[1].GetProperty("slices")[0].GetProperty("slice").GetInt32());
        Assert.Equal(1, told.GetProperty("overlays")[2].GetProperty("slices")[0].GetProperty("slice").GetInt32());
    }

    [Fact]
    public async Task In_a_sequential_session_nothing_is_drawn_before_the_unaided_lock()
    {
        var desk = await DrawnAsync(new Layout("unaided", Layout.Cases(0), Reveal: "aided"));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        using var early = await room.AskAsync("cases/1/ai/overlays");
        await desk.RefusedAsync(ReadingRoomRules.AiIsHidden, early);

        await room.ReadAsync(1, "unaided");
        await room.JsonAsync("cases/1");

        Assert.Equal(3, (await room.JsonAsync("cases/1/ai/overlays")).GetProperty("overlays").GetArrayLength());
    }

    [Fact]
    public async Task A_study_with_a_catch_case_shows_nothing_drawn_on_any_case()
    {
        var desk = await DrawnAsync(new Layout("aided", [new LaidPlace(0, Sham: "FNH"), new LaidPlace(1)]));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        var onCatch = await room.BytesAsync("cases/1/ai/overlays");
        await room.ReadAsync(1);
        await room.JsonAsync("cases/2");

        Assert.Equal(onCatch, await room.BytesAsync("cases/2/ai/overlays"));
        Assert.Equal("""{"logged":0,"overlays":[]}""", Encoding.UTF8.GetString(onCatch));
    }

    [Fact]
    public async Task What_is_not_what_was_sealed_is_not_shown()
    {
        await using var own = new App();
        var rows = await DrawnAsync();
        var all = await DrawnAsync();
        // As somebody does it who has the rights of an owner of the database.
        await own.DataAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"PredictionOverlays_frozen_delete\""));
        await own.DataAsync(async db =>
        {
            db.Remove(await db.PredictionOverlays.FirstAsync(o => o.CaseId == rows.Study.CaseIds[0]));
            db.RemoveRange(await db.PredictionOverlays.Where(o => all.Study.CaseIds.Contains(o.CaseId)).ToListAsync());
            return await db.SaveChangesAsync();
        });
        var files = await DrawnAsync();
        await own.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Data.ReaderStudyDbContext>();
            var key = await db.PredictionOverlays.Where(o => o.CaseId == files.Study.CaseIds[0]).Select(o => o.FileKey).FirstAsync();
            await services.GetRequiredService<ImageStore>().WriteAsync(key, new byte[] { 1 }, default);
        });
        foreach (var desk in new[] { rows, all, files })
        {
            using var room = await desk.RoomAsync();
            await room.JsonAsync("cases/1");
            using var refused = await room.AskAsync("cases/1/ai/overlays");
            await desk.RefusedAsync(ReadingRoomRules.OverlaysAreSealed, refused);
        }

        Task<DeskStudy> DrawnAsync() => DrawnStudy.SealedAsync(own, DeskStudy.TwoArms, 2, new Layout("aided", Layout.Cases(0)));
    }

    [Fact]
    public async Task Every_step_is_kept_once_and_leaves_with_the_readings()
    {
        var desk = await DrawnAsync(new Layout("aided", Layout.Cases(0)));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        using var first = await room.PostAsync(1, "ai/log", Steps((1, "masks", false, 40), (2, "boxes", true, 60)));
        // The answer got lost: the page says it again, and one more.
        using var again = await room.PostAsync(1, "ai/log", Steps((2, "boxes", true, 60), (3, "activations", false, 60)));
        using var disordered = await room.PostAsync(1, "ai/log", Steps((6, "boxes", true, 60), (5, "boxes", false, 60)));
        using var senseless = await room.PostAsync(1, "ai/log", Steps((7, "liver", true, 60)));

        Assert.Equal(2, (await Room.OkAsync(first)).GetProperty("logged").GetInt32());
        Assert.Equal(3, (await Room.OkAsync(again)).GetProperty("logged").GetInt32());
        await desk.RefusedAsync(ReadingRoomRules.AiStepsAreCounted, disordered);
        Assert.Equal(HttpStatusCode.BadRequest, senseless.StatusCode);
        Assert.Equal(3, (await room.JsonAsync("cases/1/ai/overlays")).GetProperty("logged").GetInt32());
        var kept = await app.DataAsync(db =>
            db.AiSteps.Where(s => db.Readings.Any(r => r.Id == s.ReadingId && r.StudyId == desk.Study.Id))
                .OrderBy(s => s.Number)
                .ToListAsync()
        );
        Assert.Equal(
            [(1, AiPart.Masks, false, 40), (2, AiPart.Boxes, true, 60), (3, AiPart.Activations, false, 60)],
            kept.Select(s => (s.Number, s.Part, s.IsOn, s.Opacity))
        );
        var lines = (await ExportedAsync(desk)).Split("\r\n");
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("sub-C001,1,aided,1,1,1,,1,masks,0,40,100,", lines[1], StringComparison.Ordinal);
        var sha256 = await app.DataAsync(async db => (await desk.Study.LoadAsync(db)).ProtocolSha256!);
        Assert.EndsWith(",kept_at,protocol_version,protocol_sha256", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..4], l => Assert.EndsWith($"Z,1,{sha256}", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_case_is_called_as_in_the_rest_of_the_export_though_an_excluded_one_is_called_alike()
    {
        var desk = await DrawnStudy.SealedAsync(
            app,
            DeskStudy.TwoArms,
            1,
            async (db, ids) =>
            {
                var study = await db.Cases.Where(c => c.Id == ids[0]).Select(c => c.StudyId).SingleAsync();
                var alike = new Case(study, "C-001", "alike");
                alike.Exclude("Another organ");
                db.Cases.Add(alike);
            },
            new Layout("aided", Layout.Cases(0))
        );
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        using var step = await room.PostAsync(1, "ai/log", Steps((1, "masks", false, 40)));
        await Room.OkAsync(step);

        Assert.StartsWith("sub-C001,1,aided,", (await ExportedAsync(desk)).Split("\r\n")[1], StringComparison.Ordinal);
    }

    private Task<string> ExportedAsync(DeskStudy desk) =>
        app.InScopeAsync(async services =>
        {
            var target = new Kept();
            var study = await desk.Study.LoadAsync(services.GetRequiredService<Data.ReaderStudyDbContext>());
            await services.GetRequiredService<ExportAiUse>().Handle(study, target, "", default);
            return Encoding.UTF8.GetString(target.Files["ai-use.csv"].ToArray());
        });

    private Task<DeskStudy> DrawnAsync(params Layout[] sessions) => DrawnStudy.SealedAsync(app, DeskStudy.TwoArms, 2, sessions);

    private static object Steps(params (int Number, string Part, bool On, int Opacity)[] steps) =>
        new
        {
            steps = steps.Select(s => new
            {
                s.Number,
                s.Part,
                s.On,
                s.Opacity,
                At = 100,
            }),
        };

    private sealed class Kept : IExportTarget
    {
        public Dictionary<string, MemoryStream> Files { get; } = [];

        public Task<Stream> CreateAsync(string path, CancellationToken cancellationToken) =>
            Task.FromResult<Stream>(Files[path] = new MemoryStream());
    }
}
