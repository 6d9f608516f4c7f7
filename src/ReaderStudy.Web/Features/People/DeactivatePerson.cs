using Microsoft.AspNetCore.Identity;
using ReaderStudy.Data;
using ReaderStudy.Domain;

namespace ReaderStudy.Web.Features.People;

/// <summary>Shuts an account, or opens it again. What the person did stays.</summary>
public sealed class DeactivatePerson(UserManager<Person> people, AuditTrail audit, TimeProvider clock)
{
    public static readonly Rule NotYourself = new("account.not-yourself", "You cannot deactivate your own account.");

    /// <returns>The person's name.</returns>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    public async Task<string> Handle(Guid personId, Guid by, bool isActive)
    {
        Rule.Require(isActive || personId != by, NotYourself);
        var person = await people.FindByIdAsync(personId.ToString()) ?? throw new NotFoundException("account");
        if (person.IsDeactivated(clock.GetUtcNow()) == isActive)
        {
            audit.Record(isActive ? "account.reactivated" : "account.deactivated", by, null, $"person {person.Id}");
            person.LockoutEnabled = true;
            person.AccessFailedCount = 0;
            person.LockoutEnd = isActive ? null : DateTimeOffset.MaxValue;
            // A new stamp ends what the person has open in browsers.
            await people.UpdateSecurityStampAsync(person);
        }

        return person.DisplayName;
    }
}

/// <summary>Tells an account that an administrator shut from one that waits after too many tries.</summary>
public static class Deactivation
{
    /// <summary>True when the account is shut for good, not for minutes.</summary>
    public static bool IsDeactivated(this Person person, DateTimeOffset now) => person.LockoutEnd > now.AddYears(100);
}
