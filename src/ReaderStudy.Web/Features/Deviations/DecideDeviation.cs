using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Locking;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Deviations;

/// <summary>A statistician, another person in another role than who asked, approves or refuses.</summary>
public sealed class DecideDeviation(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="NotFoundException">The study has no such deviation.</exception>
    public async Task<Deviation> Find(Study study, Guid deviationId, CancellationToken cancellationToken) =>
        await db.Deviations.SingleOrDefaultAsync(d => d.Id == deviationId && d.StudyId == study.Id, cancellationToken)
        ?? throw new NotFoundException("deviation");

    /// <summary>Before anything is signed.</summary>
    /// <exception cref="BrokenRuleException">It cannot be decided, or not by this person.</exception>
    public static void Check(StudyPass pass, Deviation deviation, string? reason)
    {
        Rule.Require(pass.Study.IsOpenForReading, Deviation.UntilLock);
        Rule.Require(deviation.Status is DeviationStatus.Requested, Deviation.DecidedOnce);
        // Who coordinates as well would decide in the role that asks.
        Rule.Require(deviation.RequestedBy != pass.PersonId && !pass.Is(StudyRole.Coordinator), Deviation.SecondRole);
        Rule.Require(reason?.Trim().Length is >= 10 and <= Deviation.LongestReason, Deviation.ReasonIsGiven);
    }

    /// <exception cref="BrokenRuleException">Somebody else decided it, or locked the data, at the same moment.</exception>
    public async Task Handle(
        Study study,
        Deviation deviation,
        bool approve,
        string reason,
        Signature signature,
        CancellationToken cancellationToken
    )
    {
        deviation.Decide(approve, reason, signature.PersonId, clock.GetUtcNow());
        db.Signatures.Add(signature);
        audit.Record(
            approve ? "deviation.approved" : "deviation.refused",
            signature.PersonId,
            study.Id,
            $"deviation {deviation.Id}",
            $"{deviation.RuleCode}, SHA-256 {signature.SubjectSha256}"
        );
        try
        {
            await WhileOpen.SaveAsync(db, study, Deviation.UntilLock, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new BrokenRuleException(Deviation.DecidedOnce);
        }
    }
}
