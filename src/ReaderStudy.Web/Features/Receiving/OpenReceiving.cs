using Microsoft.Extensions.Options;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Receiving;

/// <summary>Opens an address of a draft to which a PACS may send, and makes its secret.</summary>
public sealed class OpenReceiving(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock, IOptions<ReceivingOptions> options)
{
    /// <param name="pass">A coordinator's.</param>
    /// <param name="name">Who will send.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <returns>The address, and the secret, which is kept nowhere.</returns>
    public async Task<(ReceivingAddress Address, string Secret)> Handle(StudyPass pass, string name, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var secret = ReceivingSecret.New();
        var now = clock.GetUtcNow();
        var address = new ReceivingAddress(
            pass.Study.Id,
            name.Trim(),
            ReceivingSecret.HashOf(secret),
            pass.PersonId,
            now,
            now.AddDays(options.Value.Days)
        );
        db.ReceivingAddresses.Add(address);
        audit.Record("receiving.opened", pass.PersonId, pass.Study.Id, $"receiving address {address.Id}");
        await db.SaveChangesAsync(cancellationToken);
        return (address, secret);
    }
}

/// <summary>Closes an address for good, and imports what it has received.</summary>
public sealed class CloseReceiving(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock, FinishReceiving finish)
{
    public async Task Handle(StudyPass pass, ReceivingAddress address, CancellationToken cancellationToken)
    {
        if (address.ClosedAt is null)
        {
            address.Close(clock.GetUtcNow());
            audit.Record("receiving.closed", pass.PersonId, pass.Study.Id, $"receiving address {address.Id}");
            await db.SaveChangesAsync(cancellationToken);
        }

        await finish.Handle(address, cancellationToken);
    }
}
