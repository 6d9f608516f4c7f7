using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Seen;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Imports;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Seen;

/// <summary>How true what was seen is to what was acquired: loss that the stored images tell of, and screens with fewer pixels than the images have.</summary>
[Collection(App.Collection)]
public sealed class FidelityTests(App app)
{
    [Fact]
    public async Task After_the_unblinding_it_is_said_which_series_are_stored_with_loss_and_which_were_drawn_smaller_than_their_pixels()
    {
        var desk = await DeskStudy.SealedAsync(app, DeskStudy.TwoArms, 1, new Layout("unaided", Layout.Cases(0)));
        using var room = await desk.RoomAsync();
        await SayAsync(desk.Study, Phase.Arterial, (0, "01", [7.5]), (2, "01", [10, 12]));
        await SayAsync(desk.Study, Phase.PortalVenous, (0, "00", []), (1, "00", []), (2, "00", []));
        await room.JsonAsync("cases/1");
        using var seen = await room.SeenAsync(1, 1, 450, Shown(0, [1, 300, 2, 90], [0.75, 2.5], 90), Shown(1, [1, 300], [0.5, 0.999], 300));
        await Room.OkAsync(seen);
        await room.ReadAsync(1);
        await desk.Study.LockDataAsync();
        await desk.Study.UnblindAsync();
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);

        var page = Visitor.TextOf(await coordinator.PageAsync($"{desk.Study.Url}/analysis/cases/{desk.Study.CaseIds[0]}"));
        var rows = await RowsAsync(coordinator, desk.Study);

