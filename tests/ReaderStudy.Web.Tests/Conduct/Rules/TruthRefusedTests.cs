using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Features.Truth;
using ReaderStudy.Web.Tests.Truth;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>What truthers, and coordinators in their place, cannot do with the truth.</summary>
[Collection(RulesCollection.Name)]
public sealed class TruthRefusedTests(App app)
{
    [Fact]
    public async Task A_vote_stays_an_adjudicator_says_why_and_who_is_not_asked_does_not_vote()
    {
        var (study, truthers) = await TruthStudy.DraftAsync(app, TruthRule.TwoPlusOne);
        using var one = await TruthStudy.VoteAsync(app, study, truthers[0], 0, "HCC");
        await NotVotedAsync(TruthPanel.VotesAreKept, study, truthers[0], 0, "ICC");
        using var other = await TruthStudy.VoteAsync(app, study, truthers[1], 0, "ICC");
        await NotVotedAsync(TruthVote.RationaleIsGiven, study, truthers[2], 0, "HCC");
        using var first = await TruthStudy.VoteAsync(app, study, truthers[0], 1, "FNH");
        using var second = await TruthStudy.VoteAsync(app, study, truthers[1], 1, "FNH");

        await NotVotedAsync(TruthPanel.NotYourTurn, study, truthers[2], 1, "HCC");
    }

    [Fact]
    public async Task The_panel_closes_with_the_sealing_and_votes_are_signed_once()
    {
        var (study, truthers) = await TruthStudy.DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        var sign = $"{study.Url}/truth/sign";
        await app.RefusedAsync(SignVotes.SomethingToSign, study, truthers[0], sign, ("password", App.Password));
        using var one = await TruthStudy.VoteAsync(app, study, truthers[0], 0, "HCC");
        await app.RefusedAsync(
            SignVotes.SignsWhatWasShown,
            study,
            truthers[0],
            sign,
            ("sha256", new string('0', 64)),
            ("password", App.Password)
        );
        using var other = await TruthStudy.VoteAsync(app, study, truthers[1], 0, "HCC");
        await study.SealAsync();

        await NotVotedAsync(TruthPanel.PanelIsOpen, study, truthers[2], 0, "ICC");
    }

    [Fact]
    public async Task Where_truth_is_recorded_nobody_votes_and_nothing_is_closed_without_a_disagreement()
    {
        var recorded = await TestStudy.DraftAsync(app, cases: 1, withTruth: false);
        await NotVotedAsync(TruthPanel.TruthIsRecorded, recorded, recorded.Truther, 0, "HCC");

        var (study, _) = await TruthStudy.DraftAsync(app, TruthRule.Consensus, truthers: 2);
        await app.RefusedAsync(TruthPanel.CloseAfterDisagreement, study, study.Coordinator, $"{study.Url}/truth/close", ("rounds", "1"));
    }

    [Fact]
    public async Task Where_truth_comes_from_votes_no_table_brings_it()
    {
        var (study, _) = await TruthStudy.DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);

        await app.RefusedAsync(
            TruthPanel.TruthComesByVotes,
            study,
            study.Coordinator,
            async visitor =>
            {
                using var form = new MultipartFormDataContent { { new StringContent("case,truth\nC001,HCC\n"), "file", "table.csv" } };
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{study.Url}/cohort/table") { Content = form };
                request.Headers.Accept.ParseAdd("application/json");
                request.Headers.Add("RequestVerificationToken", await visitor.TokenAsync());
                return await visitor.Client.SendAsync(request);
            }
        );
    }

    private Task NotVotedAsync(Rule rule, TestStudy study, TestPerson truther, int caseIndex, string classId) =>
        app.RefusedAsync(
            rule,
            study,
            truther,
            $"{study.Url}/truth/cases/{study.CaseIds[caseIndex]}",
            ("Class", classId),
            ("Kind", "panel")
        );
}
