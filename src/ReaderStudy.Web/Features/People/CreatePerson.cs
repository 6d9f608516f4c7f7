using System.Net.Mail;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.People;

/// <summary>Makes an account with a first password that is shown once, and that its owner changes at the first sign-in.</summary>
public sealed class CreatePerson(UserManager<Person> people, AuditTrail audit, ReaderStudyDbContext db)
{
    /// <summary>Without letters and digits that look alike.</summary>
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <returns>The password, or what is wrong with the form by field.</returns>
    public async Task<(NewPassword? Password, IReadOnlyList<(string Field, string Message)> Faults)> Handle(NewPersonForm form, Guid by)
    {
        var faults = await FaultsAsync(form);
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var email = form.Email!.Trim();
        var person = new Person
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            DisplayName = form.Name!.Trim(),
            Level = form.Level,
            YearsOfExperience = form.Years,
        };
        var password = MakePassword();
        GivenPassword.Mark(db, person);
        audit.Record("account.created", by, null, $"person {person.Id}", form.AccountRole ?? "");
        var created = await people.CreateAsync(person, password);
        if (!created.Succeeded)
        {
            db.ChangeTracker.Clear();
            return (null, created.Errors.Select(e => (nameof(form.Email), e.Description)).ToList());
        }

        if (!string.IsNullOrEmpty(form.AccountRole))
        {
            await people.AddToRoleAsync(person, form.AccountRole);
        }

        return (new NewPassword(person.DisplayName, email, password), []);
    }

    /// <summary>16 characters of 5 bits each, from a cryptographic generator, in groups of four.</summary>
    public static string MakePassword() =>
        string.Join('-', RandomNumberGenerator.GetString(Letters, 16).Chunk(4).Select(group => new string(group)));

    private async Task<List<(string Field, string Message)>> FaultsAsync(NewPersonForm form)
    {
        var faults = new List<(string, string)>();
        if (form.Name?.Trim().Length is not (>= 1 and <= 200))
        {
            faults.Add((nameof(form.Name), "Give a name of 1 to 200 characters."));
        }

        if (form.Email is null || form.Email.Trim().Length > 256 || !MailAddress.TryCreate(form.Email.Trim(), out _))
        {
            faults.Add((nameof(form.Email), "Give an e-mail address, name@hospital.example."));
        }
        else if (await people.FindByEmailAsync(form.Email.Trim()) is not null)
        {
            faults.Add((nameof(form.Email), "There is an account with this address already."));
        }

        if (!string.IsNullOrEmpty(form.AccountRole) && !AccountRoles.All.Contains(form.AccountRole))
        {
            faults.Add((nameof(form.AccountRole), $"'{form.AccountRole}' is not a role of accounts."));
        }

        if (form.Level == Domain.Studies.ReaderLevel.Ai)
        {
            faults.Add((nameof(form.Level), "A person is no model. Choose junior, middle or senior."));
        }

        if (form.Years is < 0 or > 80)
        {
            faults.Add((nameof(form.Years), "Years of experience are from 0 to 80."));
        }

        return faults;
    }
}
