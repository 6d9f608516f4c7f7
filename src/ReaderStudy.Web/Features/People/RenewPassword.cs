using Microsoft.AspNetCore.Identity;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.People;

/// <summary>Gives a person who forgot it a new password, shown once, and changed by them at the next sign-in.</summary>
public sealed class RenewPassword(UserManager<Person> people, AuditTrail audit, ReaderStudyDbContext db)
{
    /// <exception cref="NotFoundException">There is no such account.</exception>
    public async Task<NewPassword> Handle(Guid personId, Guid by)
    {
        var person = await people.FindByIdAsync(personId.ToString()) ?? throw new NotFoundException("account");
        var password = CreatePerson.MakePassword();
        GivenPassword.Mark(db, person);
        audit.Record("account.password-renewed", by, null, $"person {person.Id}");
        var result = await people.ResetPasswordAsync(person, await people.GeneratePasswordResetTokenAsync(person), password);
        return result.Succeeded
            ? new NewPassword(person.DisplayName, person.Email ?? "", password)
            : throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Code)));
    }
}
