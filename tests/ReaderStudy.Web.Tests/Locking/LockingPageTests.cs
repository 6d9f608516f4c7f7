using System.Net;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Locking;

[Collection(App.Collection)]
public sealed class LockingPageTests(App app)
{
    [Fact]
    public async Task The_coordinator_locks_and_the_statistician_unblinds_each_with_a_password()
    {
        var study = await TestStudy.SealedAsync(app, cases: 3, readers: 2);
        await study.ReadAsync(study.Readers[0], 2);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);

        var page = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/lock"));
        using var locked = await coordinator.PostAsync($"{study.Url}/lock", ("password", App.Password));
        var between = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/lock"));
        using var unblinded = await statistician.PostAsync($"{study.Url}/unblind", ("password", App.Password));

        Assert.Contains("33.3 % (2 of 6) of the planned readings are locked; 4 are missing.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, locked.StatusCode);
        Assert.Contains("Go to the unblinding", between, StringComparison.Ordinal);
        Assert.Equal($"{study.Url}/analysis", unblinded.Headers.Location!.ToString());
        var kept = await app.DataAsync(study.LoadAsync);
        Assert.Equal(
            (StudyStatus.Unblinded, study.Coordinator.Id, study.Statistician.Id),
            (kept.Status, kept.DataLockedBy, kept.UnblindedBy)
        );
    }

    [Fact]
    public async Task Who_locked_the_data_cannot_unblind_even_as_a_statistician()
    {
        var study = await TestStudy.SealedAsync(app);
        await study.NameAsync(study.Coordinator, StudyRole.Statistician);
        await study.LockDataAsync();
        using var browser = await app.SignInAsync(study.Coordinator);

        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/unblind"));
        using var answer = await browser.PostAsync($"{study.Url}/unblind", ("password", App.Password));

        Assert.Contains("You locked the data.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(Study.TwoSigners.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_lock_nobody_reads()
    {
        var study = await TestStudy.SealedAsync(app);
        await study.ReadAsync(study.Readers[0], 1);
        await study.LockDataAsync();

        var broken = await Assert.ThrowsAsync<BrokenRuleException>(() => study.ReadAsync(study.Readers[0], 1));

        Assert.Equal(Study.ReadingIsOpen, broken.Rule);
    }

    [Fact]
    public async Task Data_that_are_not_locked_cannot_be_unblinded()
    {
        var study = await TestStudy.SealedAsync(app);
        using var browser = await app.SignInAsync(study.Statistician);

        using var answer = await browser.PostAsync($"{study.Url}/unblind", ("password", App.Password));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(StudyStatus.Sealed, (await app.DataAsync(study.LoadAsync)).Status);
    }
}
