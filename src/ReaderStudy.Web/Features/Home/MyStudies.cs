using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Home;

/// <param name="StudyId">The study.</param>
/// <param name="Name">Of the study.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Roles">The person's roles in it.</param>
/// <param name="Cases">Included cases; null when the person does not see the design.</param>
/// <param name="Readers">Readers; null likewise.</param>
public sealed record MyStudy(Guid StudyId, string Name, StudyStatus Status, IReadOnlyList<StudyRole> Roles, int? Cases, int? Readers);

/// <summary>The home page.</summary>
/// <param name="Studies">Newest first.</param>
/// <param name="Sessions">The person's own reading sessions in which a case can be read now.</param>
public sealed record HomePage(IReadOnlyList<MyStudy> Studies, IReadOnlyList<MySession> Sessions);

/// <summary>Lists the studies that a person has a part in.</summary>
public sealed class MyStudies(ReaderStudyDbContext db, ReaderDesk desk)
{
    public async Task<HomePage> Handle(Guid personId, CancellationToken cancellationToken)
    {
        var studies = await db
            .Studies.Where(s => s.Members.Any(m => m.PersonId == personId))
            .OrderByDescending(s => s.CreatedAt)
            .Select(s => new
            {
                s.Id,
                s.Name,
                s.Status,
                Roles = s.Members.Where(m => m.PersonId == personId).Select(m => m.Role).ToList(),
                Cases = db.Cases.Count(c => c.StudyId == s.Id && c.IsIncluded),
                Readers = s.Readers.Count,
            })
            .ToListAsync(cancellationToken);
        var sessions = await desk.SessionsAsync(personId, cancellationToken);
        return new HomePage(
            studies
                .Select(s =>
                {
                    var seesDesign = BlindingPolicy.VisibleTo(s.Roles, s.Status).HasFlag(StudyItems.Design);
                    return new MyStudy(s.Id, s.Name, s.Status, s.Roles, seesDesign ? s.Cases : null, seesDesign ? s.Readers : null);
                })
                .ToList(),
            sessions.Where(s => s.IsOpen && s.Locked < s.Total && s.Waits is null).ToList()
        );
    }
}
