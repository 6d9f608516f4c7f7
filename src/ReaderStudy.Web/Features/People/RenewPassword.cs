using Microsoft.AspNetCore.Identity;
using ReaderStudy.Data;

namespace ReaderStudy.Web.Features.People;

/// <summary>Gives a person who forgot it a new password, shown once.</summary>
public sealed class RenewPassword(UserManager<Person> people, AuditTrail audit)
{
    /// <exception cref="NotFoundException">There is no such account.</exception>
    public async Task<NewPassword> Handle(Guid personId, Guid by)
    {
        var person = await people.FindByIdAsync(personId.ToString()) ?? throw new NotFoundException("account");
        var password = CreatePerson.MakePassword();
        audit.Record("account.password-renewed", by, null, $"person {person.Id}");
        var result = await people.ResetPasswordAsync(person, await people.GeneratePasswordResetTokenAsync(person), password);
        return result.Succeeded
            ? new NewPassword(person.DisplayName, person.Email ?? "", password)
            : throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Code)));
    }
}
