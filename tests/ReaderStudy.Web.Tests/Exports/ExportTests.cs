using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Exports;

[Collection(App.Collection)]
public sealed class ExportTests(App app)
{
    /// <summary>Words that would tell a truth, an answer or a prediction.</summary>
    private static readonly string[] Revealing = ["HCC", "FNH", "malignant", "benign", "confidence", "probability"];

    [Fact]
    public async Task Before_the_unblinding_a_data_set_holds_the_images_and_nothing_that_reveals()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2);
        await study.ReadAllAsync();
        using var browser = await app.SignInAsync(study.Coordinator);

        using var zip = await Unpacked.ZipAsync(browser, $"{study.Url}/exports/dataset", "a-study-dataset.zip");

        Assert.Equal(
            [
                ".bidsignore",
                "README",
                "dataset_description.json",
                "participants.json",
                "participants.tsv",
                "sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_ct.json",
                "sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_ct.nii.gz",
                "sub-C001/ses-01/ct/sub-C001_ses-01_phase-portalvenous_ct.json",
                "sub-C001/ses-01/ct/sub-C001_ses-01_phase-portalvenous_ct.nii.gz",
                "sub-C002/ses-01/ct/sub-C002_ses-01_phase-arterial_ct.json",
                "sub-C002/ses-01/ct/sub-C002_ses-01_phase-arterial_ct.nii.gz",
                "sub-C002/ses-01/ct/sub-C002_ses-01_phase-portalvenous_ct.json",
                "sub-C002/ses-01/ct/sub-C002_ses-01_phase-portalvenous_ct.nii.gz",
            ],
            zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal)
        );
        foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith(".gz", StringComparison.Ordinal)))
        {
            var text = Encoding.UTF8.GetString(await Unpacked.BytesAsync(entry));
            Assert.All(Revealing, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        }

        // TestImages: three slices of 8 x 8, all of 100 HU in the arterial phase, 5 mm apart from z = 0.
        var bytes = await Unpacked.BytesAsync(zip.GetEntry("sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_ct.nii.gz")!);
        var volume = await NiftiImage.ReadAsync(new MemoryStream(bytes));
        Assert.Equal((8, 8, 3), (volume.Header.Columns, volume.Header.Rows, volume.Header.Slices));
        Assert.Equal((100, 100), (volume[0, 0, 0], volume[7, 7, 2]));
        Assert.Equal(new Dicom.Volumes.Point3(4, 4, 0), volume.Header.Affine.Origin);
    }

    [Theory]
    [InlineData("dataset", "truth")]
    [InlineData("dataset", "readings")]
    [InlineData("dataset", "predictions")]
    [InlineData("dataset", "flaggedTexts")]
    [InlineData("readings", "flaggedTexts")]
    [InlineData("predictions", "truth")]
    public async Task Answers_truth_and_predictions_stay_until_the_unblinding(string what, string asked)
    {
        var draft = await TestStudy.DraftAsync(app);
        var locked = await TestStudy.SealedAsync(app);
        await locked.ReadAllAsync();
        await locked.LockDataAsync();
        foreach (var study in new[] { draft, locked })
        {
            foreach (var person in new[] { study.Coordinator, study.Statistician })
            {
                using var browser = await app.SignInAsync(person);

                using var answer = await browser.PostAsync($"{study.Url}/exports/{what}", (asked, "true"));

                Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task The_page_says_what_goes_out_now()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);

        var before = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/exports"));
        var hidden = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/exports"));
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();
        var after = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/exports"));

        Assert.Contains("2 included cases, 4 series, 12 images.", before, StringComparison.Ordinal);
        Assert.Contains("Until the study is unblinded only images go out", before, StringComparison.Ordinal);
        Assert.Contains("can be exported once the study is unblinded", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("Download", hidden, StringComparison.Ordinal);
        Assert.Contains("Answers of 4 locked readings", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_go_out_byte_for_byte_and_every_export_is_in_the_audit_trail()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var zip = await Unpacked.ZipAsync(browser, $"{study.Url}/exports/images", "a-study-dicom.zip");

        var stored = await app.DataAsync(db =>
            (
                from instance in db.Instances
                join series in db.Series on instance.SeriesId equals series.Id
                where series.CaseId == study.CaseIds[0]
                select instance.Sha256
            ).ToListAsync()
        );
        var sent = new List<string>();
        foreach (var entry in zip.Entries)
        {
            sent.Add(ImageStore.Sha256Of(await Unpacked.BytesAsync(entry)));
        }

        Assert.Equal(stored.Order(), sent.Order());
        var entries = await app.DataAsync(db =>
            db.AuditEntries.Where(e => e.StudyId == study.Id && e.Action.Contains("export")).OrderBy(e => e.Sequence).ToListAsync()
        );
        Assert.Equal(["study.images-exported", "study.export-finished"], entries.Select(e => e.Action));
        Assert.StartsWith("images only; protocol not sealed yet, SHA-256 ", entries[0].Detail, StringComparison.Ordinal);
        Assert.Equal("dicom.zip: 6 file(s)", entries[1].Detail);
        Assert.All(entries, e => Assert.Equal(study.Coordinator.Id, e.ActorId));
    }

    [Fact]
    public async Task What_was_left_out_of_reading_stays_here()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        await app.DataAsync(async db =>
        {
            var series = await db.Series.Include(s => s.Instances).Where(s => s.CaseId == study.CaseIds[0]).ToListAsync();
            series.Single(s => s.Phase == Domain.Cohorts.Phase.PortalVenous).Exclude("Of another patient");
            series.Single(s => s.Phase == Domain.Cohorts.Phase.Arterial).Instances.Single(i => i.Position == 2).Exclude("Motion");
            return await db.SaveChangesAsync();
        });
        using var browser = await app.SignInAsync(study.Coordinator);

        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/exports"));
        using var images = await Unpacked.ZipAsync(browser, $"{study.Url}/exports/images", "a-study-dicom.zip");
        using var dataset = await Unpacked.ZipAsync(browser, $"{study.Url}/exports/dataset", "a-study-dataset.zip");

        Assert.Contains("1 included case, 1 series, 2 images.", page, StringComparison.Ordinal);
        Assert.Equal(2, images.Entries.Count);
        var only = Assert.Single(dataset.Entries, e => e.FullName.EndsWith(".nii.gz", StringComparison.Ordinal));
        Assert.Equal("sub-C001_ses-01_phase-arterial_ct.nii.gz", only.Name);
        Assert.Equal(2, (await NiftiImage.ReadAsync(new MemoryStream(await Unpacked.BytesAsync(only)))).Header.Slices);
    }

    [Fact]
    public async Task An_export_that_fails_on_the_way_is_no_zip()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2);
        await app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Data.ReaderStudyDbContext>();
            var series = await db.Series.Include(s => s.Instances).FirstAsync(s => s.CaseId == study.CaseIds[1]);
            services.GetRequiredService<ImageStore>().Delete(series.Instances[0].FileKey);
        });
        using var browser = await app.SignInAsync(study.Coordinator);

        var isWhole = false;
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var answer = await browser.PostAsync($"{study.Url}/exports/images");
            using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
            isWhole = zip.Entries.Count > 0;
            throw new InvalidDataException("nothing failed");
        });

        Assert.False(isWhole);
        var entries = await app.DataAsync(db => db.AuditEntries.Where(e => e.StudyId == study.Id).Select(e => e.Action).ToListAsync());
        Assert.Contains("study.images-exported", entries);
        Assert.DoesNotContain("study.export-finished", entries);
    }
}
