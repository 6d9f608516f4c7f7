using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Web.Tests.Truth.TruthStudy;

namespace ReaderStudy.Web.Tests.Truth;

/// <summary>Votes that decide a case because the panel or the rule changed bring its reference standard, as a last vote does.</summary>
[Collection(App.Collection)]
public sealed class SettledPanelsTests(App app)
{
    [Fact]
    public async Task Where_only_a_truther_who_leaves_was_waited_for_the_others_have_decided()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.Consensus);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC");
        using var two = await VoteAsync(app, study, truthers[1], 0, "HCC");
        using var half = await VoteAsync(app, study, truthers[0], 1, "FNH");
        Assert.Empty(await TruthsAsync(study));
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var left = await coordinator.PostAsync(
            $"{study.Url}/readers/remove",
            ("personId", truthers[2].Id.ToString()),
            ("role", nameof(StudyRole.Truther))
        );

        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        var truth = Assert.Single(await TruthsAsync(study));
        Assert.Equal(
            (study.CaseIds[0], "HCC", "Panel by consensus: 2 truthers agreed in round 1, 2 votes", 1),
            (truth.CaseId, truth.ClassId, truth.Source, truth.Revision)
        );
        Assert.Null(truth.RecordedBy);
        Assert.True(await app.DataAsync(db => db.AuditEntries.AnyAsync(e => e.StudyId == study.Id && e.Action == "truth.decided")));
    }

    [Fact]
    public async Task Where_two_votes_count_by_a_new_rule_they_have_decided_and_once()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.Consensus);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC");
        using var two = await VoteAsync(app, study, truthers[1], 0, "HCC");
        using var coordinator = await app.SignInAsync(study.Coordinator);
        var page = await coordinator.PageAsync($"{study.Url}/protocol/truth");
        var form = Protocols.SubjectPageTests.Filled(page).Where(f => f.Name != "Rule").ToList();

        using var saved = await coordinator.PostAsync($"{study.Url}/protocol/truth", [.. form, ("Rule", nameof(TruthRule.TwoPlusOne))]);
        using var again = await coordinator.PostAsync(
            $"{study.Url}/protocol/reading",
            [.. Protocols.SubjectPageTests.Filled(await coordinator.PageAsync($"{study.Url}/protocol/reading"))]
        );

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (saved.StatusCode, again.StatusCode));
        Assert.Equal(TruthRule.TwoPlusOne, (await app.DataAsync(study.LoadAsync)).Protocol.Truth.Rule);
        Assert.Equal("Panel 2+1: two votes agreed", Assert.Single(await TruthsAsync(study)).Source);
    }

    [Fact]
    public async Task A_number_of_rounds_that_cannot_be_read_closes_no_case()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.Consensus, truthers: 2, cases: 1);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC");
        using var two = await VoteAsync(app, study, truthers[1], 0, "ICC");
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var closed = await coordinator.PostAsync($"{study.Url}/truth/close", ("rounds", "1e1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, closed.StatusCode);
        Assert.Contains("'1e1' is not valid", Visitor.TextOf(await closed.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.True(await app.DataAsync(db => db.Cases.AllAsync(c => c.StudyId != study.Id || c.IsIncluded)));
    }

    [Fact]
    public async Task Who_sees_the_votes_of_truthers_leaves_an_entry()
    {
        var (study, truthers) = await DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        using var one = await VoteAsync(app, study, truthers[0], 0, "HCC");
        using var truther = await app.SignInAsync(truthers[0]);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        await truther.PageAsync($"{study.Url}/truth");
        await coordinator.PageAsync($"{study.Url}/truth");

        var entry = Assert.Single(
            await app.DataAsync(db => db.AuditEntries.Where(e => e.StudyId == study.Id && e.Action == "truth.viewed").ToListAsync())
        );
        Assert.Equal((study.Coordinator.Id, $"study {study.Id}"), (entry.ActorId, entry.Subject));
    }

    [Fact]
    public async Task Two_coordinators_name_the_same_truther_at_once()
    {
        for (var round = 0; round < 4; round++)
        {
            var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
            var newcomer = await app.PersonAsync("newcomer");
            using var one = await app.SignInAsync(study.Coordinator);
            using var other = await app.SignInAsync(study.Coordinator);
            (string, string)[] form = [("Email", newcomer.Email), ("Role", nameof(StudyRole.Truther))];

            var answers = await Task.WhenAll(one.PostAsync($"{study.Url}/readers", form), other.PostAsync($"{study.Url}/readers", form));

            Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
            Assert.Single((await app.DataAsync(study.LoadAsync)).Members, m => m.PersonId == newcomer.Id);
            Array.ForEach(answers, a => a.Dispose());
        }
    }

    private Task<List<ReferenceStandard>> TruthsAsync(TestStudy study) =>
        app.DataAsync(db => db.ReferenceStandards.Where(r => db.Cases.Any(c => c.Id == r.CaseId && c.StudyId == study.Id)).ToListAsync());
}
