using System.IO.Compression;
using System.Net;
using System.Text.Json;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.ReadingRoom;
using ReaderStudy.Web.Tests.Sealing;

namespace ReaderStudy.Web.Tests.Exports;

/// <summary>The cells of the completeness matrix without a reading leave the study with its readings, and not before.</summary>
[Collection(App.Collection)]
public sealed class MissingReadingsTests(App app)
{
    private const string Header =
        "participant_id,reader,reader_level,arm,attempt,purpose,session,session_kind,period,position,status,skip_reason,opened_at,protocol_version,protocol_sha256";

    [Fact]
    public async Task Every_cell_without_a_locked_reading_is_listed_with_why_and_no_other()
    {
        var study = await TestStudy.SealedAsync(app, cases: 4, readers: 1);
        using (var room = await Room.OfAsync(app, study))
        {
            await room.ReadAsync(1);
            await room.JsonAsync("cases/2");
            await Room.OkAsync(
                await room.PostAsync(
                    2,
                    "skip",
                    new
                    {
                        clientSequence = 1,
                        reason = "other",
                        text = "Dr Miller knows it",
                    }
                )
            );
            await room.JsonAsync("cases/3");
            await Room.OkAsync(await room.DraftAsync(3, 1, Room.Malignant));
        }

        await study.LockDataAsync();
        await study.UnblindAsync();
        using var zip = await ZipAsync(study, "readings");

        var table = await Unpacked.TextAsync(zip, "missing-readings.csv");
        var rows = RowsOf(table).OrderBy(r => r["position"], StringComparer.Ordinal).ToList();
        Assert.Equal(
            [("2", "skipped", "other"), ("3", "open", ""), ("4", "unread", "")],
            rows.Select(r => (r["position"], r["status"], r["skip_reason"]))
        );
        Assert.All(
            rows,
            r =>
                Assert.Equal(
                    ("1", "junior", "unaided", "1", "test"),
                    (r["reader"], r["reader_level"], r["arm"], r["attempt"], r["purpose"])
                )
        );
        var sha256 = await app.DataAsync(async db => (await study.LoadAsync(db)).ProtocolSha256!);
        Assert.Equal([("1", sha256), ("1", sha256), ("", "")], rows.Select(r => (r["protocol_version"], r["protocol_sha256"])));
        Assert.Equal("", rows[2]["opened_at"]);
        Assert.DoesNotContain("Miller", table, StringComparison.Ordinal);
        using var dictionary = JsonDocument.Parse(await Unpacked.TextAsync(zip, "missing-readings.json"));
        Assert.Equal(Header.Split(','), dictionary.RootElement.EnumerateObject().Select(c => c.Name));
        Assert.All(
            dictionary.RootElement.EnumerateObject(),
            c => Assert.False(string.IsNullOrEmpty(c.Value.GetProperty("Description").GetString()))
        );
    }

    [Fact]
    public async Task Where_every_reading_is_there_the_table_has_no_row()
    {
        var study = await TestStudy.UnblindedAsync(app, cases: 2, readers: 2);

        using var reports = await ZipAsync(study, "readings");
        using var dataset = await ZipAsync(study, "dataset", ("readings", "true"));
        using var images = await ZipAsync(study, "dataset");

        Assert.Equal(Header + "\r\n", await Unpacked.TextAsync(reports, "missing-readings.csv"));
        Assert.Equal(Header + "\r\n", await Unpacked.TextAsync(dataset, "derivatives/readings/missing-readings.csv"));
        Assert.DoesNotContain(images.Entries, e => e.FullName.Contains("missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_crossover_that_nobody_read_every_reader_case_and_arm_is_missing_once()
    {
        var study = await TestStudy.DraftAsync(app, cases: 4);
        await study.DesignAsync(app, new StudyDesign { Kind = DesignKind.Crossover });
        await study.SealAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();

        using var zip = await ZipAsync(study, "readings");

        var expected =
            from code in new[] { "sub-C001", "sub-C002", "sub-C003", "sub-C004" }
            from reader in new[] { "1", "2" }
            from arm in new[] { "low-dose", "unaided" }
            select (code, reader, arm, "unread");
        Assert.Equal(
            expected,
            RowsOf(await Unpacked.TextAsync(zip, "missing-readings.csv"))
                .Select(r => (r["participant_id"], r["reader"], r["arm"], r["status"]))
        );
    }

    private async Task<ZipArchive> ZipAsync(TestStudy study, string what, params (string, string)[] fields)
    {
        using var browser = await app.SignInAsync(study.Coordinator);
        return await Unpacked.ZipAsync(
            browser,
            $"{study.Url}/exports/{what}",
            what == "readings" ? "a-study-readings-sr.zip" : "a-study-dataset.zip",
            fields
        );
    }

    /// <summary>By column; no cell of these studies is quoted.</summary>
    private static IEnumerable<Dictionary<string, string>> RowsOf(string table)
    {
        var lines = table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        Assert.Equal(Header.Split(','), lines[0]);
        return lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second));
    }
}
