using System.Globalization;
using Microsoft.Data.Sqlite;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Predictions;

/// <summary>A run survives the process: each case is its own transaction, and the next start goes on with the rest.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Cases = 400;
    private readonly string _folder = Directory.CreateTempSubdirectory("readerstudy-killed-").FullName;

    [Fact]
    public async Task A_run_whose_process_was_killed_goes_on_at_the_next_start_and_does_no_case_twice()
    {
        var run = await QueueAsync();
        using var process = new WebProcess(_folder);
        await UntilAsync(process, () => Number($"select count(*) from Predictions where RunId = '{run}'") >= 5);
        await process.KillAsync();
        var before = Predictions(run);

        Assert.InRange(before.Count, 5, Cases - 1);
        Assert.Equal("Running", Text($"select Status from PredictionRuns where Id = '{run}'"));
        await process.StartAgainAsync();
        await UntilAsync(process, () => Text($"select Status from PredictionRuns where Id = '{run}'") == "Succeeded");

        var after = Predictions(run);
        Assert.Equal(Cases, after.Count);
        Assert.Equal(before, after.Intersect(before));
        Assert.Equal(Cases, Number($"select count(distinct CaseId) from Predictions where RunId = '{run}'"));
        Assert.Equal(Cases, Number($"select CasesDone from PredictionRuns where Id = '{run}'"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A study with a queued run, in a data folder that no process uses.</summary>
    private async Task<string> QueueAsync()
    {
        await using var app = App.Keeping(_folder);
        var study = await TestStudy.DraftAsync(app, Cases, readers: 1);
        var id = await app.DataAsync(async db =>
        {
            var manifest = await File.ReadAllBytesAsync(Path.Combine(app.DataFolder, "models", TestModels.MeanHu, "model.json"));
            var run = PredictionRun.Queue(
                study.Id,
                TestModels.MeanHu,
                ImageStore.Sha256Of(manifest),
                Cases,
                study.Coordinator.Id,
                app.Clock.GetUtcNow()
            );
            db.PredictionRuns.Add(run);
            await db.SaveChangesAsync();
            return run.Id;
        });

        return id.ToString().ToUpperInvariant();
    }

    private List<string> Predictions(string run)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select Id || ' ' || CaseId from Predictions where RunId = '{run}' order by Id";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private string? Text(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private long Number(string sql) => long.Parse(Text(sql)!, CultureInfo.InvariantCulture);

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "readerstudy.db")}");
        connection.Open();
        return connection;
    }

    private static Task UntilAsync(WebProcess process, Func<bool> holds) =>
        Until.SoAsync(
            "the next step of the run",
            () =>
            {
                Assert.False(process.HasExited, string.Join('\n', process.Output));
                return Task.FromResult(holds());
            }
        );
}
