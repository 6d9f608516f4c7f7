using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Truth;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>What came of saving.</summary>
/// <param name="Fault">Null when it was saved; otherwise what is wrong, and nothing was changed.</param>
/// <param name="IsOutdated">True when somebody else changed the protocol meanwhile; what was typed can be saved over it by saving again.</param>
public sealed record Saving(string? Fault, bool IsOutdated = false);

/// <summary>
/// Replaces the protocol of a draft, if the new one does not contradict itself and nobody changed the old one meanwhile. What the votes of
/// truthers come to by a new rule becomes the reference standard with it.
/// </summary>
public sealed class SaveProtocol(ReaderStudyDbContext db, SettlePanels settle, AuditTrail audit)
{
    public static readonly Rule ChangedMeanwhile = new(
        "protocol.changed-meanwhile",
        "Somebody changed the protocol while you edited it. Nothing was saved, and nothing that you typed is lost: look at the protocol as it is now, "
            + "then save again to put this page in its place."
    );

    /// <summary>What a form carries, so that it can be told which protocol it was filled from.</summary>
    public static string MarkOf(Study study) => ProtocolJson.Sha256Of(study.ProtocolText);

    /// <param name="study">Tracked.</param>
    /// <param name="protocol">To be kept.</param>
    /// <param name="edited">The mark of the protocol that was edited; null: whoever saves does not say.</param>
    /// <param name="by">Who saves.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <exception cref="BrokenRuleException">The design is frozen.</exception>
    public async Task<Saving> Handle(Study study, Protocol protocol, string? edited, Guid by, CancellationToken cancellationToken)
    {
        if (edited is not null && edited != MarkOf(study))
        {
            return await OutdatedAsync(study.Id, by, cancellationToken);
        }

        var faults = ProtocolCheck.FaultsOf(protocol);
        if (faults.Count > 0)
        {
            return new Saving(string.Join(" ", faults));
        }

        study.ChangeProtocol(protocol);
        await settle.Handle(study, cancellationToken);
        audit.Record("study.protocol-changed", by, study.Id, $"study {study.Id}", $"SHA-256 {ProtocolJson.Sha256Of(protocol)}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            await db.Entry(study).ReloadAsync(cancellationToken);
            Rule.Require(study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
            return await OutdatedAsync(study.Id, by, cancellationToken);
        }

        return new Saving(null);
    }

    private async Task<Saving> OutdatedAsync(Guid studyId, Guid by, CancellationToken cancellationToken)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added).ToList())
        {
            entry.State = EntityState.Detached;
        }

        audit.Record("rule.refused", by, studyId, ChangedMeanwhile.Code, $"study {studyId}");
        await db.SaveChangesAsync(cancellationToken);
        return new Saving(ChangedMeanwhile.Message, IsOutdated: true);
    }
}
