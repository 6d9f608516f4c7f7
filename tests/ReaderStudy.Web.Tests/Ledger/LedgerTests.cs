using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Web.Tests.Truth.TruthStudy;

namespace ReaderStudy.Web.Tests.Ledger;

/// <summary>Rule 8: how often images were used, across studies, without telling of others' studies more than counts.</summary>
[Collection(App.Collection)]
public sealed class LedgerTests(App app)
{
    private static int _patterns = 500;

    [Fact]
    public async Task Images_are_recognised_in_other_studies_and_those_of_others_are_only_counted()
    {
        var pattern = Interlocked.Increment(ref _patterns);
        var study = await StudyAsync("New", pattern, sealIt: false);
        var own = await StudyAsync("My earlier study", pattern, sealIt: true, study.Coordinator);
        var foreign = await StudyAsync("Secret of others", pattern, sealIt: true);
        await study.NameAsync(own.Readers[0], StudyRole.Reader);
        await own.ReadAllAsync();
        await foreign.ReadAllAsync();
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);
        using var taken = await coordinator.PostAsync($"{study.Url}/ledger/fingerprints");

        var page = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/ledger"));
        var blinder = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/ledger"));
        var checklist = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/seal"));

        // One of the two cases has images of another study's; it was opened by one reader there.
        Assert.Contains("This study 2 0 0 0 0 –", page, StringComparison.Ordinal);
        Assert.Contains("My earlier study 1 1 1 0 0", page, StringComparison.Ordinal);
        Assert.Contains("1 study of others 1 1 1 0 0", page, StringComparison.Ordinal);
        Assert.Contains("Reader 2 : 1 case, in My earlier study", page, StringComparison.Ordinal);
        Assert.Contains("2 studies of others 1 1 2 0 0", blinder, StringComparison.Ordinal);
        Assert.Contains("1 reader of this study in studies of others", blinder, StringComparison.Ordinal);
        Assert.All(new[] { page, blinder, checklist }, text => Assert.DoesNotContain("Secret of others", text, StringComparison.Ordinal));
        Assert.DoesNotContain("My earlier study", blinder, StringComparison.Ordinal);
        Assert.Contains(
            "Images of 1 case were used before in 2 other studies: read by 2 readers, run through 0 models. 1 reader of this study saw them there",
            checklist,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_model_that_ran_here_and_readings_count_as_exposures_of_this_study()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 2);
        await study.ReadAsync(study.Readers[0], 1);
        await study.PredictAsync();
        using var browser = await app.SignInAsync(study.Statistician);

        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/ledger"));

        Assert.Contains("This study 2 1 1 2 1", page, StringComparison.Ordinal);
        Assert.Contains("No other study of this installation is known to have these images.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("reading.", page, StringComparison.Ordinal);
        Assert.Contains("study.sealed 1 1", page, StringComparison.Ordinal);

        await study.LockDataAsync();
        await study.UnblindAsync();
        Assert.Contains("reading.locked 1 1", Visitor.TextOf(await browser.PageAsync($"{study.Url}/ledger")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_that_nobody_used_brings_no_warning()
    {
        var study = await StudyAsync("Fresh", Interlocked.Increment(ref _patterns), sealIt: false);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var taken = await coordinator.PostAsync($"{study.Url}/ledger/fingerprints");

        Assert.DoesNotContain("used before", await coordinator.PageAsync($"{study.Url}/seal"), StringComparison.Ordinal);
    }

    /// <summary>Series that came in before there were fingerprints: nothing is known of them, which is said, until the platform starts again.</summary>
    [Fact]
    public async Task Series_without_fingerprint_are_told_of_and_get_one_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("readerstudy-unmarked-").FullName;
        try
        {
            await using (var before = App.Keeping(folder))
            {
                _ = await TestStudy.DraftAsync(before, cases: 1, readers: 1);
                var study = await TestStudy.DraftAsync(before, cases: 1, readers: 1);
                using var coordinator = await before.SignInAsync(study.Coordinator);

                Assert.Contains(
                    "2 series of this study and 2 of other studies cannot be recognised yet",
                    await coordinator.PageAsync($"{study.Url}/seal"),
                    StringComparison.Ordinal
                );
                Assert.Contains(
                    "2 series of other studies have no fingerprint yet",
                    await coordinator.PageAsync($"{study.Url}/ledger"),
                    StringComparison.Ordinal
                );
            }

            await using var after = App.Keeping(folder);
            await Until.SoAsync("a fingerprint of each series", async () => await MarksAsync() >= 4);

            Assert.Equal(4, await MarksAsync());

            Task<int> MarksAsync() => after.DataAsync(db => db.SeriesFingerprints.CountAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<TestStudy> StudyAsync(string name, int pattern, bool sealIt, TestPerson? alsoCoordinates = null)
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1, name: name);
        await AddImagesAsync(app, study, 1, pattern);
        if (alsoCoordinates is not null)
        {
            await study.NameAsync(alsoCoordinates, StudyRole.Coordinator);
        }

        if (sealIt)
        {
            await study.SealAsync();
        }

        return study;
    }
}
