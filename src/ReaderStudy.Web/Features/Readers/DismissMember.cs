using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Truth;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Readers;

/// <summary>Takes a person's part in a draft back. Where only a truther who leaves was waited for, the votes of the others decide.</summary>
public sealed class DismissMember(ReaderStudyDbContext db, SettlePanels settle, AuditTrail audit)
{
    /// <exception cref="NotFoundException">The person has no such part.</exception>
    /// <exception cref="Domain.BrokenRuleException">The design is frozen, or it is the last coordinator.</exception>
    public async Task Handle(Study study, Guid personId, StudyRole role, Guid by, CancellationToken cancellationToken)
    {
        if (!study.IsMember(personId, role))
        {
            throw new NotFoundException("member of this study");
        }

        // Nobody votes meanwhile: a vote that is not counted here would decide nothing.
        await using var hold = role is StudyRole.Truther ? await StudyHold.BeginAsync(db, study, cancellationToken) : null;
        if (role == StudyRole.Reader && study.Readers.FirstOrDefault(r => r.PersonId == personId) is { } reader)
        {
            study.RemoveReader(reader.Id);
        }
        else
        {
            study.RemoveMember(personId, role);
        }

        audit.Record("study.member-removed", by, study.Id, $"person {personId}", role.ToString().ToLowerInvariant());
        if (role is StudyRole.Truther)
        {
            await settle.Handle(study, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (hold is not null)
        {
            await hold.CommitAsync(cancellationToken);
        }
    }
}
