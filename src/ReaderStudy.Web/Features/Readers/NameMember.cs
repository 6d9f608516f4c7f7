using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Readers;

/// <summary>Gives an existing person a part in a study. Readers get a name for tables and reports, <c>Reader 2</c>, that tells nobody who they are.</summary>
public sealed class NameMember(ReaderStudyDbContext db, AuditTrail audit)
{
    /// <param name="study">Tracked, with members and readers.</param>
    /// <param name="person">Who is named.</param>
    /// <param name="role">Their part.</param>
    /// <param name="level">For readers; null: the account's own, junior when that is not known either.</param>
    /// <param name="years">Of experience, for readers; null: the account's own.</param>
    /// <param name="by">Who names them.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <exception cref="BrokenRuleException">The design is frozen, or a truther would read, coordinate or analyse.</exception>
    public async Task Handle(
        Study study,
        Person person,
        StudyRole role,
        ReaderLevel? level,
        int? years,
        Guid by,
        CancellationToken cancellationToken
    )
    {
        if (role == StudyRole.Reader)
        {
            study.AddReader(FreeName(study), level ?? person.Level ?? ReaderLevel.Junior, years ?? person.YearsOfExperience, person.Id);
        }
        else
        {
            study.AddMember(person.Id, role);
        }

        audit.Record("study.member-added", by, study.Id, $"person {person.Id}", role.ToString().ToLowerInvariant());
        try
        {
            // Written even where it stays what it was: a sealing or another protocol at the same moment makes this fail.
            db.Entry(study).Property(s => s.Status).IsModified = true;
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The same person was given the same part at the same moment: done.
            if (
                role != StudyRole.Reader
                && await db
                    .StudyMembers.AsNoTracking()
                    .AnyAsync(m => m.StudyId == study.Id && m.PersonId == person.Id && m.Role == role, CancellationToken.None)
            )
            {
                db.ChangeTracker.Clear();
                return;
            }

            var now = await db.Studies.AsNoTracking().SingleAsync(s => s.Id == study.Id, CancellationToken.None);
            Rule.Require(role != StudyRole.Reader || now.Status is StudyStatus.Draft, Study.DesignIsFrozen);
            var isTaken =
                study.Readers is [.., var added]
                && await db
                    .StudyReaders.AsNoTracking()
                    .AnyAsync(r => r.StudyId == study.Id && r.Name == added.Name, CancellationToken.None);
            Rule.Require(!isTaken, Study.ReaderNamesDiffer, "Somebody else added a reader at this moment. Add yours again.");
            throw;
        }
    }

    /// <summary>The first of Reader 1, Reader 2, … that nobody has.</summary>
    private static string FreeName(Study study) =>
        Enumerable
            .Range(1, study.Readers.Count + 1)
            .Select(n => "Reader " + n.ToString(CultureInfo.InvariantCulture))
            .First(name => study.Readers.All(r => r.Name != name));
}
