using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Web.Features.Demo;
using ReaderStudy.Web.Features.People;
using ReaderStudy.Web.Features.Studies;

namespace ReaderStudy.Web.Hosting;

/// <summary>Makes what must be there before the first request: the accounts' roles, the first administrator, and in a demo the demo.</summary>
public static class FirstStart
{
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        RemoveLeftovers(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<FirstVersions>().RunAsync(cancellationToken);
        await FinishRemovalsAsync(scope.ServiceProvider, cancellationToken);
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
        foreach (var role in AccountRoles.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole<Guid>(role) { Id = Guid.CreateVersion7() });
            }
        }

        await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().Handle(cancellationToken);
        if (scope.ServiceProvider.GetRequiredService<DemoAccounts>().IsDemo)
        {
            await DemoAccounts.CreateAsync(scope.ServiceProvider.GetRequiredService<UserManager<Person>>());
            var log = scope.ServiceProvider.GetRequiredService<ILogger<DemoAccounts>>();
            var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
            var start = clock.GetTimestamp();
            if (await scope.ServiceProvider.GetRequiredService<SeedTable3Study>().Handle(cancellationToken))
            {
                log.LogInformation("Made the demo study '{Study}'", SeedTable3Study.Name);
            }

            if (await scope.ServiceProvider.GetRequiredService<SeedPhantomStudy>().Handle(cancellationToken))
            {
                log.LogInformation(
                    "Made the demo study '{Study}'; demo ready after {Seconds:F1} s",
                    SeedPhantomStudy.Name,
                    clock.GetElapsedTime(start).TotalSeconds
                );
            }
        }
    }

    /// <summary>Images of a deleted study that were left when the application was killed in between.</summary>
    private static async Task FinishRemovalsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ReaderStudyDbContext>();
        var removed = await db.Studies.Where(s => s.RemovedAt != null).Select(s => s.Id).ToListAsync(cancellationToken);
        removed.ForEach(services.GetRequiredService<RemoveImages>().Handle);
    }

    /// <summary>On SQLite nobody else writes; on PostgreSQL other nodes may.</summary>
    private static void RemoveLeftovers(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var alone = services.GetRequiredService<PlatformOptions>().Database == DatabaseKind.Sqlite;
        services.GetRequiredService<ImageStore>().RemoveLeftovers(alone ? now : now.AddHours(-1));
        PixelDecoder.RemoveLeftovers();
    }
}
