using Microsoft.EntityFrameworkCore;
using Quartz;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Runs one import in the background.</summary>
[DisallowConcurrentExecution]
public sealed class ImportJob(IServiceScopeFactory scopes) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RunImport>().Execute(Jobs.IdOf(context), cancellationToken);
    }
}

/// <summary>At start, takes up imports that a killed process left waiting or half done, or ended without having thrown away the rest.</summary>
public sealed class ResumeImports(IServiceScopeFactory scopes, ISchedulerFactory schedulers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReaderStudyDbContext>();
        var unfinished = await db
            .Imports.Where(i =>
                i.Status == ImportStatus.Queued
                || i.Status == ImportStatus.Running
                || (
                    (i.Status == ImportStatus.Cancelled || i.Status == ImportStatus.Failed)
                    && (db.ReceivedImages.Any(r => r.ImportId == i.Id) || db.Pictures.Any(p => p.ImportId == i.Id && p.SeriesId == null))
                )
                || (i.Status == ImportStatus.Cancelled && db.HeldImages.Any(h => h.ImportId == i.Id && h.State == HeldState.Waiting))
            )
            .Select(i => i.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in unfinished)
        {
            await schedulers.StartOnceAsync<ImportJob>(id, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
