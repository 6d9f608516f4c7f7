using Microsoft.EntityFrameworkCore;
using Quartz;
using ReaderStudy.Data;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions;

/// <summary>Runs one prediction run in the background; may run again for the same run without harm.</summary>
[DisallowConcurrentExecution]
public sealed class PredictionJob(IServiceScopeFactory scopes) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RunPredictions>().Execute(Jobs.IdOf(context), cancellationToken);
    }
}

/// <summary>Takes up at the start what was queued or running when the process ended.</summary>
public sealed class PredictionRecovery(IServiceScopeFactory scopes, ISchedulerFactory schedulers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var runs = await scope
            .ServiceProvider.GetRequiredService<ReaderStudyDbContext>()
            .PredictionRuns.Where(r => r.Status == PredictionRunStatus.Queued || r.Status == PredictionRunStatus.Running)
            .Select(r => r.Id)
            .ToListAsync(cancellationToken);
        foreach (var run in runs)
        {
            await schedulers.StartOnceAsync<PredictionJob>(run, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
