using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>What readers, coordinators and statisticians cannot do with queries, deviations and reminders.</summary>
[Collection(RulesCollection.Name)]
public sealed class ConductRefusedTests(App app)
{
    private const string Why = "The reader leaves the country for two months.";

    [Fact]
    public async Task A_query_has_a_text_and_a_subject_and_says_nothing_that_unblinds()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        var reader = study.Readers[0];
        var queries = $"/sessions/{await study.SessionOfAsync(reader)}/queries";

        await app.RefusedAsync(Query.TextIsGiven, study, reader, queries, ("Text", " "));
        await app.RefusedAsync(Query.Unblinds, study, reader, queries, ("Text", "Is it a cyst?"));
        await app.RefusedAsync(Query.SubjectIsGiven, study, study.Coordinator, $"{study.Url}/queries", ("Text", "What is this?"));
    }

    [Fact]
    public async Task A_query_is_answered_by_the_other_side_closed_by_who_asked_and_reopened_with_a_reason()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        var reader = study.Readers[0];
        var queries = $"/sessions/{await study.SessionOfAsync(reader)}/queries";
        using var asking = await app.SignInAsync(reader);
        using var asked = await asking.PostAsync(queries, ("Text", "May I go back?"));
        var id = await app.DataAsync(db => db.Queries.Where(q => q.StudyId == study.Id).Select(q => q.Id).SingleAsync());

        await app.RefusedAsync(Query.OtherSideAnswers, study, reader, $"{queries}/{id}/answer", ("text", "I may."));
        await app.RefusedAsync(Query.AskerCloses, study, study.Coordinator, $"{study.Url}/queries/{id}/close");
        await app.RefusedAsync(Query.ClosedIsReopened, study, reader, $"{queries}/{id}/reopen", ("text", "It is black again."));
        using var closed = await asking.PostAsync($"{queries}/{id}/close");
        await app.RefusedAsync(Query.OpenIsAnswered, study, study.Coordinator, $"{study.Url}/queries/{id}/answer", ("text", "You may."));
        await app.RefusedAsync(Query.ReasonIsGiven, study, reader, $"{queries}/{id}/reopen", ("text", "no"));
    }

    [Fact]
    public async Task A_deviation_names_a_rule_that_can_be_set_aside_a_place_and_a_reason()
    {
        var study = await TestStudy.SealedAsync(app);
        var url = $"{study.Url}/deviations";

        await NotAskedAsync(Deviation.RuleIsKnown, study, "session.in-order", Why);
        await NotAskedAsync(Deviation.ReasonIsGiven, study, OverridableRules.Washout.Code, "short");
        await NotAskedAsync(Deviation.PlaceExists, study, OverridableRules.Washout.Code, Why, ("Position", "2"));
        await app.RefusedAsync(
            Deviation.RuleIsKnown,
            study,
            study.Coordinator,
            url + "/note",
            ("Rule", OverridableRules.Washout.Code),
            ("Reason", Why)
        );
    }

    [Fact]
    public async Task A_deviation_is_decided_once_in_the_other_role_with_a_reason()
    {
        var study = await TestStudy.SealedAsync(app);
        await study.NameAsync(study.Coordinator, StudyRole.Statistician);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);
        using var asked = await coordinator.PostAsync(
            $"{study.Url}/deviations",
            ("Rule", OverridableRules.Washout.Code),
            ("Reason", Why),
            ("Password", App.Password)
        );
        var id = await app.DataAsync(db => db.Deviations.Where(d => d.StudyId == study.Id).Select(d => d.Id).SingleAsync());
        var url = $"{study.Url}/deviations/{id}/decision";
        var approval = new[] { ("decision", "approve"), ("reason", "As the protocol foresees."), ("password", App.Password) };

        await app.RefusedAsync(Deviation.SecondRole, study, study.Coordinator, url, approval);
        await app.RefusedAsync(
            Deviation.ReasonIsGiven,
            study,
            study.Statistician,
            url,
            ("decision", "approve"),
            ("reason", "yes"),
            ("password", App.Password)
        );
        using var decided = await statistician.PostAsync(url, approval);
        await app.RefusedAsync(Deviation.DecidedOnce, study, study.Statistician, url, approval);
    }

    [Fact]
    public async Task A_reader_is_reminded_once_a_day_and_only_of_what_is_left()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 2);
        var readers = (await app.DataAsync(study.LoadAsync)).Readers.ToDictionary(r => r.PersonId!.Value, r => r.Id);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var first = await coordinator.PostAsync(Remind(0));
        await study.ReadAsync(study.Readers[1], 1);

        await app.RefusedAsync(Reminder.OnceADay, study, study.Coordinator, Remind(0));
        await app.RefusedAsync(Reminder.SomethingIsLeft, study, study.Coordinator, Remind(1));

        string Remind(int reader) =>
            string.Create(CultureInfo.InvariantCulture, $"{study.Url}/readers/{readers[study.Readers[reader].Id]}/remind");
    }

    [Fact]
    public async Task After_the_data_lock_nothing_is_asked_noted_or_reminded_of()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var reader = study.Readers[0];
        var queries = $"/sessions/{await study.SessionOfAsync(reader)}/queries";
        var remind = $"{study.Url}/readers/{(await app.DataAsync(study.LoadAsync)).Readers[0].Id}/remind";
        await study.LockDataAsync();

        await app.RefusedAsync(Query.UntilLock, study, reader, queries, ("Text", "Is it too late?"));
        await NotAskedAsync(Deviation.UntilLock, study, OverridableRules.Washout.Code, Why);
        await app.RefusedAsync(Study.ReadingIsOpen, study, study.Coordinator, remind);
    }

    private Task NotAskedAsync(Rule rule, TestStudy study, string code, string reason, params (string, string)[] more) =>
        app.RefusedAsync(
            rule,
            study,
            study.Coordinator,
            $"{study.Url}/deviations",
            [("Rule", code), ("Reason", reason), ("Password", App.Password), .. more]
        );
}
