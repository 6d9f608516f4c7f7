using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Features.Truth;
using static ReaderStudy.Web.Tests.Truth.TruthStudy;

namespace ReaderStudy.Web.Tests.Truth;

[Collection(App.Collection)]
public sealed class TruthVotesTests(App app)
{
    [Fact]
    public async Task Two_votes_that_agree_become_the_reference_standard_which_the_platform_writes()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne);

        using var first = await VoteAsync(app, study, truthers[0], 0, "HCC", "", ("Month", "2025-03"));
        Assert.Empty(await TruthsAsync(study));
        using var second = await VoteAsync(app, study, truthers[1], 0, "HCC");

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        var truth = Assert.Single(await TruthsAsync(study));
        Assert.Equal(("HCC", "Panel 2+1: two votes agreed", null, 1), (truth.ClassId, truth.Source, truth.RecordedBy, truth.Revision));
        Assert.Equal((ReferenceKind.PanelReading, new DateOnly(2025, 3, 1)), (truth.Kind, truth.ReferenceDate!.Value));
        using var third = await app.SignInAsync(truthers[2]);
        Assert.Contains(
            "1 to vote on, 0 to adjudicate, 0 waiting for others, 1 done",
            await MineAsync(third, study),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Of_two_votes_that_differ_a_third_truther_decides_who_sees_them_without_names()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC", "washout and capsule");
        using var two = await VoteAsync(app, study, truthers[1], 0, "ICC", "retracted capsule, dilated ducts");
        using var browser = await app.SignInAsync(truthers[2]);
        var page = await browser.PageAsync($"{study.Url}/truth/cases/{study.CaseIds[0]}");

        Assert.Contains("0 to vote on, 1 to adjudicate", await MineAsync(browser, study), StringComparison.Ordinal);
        Assert.Contains("washout and capsule", page, StringComparison.Ordinal);
        Assert.Contains("retracted capsule, dilated ducts", page, StringComparison.Ordinal);
        Assert.All(truthers.Take(2), t => Assert.DoesNotContain(t.Name, page, StringComparison.Ordinal));
        Assert.All(truthers.Take(2), t => Assert.DoesNotContain(t.Id.ToString(), page, StringComparison.OrdinalIgnoreCase));

        using var silent = await VoteAsync(app, study, truthers[2], 0, "HCC");
        using var decided = await VoteAsync(app, study, truthers[2], 0, "HCC", "the ducts are normal");

        Assert.Contains(TruthVote.RationaleIsGiven.Code, await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        Assert.Equal("Panel 2+1: two votes differed, a third decided", Assert.Single(await TruthsAsync(study)).Source);
        var votes = await app.DataAsync(db => db.TruthVotes.Where(v => v.CaseId == study.CaseIds[0]).OrderBy(v => v.At).ToListAsync());
        Assert.Equal([("HCC", 1, 1), ("ICC", 1, 2), ("HCC", 2, 1)], votes.Select(v => (v.ClassId, v.Round, v.Seat)));
    }

    [Fact]
    public async Task Neither_of_two_who_differ_adjudicates_and_no_vote_is_changed()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC");
        using var again = await VoteAsync(app, study, truthers[0], 0, "ICC");
        using var two = await VoteAsync(app, study, truthers[1], 0, "ICC");
        using var adjudicates = await VoteAsync(app, study, truthers[1], 0, "ICC", "I insist");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again.StatusCode, adjudicates.StatusCode));
        Assert.Equal([TruthPanel.VotesAreKept.Code], await RefusalsAsync(app, truthers[0]));
        Assert.Equal([TruthPanel.VotesAreKept.Code], await RefusalsAsync(app, truthers[1]));
        Assert.Empty(await TruthsAsync(study));
    }

    [Fact]
    public async Task What_a_truther_sees_before_voting_does_not_depend_on_what_the_other_said()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        using var browser = await app.SignInAsync(truthers[1]);
        async Task<string> PagesAsync() =>
            Visitor.TextOf(await browser.PageAsync($"{study.Url}/truth/cases/{study.CaseIds[0]}"))
            + Visitor.TextOf(await browser.PageAsync($"{study.Url}/truth"))
            + Visitor.TextOf(await browser.PageAsync($"{study.Url}/cohort"));

        var before = await PagesAsync();
        using var vote = await VoteAsync(app, study, truthers[0], 0, "FNH", "central scar");

        Assert.Equal(before, await PagesAsync());
    }

    [Fact]
    public async Task Two_truthers_at_one_moment_take_two_seats_and_a_third_takes_none()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, truthers: 4, cases: 1);

        var answers = await Task.WhenAll(truthers.Select(t => VoteAsync(app, study, t, 0, "MET")));

        Assert.Equal(
            [HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Conflict],
            answers.Select(a => a.StatusCode).Order()
        );
        Assert.Equal(
            [1, 2],
            await app.DataAsync(db => db.TruthVotes.Where(v => v.CaseId == study.CaseIds[0]).Select(v => v.Seat).Order().ToListAsync())
        );
        Assert.Single(await TruthsAsync(study));
        Array.ForEach(answers, a => a.Dispose());
    }

    [Fact]
    public async Task A_panel_votes_round_by_round_and_a_coordinator_closes_what_stays_apart()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.Consensus, truthers: 2, cases: 2);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var early = await coordinator.PostAsync($"{study.Url}/truth/close", ("rounds", "1"));
        foreach (var (first, second) in new[] { ("HCC", "ICC"), ("ICC", "HCC") })
        {
            using var one = await VoteAsync(app, study, truthers[0], 0, first, "so I see it");
            using var two = await VoteAsync(app, study, truthers[1], 0, second, "I see it otherwise");
            Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (one.StatusCode, two.StatusCode));
        }

        using var tooMany = await coordinator.PostAsync($"{study.Url}/truth/close", ("rounds", "3"));
        using var closed = await coordinator.PostAsync($"{study.Url}/truth/close", ("rounds", "2"));

        Assert.Contains(TruthPanel.CloseAfterDisagreement.Code, await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Redirect), (tooMany.StatusCode, closed.StatusCode));
        var cases = await app.DataAsync(db => db.Cases.Where(c => c.StudyId == study.Id).OrderBy(c => c.Code).ToListAsync());
        Assert.Equal([false, true], cases.Select(c => c.IsIncluded));
        Assert.Equal("No consensus on the reference standard after 2 or more rounds", cases[0].ExclusionReason);
        Assert.Equal(4, await app.DataAsync(db => db.TruthVotes.CountAsync(v => v.CaseId == study.CaseIds[0])));
    }

    [Fact]
    public async Task A_rationale_that_looks_like_an_identity_is_asked_about_and_a_wrong_field_is_named()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);

        using var doubtful = await VoteAsync(app, study, truthers[0], 0, "HCC", "Report 2024-11-03 of Dr Miller");
        using var spring = await VoteAsync(app, study, truthers[0], 0, "HCC", "", ("Month", "spring"));
        using var future = await VoteAsync(app, study, truthers[0], 0, "HCC", "", ("Month", "2999-01"));
        var none = await app.DataAsync(db => db.TruthVotes.CountAsync(v => v.CaseId == study.CaseIds[0]));
        using var confirmed = await VoteAsync(app, study, truthers[0], 0, "HCC", "Grade of 12345", ("Confirmed", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, doubtful.StatusCode);
        Assert.Contains("Report 2024-11-03 of Dr Miller", await doubtful.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("'spring' is not a month", Visitor.TextOf(await spring.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("lies in the future", Visitor.TextOf(await future.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(0, none);
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
    }

    [Fact]
    public async Task A_vote_that_was_given_after_the_page_was_opened_is_not_signed_unseen()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC");
        using var browser = await app.SignInAsync(truthers[0]);
        var shown = ShaIn(await browser.PageAsync($"{study.Url}/truth/sign"));
        using var two = await VoteAsync(app, study, truthers[0], 1, "FNH");

        using var unseen = await browser.PostAsync($"{study.Url}/truth/sign", ("sha256", shown), ("password", App.Password));

        Assert.Equal(HttpStatusCode.Conflict, unseen.StatusCode);
        Assert.Contains(SignVotes.SignsWhatWasShown.Code, await unseen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await app.DataAsync(db => db.Signatures.AnyAsync(s => s.StudyId == study.Id)));
    }

    [Fact]
    public async Task A_truther_signs_the_votes_of_a_sitting_with_the_password()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC");
        using var two = await VoteAsync(app, study, truthers[0], 1, "FNH");
        using var browser = await app.SignInAsync(truthers[0]);

        var sheet = await browser.PageAsync($"{study.Url}/truth/sign");
        var shown = ("sha256", ShaIn(sheet));

        using var wrong = await browser.PostAsync($"{study.Url}/truth/sign", shown, ("password", "guess"));
        using var signed = await browser.PostAsync($"{study.Url}/truth/sign", shown, ("password", App.Password));
        using var again = await browser.PostAsync($"{study.Url}/truth/sign", shown, ("password", App.Password));

        Assert.Contains("C001 Hepatocellular carcinoma", Visitor.TextOf(sheet), StringComparison.Ordinal);
        Assert.Contains("C002 Focal nodular hyperplasia", Visitor.TextOf(sheet), StringComparison.Ordinal);

        Assert.Contains("That is not the password", Visitor.TextOf(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        Assert.Contains(SignVotes.SomethingToSign.Code, await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var signature = await app.DataAsync(db => db.Signatures.SingleAsync(s => s.StudyId == study.Id));
        Assert.Equal((SignatureMeaning.Truth, truthers[0].Name), (signature.Meaning, signature.PrintedName));
        Assert.Equal($"truth votes 1 to 2 of {truthers[0].Id}", signature.Subject);
        Assert.Matches("^[0-9a-f]{64}$", signature.SubjectSha256);
    }

    [Fact]
    public async Task Where_truth_comes_from_votes_no_table_brings_it_and_where_it_is_recorded_nobody_votes()
    {
        var (voted, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        var recorded = await TestStudy.DraftAsync(app, cases: 1, withTruth: false);
        using var coordinator = await app.SignInAsync(voted.Coordinator);
        using var form = new MultipartFormDataContent { { new StringContent("case,truth\nC001,HCC\n"), "file", "table.csv" } };

        using var table = await coordinator.PostFilesAsync($"{voted.Url}/cohort/table", form);
        using var vote = await VoteAsync(app, recorded, recorded.Truther, 0, "HCC");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (table.StatusCode, vote.StatusCode));
        Assert.Equal([TruthPanel.TruthComesByVotes.Code], await RefusalsAsync(app, voted.Coordinator));
        Assert.Equal([TruthPanel.TruthIsRecorded.Code], await RefusalsAsync(app, recorded.Truther));
        Assert.Empty(await TruthsAsync(voted));
    }

    [Fact]
    public async Task Where_truth_comes_from_votes_the_help_says_that_no_table_says_where_the_lesion_lies()
    {
        var (voted, _) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        var recorded = await TestStudy.DraftAsync(app, cases: 1, withTruth: false);
        const string Sentence = "Leave the truth empty, and with it what it rests on and where the lesion lies";

        using var coordinator = await app.SignInAsync(voted.Coordinator);
        var ofVoted = Visitor.TextOf(await coordinator.PageAsync($"{voted.Url}/cohort"));
        using var other = await app.SignInAsync(recorded.Coordinator);
        var ofRecorded = Visitor.TextOf(await other.PageAsync($"{recorded.Url}/cohort"));

        Assert.Contains(Sentence, ofVoted, StringComparison.Ordinal);
        Assert.DoesNotContain(Sentence, ofRecorded, StringComparison.Ordinal);
    }

    private static string ShaIn(string page) =>
        System.Text.RegularExpressions.Regex.Match(page, "(?<=name=\"sha256\" value=\")[0-9a-f]{64}").Value;

    private static async Task<string> MineAsync(Visitor browser, TestStudy study) =>
        Visitor.TextOf(await browser.PageAsync($"{study.Url}/truth"));

    private Task<List<ReferenceStandard>> TruthsAsync(TestStudy study) =>
        app.DataAsync(db => db.ReferenceStandards.Where(r => study.CaseIds.Contains(r.CaseId)).ToListAsync());
}
