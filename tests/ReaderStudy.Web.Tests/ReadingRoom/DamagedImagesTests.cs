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
        await DamageAsync(study, damage, slices: [1]);

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
        await DamageAsync(study, "cut", slices: [2]);

        var described = (await room.JsonAsync("cases/1/series/0/metadata")).EnumerateArray().ToList();

        Assert.Equal([0, 5, 10], described.Select(HeightOf));
    }

    [Fact]
    public async Task Of_a_series_without_a_sound_slice_nothing_is_said_and_the_others_are_shown()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        await DamageAsync(study, "lost", slices: [0, 1, 2]);

        Assert.Equal(0, (await room.JsonAsync("cases/1/series/0/metadata")).GetArrayLength());
        Assert.Equal(TestImages.Slices, (await room.JsonAsync("cases/1/series/1/metadata")).GetArrayLength());
    }

    private static double HeightOf(JsonElement slice) => slice.GetProperty("00200032").GetProperty("Value")[2].GetDouble();

    private static async Task<HttpStatusCode> StatusAsync(Room room, int frame)
    {
        using var answer = await room.AskAsync($"cases/1/series/0/frames/{frame}");
        return answer.StatusCode;
    }

    /// <summary>Does something to slices of the first series, where they lie on the disk.</summary>
    private Task DamageAsync(TestStudy study, string damage, IReadOnlyList<int> slices) =>
        app.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<ImageStore>();
            var series = await services
                .GetRequiredService<ReaderStudyDbContext>()
                .Series.Include(s => s.Instances)
                .Where(s => study.CaseIds.Contains(s.CaseId))
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
