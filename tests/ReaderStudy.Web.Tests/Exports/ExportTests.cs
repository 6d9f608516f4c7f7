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

        using var zip = await ZipAsync(browser, $"{study.Url}/exports/dataset", "a-study-dataset.zip");

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
            var text = Encoding.UTF8.GetString(await BytesAsync(entry));
            Assert.All(Revealing, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        }

        // TestImages: three slices of 8 x 8, all of 100 HU in the arterial phase, 5 mm apart from z = 0.
        var bytes = await BytesAsync(zip.GetEntry("sub-C001/ses-01/ct/sub-C001_ses-01_phase-arterial_ct.nii.gz")!);
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
    public async Task Each_locked_reading_is_a_report_by_a_numbered_reader()
    {
        var study = await TestStudy.UnblindedAsync(app, cases: 2, readers: 2);
        using var browser = await app.SignInAsync(study.Statistician);

        using var zip = await ZipAsync(browser, $"{study.Url}/exports/readings", "a-study-readings-sr.zip");

        Assert.Equal(
            [
                "sub-C001/reader-01_unaided_1.dcm",
                "sub-C001/reader-02_unaided_1.dcm",
                "sub-C002/reader-01_unaided_1.dcm",
                "sub-C002/reader-02_unaided_1.dcm",
                "deviations.csv",
                "missing-readings.csv",
                "missing-readings.json",
                "data-lock.csv",
                "seen.csv",
                "screens.csv",
            ],
            zip.Entries.Select(e => e.FullName)
        );
        var dataset = DicomFile.Read(await BytesAsync(zip.Entries[1])).Dataset;
        var report = MeasurementReport.Read(dataset);
        var group = Assert.Single(report.Groups);
        Assert.Equal(new Observer.Person("Reader^02"), report.Observer);
        Assert.Equal("TEST-1", dataset.GetString(DicomTags.PatientId));
        Assert.Equal(6, report.Evidence.Count);
        // TestStudy answers malignant, HCC, 70 throughout; the codes are SNOMED CT's.
        Assert.Equal(["unaided", "attempt-1", "version-1", "21594007", "109841003"], group.Evaluations.Select(e => e.Code!.Value));
        Assert.Equal(("confidence", 70), group.Measurements.Select(m => (m.Name.Value, m.Value)).Single());
        foreach (var entry in zip.Entries)
        {
            var text = Encoding.UTF8.GetString(await BytesAsync(entry));
            Assert.All(study.Readers, r => Assert.DoesNotContain(r.Name, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Each_prediction_is_a_report_by_a_device_with_a_probability_for_each_class()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2);
        await study.PredictAsync();
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();
        using var browser = await app.SignInAsync(study.Statistician);

        using var zip = await ZipAsync(browser, $"{study.Url}/exports/predictions", "a-study-predictions-sr.zip");

        Assert.Equal(["sub-C001/mean-hu_1.dcm", "sub-C002/mean-hu_1.dcm"], zip.Entries.Select(e => e.FullName));
        var report = MeasurementReport.Read(DicomFile.Read(await BytesAsync(zip.Entries[0])).Dataset);
        var model = Assert.IsType<Observer.Device>(report.Observer);
        Assert.Equal(("mean-hu", 16), (model.Name, model.Version.Length));
        var protocol = Assert.Single(Assert.Single(report.Groups).Evaluations);
        var sha256 = await app.DataAsync(async db => (await study.LoadAsync(db)).ProtocolSha256!);
        Assert.Equal(("protocol", "version-1", sha256), (protocol.Name.Value, protocol.Code!.Value, protocol.Code.Meaning));
        var measurements = Assert.Single(report.Groups).Measurements;
        Assert.Equal(6, measurements.Count);
        Assert.All(measurements, m => Assert.Equal("1", m.Unit.Value));
        Assert.Equal(1, measurements.Sum(m => m.Value), 9);
        // By hand: exp(1.75) / (exp 1.75 + exp 0.5 + exp 0.75 + exp 1 + exp 0.25 + exp -0.625).
        Assert.Equal(5.754603 / 14.057917, measurements[0].Value, 3);
    }

    [Fact]
    public async Task After_the_unblinding_the_data_set_takes_the_annotations_that_are_asked_for()
    {
        var study = await TestStudy.UnblindedAsync(app, cases: 2, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var zip = await ZipAsync(
            browser,
            $"{study.Url}/exports/dataset",
            "a-study-dataset.zip",
            ("truth", "true"),
            ("readings", "true")
        );

        Assert.Equal(
            "participant_id\tage_band\tsex\treference_class\nsub-C001\t50-59\tM\tHCC\nsub-C002\t50-59\tF\tICC\n",
            Encoding.UTF8.GetString(await BytesAsync(zip.GetEntry("participants.tsv")!))
        );
        var sha256 = await app.DataAsync(async db => (await study.LoadAsync(db)).ProtocolSha256!);
        var table = await ReadingsAsync(zip);
        Assert.Equal(
            ["sub-C001 1 junior unaided 1 test 1 pivotal 1 locked n/a 0", "sub-C002 1 junior unaided 1 test 1 pivotal 1 locked n/a 0"],
            table.Select(r =>
                string.Join(
                    ' ',
                    new[]
                    {
                        "participant_id",
                        "reader",
                        "reader_level",
                        "arm",
                        "attempt",
                        "purpose",
                        "session",
                        "session_kind",
                        "period",
                        "status",
                        "skip_reason",
                        "corrections",
                    }.Select(c => r[c])
                )
            )
        );
        Assert.All(table, r => Assert.Equal(("1", sha256), (r["protocol_version"], r["protocol_sha256"])));
        Assert.All(table, r => Assert.Equal(("malignant", "HCC", "70"), (r["malignancy"], r["subtype"], r["confidence"])));
        Assert.NotNull(zip.GetEntry("derivatives/readings/dataset_description.json"));
        Assert.Equal(
            sha256,
            ProtocolJson.Sha256Of(Encoding.UTF8.GetString(await BytesAsync(zip.GetEntry("derivatives/readings/protocol-1.json")!)))
        );
        Assert.Null(zip.GetEntry("derivatives/predictions/predictions.tsv"));
    }

    [Fact]
    public async Task What_was_skipped_corrected_confirmed_and_not_read_leaves_with_the_readings()
    {
        var study = await TestStudy.DraftAsync(app, cases: 4, readers: 1);
        await app.DataAsync(async db =>
        {
            var draft = await study.LoadAsync(db);
            var check = new ConsistencyCheck
            {
                Id = "sure-cyst",
                Message = "A cyst that is malignant?",
                When = [new Condition("subtype", ["CYST"])],
            };
            draft.ChangeProtocol(draft.Protocol with { Checks = [check], Reading = draft.Protocol.Reading with { Corrections = true } });
            return await db.SaveChangesAsync();
        });
        await study.SealAsync();
        using (var room = await Room.OfAsync(app, study))
        {
            await room.ReadAsync(1);
            await Room.OkAsync(
                await room.PostAsync(
                    1,
                    "correct",
                    new
                    {
                        clientSequence = 2,
                        answers = new
                        {
                            malignancy = "benign",
                            subtype = "CYST",
                            confidence = 20,
                        },
                        reason = "I took the wrong key.",
                        confirmed = new Dictionary<string, string> { ["sure-cyst"] = "No wall, no septa." },
                    }
                )
            );
            await room.JsonAsync("cases/2");
            await Room.OkAsync(
                await room.PostAsync(
                    2,
                    "skip",
                    new
                    {
                        clientSequence = 1,
                        reason = "other",
                        text = "Seen by Dr Miller on 2024-11-03",
                    }
                )
            );
            await room.JsonAsync("cases/3");
            await Room.OkAsync(await room.DraftAsync(3, 1, Room.Malignant));
        }

        await study.LockDataAsync();
        await study.UnblindAsync();
        using var browser = await app.SignInAsync(study.Coordinator);
        using var zip = await ZipAsync(browser, $"{study.Url}/exports/dataset", "a-study-dataset.zip", ("readings", "true"));

        var rows = (await ReadingsAsync(zip)).OrderBy(r => r["position"], StringComparer.Ordinal).ToList();
        Assert.Equal(["locked", "skipped", "open", "unread"], rows.Select(r => r["status"]));
        Assert.Equal(["benign", "n/a", "n/a", "n/a"], rows.Select(r => r["malignancy"]));
        Assert.Equal(
            ("1", "I took the wrong key.", "sure-cyst: No wall, no septa."),
            (rows[0]["corrections"], rows[0]["correction_reason"], rows[0]["confirmed"])
        );
        Assert.Equal(("other", "[withheld: it looked as if it named somebody]"), (rows[1]["skip_reason"], rows[1]["skip_text"]));
        Assert.All(rows.Take(2), r => Assert.Matches("^20[0-9-]{8}T[0-9:.]{12}Z$", r["locked_at"]));
        Assert.Equal(("n/a", "n/a"), (rows[3]["opened_at"], rows[3]["protocol_version"]));
        using var dictionary = System.Text.Json.JsonDocument.Parse(
            Encoding.UTF8.GetString(await BytesAsync(zip.GetEntry("derivatives/readings/readings.json")!))
        );
        Assert.All(
            rows[0].Keys.Except(["participant_id"]),
            c => Assert.False(string.IsNullOrEmpty(dictionary.RootElement.GetProperty(c).GetProperty("Description").GetString()))
        );
    }

    [Fact]
    public async Task Images_go_out_byte_for_byte_and_every_export_is_in_the_audit_trail()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var zip = await ZipAsync(browser, $"{study.Url}/exports/images", "a-study-dicom.zip");

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
            sent.Add(ImageStore.Sha256Of(await BytesAsync(entry)));
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
        using var images = await ZipAsync(browser, $"{study.Url}/exports/images", "a-study-dicom.zip");
        using var dataset = await ZipAsync(browser, $"{study.Url}/exports/dataset", "a-study-dataset.zip");

        Assert.Contains("1 included case, 1 series, 2 images.", page, StringComparison.Ordinal);
        Assert.Equal(2, images.Entries.Count);
        var only = Assert.Single(dataset.Entries, e => e.FullName.EndsWith(".nii.gz", StringComparison.Ordinal));
        Assert.Equal("sub-C001_ses-01_phase-arterial_ct.nii.gz", only.Name);
        Assert.Equal(2, (await NiftiImage.ReadAsync(new MemoryStream(await BytesAsync(only)))).Header.Slices);
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

    private static async Task<ZipArchive> ZipAsync(Visitor browser, string url, string name, params (string, string)[] fields)
    {
        using var answer = await browser.PostAsync(url, fields);
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
        Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileName?.Trim('"'));
        return new ZipArchive(new MemoryStream(body));
    }

    private static async Task<byte[]> BytesAsync(ZipArchiveEntry entry)
    {
        await using var stream = await entry.OpenAsync();
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    /// <summary>The rows of readings.tsv by column.</summary>
    private static async Task<List<Dictionary<string, string>>> ReadingsAsync(ZipArchive zip)
    {
        var lines = Encoding
            .UTF8.GetString(await BytesAsync(zip.GetEntry("derivatives/readings/readings.tsv")!))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('\t'))
            .ToList();
        return lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second)).ToList();
    }
}
