using Microsoft.AspNetCore.Identity;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Demo;

/// <param name="Email">To sign in with.</param>
/// <param name="DisplayName">A made-up person.</param>
/// <param name="What">What they do, in words.</param>
/// <param name="AccountRole">Role of the account; null: none.</param>
/// <param name="Level">For readers.</param>
/// <param name="Years">Of experience, for readers.</param>
public sealed record DemoAccount(
    string Email,
    string DisplayName,
    string What,
    string? AccountRole = null,
    ReaderLevel? Level = null,
    int? Years = null
);

/// <summary>The accounts that a demo starts with; in Development alone, unless the configuration asks for them.</summary>
public sealed class DemoAccounts(PlatformOptions options, IWebHostEnvironment environment)
{
    public const string Password = "liver-demo-2026";

    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("admin@demo.example", "Ada Admin", "Administrator: accounts", AccountRoles.Administrator),
        new("coordinator@demo.example", "Carla Coordinator", "Study coordinator: cohorts, protocol, progress", AccountRoles.Coordinator),
        new("junior@demo.example", "Jun Junior", "Reader, junior, 3 years", null, ReaderLevel.Junior, 3),
        new("middle@demo.example", "Mira Middle", "Reader, middle, 8 years", null, ReaderLevel.Middle, 8),
        new("senior@demo.example", "Sven Senior", "Reader, senior, 21 years", null, ReaderLevel.Senior, 21),
        new("truther@demo.example", "Tara Truther", "Truther: reference standard"),
        new("statistician@demo.example", "Stan Statistician", "Statistician: unblinding, analysis, report"),
    ];

    /// <summary>True when this installation is a demo.</summary>
    public bool IsDemo => options.Demo ?? environment.IsDevelopment();

    /// <summary>What the sign-in page shows; empty when this is no demo.</summary>
    public IReadOnlyList<DemoAccount> Shown => IsDemo ? All : [];

    /// <summary>Makes the accounts that are missing.</summary>
    public static async Task CreateAsync(UserManager<Person> people)
    {
        foreach (var account in All)
        {
            if (await people.FindByNameAsync(account.Email) is not null)
            {
                continue;
            }

            var person = new Person
            {
                UserName = account.Email,
                Email = account.Email,
                EmailConfirmed = true,
                DisplayName = account.DisplayName,
                Level = account.Level,
                YearsOfExperience = account.Years,
            };
            var result = await people.CreateAsync(person, Password);
            if (!result.Succeeded)
            {
                throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
            }

            if (account.AccountRole is { } role)
            {
                await people.AddToRoleAsync(person, role);
            }
        }
    }
}
