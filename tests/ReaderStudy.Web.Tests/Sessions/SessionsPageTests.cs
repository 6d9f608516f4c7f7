namespace ReaderStudy.Web.Tests.Sessions;

[Collection(App.Collection)]
public sealed class SessionsPageTests(App app)
{
    [Fact]
    public async Task A_reader_sees_what_is_left_and_goes_on()
    {
        var study = await TestStudy.SealedAsync(app, cases: 3, readers: 2);
        await study.ReadAsync(study.Readers[0], 2);
        using var browser = await app.SignInAsync(study.Readers[0]);

        var page = await browser.PageAsync("/sessions");

        Assert.Contains("2 of 3 cases read", Visitor.TextOf(page), StringComparison.Ordinal);
        Assert.Contains($"/reading/{await study.SessionOfAsync(study.Readers[0])}", page, StringComparison.Ordinal);
        Assert.DoesNotContain((await study.SessionOfAsync(study.Readers[1])).ToString(), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_session_is_told_how_one_comes_about()
    {
        using var browser = await app.SignInAsync(await app.PersonAsync("newcomer"));

        Assert.Contains("No session waits for you.", Visitor.TextOf(await browser.PageAsync("/sessions")), StringComparison.Ordinal);
    }
}
