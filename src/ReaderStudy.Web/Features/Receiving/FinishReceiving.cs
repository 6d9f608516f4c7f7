using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Receiving;

/// <summary>Hands what an address has received over to the background, which puts it into cases. The next image opens another import.</summary>
public sealed class FinishReceiving(ReaderStudyDbContext db, QueueImport queue, CancelImport cancel)
{
    private static readonly ConcurrentDictionary<Guid, SemaphoreSlim> Gates = new();

    /// <summary>One at a time takes images into the import of an address, or hands it over.</summary>
    internal static SemaphoreSlim GateOf(Guid addressId) => Gates.GetOrAdd(addressId, _ => new SemaphoreSlim(1, 1));

    /// <returns>The import; null: nothing was received since the last time.</returns>
    public async Task<Guid?> Handle(ReceivingAddress address, CancellationToken cancellationToken)
    {
        var gate = GateOf(address.Id);
        await gate.WaitAsync(cancellationToken);
        try
        {
            await db.Entry(address).ReloadAsync(cancellationToken);
            if (address.ImportId is not { } importId)
            {
                return null;
            }

            var import = await db.Imports.SingleAsync(i => i.Id == importId, cancellationToken);
            var study = await db.Studies.SingleAsync(s => s.Id == address.StudyId, cancellationToken);
            var pass = new StudyPass(study, address.OpenedBy, [StudyRole.Coordinator]);
            address.HandOver();
            if (study.Status is StudyStatus.Draft)
            {
                await queue.Handle(pass, import, cancellationToken);
            }
            else
            {
                // Sealed meanwhile: nothing can come into its cases any more.
                await cancel.Handle(pass, import, cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            return importId;
        }
        finally
        {
            gate.Release();
        }
    }
}

/// <summary>Finishes every address whose sender has been quiet, or that takes nothing any more.</summary>
public sealed class FinishQuietReceiving(
    ReaderStudyDbContext db,
    FinishReceiving finish,
    TimeProvider clock,
    IOptions<ReceivingOptions> options
)
{
    public async Task Handle(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = now.AddMinutes(-options.Value.QuietMinutes);
        var quiet = await db
            .ReceivingAddresses.Where(a => a.ImportId != null && (a.LastReceivedAt < before || a.ClosedAt != null || a.ExpiresAt < now))
            .ToListAsync(cancellationToken);
        foreach (var address in quiet)
        {
            await finish.Handle(address, cancellationToken);
        }
    }
}

/// <summary>Looks for quiet senders all the time.</summary>
public sealed partial class WatchReceiving(IServiceScopeFactory scopes, ILogger<WatchReceiving> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<FinishQuietReceiving>().Handle(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next round tries again.
                LogFailure(log, exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Received images could not be handed over to their import.")]
    private static partial void LogFailure(ILogger log, Exception exception);
}
