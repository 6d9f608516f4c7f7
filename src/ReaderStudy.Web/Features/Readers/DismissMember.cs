using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Readers;

/// <summary>Takes a person's part in a draft back.</summary>
public sealed class DismissMember(ReaderStudyDbContext db, AuditTrail audit)
{
    /// <exception cref="Domain.BrokenRuleException">The design is frozen, or it is the last coordinator.</exception>
    public async Task Handle(Study study, Guid personId, StudyRole role, Guid by, CancellationToken cancellationToken)
    {
        if (role == StudyRole.Reader && study.Readers.FirstOrDefault(r => r.PersonId == personId) is { } reader)
        {
            study.RemoveReader(reader.Id);
        }
        else
        {
            study.RemoveMember(personId, role);
        }

        audit.Record("study.member-removed", by, study.Id, $"person {personId}", role.ToString().ToLowerInvariant());
        await db.SaveChangesAsync(cancellationToken);
    }
}
