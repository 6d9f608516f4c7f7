using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ReaderStudy.Web.Features.Receiving;

/// <summary>Keeps senders from taking more than their share, and from trying secrets out.</summary>
public sealed class ReceivingLimits(IOptions<ReceivingOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> _requests = PartitionedRateLimiter.Create<Guid, Guid>(address =>
        RateLimitPartition.GetConcurrencyLimiter(
            address,
            _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = options.Value.RequestsAtOnce,
                QueueLimit = 8 * options.Value.RequestsAtOnce,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        )
    );

    private readonly PartitionedRateLimiter<IPAddress> _wrongSecrets = PartitionedRateLimiter.Create<IPAddress, IPAddress>(place =>
        RateLimitPartition.GetFixedWindowLimiter(
            place,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = options.Value.WrongSecretsPerMinute,
                Window = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            }
        )
    );

    /// <summary>Waits for a turn; not acquired when too many wait already.</summary>
    public ValueTask<RateLimitLease> TurnAsync(Guid addressId, CancellationToken cancellationToken) =>
        _requests.AcquireAsync(addressId, cancellationToken: cancellationToken);

    /// <summary>True while this place has not shown too many wrong secrets.</summary>
    public bool MayTry(IPAddress? place)
    {
        using var lease = _wrongSecrets.AttemptAcquire(place ?? IPAddress.None, 0);
        return lease.IsAcquired;
    }

    /// <summary>Counts a wrong secret.</summary>
    public void CountWrong(IPAddress? place) => _wrongSecrets.AttemptAcquire(place ?? IPAddress.None).Dispose();

    public void Dispose()
    {
        _requests.Dispose();
        _wrongSecrets.Dispose();
    }
}
