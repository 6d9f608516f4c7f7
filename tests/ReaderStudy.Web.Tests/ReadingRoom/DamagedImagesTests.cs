using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.ReadingRoom;

[Collection(App.Collection)]
public sealed class DamagedImagesTests(App app)
{
    public static TheoryData<string> Damages => ["lost", "cut", "overwritten", "empty"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_slice_that_cannot_be_read_takes_no_other_of_its_series_with_it(string damage)
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        await DamageAsync(app, study, damage, slices: [1]);

        var described = (await room.JsonAsync("cases/1/series/0/metadata")).EnumerateArray().ToList();

        // The test images lie 5 mm apart.
        Assert.Equal([0, 5, 10], described.Select(HeightOf));
        Assert.Equal("2.25.1.1.2", described[1].GetProperty("00080018").GetProperty("Value")[0].GetString());
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK],
            [await StatusAsync(room, 1), await StatusAsync(room, 2), await StatusAsync(room, 3)]
        );
    }

    [Fact]
    public async Task The_end_of_a_series_keeps_its_place_too()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        await DamageAsync(app, study, "cut", slices: [2]);

        var described = (await room.JsonAsync("cases/1/series/0/metadata")).EnumerateArray().ToList();

        Assert.Equal([0, 5, 10], described.Select(HeightOf));
    }

    [Fact]
    public async Task Of_a_series_without_a_sound_slice_nothing_is_said_and_the_others_are_shown()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        await DamageAsync(app, study, "lost", slices: [0, 1, 2]);

        Assert.Equal(0, (await room.JsonAsync("cases/1/series/0/metadata")).GetArrayLength());
        Assert.Equal(TestImages.Slices, (await room.JsonAsync("cases/1/series/1/metadata")).GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task What_is_drawn_in_a_case_with_a_damaged_slice_is_saved_and_locked(string damage)
    {
        var (study, room) = await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything, cases: 1);
        await DamageAsync(app, study, damage, slices: [1]);
        var outline = await OutlineTests.SaveAsync(room, 1, OutlineTests.Outline(0, (2, [0, 8])));
        // On the sound slice above the damaged one, on the other series, and where the damaged slice itself would lie.
        var drawn = new
        {
            points = """[{"x":-4,"y":3,"z":10,"rating":100},{"x":0,"y":0,"z":5,"rating":1}]""",
            length = """{"shape":"length","series":0,"slice":1,"points":[[-3,-3,5],[0,1,5]],"value":5,"unit":"mm"}""",
            area = """{"shape":"polygon","series":1,"slice":2,"points":[[0,0,10],[3,0,10],[3,2,10],[0,2,10]],"value":6,"unit":"mm2"}""",
            outline,
        };

        using var draft = await room.DraftAsync(1, 1, drawn);
        await Room.OkAsync(draft);
        using var locked = await room.LockAsync(1, 2, drawn);
        await Room.OkAsync(locked);
    }

    [Fact]
    public async Task Beside_images_of_which_none_can_be_read_the_others_are_drawn_on()
    {
        var (study, room) = await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything, cases: 1);
        await DamageAsync(app, study, "lost", slices: [0, 1, 2]);

        using var other = await room.DraftAsync(1, 1, new { points = """[{"x":0,"y":0,"z":5,"rating":1}]""" });
        using var none = await room.DraftAsync(
            1,
            2,
            new { length = """{"shape":"length","series":0,"slice":1,"points":[[-3,-3,5],[0,1,5]],"value":5,"unit":"mm"}""" }
        );

        await Room.OkAsync(other);
        Assert.Equal("reading.on-images", await Room.CodeAsync(none, HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Nobody_waits_for_the_pixels_of_a_case_to_save_a_stroke()
    {
        var (study, room) = await MarkingStudy.OpenedAsync(app, MarkingStudy.Everything, cases: 1);
        await DamageAsync(app, study, "huge", slices: [0, 1, 2]);
        try
        {
            using var draft = await room.DraftAsync(1, 1, new { points = """[{"x":0,"y":0,"z":5,"rating":1}]""" });

            await Room.OkAsync(draft);
        }
        finally
        {
            // Other tests read whatever lies in the folder.
            foreach (
                var image in new DirectoryInfo(Path.Combine(app.DataFolder, "images")).EnumerateFiles("*", SearchOption.AllDirectories)
            )
            {
                if (image.Length > 1_000_000_000)
                {
                    image.Delete();
                }
            }
        }
    }

    private static double HeightOf(JsonElement slice) => slice.GetProperty("00200032").GetProperty("Value")[2].GetDouble();

    private static async Task<HttpStatusCode> StatusAsync(Room room, int frame)
    {
        using var answer = await room.AskAsync($"cases/1/series/0/frames/{frame}");
        return answer.StatusCode;
    }

    /// <summary>Does something to slices of the first series of the first case, where they lie on the disk.</summary>
    internal static Task DamageAsync(App app, TestStudy study, string damage, IReadOnlyList<int> slices) =>
        app.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ImageStore>();
            var series = await services
                .GetRequiredService<ReaderStudyDbContext>()
                .Series.Include(s => s.Instances)
                .Where(s => s.CaseId == study.CaseIds[0])
                .OrderBy(s => s.Phase)
                .ToListAsync();
            var keys = series[0].Instances.OrderBy(i => i.Position).Select(i => i.FileKey).ToList();
            foreach (var key in slices.Select(s => keys[s]))
            {
                var whole = await store.ReadAsync(key, default);
                switch (damage)
                {
                    case "lost":
                        store.Delete(key);
                        break;
                    case "cut":
                        await store.WriteAsync(key, whole.AsMemory(0, whole.Length - 40), default);
                        break;
                    case "huge":
                        // As if it had 3 GB of pixels: more than a program can read at once. Nothing of that is on the disk.
                        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(whole.Length - 132), 3_000_000_000);
                        await using (var file = File.Create(Path.Combine(app.DataFolder, "images", key)))
                        {
                            await file.WriteAsync(whole.AsMemory(0, whole.Length - 128));
                            file.SetLength(whole.Length - 128 + 3_000_000_000);
                        }

                        break;
                    case "overwritten":
                        await store.WriteAsync(key, Enumerable.Repeat((byte)0x5A, whole.Length).ToArray(), default);
                        break;
                    default:
                        await store.WriteAsync(key, ReadOnlyMemory<byte>.Empty, default);
                        break;
                }
            }
        });
}
