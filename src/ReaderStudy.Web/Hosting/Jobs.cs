using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace ReaderStudy.Web.Hosting;

/// <summary>Background jobs by Quartz, kept in the application's own database, so that a killed process takes them up again.</summary>
public static class Jobs
{
    public static void AddReaderStudyJobs(this IServiceCollection services, PlatformOptions options, Paths paths)
    {
        if (options.Database == DatabaseKind.PostgreSql)
        {
            services.AddSingleton<DbDataSource>(_ => NpgsqlDataSource.Create(Database.PostgreSqlConnectionString(options)));
        }

        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "readerstudy";
                scheduler.InstanceId =
                    options.Database == DatabaseKind.PostgreSql ? $"{Environment.MachineName}-{Environment.ProcessId}" : "single";
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(1);
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs;
            });
            quartz.UseDefaultThreadPool(4);
            quartz.UsePersistentStore(store =>
            {
                if (options.Database == DatabaseKind.PostgreSql)
                {
                    store.UsePostgres(postgres => postgres.UseRegisteredDataSource = true);
                    store.UseClustering(cluster =>
                    {
                        cluster.CheckinInterval = TimeSpan.FromSeconds(5);
                        cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
                    });
                }
                else
                {
                    var connectionString = Database.SqliteConnectionString(options, paths);
                    store.UseSqlite(sqlite => sqlite.DataSourceFactory = _ => new PatientSqlite(connectionString));
                }

                store.ProvisionSchema();
                store.ConfigureStore(o => o.RecoverFiringsCancelledByShutdown = true);
            });
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    /// <summary>
    /// Starts <typeparamref name="TJob"/> for one entity, once: while a job for it is waiting or running, another is not added.
    /// The job finds the id by <see cref="IdOf"/> and must be able to run twice without harm.
    /// </summary>
    public static async Task StartOnceAsync<TJob>(this ISchedulerFactory schedulers, Guid id, CancellationToken cancellationToken)
        where TJob : IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<TJob>().WithIdentity(id.ToString("N"), typeof(TJob).Name).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(id.ToString("N"), typeof(TJob).Name).StartNow().Build();
        try
        {
            await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
        }
        catch (ObjectAlreadyExistsException)
        {
            // It is waiting or running already.
        }
    }

    /// <summary>
    /// Waits until a job that has ended its work is out of the scheduler's books, so that <see cref="StartOnceAsync"/> adds a new one.
    /// </summary>
    /// <returns>False when it is still there after ten seconds.</returns>
    public static async Task<bool> UntilGoneAsync<TJob>(
        this ISchedulerFactory schedulers,
        Guid id,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
        where TJob : IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var key = new JobKey(id.ToString("N"), typeof(TJob).Name);
        for (var i = 0; i < 100; i++)
        {
            if (!await scheduler.Exists(key, cancellationToken))
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellationToken);
        }

        return false;
    }

    /// <summary>The id that <see cref="StartOnceAsync"/> was called with.</summary>
    public static Guid IdOf(IJobExecutionContext context) => Guid.ParseExact(context.JobDetail.Key.Name, "N");

    /// <summary>Opens SQLite connections that wait for their turn to write; without that, waits add up to seconds.</summary>
    private sealed class PatientSqlite(string connectionString) : DbDataSource
    {
        public override string ConnectionString => connectionString;

        protected override DbConnection CreateDbConnection()
        {
            var connection = new SqliteConnection(connectionString);
            connection.StateChange += (_, change) =>
            {
                if (change.CurrentState == System.Data.ConnectionState.Open)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = "PRAGMA busy_timeout=10000; PRAGMA synchronous=NORMAL";
                    command.ExecuteNonQuery();
                }
            };
            return connection;
        }
    }
}
