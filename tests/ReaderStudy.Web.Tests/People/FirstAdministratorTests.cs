using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Web.Features.People;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.People;

/// <summary>On an application of its own: elsewhere there are administrators.</summary>
public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task Is_made_once_from_the_configuration_and_can_sign_in()
    {
        await using var app = new App();
        var made = await MakeAsync(app, "chief@test.example", App.Password);
        var again = await MakeAsync(app, "other@test.example", App.Password);

        Assert.True(made);
        Assert.False(again);
        var visitor = app.Nobody();
        await visitor.SignInAsync("chief@test.example", App.Password);
        Assert.Contains("Create the account", await visitor.PageAsync("/people"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_password_that_is_too_short_is_refused_with_the_setting_s_name()
    {
        await using var app = new App();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => MakeAsync(app, "chief@test.example", "short"));

        Assert.Contains("ReaderStudy:FirstAdministrator", refused.Message, StringComparison.Ordinal);
        Assert.Contains("12", refused.Message, StringComparison.Ordinal);
    }

    private static Task<bool> MakeAsync(App app, string email, string password) =>
        app.InScopeAsync(services =>
            new FirstAdministrator(
                services.GetRequiredService<UserManager<Person>>(),
                new PlatformOptions { FirstAdministrator = email, FirstAdministratorPassword = password },
                services.GetRequiredService<AuditTrail>(),
                services.GetRequiredService<ReaderStudyDbContext>()
            ).Handle(CancellationToken.None)
        );
}
