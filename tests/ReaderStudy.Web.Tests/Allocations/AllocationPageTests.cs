using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Tests;
using ReaderStudy.Web.Tests.Sealing;

namespace ReaderStudy.Web.Tests.Allocations;

[Collection(App.Collection)]
public sealed class AllocationPageTests(App app)
{
    [Fact]
    public async Task Before_the_data_lock_list_and_seed_are_closed_to_everybody()
    {
        var study = await TestStudy.SealedAsync(app);

        foreach (var person in new[] { study.Coordinator, study.Statistician })
        {
            using var browser = await app.SignInAsync(person);
            foreach (var url in new[] { $"{study.Url}/allocation", $"{study.Url}/allocation/allocation.zip" })
            {
                using var answer = await browser.GetAsync(url);
                Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
                Assert.Contains(SealedAllocation.OpensWithTheLock.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }

        foreach (var person in new[] { study.Readers[0], study.Truther })
        {
            using var browser = await app.SignInAsync(person);
            using var answer = await browser.GetAsync($"{study.Url}/allocation");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task After_the_lock_the_page_shows_the_seed_the_committed_hash_the_sessions_and_the_balance()
    {
        var study = await LockedAsync(new StudyDesign { Kind = DesignKind.Crossover });
        using var browser = await app.SignInAsync(study.Statistician);

        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/allocation"));

        var kept = await study.KeptAsync(app);
        Assert.Contains(kept.Sha256, page, StringComparison.Ordinal);
        Assert.Contains($"the seed {(await study.DrawnAsync(app))[0].Seed}", page, StringComparison.Ordinal);
        // Two readers, eight cases in two halves: by design every case is read by one reader in each arm and period.
        Assert.Contains("1 Unaided 8 1", page, StringComparison.Ordinal);
        Assert.Contains("2 Low dose 8 1", page, StringComparison.Ordinal);
        Assert.Contains("C001 1 1 1 1", page, StringComparison.Ordinal);
    }

    [ScriptFact]
    public async Task The_script_in_the_zip_says_identical_and_says_where_when_a_cell_was_changed()
    {
        var study = await LockedAsync(
            new StudyDesign
            {
                Kind = DesignKind.Crossover,
                CasesPerSession = 3,
                Strata = [Stratum.Centre],
            }
        );
        using var coordinator = await app.SignInAsync(study.Coordinator);
        var folder = Directory.CreateTempSubdirectory("allocation-").FullName;
        using (var answer = await coordinator.GetAsync($"{study.Url}/allocation/allocation.zip"))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
            Assert.Equal(["allocation.csv", "input.json", "reproduce.py"], zip.Entries.Select(e => e.FullName));
            await zip.ExtractToDirectoryAsync(folder);
        }

        var same = await Python.RunAsync(Path.Combine(folder, "reproduce.py"));
        var list = Path.Combine(folder, "allocation.csv");
        var lines = await File.ReadAllLinesAsync(list);
        lines[5] = lines[5].Contains("unaided", StringComparison.Ordinal)
            ? lines[5].Replace("unaided", "low-dose", StringComparison.Ordinal)
            : lines[5].Replace("low-dose", "unaided", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(list, lines);
        var changed = await Python.RunAsync(Path.Combine(folder, "reproduce.py"));

        Assert.Equal((0, ""), (same.Code, same.Error));
        Assert.Contains("identical: 32 places", same.Output, StringComparison.Ordinal);
        var sealing = await app.DataAsync(db => db.AuditEntries.SingleAsync(e => e.StudyId == study.Id && e.Action == "study.sealed"));
        Assert.Contains(
            same.Output.Split('\n')[0].Replace("SHA-256 of input.json: ", "", StringComparison.Ordinal).Trim(),
            sealing.Detail,
            StringComparison.Ordinal
        );
        Assert.Equal(1, changed.Code);
        Assert.Contains("different: row 6, arm:", changed.Output, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await app.DataAsync(db => db.AuditEntries.CountAsync(e => e.StudyId == study.Id && e.Action == "study.allocation-exported"))
        );
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Files_that_tell_the_truth_of_cases_open_with_the_unblinding()
    {
        var study = await LockedAsync(new StudyDesign { Strata = [Stratum.Class] });
        using var browser = await app.SignInAsync(study.Statistician);

        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/allocation"));
        using var refused = await browser.GetAsync($"{study.Url}/allocation/allocation.zip");
        await study.UnblindAsync();
        var unblinded = Visitor.TextOf(await browser.PageAsync($"{study.Url}/allocation"));
        using var given = await browser.GetAsync($"{study.Url}/allocation/allocation.zip");

        Assert.All(TestStudy.Classes, c => Assert.DoesNotContain(c, page, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(SealedAllocation.OpensWithTheTruth.Code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("HCC", unblinded, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
    }

    [Fact]
    public async Task The_balance_of_a_stratified_crossover_is_told_by_stratum_once_its_truth_is()
    {
        // Eight cases: HCC, ICC, MET, FNH, HEM, CYST, HCC, ICC. Of two readers one reads each case in either arm of a period.
        const string strata =
            "Strata Stratum Cases Period 1, Low dose Period 1, Unaided Period 2, Low dose Period 2, Unaided benign 3 3 3 3 3 malignant 5 5 5 5 5";
        var study = await LockedAsync(new StudyDesign { Kind = DesignKind.Crossover, Strata = [Stratum.Group] });
        using var browser = await app.SignInAsync(study.Coordinator);

        var locked = Visitor.TextOf(await browser.PageAsync($"{study.Url}/allocation"));
        await study.UnblindAsync();
        var unblinded = Visitor.TextOf(await browser.PageAsync($"{study.Url}/allocation"));

        Assert.Contains("1 Low dose 8 1 1 Unaided 8 1 2 Low dose 8 1 2 Unaided 8 1", locked, StringComparison.Ordinal);
        Assert.DoesNotContain("Stratum", locked, StringComparison.Ordinal);
        Assert.Contains(strata, unblinded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strata_of_the_centre_are_told_after_the_lock_to_whoever_sees_where_cases_come_from()
    {
        var study = await LockedAsync(new StudyDesign { Strata = [Stratum.Centre] });
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);

        var told = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/allocation"));
        var untold = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/allocation"));

        // Both readers read all eight cases in one arm a period; of two orders of the arms each reader has one.
        Assert.Contains("Centre A 8 8 8 8 8", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Stratum", untold, StringComparison.Ordinal);
        Assert.DoesNotContain("Centre A", untold, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stored_tells_no_more_of_the_cases_than_is_drawn_from()
    {
        var study = await LockedAsync(new StudyDesign());

        var input = AllocationJson.Read((await study.KeptAsync(app)).InputJson);

        Assert.All(input.Cases, c => Assert.Equal((null, null), (c.ClassId, c.Centre)));
    }

    /// <summary>Two arms without AI, eight cases, two readers; nothing was read.</summary>
    private async Task<TestStudy> LockedAsync(StudyDesign design)
    {
        var study = await TestStudy.DraftAsync(app, cases: 8);
        await study.DesignAsync(app, design);
        await study.SealAsync();
        await study.LockDataAsync();
        return study;
    }
}
