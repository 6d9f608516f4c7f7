using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Dicom.Pixels.Jpeg;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Tests;
using ReaderStudy.Web.Features.Imports.Pictures;
using ReaderStudy.Web.Features.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Imports;

[Collection(App.Collection)]
public sealed class PictureImportTests(App app)
{
    [VipsFact(TestPictures.Histology)]
    public async Task Of_a_slide_nothing_but_its_pixels_and_their_size_is_kept()
    {
        var (study, importer) = await StartAsync();

        var (_, sentence) = await importer.ImportAsync(pictures: true, ("Quittenbaum/Quittenbaum_HE.svs", TestPictures.Slide()));

        Assert.Equal("1 of 1 file imported.", sentence);
        var one = Assert.Single(await CasesAsync(study));
        var series = Assert.Single(one.Series);
        var picture = series.Picture!;
        Assert.Equal(("C001", "SM", "HE"), (one.Code, series.Modality, picture.Label));
        Assert.Equal(new PictureShape(2220, 2967, 510, 1, "jpg"), picture.Shape);
        Assert.Equal(0.499, picture.MicronsPerPixel!.Value, 6);
        // What the file's header, its label and its name hold; the fixture's own data folder has the whole run in it.
        Assert.Empty(DataFolder.FilesWith(app.DataFolder, "Quittenbaum", "ScanScope", "CPAPERIOCS", "CMU-1", "b414003d-95c6"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(app.DataFolder, "spool")));
    }

    [VipsFact(TestPictures.Histology)]
    public async Task Every_level_is_there_as_tiles_without_metadata()
    {
        var (study, importer) = await StartAsync();
        await importer.ImportAsync(pictures: true, ("P1.svs", TestPictures.Slide()));
        var picture = Assert.Single((await CasesAsync(study)).Single().Series).Picture!;

        using var pack = app.Services.GetRequiredService<ImageStore>().Open(picture.FileKey);

        // The longer side, 2967, is halved down to one pixel twelve times: 6 by 5 tiles of 510 pixels on the finest level.
        Assert.NotNull(TilePack.Read(pack, 0, 0, 0));
        Assert.Null(TilePack.Read(pack, 0, 1, 0));
        var last = TilePack.Read(pack, 12, 4, 5)!;
        Assert.Null(TilePack.Read(pack, 12, 5, 0));
        Assert.Null(TilePack.Read(pack, 13, 0, 0));
        Assert.Equal([0xFF, 0xD8, 0xFF], last.Take(3));
        Assert.Equal(88, JpegQuality.Of(last));
        Assert.Equal(88, JpegQuality.Of(TilePack.Read(pack, 0, 0, 0)));
        Assert.Equal(-1, last.AsSpan().IndexOf("Exif"u8));
        Assert.Equal(-1, last.AsSpan().IndexOf("ICC_PROFILE"u8));
        Assert.Equal(
            picture.Sha256,
            ImageStore.Sha256Of(await app.Services.GetRequiredService<ImageStore>().ReadAsync(picture.FileKey, default))
        );
    }

    [VipsFact]
    public async Task Stains_of_one_name_are_one_case_and_a_known_code_or_patient_number_is_its_case()
    {
        var (study, importer) = await StartAsync();
        await importer.ImportAsync(Importer.Stack("N-77"));

        await importer.ImportAsync(
            pictures: true,
            ("A_HE.png", await TestPictures.BlackAsync(600, 400)),
            ("A_CK7.png", await TestPictures.BlackAsync(601, 400)),
            ("c001_HE.png", await TestPictures.BlackAsync(602, 400)),
            ("n-77_PAS.png", await TestPictures.BlackAsync(603, 400))
        );

        var cases = await CasesAsync(study);
        Assert.Equal(["C001", "C002"], cases.Select(c => c.Code));
        Assert.Equal(["", "HE", "PAS"], cases[0].Series.Select(s => s.Picture?.Label ?? "").Order(StringComparer.Ordinal));
        Assert.Equal(["CK7", "HE"], cases[1].Series.Select(s => s.Picture!.Label).Order(StringComparer.Ordinal));
        Assert.All(cases[1].Series, s => Assert.Equal("XC", s.Modality));
        Assert.All(cases.SelectMany(c => c.Series).Select(s => s.Picture).OfType<Picture>(), p => Assert.Null(p.MicronsPerPixel));
    }

