using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Account;

/// <summary>A password is known to its owner alone, who can change it (21 CFR 11.300).</summary>
[Collection(App.Collection)]
public sealed class PasswordTests(App app)
{
    private const string Chosen = "four words and more";

    [Fact]
    public async Task A_password_that_was_given_opens_nothing_until_another_is_chosen()
    {
        using var administrator = await app.SignInAsync(await app.PersonAsync("administrator", AccountRoles.Administrator));
        using var made = await administrator.PostAsync("/people", ("Name", "New Reader"), ("Email", "given@test.example"));
        await OnlyChangesAsync("given@test.example", await ShownAsync(made), Chosen);

        var id = await app.DataAsync(db => db.Users.Where(p => p.Email == "given@test.example").Select(p => p.Id).SingleAsync());
        using var renewed = await administrator.PostAsync($"/people/{id}/password");
        await OnlyChangesAsync("given@test.example", await ShownAsync(renewed), "another four words");

        Assert.Equal(2, await EntriesAsync(id, "account.password-changed"));
    }

    [Fact]
    public async Task The_password_now_is_asked_the_new_one_twice_and_wrong_tries_lock_the_account_and_say_so()
    {
        var person = await app.PersonAsync("changer");
        using var browser = await app.SignInAsync(person);

        await RefusedAsync("That is not the password", ("Current", "wrong"), ("New", Chosen), ("Repeated", Chosen));
        await RefusedAsync("The two new passwords differ", ("Current", App.Password), ("New", Chosen), ("Repeated", "other"));
        await RefusedAsync("Choose 12 to 128 characters", ("Current", App.Password), ("New", "short"), ("Repeated", "short"));
        await RefusedAsync("Choose another one", ("Current", App.Password), ("New", App.Password), ("Repeated", App.Password));
        for (var i = 0; i < 9; i++)
        {
            await RefusedAsync("That is not the password", ("Current", "wrong"), ("New", Chosen), ("Repeated", Chosen));
        }

        await RefusedAsync("Too many tries", ("Current", App.Password), ("New", Chosen), ("Repeated", Chosen));
        Assert.Equal(1, await EntriesAsync(person.Id, "account.locked-out"));
        Assert.Equal(0, await EntriesAsync(person.Id, "account.password-changed"));

        async Task RefusedAsync(string message, params (string, string)[] fields)
        {
            using var answer = await browser.PostAsync("/account/password", fields);
            Assert.Contains(message, Visitor.TextOf(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Wrong_passwords_in_a_signature_lock_the_account_and_the_trail_says_so()
    {
        var study = await TestStudy.DraftAsync(app);
        using var browser = await app.SignInAsync(study.Coordinator);
        for (var i = 0; i < 11; i++)
        {
            using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", "wrong"));
        }

        Assert.Equal(1, await EntriesAsync(study.Coordinator.Id, "account.locked-out"));
    }

    private async Task OnlyChangesAsync(string email, string password, string chosen)
    {
        using var newcomer = app.Nobody();
        await newcomer.SignInAsync(email, password);
        using var page = await newcomer.GetAsync("/");
        Assert.Equal((HttpStatusCode.Redirect, GivenPassword.Page), (page.StatusCode, page.Headers.Location?.OriginalString));
        using var asked = await newcomer.GetJsonAsync("/sessions");
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        Assert.Contains(GivenPassword.OwnPasswordFirst.Code, await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var changed = await newcomer.PostAsync("/account/password", ("Current", password), ("New", chosen), ("Repeated", chosen));

        Assert.Contains("Studies", await newcomer.PageAsync("/"), StringComparison.Ordinal);
        using var again = app.Nobody();
        await again.SignInAsync(email, chosen);
        Assert.Contains("Studies", await again.PageAsync("/"), StringComparison.Ordinal);
    }

    private Task<int> EntriesAsync(Guid person, string action) =>
        app.DataAsync(db => db.AuditEntries.CountAsync(e => e.ActorId == person && e.Action == action));

    private static async Task<string> ShownAsync(HttpResponseMessage answer) =>
        Regex
            .Match(
                await answer.Content.ReadAsStringAsync(),
                """id="password">(?<password>[^<]+)<""",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["password"]
            .Value;
}
