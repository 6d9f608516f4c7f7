using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>Replaces the protocol of a draft, if the new one does not contradict itself.</summary>
public sealed class SaveProtocol(ReaderStudyDbContext db, AuditTrail audit)
{
    /// <returns>Null when it was saved; otherwise what is wrong, and nothing was changed.</returns>
    /// <exception cref="Domain.BrokenRuleException">The design is frozen.</exception>
    public async Task<string?> Handle(Study study, Protocol protocol, Guid by, CancellationToken cancellationToken)
    {
        var faults = ProtocolCheck.FaultsOf(protocol);
        if (faults.Count > 0)
        {
            return string.Join(" ", faults);
        }

        study.ChangeProtocol(protocol);
        audit.Record("study.protocol-changed", by, study.Id, $"study {study.Id}", $"SHA-256 {ProtocolJson.Sha256Of(protocol)}");
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
