using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>Puts an amendment of a sealed protocol in force, with its signature and its version, in one transaction.</summary>
public sealed class AmendProtocol(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Why it cannot be put in force, which leaves its entry in the audit trail; null: it can.</summary>
    /// <param name="study">Tracked.</param>
    /// <param name="changed">The whole changed protocol.</param>
    /// <param name="reason">As it was typed.</param>
    /// <param name="edited">Mark of the protocol that was edited; null: whoever amends does not say.</param>
    /// <param name="by">Who amends.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<BrokenRuleException?> RefusalAsync(
        Study study,
        Protocol changed,
        string reason,
        string? edited,
        Guid by,
        CancellationToken cancellationToken
    )
    {
        try
        {
            Rule.Require(edited is null || edited == SaveProtocol.MarkOf(study), SaveProtocol.ChangedMeanwhile);
            study.CheckAmendment(changed, reason);
            return null;
        }
        catch (BrokenRuleException broken)
        {
            audit.Record("rule.refused", by, study.Id, broken.Rule.Code, $"study {study.Id}");
            await db.SaveChangesAsync(cancellationToken);
            return broken;
        }
    }

    /// <exception cref="BrokenRuleException">It cannot be put in force, or somebody else amended the protocol meanwhile.</exception>
    public async Task<ProtocolVersion> Handle(
        Study study,
        Protocol changed,
        string reason,
        Signature signature,
        CancellationToken cancellationToken
    )
    {
        var changes = ProtocolDifference.Between(study.Protocol, changed);
        var version = study.Amend(changed, reason, signature.PersonId, clock.GetUtcNow());
        db.ProtocolVersions.Add(version);
        db.Signatures.Add(signature);
        audit.Record(
            "study.protocol-amended",
            signature.PersonId,
            study.Id,
            $"study {study.Id}",
            FormattableString.Invariant($"version {version.Number}, SHA-256 {version.Sha256}; {changes.Count} change(s)")
                + (changes.Any(c => c.IsOfAnalysis) ? "; changes the plan of the analysis" : "")
                + $"; reason: {version.Reason}"
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            throw new BrokenRuleException(SaveProtocol.ChangedMeanwhile);
        }

        return version;
    }
}
