using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>Puts an amendment of a sealed protocol in force, with its signature and its version, in one transaction.</summary>
public sealed class AmendProtocol(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    public static readonly Rule AtTheFirstOpening = new(
        "protocol.amend-at-opening",
        "A reader opened the first case at this moment, so that nothing was changed. Sign the amendment again."
    );

    /// <summary>Before anything is signed.</summary>
    /// <param name="study">As it is now.</param>
    /// <param name="changed">The whole changed protocol.</param>
    /// <param name="reason">As it was typed.</param>
    /// <param name="edited">Mark of the protocol that was edited; null: whoever amends does not say.</param>
    /// <exception cref="BrokenRuleException">It cannot be put in force.</exception>
    public static void Check(Study study, Protocol changed, string reason, string? edited)
    {
        Rule.Require(edited is null || edited == SaveProtocol.MarkOf(study), SaveProtocol.ChangedMeanwhile);
        study.CheckAmendment(changed, reason);
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
            var now = await db.Studies.AsNoTracking().SingleAsync(s => s.Id == study.Id, CancellationToken.None);
            Rule.Require(now.IsOpenForReading, Study.AmendWhileReading, "The data were locked a moment ago.");
            Rule.Require(now.ProtocolVersion != version.Number - 1, AtTheFirstOpening);
            throw new BrokenRuleException(SaveProtocol.ChangedMeanwhile);
        }

        return version;
    }
}
