using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Web.Tests.Truth.TruthStudy;

namespace ReaderStudy.Web.Tests.Truth;

/// <summary>Who gave the truth of images does not read them, in no study of the installation; asked for through HTTP by those who might.</summary>
[Collection(App.Collection)]
public sealed class TruthFirewallTests(App app)
{
    private static int _patterns = 100;

    [Fact]
    public async Task A_study_is_not_sealed_with_a_reader_who_voted_on_the_same_images_in_another()
    {
        var pattern = Interlocked.Increment(ref _patterns);
        var (judged, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        await AddImagesAsync(app, judged, 0, pattern);
        using var vote = await VoteAsync(app, judged, truthers[1], 0, "HCC");
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        await study.NameAsync(truthers[1], StudyRole.Reader);
        await AddImagesAsync(app, study, 1, pattern);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var refused = await coordinator.PostAsync($"{study.Url}/seal", ("password", App.Password));

        var page = Visitor.TextOf(await refused.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (vote.StatusCode, refused.StatusCode));
        Assert.Contains(Study.TrutherIsNoReader.Code, page, StringComparison.Ordinal);
        Assert.Contains("Reader 2 gave the truth of 1 of these cases' images.", page, StringComparison.Ordinal);
        Assert.Equal([Study.TrutherIsNoReader.Code], await RefusalsAsync(app, study.Coordinator));
        Assert.Equal(0, await app.DataAsync(db => db.ReadingSessions.CountAsync(s => s.StudyId == study.Id)));
    }

    /// <summary>The images that were judged came in before there were fingerprints.</summary>
    [Fact]
    public async Task Who_voted_on_images_that_have_no_fingerprint_yet_is_found_all_the_same()
    {
        var pattern = Interlocked.Increment(ref _patterns);
        var (judged, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        await AddImagesAsync(app, judged, 0, pattern);
        using var vote = await VoteAsync(app, judged, truthers[1], 0, "HCC");
        await app.DataAsync(db =>
            db.SeriesFingerprints.Where(f => db.Series.Any(s => s.Id == f.SeriesId && s.CaseId == judged.CaseIds[0])).ExecuteDeleteAsync()
        );
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        await study.NameAsync(truthers[1], StudyRole.Reader);
        await AddImagesAsync(app, study, 1, pattern);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var refused = await coordinator.PostAsync($"{study.Url}/seal", ("password", App.Password));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal([Study.TrutherIsNoReader.Code], await RefusalsAsync(app, study.Coordinator));
    }

    [Fact]
    public async Task A_reader_of_the_same_images_in_another_study_neither_votes_nor_brings_the_truth_in()
    {
        var pattern = Interlocked.Increment(ref _patterns);
        var read = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        await AddImagesAsync(app, read, 0, pattern);
        await read.SealAsync();
        var reader = read.Readers[0];
        var (voted, _) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 2);
        await voted.NameAsync(reader, StudyRole.Truther);
        await AddImagesAsync(app, voted, 0, pattern);
        var recorded = await TestStudy.DraftAsync(app, cases: 1, readers: 1, withTruth: false);
        await recorded.NameAsync(reader, StudyRole.Truther);
        await AddImagesAsync(app, recorded, 0, pattern);
        using var browser = await app.SignInAsync(reader);
        using var form = new MultipartFormDataContent { { new StringContent("case,truth\nC001,HCC\n"), "file", "table.csv" } };

        using var vote = await VoteAsync(app, voted, reader, 0, "HCC");
        using var table = await browser.PostFilesAsync($"{recorded.Url}/cohort/table", form);
        using var free = await VoteAsync(app, voted, reader, 1, "HCC");

        Assert.Equal(
            [HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Redirect],
            new[] { vote, table, free }.Select(a => a.StatusCode)
        );
        Assert.Equal([Study.TrutherIsNoReader.Code, Study.TrutherIsNoReader.Code], await RefusalsAsync(app, reader));
    }

    [Fact]
    public async Task In_one_study_nobody_is_named_both()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var reads = await coordinator.PostAsync(
            $"{study.Url}/readers",
            ("Email", truthers[0].Email),
            ("Role", "Reader"),
            ("Level", "Senior")
        );
        using var judges = await coordinator.PostAsync($"{study.Url}/readers", ("Email", study.Readers[0].Email), ("Role", "Truther"));

        Assert.All(
            await RefusalsAsync(app, study.Coordinator),
            code => Assert.Contains(code, new[] { Study.TrutherIsNoReader.Code, Study.ReadersOnlyRead.Code })
        );
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (reads.StatusCode, judges.StatusCode));
    }
}