        Assert.Contains("Stored with loss: AP 2 of 3, 7.5 to 1 up to 12 to 1, ISO_10918_1.", page, StringComparison.Ordinal);
        Assert.Contains("shown smaller than its pixels: AP for 0.1 s, PVP always", page, StringComparison.Ordinal);
        Assert.Equal(
            [
                ("arterial", "at-times", "90", "yes", "2", "7.5", "12", "ISO_10918_1", ""),
                ("portal-venous", "always", "300", "no", "0", "", "", "", ""),
            ],
            rows.Select(Fidelity)
        );
    }

    [Fact]
    public async Task Of_a_message_of_an_older_page_it_is_not_known_for_how_long_it_was_drawn_smaller()
    {
        var desk = await DeskStudy.SealedAsync(app, DeskStudy.TwoArms, 1, new Layout("unaided", Layout.Cases(0)));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        using var older = await room.SeenAsync(1, 1, 300, Showing.Series(0, 1, 300));
        using var newer = await room.SeenAsync(1, 2, 300, Shown(0, [1, 300], [0.75, 0.8], 300));
        await Room.OkAsync(older);
        await Room.OkAsync(newer);
        await room.ReadAsync(1);
        await desk.Study.LockDataAsync();
        await desk.Study.UnblindAsync();
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);

        var rows = await RowsAsync(coordinator, desk.Study);

        // No header says anything of loss; of the second series nothing was shown.
        Assert.Equal(
            [("arterial", "at-times", "", "", "0", "", "", "", ""), ("portal-venous", "", "", "", "0", "", "", "", "")],
            rows.Select(Fidelity)
        );
    }

    [Fact]
    public async Task Slides_are_seen_too_at_the_quality_of_their_tiles_and_at_fewer_pixels_than_they_have()
    {
        var (study, room) = await MarkingStudy.OpenedOnPicturesAsync(app, MarkingStudy.Everything);
        using var _ = room;
        const string OfTheSecond = "key-f";
        await MakeTilesAsync(OfTheSecond);
        using var seen = await room.PostAsync(
            1,
            "seen",
            new
            {
                page = Showing.Page,
                sequence = 1,
                visible = 450,
                hidden = 0,
                idle = 0,
                series = Array.Empty<object>(),
                pictures = new[]
                {
                    new
                    {
                        index = 1,
                        shown = 300,
                        scale = new[] { 0.01, 0.25 },
                        decimated = 300,
                    },
                },
            }
        );
        await Room.OkAsync(seen);
        using var locked = await room.LockAsync(1, 1, new { points = "[]", boxes = "[]" });
        await Room.OkAsync(locked);
        await study.LockDataAsync();
        await study.UnblindAsync();
        using var coordinator = await app.SignInAsync(study.Coordinator);

        var page = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/analysis/cases/{study.CaseIds[0]}"));
        var rows = await RowsAsync(coordinator, study);

        app.Services.GetRequiredService<ImageStore>().Delete(OfTheSecond);
        Assert.Contains("CK7 as JPEG tiles of quality 50", page, StringComparison.Ordinal);
        Assert.Contains("1 of 1, 100 %, 0.3 s", page, StringComparison.Ordinal);
        Assert.Contains("shown smaller than its pixels: CK7 always", page, StringComparison.Ordinal);
        // The tiles of the other slide are lost: that they are JPEG is known, their quality is not.
        Assert.Equal(
            [("HE", "1", "0", ""), ("CK7", "1", "1", "50")],
            rows.Select(r => (r["picture"], r["slices"], r["slices_shown"], r["tile_quality"]))
        );
        Assert.All(rows, r => Assert.Equal(("yes", "ISO_10918_1"), (r["lossy"], r["lossy_method"])));
        Assert.Equal(["", "always"], rows.Select(r => r["decimated"]));
    }

    [Fact]
    public async Task What_headers_say_of_loss_is_still_known_after_the_import()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        var importer = new Importer(await app.SignInAsync(study.Coordinator), study.Url);
        await importer.ImportAsync([
            .. Importer
                .Stack("L-1")
                .Select(file =>
                {
                    var image = DicomFile.Read(file.Bytes).Dataset.Clone();
                    image.Set(DicomTags.LossyImageCompression, "01");
                    image.Set(DicomTags.LossyImageCompressionRatio, 20d);
                    image.Set(DicomTags.LossyImageCompressionMethod, "ISO_15444_1");
                    return (file.Path, new DicomFile(image).ToBytes());
                }),
        ]);

        var stored = await app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Data.ReaderStudyDbContext>();
            var series = await db
                .Series.Include(s => s.Instances)
                .SingleAsync(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id));
            return (Slices: series.Instances.Count, Found: await services.GetRequiredService<FindFidelity>().Handle(series, default));
        });

        Assert.True(stored.Slices > 0);
        Assert.Equal(
            (true, stored.Slices, 20, 20),
            (stored.Found.IsLossy, stored.Found.LossyImages, stored.Found.SmallestRatio, stored.Found.LargestRatio)
        );
        Assert.Equal(["ISO_15444_1"], stored.Found.Methods);
    }

    private static object Shown(int index, int[] slices, double[] scale, int decimated) =>
        new
        {
            index,
            slices,
            scale,
            decimated,
        };

    private static (string, string, string, string, string, string, string, string, string) Fidelity(Dictionary<string, string> row) =>
        (
            row["phase"],
            row["decimated"],
            row["decimated_ms"],
            row["lossy"],
            row["lossy_images"],
            row["smallest_lossy_ratio"],
            row["largest_lossy_ratio"],
            row["lossy_method"],
            row["tile_quality"]
        );

    /// <summary>Stored images say whether they were compressed with loss, and how much in each step.</summary>
    private Task SayAsync(TestStudy study, Phase phase, params (int Slice, string Lossy, double[] Ratios)[] said) =>
        app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Data.ReaderStudyDbContext>();
            var store = services.GetRequiredService<ImageStore>();
            var caseId = study.CaseIds[0];
            var keys = await db
                .Series.Where(s => s.CaseId == caseId && s.Phase == phase)
                .SelectMany(s => s.Instances)
                .OrderBy(i => i.Position)
                .Select(i => i.FileKey)
                .ToListAsync();
            foreach (var (slice, lossy, ratios) in said)
            {
                var image = DicomFile.Read(await store.ReadAsync(keys[slice], default)).Dataset.Clone();
                image.Set(DicomTags.LossyImageCompression, lossy);
                if (ratios.Length > 0)
                {
                    image.Set(DicomTags.LossyImageCompressionRatio, ratios);
                    image.Set(DicomTags.LossyImageCompressionMethod, "ISO_10918_1");
                }

                await store.WriteAsync(keys[slice], new DicomFile(image).ToBytes(), default);
            }

            return keys.Count;
        });

    /// <summary>Tiles of one pixel under the key of a slide, of the standard's own luminance table: quality 50.</summary>
    private async Task MakeTilesAsync(string key)
    {
        var level = Directory.CreateTempSubdirectory("tiles-");
        byte[] zigzag =
        [
            .. (byte[])[16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51],
            .. (byte[])[61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77],
            .. (byte[])[113, 121, 112, 100, 120, 92, 101, 103, 99],
        ];
        byte[] tile = [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. zigzag, 0xFF, 0xD9];
        await File.WriteAllBytesAsync(Path.Combine(level.FullName, "0_0.jpg"), tile);
        ImageStore.Settle(
            app.Services.GetRequiredService<ImageStore>().Stage(key, stream => TilePack.Write([level.FullName], "jpg", stream))
        );
        level.Delete(recursive: true);
    }

    /// <summary>The rows of seen.csv by column; the data dictionary beside it describes each.</summary>
    private static async Task<List<Dictionary<string, string>>> RowsAsync(Visitor coordinator, TestStudy study)
    {
        using var answer = await coordinator.PostAsync($"{study.Url}/exports/dataset", ("readings", "true"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        var lines = (await TextAsync("seen.csv")).TrimEnd().Split("\r\n").Select(line => line.Split(',')).ToList();
        using var dictionary = JsonDocument.Parse(await TextAsync("seen.json"));
        Assert.Equal(lines[0], dictionary.RootElement.EnumerateObject().Select(c => c.Name));
        Assert.All(
            dictionary.RootElement.EnumerateObject(),
            c => Assert.False(string.IsNullOrEmpty(c.Value.GetProperty("Description").GetString()))
        );
        return lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(c => c.First, c => c.Second)).ToList();

        async Task<string> TextAsync(string name)
        {
            using var reader = new StreamReader(await zip.GetEntry("derivatives/readings/" + name)!.OpenAsync());
            return await reader.ReadToEndAsync();
        }
    }
}
