using Microsoft.EntityFrameworkCore;
using Quartz;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Ledger;

/// <summary>
/// Takes in the background what fingerprints are missing: of series that came in before there were any. Case by case, so that a killed
/// process goes on where it stopped.
/// </summary>
[DisallowConcurrentExecution]
public sealed class FingerprintJob(IServiceScopeFactory scopes) : IJob
{
    /// <summary>There is one job for all studies.</summary>
    public static readonly Guid Id = Guid.Empty;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        List<Guid> cases;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ReaderStudyDbContext>();
            cases = await FingerprintSeries.Unmarked(db).Select(s => s.CaseId).Distinct().ToListAsync(cancellationToken);
        }

        foreach (var one in cases)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<FingerprintSeries>().OfCasesAsync([one], cancellationToken);
        }
    }
}

/// <summary>At start, begins the job when a fingerprint is missing.</summary>
public sealed class FingerprintBackfill(IServiceScopeFactory scopes, ISchedulerFactory schedulers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReaderStudyDbContext>();
        if (await FingerprintSeries.Unmarked(db).AnyAsync(cancellationToken))
        {
            await schedulers.StartOnceAsync<FingerprintJob>(FingerprintJob.Id, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
