using Microsoft.AspNetCore.Identity;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.People;

/// <summary>Makes the administrator whom the configuration names, while there is none: somebody has to make the other accounts.</summary>
public sealed class FirstAdministrator(UserManager<Person> people, PlatformOptions options, AuditTrail audit, ReaderStudyDbContext db)
{
    /// <returns>True when the account was made now.</returns>
    /// <exception cref="InvalidOperationException">The address or the password will not do; the message says why.</exception>
    public async Task<bool> Handle(CancellationToken cancellationToken)
    {
        if (
            options.FirstAdministrator is not { Length: > 0 } email
            || (await people.GetUsersInRoleAsync(AccountRoles.Administrator)).Count > 0
        )
        {
            return false;
        }

        var person = new Person
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            DisplayName = "Administrator",
        };
        var result = await people.CreateAsync(person, options.FirstAdministratorPassword ?? "");
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(
                "ReaderStudy:FirstAdministrator cannot be made: " + string.Join(" ", result.Errors.Select(e => e.Description))
            );
        }

        await people.AddToRoleAsync(person, AccountRoles.Administrator);
        audit.Record("account.created", null, null, $"person {person.Id}", "first administrator");
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
