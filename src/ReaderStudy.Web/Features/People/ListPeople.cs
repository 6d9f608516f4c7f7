using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.People;

/// <param name="Id">The account.</param>
/// <param name="Name">As shown.</param>
/// <param name="Email">To sign in with.</param>
/// <param name="AccountRoles">Beyond roles in studies.</param>
/// <param name="Level">Of a reader; null for others.</param>
/// <param name="Years">Of experience.</param>
/// <param name="Studies">In how many studies the person has a part.</param>
/// <param name="IsActive">False: cannot sign in until reactivated.</param>
public sealed record ListedPerson(
    Guid Id,
    string Name,
    string Email,
    IReadOnlyList<string> AccountRoles,
    ReaderLevel? Level,
    int? Years,
    int Studies,
    bool IsActive
);

/// <summary>Lists all accounts.</summary>
public sealed class ListPeople(ReaderStudyDbContext db, TimeProvider clock)
{
    public async Task<IReadOnlyList<ListedPerson>> Handle(CancellationToken cancellationToken)
    {
        var people = await db
            .Users.AsNoTracking()
            .OrderBy(p => p.DisplayName)
            .Select(p => new
            {
                Person = p,
                Roles = (
                    from link in db.UserRoles
                    join role in db.Roles on link.RoleId equals role.Id
                    where link.UserId == p.Id
                    select role.Name
                ).ToList(),
                Studies = db.StudyMembers.Where(m => m.PersonId == p.Id).Select(m => m.StudyId).Distinct().Count(),
            })
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return people
            .Select(p => new ListedPerson(
                p.Person.Id,
                p.Person.DisplayName,
                p.Person.Email ?? "",
                p.Roles.OfType<string>().Order(StringComparer.Ordinal).ToList(),
                p.Person.Level,
                p.Person.YearsOfExperience,
                p.Studies,
                !p.Person.IsDeactivated(now)
            ))
            .ToList();
    }
}
