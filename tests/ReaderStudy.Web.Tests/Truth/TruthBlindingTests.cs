using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using static ReaderStudy.Web.Tests.Truth.TruthStudy;

namespace ReaderStudy.Web.Tests.Truth;

/// <summary>What whom is shown of the truth while it comes about.</summary>
[Collection(App.Collection)]
public sealed class TruthBlindingTests(App app)
{
    [Fact]
    public async Task Truthers_work_while_readers_read_and_the_data_lock_waits_for_them()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 2, due: TruthDue.DataLock);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var sealing = await coordinator.PostAsync($"{study.Url}/seal", ("password", App.Password));
        await study.CheckScreensAsync();
        await study.ReadAsync(study.Readers[0], 1);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC", "scirrhous");
        using var two = await VoteAsync(app, study, truthers[1], 0, "HCC");
        using var three = await VoteAsync(app, study, truthers[0], 1, "MET", "umbilicated");
        using var early = await coordinator.PostAsync($"{study.Url}/lock", ("password", App.Password));
        var blinded = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/truth"));
        using var four = await VoteAsync(app, study, truthers[1], 1, "MET");
        using var locked = await coordinator.PostAsync(
            $"{study.Url}/lock",
            ("reason", "The readers stopped here."),
            ("password", App.Password)
        );
        using var late = await VoteAsync(app, study, truthers[2], 1, "MET", "late");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (sealing.StatusCode, one.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Contains(Study.TruthBeforeLock.Message, await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // Counts alone: no class, no rationale, no case.
        Assert.Contains("1 of 2", blinded, StringComparison.Ordinal);
        Assert.All(
            TestStudy.Classes.Concat(["scirrhous", "umbilicated", "C001", "C002", "kappa"]),
            word => Assert.DoesNotContain(word, blinded, StringComparison.Ordinal)
        );
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (locked.StatusCode, late.StatusCode));
        Assert.Equal([TruthPanel.PanelIsOpen.Code], await RefusalsAsync(app, truthers[2]));
    }

    [Fact]
    public async Task A_truther_at_work_sees_no_answer_of_a_reader_and_no_truth()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1, due: TruthDue.DataLock);
        await study.SealAsync();
        using var browser = await app.SignInAsync(truthers[2]);
        async Task<string> SeenAsync()
        {
            var pages = new List<string>();
            foreach (var url in new[] { "", "/truth", $"/truth/cases/{study.CaseIds[0]}", "/cohort", "/cohort/table.csv" })
            {
                pages.Add(Visitor.TextOf(await browser.PageAsync(study.Url + url)));
            }

            return string.Join('\n', pages);
        }

        await study.ReadAsync(study.Readers[0], 0);
        var before = await SeenAsync();
        await study.ReadAsync(study.Readers[0], 1, "benign", "FNH");
        var after = await SeenAsync();

        // The stations of the study's head are the same for both: the study is open for reading.
        Assert.Equal(before, after);
        foreach (var url in new[] { "/progress", "/predictions", "/analysis", "/exports", "/ledger", "/truth/votes.csv" })
        {
            using var answer = await browser.GetJsonAsync(study.Url + url);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Conflict, $"{url}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Votes_are_shown_case_by_case_in_the_draft_to_the_coordinator_who_therefore_never_votes()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, truthers: 2, cases: 1);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC");
        using var two = await VoteAsync(app, study, truthers[1], 0, "ICC");
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);

        var shown = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/truth"));
        var counted = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/truth"));
        using var named = await coordinator.PostAsync($"{study.Url}/readers", ("Email", study.Coordinator.Email), ("Role", "Truther"));

        Assert.Contains($"{truthers[0].Name} HCC, {truthers[1].Name} ICC", shown, StringComparison.Ordinal);
        Assert.Contains("the same in 0.0 % (0 of 1) cases", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("HCC", counted, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, named.StatusCode);
        Assert.Contains(Study.TrutherIsApart.Code, await named.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_unblinding_all_votes_can_be_taken_away_and_their_agreement_is_told()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 3);
        foreach (var (index, first, second) in new[] { (0, "HCC", "HCC"), (1, "ICC", "MET"), (2, "HCC", "HCC") })
        {
            using var one = await VoteAsync(app, study, truthers[0], index, first, "first, \"so\"");
            using var two = await VoteAsync(app, study, truthers[1], index, second);
        }

        using var three = await VoteAsync(app, study, truthers[2], 1, "MET", "rim");
        using var browser = await app.SignInAsync(study.Statistician);
        using var early = await browser.GetJsonAsync($"{study.Url}/truth/votes.csv");
        await study.SealAsync();
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();

        var csv = await (await browser.GetAsync($"{study.Url}/truth/votes.csv")).Content.ReadAsStringAsync();
        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/truth"));

        Assert.Equal("study.blinded", await CodeAsync(early));
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "case_id,truther,round,class,reference,reference_date,decides,rationale,voted_at,protocol_version,protocol_sha256",
            lines[0]
        );
        Assert.Equal(8, lines.Length);
        Assert.StartsWith("C002,Truther 1,1,ICC,panel,,no,\"first, \"\"so\"\"\",", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("C002,Truther 3,2,MET,panel,,yes,rim,", lines[5], StringComparison.Ordinal);
        // They voted while the study was a draft: the protocol is the one that was sealed then.
        var sha256 = await app.DataAsync(async db => (await study.LoadAsync(db)).ProtocolSha256!);
        Assert.All(lines.Skip(1), l => Assert.EndsWith($"Z,1,{sha256}", l, StringComparison.Ordinal));
        var exported = await app.DataAsync(db =>
            db.AuditEntries.SingleAsync(e => e.StudyId == study.Id && e.Action == "truth.votes-exported")
        );
        Assert.Equal($"protocol version 1, SHA-256 {sha256}", exported.Detail);
        // By hand: p_a = 2/3; p_HCC = 4/6, p_ICC = p_MET = 1/6, p_e = 18/36 = 1/2; kappa = (2/3 - 1/2) / (1 - 1/2) = 1/3.
        Assert.Contains("Fleiss' kappa 0.33", page, StringComparison.Ordinal);
        Assert.Contains("the same in 66.7 % (2 of 3) cases", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_go_to_truthers_of_the_study_alone_as_long_as_they_vote()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        var (other, others) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        var series = await app.DataAsync(db => db.Series.Where(s => s.CaseId == study.CaseIds[0]).Select(s => s.Id).FirstAsync());
        var url = $"/truth/cases/{study.CaseIds[0]}/series/{series}/1.png";
        using var truther = await app.SignInAsync(truthers[0]);
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var stranger = await app.SignInAsync(others[0]);

        using var png = await truther.GetAsync(study.Url + url);
        using var beyond = await truther.GetAsync(study.Url + url.Replace("/1.png", "/9.png", StringComparison.Ordinal));
        using var read = await reader.GetAsync(study.Url + url);
        using var stolen = await stranger.GetAsync(study.Url + url);
        using var moved = await stranger.GetAsync(other.Url + url);
        var slice = Visitor.TextOf(await truther.PageAsync((study.Url + url).Replace(".png", "", StringComparison.Ordinal)));

        Assert.Equal("image/png", png.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            new[] { beyond, read, stolen, moved }.Select(a => a.StatusCode)
        );
        Assert.Contains("slice 2 of 3", slice, StringComparison.Ordinal);
    }
}
