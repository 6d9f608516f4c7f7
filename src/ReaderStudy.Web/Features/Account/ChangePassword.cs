using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using ReaderStudy.Data;
using ReaderStudy.Web.Features.Demo;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Account;

/// <summary>What a person types to have another password.</summary>
public sealed class ChangePasswordForm
{
    public string? Current { get; set; }

    public string? New { get; set; }

    /// <summary>The same again.</summary>
    public string? Repeated { get; set; }
}

/// <summary>Gives a person another password, of their own choice. Wrong tries count towards the account's lockout.</summary>
public sealed class ChangePassword(
    UserManager<Person> people,
    SignInManager<Person> signIn,
    AuditTrail audit,
    ReaderStudyDbContext db,
    DemoAccounts demo
)
{
    /// <returns>What is wrong with the form by field; empty: the password was changed, and the person stays signed in here alone.</returns>
    public async Task<IReadOnlyList<(string Field, string Message)>> Handle(
        ClaimsPrincipal user,
        ChangePasswordForm form,
        CancellationToken cancellationToken
    )
    {
        var person = (await people.GetUserAsync(user))!;
        if (demo.Shown.Any(a => a.Email == person.Email))
        {
            return [("", "The accounts of the demo keep their password.")];
        }

        if (FaultsOf(form) is { Count: > 0 } faults)
        {
            return faults;
        }

        if (await CurrentFaultAsync(person, form.Current!, cancellationToken) is { } fault)
        {
            return [(nameof(form.Current), fault)];
        }

        audit.Record("account.password-changed", person.Id, null, $"person {person.Id}");
        GivenPassword.Unmark(db, person);
        var changed = await people.ChangePasswordAsync(person, form.Current!, form.New!);
        if (!changed.Succeeded)
        {
            db.ChangeTracker.Clear();
            return changed.Errors.Select(e => (nameof(form.New), e.Description)).ToList();
        }

        await signIn.RefreshSignInAsync(person);
        return [];
    }

    private static List<(string Field, string Message)> FaultsOf(ChangePasswordForm form)
    {
        var faults = new List<(string, string)>();
        if (string.IsNullOrEmpty(form.Current))
        {
            faults.Add((nameof(form.Current), "Give the password that you sign in with now."));
        }

        if (form.New is not { Length: >= Person.ShortestPassword and <= Person.LongestPassword })
        {
            faults.Add((nameof(form.New), $"Choose {Person.ShortestPassword} to {Person.LongestPassword} characters."));
        }
        else if (form.New == form.Current)
        {
            faults.Add((nameof(form.New), "Choose another one than the one you have."));
        }

        if (form.Repeated != form.New)
        {
            faults.Add((nameof(form.Repeated), "The two new passwords differ."));
        }

        return faults;
    }

    private async Task<string?> CurrentFaultAsync(Person person, string current, CancellationToken cancellationToken)
    {
        if (await people.IsLockedOutAsync(person))
        {
            return "Too many tries. Wait five minutes and try again.";
        }

        if (await people.CheckPasswordAsync(person, current))
        {
            await people.ResetAccessFailedCountAsync(person);
            return null;
        }

        await audit.RecordNowAsync("account.password-refused", person.Id, null, $"person {person.Id}", "", cancellationToken);
        await people.AccessFailedAsync(person);
        if (await people.IsLockedOutAsync(person))
        {
            await audit.RecordNowAsync("account.locked-out", person.Id, null, $"person {person.Id}", "password", cancellationToken);
        }

        return "That is not the password you sign in with. Nothing was changed.";
    }
}