    [VipsFact]
    public async Task The_same_picture_of_the_same_case_is_taken_once()
    {
        var (study, importer) = await StartAsync();
        var file = ("B_HE.png", await TestPictures.BlackAsync(500, 300));
        await importer.ImportAsync(pictures: true, file);

        var (_, sentence) = await importer.ImportAsync(pictures: true, file);

        Assert.Equal("0 of 1 file imported; 1 was there already.", sentence);
        Assert.Single((await CasesAsync(study)).Single().Series);
    }

    [VipsFact]
    public async Task What_cannot_be_taken_is_named_with_why()
    {
        var (study, importer) = await StartAsync();
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6];

        var (url, _) = await importer.ImportAsync(
            pictures: true,
            ("good_HE.png", await TestPictures.BlackAsync(64, 64)),
            ("text.svs", "no slide"u8.ToArray()),
            ("torn.jpg", jpeg),
            ("alone.mrxs", jpeg),
            ("dot.png", await TestPictures.BlackAsync(4, 4))
        );

        Assert.Single(await CasesAsync(study));
        var page = Visitor.TextOf(await importer.Browser.PageAsync(url));
        Assert.Contains("text.svs damaged, or not the picture that its name says", page, StringComparison.Ordinal);
        Assert.Contains("torn.jpg damaged, or of a kind that is not read", page, StringComparison.Ordinal);
        Assert.Contains("alone.mrxs an MRXS slide is a file and a folder of the same name", page, StringComparison.Ordinal);
        Assert.Contains("dot.png too small to be read", page, StringComparison.Ordinal);
    }

    [VipsFact]
    public async Task A_picture_whose_name_says_no_case_goes_into_nobodys()
    {
        var (study, importer) = await StartAsync();
        // Images without a patient number: their case is known by none.
        await importer.ImportAsync(Importer.Stack(""));

        var (url, _) = await importer.ImportAsync(
            pictures: true,
            ("slides/.png", await TestPictures.BlackAsync(300, 200)),
            ("slides/ .png", await TestPictures.BlackAsync(301, 200))
        );

        Assert.Null(Assert.Single((await CasesAsync(study)).Single().Series).Picture);
        var page = Visitor.TextOf(await importer.Browser.PageAsync(url));
        Assert.Contains("slides/.png its name says no case: call it after the case and the stain", page, StringComparison.Ordinal);
        Assert.Contains("slides/ .png its name says no case", page, StringComparison.Ordinal);
    }

    /// <summary>A process that dies after it has put tiles into their place, and before it has noted them, takes the file again.</summary>
    [VipsFact]
    public async Task Tiles_that_a_killed_import_left_are_replaced_when_the_file_is_taken_again()
    {
        var (study, _) = await StartAsync();
        var import = new Import(study.Id, "/data/incoming", study.Coordinator.Id, app.Clock.GetUtcNow());
        var store = app.Services.GetRequiredService<ImageStore>();
        var folder = Directory.CreateTempSubdirectory("slides-");
        var path = Path.Combine(folder.FullName, "P01_HE.png");
        await File.WriteAllBytesAsync(path, await TestPictures.BlackAsync(300, 200));

        var first = await TakeAsync("one");
        var again = await TakeAsync("one");
        var other = await TakeAsync("two");

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(app.DataFolder, "images", $"{study.Id:N}", $"{import.Id:N}")).Length);
        folder.Delete(recursive: true);

        async Task<string> TakeAsync(string sourceKey)
        {
            await using var file = File.OpenRead(path);
            var (picture, refusal) = await TakenPicture.OfAsync(
                sourceKey,
                file,
                path,
                import,
                new byte[32],
                store,
                Path.Combine(app.DataFolder, "spool"),
                default
            );
            Assert.Null(refusal);
            ImageStore.Settle(picture!.Staged);
            return picture.Staged.Key;
        }
    }

    [VipsFact]
    public async Task Without_the_tick_pictures_lie_beside_the_images_as_before()
    {
        var (study, importer) = await StartAsync();

        var (_, sentence) = await importer.ImportAsync(pictures: false, ("logo.png", await TestPictures.BlackAsync(64, 64)));

        Assert.Equal("0 of 1 file imported; 1 was passed over: 1 is not DICOM.", sentence);
        Assert.Empty(await CasesAsync(study));
    }

    [VipsFact(TestPictures.Histology)]
    public async Task A_folder_on_the_server_and_a_zip_bring_pictures_too()
    {
        var (study, importer) = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("incoming-");
        File.Copy(
            SharedData.PathOf(TestPictures.Histology + "/liver-he-psr-tiles/tile02_HE.jpg"),
            Path.Combine(folder.FullName, "tile02_HE.jpg")
        );
        File.Copy(
            SharedData.PathOf(TestPictures.Histology + "/liver-he-psr-tiles/tile02_PSR.jpg"),
            Path.Combine(folder.FullName, "tile02_PSR.jpg")
        );

        var (_, state) = await importer.ImportFolderAsync(folder.FullName, pictures: true);
        await importer.ImportAsync(
            pictures: true,
            ("more.zip", Importer.Zip(("deep/tile02_CD34.png", await TestPictures.BlackAsync(300, 200))))
        );

        Assert.Equal("2 of 2 files imported.", state.GetProperty("sentence").GetString());
        Assert.Equal(
            ["CD34", "HE", "PSR"],
            (await CasesAsync(study)).Single().Series.Select(s => s.Picture!.Label).Order(StringComparer.Ordinal)
        );
        folder.Delete(recursive: true);
    }

    [VipsFact]
    public async Task A_copy_of_the_study_has_its_own_tiles_and_both_are_known_as_the_same_images()
    {
        var (study, importer) = await StartAsync();
        await importer.ImportAsync(pictures: true, ("K_HE.png", await TestPictures.BlackAsync(700, 300)));
        var source = Assert.Single((await CasesAsync(study)).Single().Series);

        var copyId = await app.InScopeAsync(async s =>
        {
            var pass = new StudyPass(
                await study.LoadAsync(s.GetRequiredService<Data.ReaderStudyDbContext>()),
                study.Coordinator.Id,
                [Domain.Studies.StudyRole.Coordinator]
            );
            return await s.GetRequiredService<CloneStudy>().Handle(pass, new CloneChoices("Copy", false, true, false), default);
        });

        var copy = await app.DataAsync(db =>
            db.Series.Include(s => s.Picture).SingleAsync(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == copyId))
        );
        Assert.NotEqual(source.Picture!.FileKey, copy.Picture!.FileKey);
        Assert.True(app.Services.GetRequiredService<ImageStore>().Exists(copy.Picture.FileKey));
        var marks = await app.DataAsync(db =>
            db.SeriesFingerprints.Where(f => f.SeriesId == source.Id || f.SeriesId == copy.Id).Select(f => f.PixelSha256).ToListAsync()
        );
        Assert.Equal([source.Picture.Sha256, source.Picture.Sha256], marks);
    }

    private async Task<(TestStudy Study, Importer Importer)> StartAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        return (study, new Importer(await app.SignInAsync(study.Coordinator), study.Url));
    }

    private Task<List<Case>> CasesAsync(TestStudy study) =>
        app.DataAsync(db =>
            db.Cases.Where(c => c.StudyId == study.Id).Include(c => c.Series).ThenInclude(s => s.Picture).OrderBy(c => c.Code).ToListAsync()
        );
}
