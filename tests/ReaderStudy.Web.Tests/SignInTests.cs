using System.Net;

namespace ReaderStudy.Web.Tests;

[Collection(App.Collection)]
public sealed class SignInTests(App app)
{
    [Fact]
    public async Task A_coordinator_signs_in_and_finds_the_study()
    {
        var study = await TestStudy.DraftAsync(app, name: "Leber-Läsionen 肝脏");
        using var browser = await app.SignInAsync(study.Coordinator);

        Assert.Contains("Leber-Läsionen 肝脏", Visitor.TextOf(await browser.PageAsync("/")), StringComparison.Ordinal);
        Assert.Contains("Seal the protocol", Visitor.TextOf(await browser.PageAsync(study.Url)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_words()
    {
        var person = await app.PersonAsync("someone");
        using var browser = app.Nobody();

        using var answer = await browser.PostAsync("/account/sign-in", ("Email", person.Email), ("Password", "not the password"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("do not belong together", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_sent_to_sign_in()
    {
        using var browser = app.Nobody();

        using var page = await browser.GetAsync("/");
        using var json = await browser.GetJsonAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Contains("/account/sign-in", page.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, json.StatusCode);
    }
}
