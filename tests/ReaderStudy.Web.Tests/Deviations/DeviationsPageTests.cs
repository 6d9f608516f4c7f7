using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Deviations;

namespace ReaderStudy.Web.Tests.Deviations;

[Collection(App.Collection)]
public sealed class DeviationsPageTests(App app)
{
    private const string Why = "The reader leaves the country for two months.";

    [Fact]
    public async Task A_coordinator_asks_and_a_statistician_approves_each_with_a_reason_and_a_signature()
    {
        var study = await TestStudy.SealedAsync(app);
        var session = await study.SessionOfAsync(study.Readers[1]);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);

        using var asked = await AskAsync(coordinator, study, ("Session", session.ToString()), ("Position", "2"));
        var page = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/deviations"));
        var deviation = await OnlyAsync(study);
        using var decided = await DecideAsync(statistician, study, deviation.Id, "approve");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (asked.StatusCode, decided.StatusCode));
        Assert.Contains("Reader 2, period 1, place 2", page, StringComparison.Ordinal);
        Assert.Contains(Why, page, StringComparison.Ordinal);
        var approved = await OnlyAsync(study);
        Assert.Equal(
            (DeviationStatus.Approved, study.Coordinator.Id, study.Statistician.Id, session, 2),
            (approved.Status, approved.RequestedBy, approved.DecidedBy, approved.SessionId, approved.Position)
        );
        var signatures = await app.DataAsync(db => db.Signatures.Where(s => s.StudyId == study.Id).OrderBy(s => s.SignedAt).ToListAsync());
        Assert.Equal(
            [
                (SignatureMeaning.DeviationRequest, approved.RequestSha256()),
                (SignatureMeaning.DeviationApproval, approved.DecisionSha256(true, approved.DecisionReason!)),
            ],
            signatures.Where(s => s.Subject == $"deviation {approved.Id}").Select(s => (s.Meaning, s.SubjectSha256))
        );
    }

    [Fact]
    public async Task Nobody_decides_what_they_asked_for_nor_in_the_role_that_asks()
    {
        var study = await TestStudy.SealedAsync(app);
        var second = await app.PersonAsync("coordinator");
        await study.NameAsync(study.Coordinator, StudyRole.Statistician);
        await study.NameAsync(second, StudyRole.Coordinator);
        await study.NameAsync(second, StudyRole.Statistician);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var other = await app.SignInAsync(second);
        using var asked = await AskAsync(coordinator, study);
        var deviation = await OnlyAsync(study);

        using var own = await DecideAsync(coordinator, study, deviation.Id, "approve");
        using var same = await DecideAsync(other, study, deviation.Id, "approve");

        foreach (var answer in new[] { own, same })
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains(Deviation.SecondRole.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(DeviationStatus.Requested, (await OnlyAsync(study)).Status);
    }

    [Fact]
    public async Task A_statistician_cannot_ask_and_a_reader_neither_asks_nor_decides()
    {
        var study = await TestStudy.SealedAsync(app);
        using var statistician = await app.SignInAsync(study.Statistician);
        using var reader = await app.SignInAsync(study.Readers[0]);

        using var byStatistician = await AskAsync(statistician, study);
        using var byReader = await AskAsync(reader, study);
        using var decision = await DecideAsync(reader, study, Guid.CreateVersion7(), "approve");

        Assert.All([byStatistician, byReader, decision], a => Assert.Equal(HttpStatusCode.Forbidden, a.StatusCode));
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_widens_no_deviation_to_all_places()
    {
        var study = await TestStudy.SealedAsync(app);
        var session = (await study.SessionOfAsync(study.Readers[1])).ToString();
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var asked = await AskAsync(coordinator, study, ("Session", session), ("Position", "1e1"));
        using var noted = await coordinator.PostAsync(
            $"{study.Url}/deviations/note",
            ("Rule", NotedFacts.All[0].Code),
            ("Session", session),
            ("Position", "1e1"),
            ("Reason", Why)
        );

        foreach (var answer in new[] { asked, noted })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = Visitor.TextOf(await answer.Content.ReadAsStringAsync());
            Assert.Contains("'1e1' is not valid for Position. Nothing was saved.", page, StringComparison.Ordinal);
            Assert.Contains(Why, page, StringComparison.Ordinal);
        }

        Assert.False(await app.DataAsync(db => db.Deviations.AnyAsync(d => d.StudyId == study.Id)));
    }

    [Fact]
    public async Task What_a_person_typed_is_no_formula_in_a_spreadsheet()
    {
        var study = await TestStudy.SealedAsync(app);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var noted = await coordinator.PostAsync(
            $"{study.Url}/deviations/note",
            ("Rule", NotedFacts.All[0].Code),
            ("Reason", "=HYPERLINK(\"http://example.org\")")
        );

        Assert.Contains(
            ",\"'=HYPERLINK(\"\"http://example.org\"\")\",",
            await coordinator.PageAsync($"{study.Url}/deviations/deviations.csv"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_deviation_is_decided_once()
    {
        var study = await TestStudy.SealedAsync(app);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);
        using var asked = await AskAsync(coordinator, study);
        var id = (await OnlyAsync(study)).Id;

        var answers = await Task.WhenAll(DecideAsync(statistician, study, id, "refuse"), DecideAsync(statistician, study, id, "approve"));
        using var later = await DecideAsync(statistician, study, id, "approve");

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.Contains(Deviation.DecidedOnce.Code, await later.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("session.in-order", Why, App.Password, "deviation.rule-known")]
    [InlineData("session.washout", "short", App.Password, "deviation.reason-given")]
    public async Task What_lacks_something_is_refused_by_name_and_stays_on_the_page(string rule, string why, string password, string code)
    {
        var study = await TestStudy.SealedAsync(app);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var answer = await coordinator.PostAsync($"{study.Url}/deviations", ("Rule", rule), ("Reason", why), ("Password", password));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(
            await app.DataAsync(db =>
                db.AuditEntries.AnyAsync(e => e.StudyId == study.Id && e.Action == "rule.refused" && e.Subject == code)
            )
        );
        Assert.False(await app.DataAsync(db => db.Deviations.AnyAsync(d => d.StudyId == study.Id)));
    }

    [Fact]
    public async Task Without_the_password_nothing_is_asked_for()
    {
        var study = await TestStudy.SealedAsync(app);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var answer = await coordinator.PostAsync(
            $"{study.Url}/deviations",
            ("Rule", OverridableRules.Washout.Code),
            ("Reason", Why),
            ("Password", "a wrong password")
        );

        Assert.Contains(Why, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await app.DataAsync(db => db.Deviations.AnyAsync(d => d.StudyId == study.Id)));
    }

    [Fact]
    public async Task A_fact_is_noted_and_stands_in_the_table_with_the_protocol_that_was_in_force()
    {
        var study = await TestStudy.SealedAsync(app);
        var reader = (await app.DataAsync(study.LoadAsync)).Readers.Single(r => r.Name == "Reader 1");
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var noted = await coordinator.PostAsync(
            $"{study.Url}/deviations/note",
            ("Rule", NotedFacts.Interrupted.Code),
            ("Reader", reader.Id.ToString()),
            ("Reason", "A fire drill, \"ten\" minutes.")
        );
        var rows = (await coordinator.PageAsync($"{study.Url}/deviations/deviations.csv")).Split("\r\n");

        Assert.Equal(HttpStatusCode.Redirect, noted.StatusCode);
        Assert.Equal(DeviationsCsv.Header, rows[0]);
        Assert.Contains(
            ",noted,conduct.interrupted,\"Reader 1, all sessions\",\"A fire drill, \"\"ten\"\" minutes.\",",
            rows[1],
            StringComparison.Ordinal
        );
        var sealedAs = await app.DataAsync(study.LoadAsync);
        Assert.EndsWith($",1,{sealedAs.ProtocolSha256}", rows[1], StringComparison.Ordinal);
        Assert.DoesNotContain(study.Readers[0].Name, rows[1], StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> AskAsync(Visitor visitor, TestStudy study, params (string, string)[] more) =>
        visitor.PostAsync(
            $"{study.Url}/deviations",
            [("Rule", OverridableRules.Washout.Code), ("Reason", Why), ("Password", App.Password), .. more]
        );

    private static Task<HttpResponseMessage> DecideAsync(Visitor visitor, TestStudy study, Guid id, string decision) =>
        visitor.PostAsync(
            $"{study.Url}/deviations/{id}/decision",
            ("decision", decision),
            ("reason", "As the protocol foresees."),
            ("password", App.Password)
        );

    private Task<Deviation> OnlyAsync(TestStudy study) =>
        app.DataAsync(db => db.Deviations.AsNoTracking().SingleAsync(d => d.StudyId == study.Id));
}
