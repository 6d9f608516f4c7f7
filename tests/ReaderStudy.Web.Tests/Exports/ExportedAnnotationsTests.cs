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

/// <summary>What readers and models said, as it leaves.</summary>
[Collection(App.Collection)]
public sealed class ExportedAnnotationsTests(App app)
{
    [Fact]
    public async Task Each_locked_reading_is_a_report_by_a_numbered_reader()
    {
        var study = await TestStudy.UnblindedAsync(app, cases: 2, readers: 2);
        using var browser = await app.SignInAsync(study.Statistician);

        using var zip = await Unpacked.ZipAsync(browser, $"{study.Url}/exports/readings", "a-study-readings-sr.zip");

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
                "seen.json",
                "screens.csv",
            ],
            zip.Entries.Select(e => e.FullName)
        );
        var dataset = DicomFile.Read(await Unpacked.BytesAsync(zip.Entries[1])).Dataset;
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
            var text = Encoding.UTF8.GetString(await Unpacked.BytesAsync(entry));
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

        using var zip = await Unpacked.ZipAsync(browser, $"{study.Url}/exports/predictions", "a-study-predictions-sr.zip");

        Assert.Equal(["sub-C001/mean-hu_1.dcm", "sub-C002/mean-hu_1.dcm"], zip.Entries.Select(e => e.FullName));
        var report = MeasurementReport.Read(DicomFile.Read(await Unpacked.BytesAsync(zip.Entries[0])).Dataset);
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

        using var zip = await Unpacked.ZipAsync(
            browser,
            $"{study.Url}/exports/dataset",
            "a-study-dataset.zip",
            ("truth", "true"),
            ("readings", "true")
        );

        Assert.Equal(
            "participant_id\tage_band\tsex\treference_class\nsub-C001\t50-59\tM\tHCC\nsub-C002\t50-59\tF\tICC\n",
            Encoding.UTF8.GetString(await Unpacked.BytesAsync(zip.GetEntry("participants.tsv")!))
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
            ProtocolJson.Sha256Of(Encoding.UTF8.GetString(await Unpacked.BytesAsync(zip.GetEntry("derivatives/readings/protocol-1.json")!)))
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
        using var zip = await Unpacked.ZipAsync(browser, $"{study.Url}/exports/dataset", "a-study-dataset.zip", ("readings", "true"));

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
            Encoding.UTF8.GetString(await Unpacked.BytesAsync(zip.GetEntry("derivatives/readings/readings.json")!))
        );
        Assert.All(
            rows[0].Keys.Except(["participant_id"]),
            c => Assert.False(string.IsNullOrEmpty(dictionary.RootElement.GetProperty(c).GetProperty("Description").GetString()))
        );
    }

    /// <summary>The rows of readings.tsv by column.</summary>
    private static async Task<List<Dictionary<string, string>>> ReadingsAsync(ZipArchive zip)
    {
        var lines = Encoding
            .UTF8.GetString(await Unpacked.BytesAsync(zip.GetEntry("derivatives/readings/readings.tsv")!))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('\t'))
            .ToList();
        return lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second)).ToList();
    }
}
