using System.Net;
using System.Text.RegularExpressions;
using ReaderStudy.Data;

namespace ReaderStudy.Web.Tests.People;

[Collection(App.Collection)]
public sealed class PeoplePageTests(App app)
{
    [Fact]
    public async Task An_administrator_makes_an_account_that_can_sign_in_with_the_password_shown_once()
    {
        using var browser = await app.SignInAsync(await app.PersonAsync("administrator", AccountRoles.Administrator));

        using var answer = await browser.PostAsync(
            "/people",
            ("Name", "Übermäßig-Müller, 王"),
            ("Email", "mueller@test.example"),
            ("AccountRole", "coordinator")
        );
        var password = Regex
            .Match(
                await answer.Content.ReadAsStringAsync(),
                """id="password">(?<password>[^<]+)<""",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["password"]
            .Value;
        using var newcomer = app.Nobody();
        await newcomer.SignInAsync("mueller@test.example", password);
        using var chosen = await newcomer.PostAsync(
            "/account/password",
            ("Current", password),
            ("New", "einsame Insel im Meer"),
            ("Repeated", "einsame Insel im Meer")
        );

        Assert.Contains("Übermäßig-Müller, 王", Visitor.TextOf(await newcomer.PageAsync("/studies/new")), StringComparison.Ordinal);
        Assert.DoesNotContain(password, await browser.PageAsync("/people"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a@test.example", "Give a name")]
    [InlineData("A", "no address", "Give an e-mail address")]
    public async Task What_is_missing_is_said_beside_its_field(string name, string email, string message)
    {
        using var browser = await app.SignInAsync(await app.PersonAsync("administrator", AccountRoles.Administrator));

        using var answer = await browser.PostAsync("/people", ("Name", name), ("Email", email));

        Assert.Contains(message, Visitor.TextOf(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deactivated_person_is_out_and_comes_back_when_reactivated()
    {
        await using var own = new App();
        using var browser = await own.SignInAsync(await own.PersonAsync("administrator", AccountRoles.Administrator));
        var person = await own.PersonAsync("leaver");
        using var theirs = await own.SignInAsync(person);

        using var shut = await browser.PostAsync($"/people/{person.Id}/deactivate");
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        using var page = await theirs.GetAsync("/");
        using var again = own.Nobody();
        using var refused = await again.PostAsync("/account/sign-in", ("Email", person.Email), ("Password", App.Password));
        using var open = await browser.PostAsync($"/people/{person.Id}/reactivate");
        await again.SignInAsync(person.Email, App.Password);

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Contains("This account is deactivated", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_cannot_shut_themselves_out()
    {
        var person = await app.PersonAsync("administrator", AccountRoles.Administrator);
        using var browser = await app.SignInAsync(person);

        using var answer = await browser.PostAsync($"/people/{person.Id}/deactivate");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }
}
