using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>What coordinators and statisticians cannot lock, unblind, see or put away.</summary>
[Collection(RulesCollection.Name)]
public sealed class LockRefusedTests(App app)
{
    [Fact]
    public async Task The_lock_needs_a_reason_for_what_is_missing_nothing_that_pends_and_the_data_that_were_shown()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await NotLockedAsync(DataLock.ReasonIsGiven, study, ("reason", "ill"));
        await NotLockedAsync(DataLock.ReasonIsGiven, study, ("reason", new string('x', 2001)));
        await study.ReadAllAsync();
        await NotLockedAsync(DataLock.ReasonIsGiven, study, ("reason", new string('x', 2001)));
        await NotLockedAsync(DataLock.DataChanged, study, ("state", new string('f', 64)));
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var asked = await reader.PostAsync(
            $"/sessions/{await study.SessionOfAsync(study.Readers[0])}/queries",
            ("Text", "May I stop?")
        );

        await NotLockedAsync(DataLock.NothingPends, study);
    }

    [Fact]
    public async Task Data_are_locked_after_the_sealing_once_and_with_the_truth()
    {
        var draft = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        await NotLockedAsync(Study.LockFromReading, draft);

        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1, withTruth: false);
        await Truth.TruthStudy.PlanAsync(app, study, TruthRule.TwoPlusOne, TruthDue.DataLock);
        await study.NameAsync(await app.PersonAsync("truther"), StudyRole.Truther);
        await study.NameAsync(await app.PersonAsync("truther"), StudyRole.Truther);
        await study.SealAsync();
        await study.ReadAllAsync();
        await NotLockedAsync(Study.TruthBeforeLock, study);

        var locked = await LockedAsync();
        await NotLockedAsync(Study.LockFromReading, locked);
    }

    [Fact]
    public async Task Unblinding_follows_the_lock_and_is_signed_by_another_person()
    {
        var open = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await app.RefusedAsync(Study.UnblindAfterLock, open, open.Statistician, $"{open.Url}/unblind", ("password", App.Password));

        var locked = await LockedAsync();
        await locked.NameAsync(locked.Coordinator, StudyRole.Statistician);
        await app.RefusedAsync(Study.TwoSigners, locked, locked.Coordinator, $"{locked.Url}/unblind", ("password", App.Password));
    }

    [Fact]
    public async Task Before_the_unblinding_nobody_gets_results_and_before_the_lock_nobody_the_allocation()
    {
        var open = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var locked = await LockedAsync();
        foreach (var who in new[] { open.Coordinator, open.Statistician })
        {
            await app.RefusedAsync(SealedAllocation.OpensWithTheLock, open, who, v => v.GetJsonAsync($"{open.Url}/allocation"));
        }

        await app.RefusedAsync(StudyAccess.Blinded, locked, locked.Statistician, v => v.GetJsonAsync($"{locked.Url}/analysis"));
        await app.RefusedAsync(StudyAccess.Blinded, locked, locked.Coordinator, v => v.GetJsonAsync($"{locked.Url}/analysis/tables.zip"));
    }

    [Fact]
    public async Task A_study_is_archived_after_its_unblinding()
    {
        var locked = await LockedAsync();

        await app.RefusedAsync(Study.ArchiveAfterUnblinding, locked, locked.Coordinator, $"{locked.Url}/archive");
    }

    private async Task<TestStudy> LockedAsync()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await study.LockDataAsync();
        return study;
    }

    private Task NotLockedAsync(Rule rule, TestStudy study, params (string, string)[] fields) =>
        app.RefusedAsync(rule, study, study.Coordinator, $"{study.Url}/lock", [.. fields, ("password", App.Password)]);
}
