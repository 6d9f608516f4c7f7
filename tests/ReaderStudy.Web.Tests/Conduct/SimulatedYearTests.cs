using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Tests;
using Xunit.Abstractions;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>
/// A whole study, day by day, by everybody's pages and a clock that is moved on: what is in the database at the end is what the design says,
/// and the audit trail holds every act of the script. Drawn from a seed, so that another seed is another year.
/// </summary>
public sealed class SimulatedYearTests(ITestOutputHelper output)
{
    private const int LongestYear = 500;

    [Theory]
    [InlineData(2026, TruthDue.DataLock)]
    [InlineData(58, TruthDue.Sealing)]
    public Task A_year_of_a_crossover_comes_out_as_designed(int seed, TruthDue due) => RunAsync(YearPlan.Small, (ulong)seed, due);

    [FullYearFact]
    public Task So_does_one_of_two_hundred_cases() => RunAsync(YearPlan.Full, 3, TruthDue.DataLock);

    /// <summary>A red year can be run again: accounts and ids are new, the lists are not.</summary>
    [Fact]
    public async Task The_same_seed_gives_the_same_lists_and_another_seed_gives_others()
    {
        var first = await ListsAsync(58);

        Assert.Equal(first, await ListsAsync(58));
        Assert.NotEqual(first, await ListsAsync(59));
    }

    /// <summary>Who reads what in which arm and where, by names and codes, once the study is sealed.</summary>
    private static async Task<string> ListsAsync(ulong seed)
    {
        await using var app = new App { AllocationSeed = seed };
        var year = new Year(app, YearPlan.Small, seed, TruthDue.Sealing);
        await year.SealAsync(new YearTruthers(year));
        var readers = (await app.DataAsync(year.StudyAsync)).Readers.ToDictionary(r => r.Id, r => r.Name);
        var sessions = await app.DataAsync(db => db.ReadingSessions.Include(s => s.Places).OrderBy(s => s.Number).ToListAsync());
        return string.Join(
            '\n',
            sessions.Select(s =>
                $"{s.Number} {readers[s.ReaderId]} {s.Kind} {s.Period} {s.ArmId}: "
                + string.Join(' ', s.Places.OrderBy(p => p.Position).Select(p => $"{year.Numbers[p.CaseId]}/{p.Attempt}{p.ShamClassId}"))
            )
        );
    }

    private async Task RunAsync(YearPlan plan, ulong seed, TruthDue due)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using var app = new App { AllocationSeed = seed };
        var year = new Year(app, plan, seed, due);
        var pages = new YearPages(year);
        var truthers = new YearTruthers(year);
        var office = new YearOffice(year);
        await year.SealAsync(truthers);
        var readers = year.Readers.Select((r, i) => new YearReader(year, office, r, i)).ToList();
        while (readers.Exists(r => !r.IsDone) || (due == TruthDue.DataLock && !truthers.IsDone))
        {
            Assert.True(year.Day < LongestYear, "The year does not end.");
            foreach (var reader in readers)
            {
                await reader.DayAsync();
            }

            if (due == TruthDue.DataLock)
            {
                await truthers.DayAsync();
            }

            await office.DayAsync(readers);
            if (year.Day % 14 == 4)
            {
                await pages.ProgressIsWhatWasDoneAsync();
            }

            if (year.Day == 9)
            {
                await office.RefuseAndNoteAsync(year.Readers[4]);
            }

            year.NextDay();
        }

        await pages.ProgressIsWhatWasDoneAsync();
        var end = new YearEnd(year, office);
        await end.LockAsync();
        await readers[1].TryLateAsync();
        await end.UnblindAsync();
        var zip = await end.AllocationAsync();

        var evidence = await YearEvidence.OfAsync(year, zip.List);
        evidence.IsComplete();
        evidence.KeepsTheWashout(office.SetAside!.Value);
        evidence.KeepsTheOrder();
        evidence.KnowsItsVersions(office.AmendedAt!.Value);
        evidence.IsBalanced();
        await pages.BalanceIsWhatWasReadAsync(evidence);
        await end.ExportsTellTheSameAsync(evidence);
        await end.TrailHoldsEveryActAsync();
        var last = evidence.Kept.Max(k => k.Reading.LockedAt!.Value);
        var (foretold, saidAt) = office.Foretold!.Value;
        output.WriteLine(
            FormattableString.Invariant(
                $"{year.Day} days, {year.Requests} requests, {watch.Elapsed.TotalSeconds:F1} s, {await end.EntriesAsync()} audit entries, "
            )
                + FormattableString.Invariant(
                    $"database {new FileInfo(Directory.GetFiles(app.DataFolder, "*.db").Single()).Length / 1e6:F1} MB; end foretold {(foretold - last).TotalDays:F1} days off, {(last - saidAt).TotalDays:F0} days ahead"
                )
        );
        foreach (var (action, count) in year.Tally.Acts.Concat(year.Tally.Refusals))
        {
            output.WriteLine(FormattableString.Invariant($"{count, 7} {action}"));
        }

        // Holidays and pauses are not foreseen: within two weeks, or within half of what lay ahead.
        var ahead = Math.Max(14, (last - saidAt).TotalDays / 2);
        Assert.InRange((foretold - last).TotalDays, -ahead, ahead);
        if (Python.Program is not null)
        {
            var same = await Python.RunAsync(Path.Combine(zip.Folder, "reproduce.py"));
            Assert.True(same.Code == 0 && same.Output.Contains("identical", StringComparison.Ordinal), same.Output + same.Error);
        }

        Directory.Delete(zip.Folder, recursive: true);
    }

    /// <summary>A fact that runs, some minutes long, where <c>READERSTUDY_YEAR</c> is <c>full</c>, and is skipped, visibly, elsewhere.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FullYearFactAttribute : FactAttribute
    {
        public FullYearFactAttribute()
        {
            if (Environment.GetEnvironmentVariable("READERSTUDY_YEAR") != "full")
            {
                Skip = "needs READERSTUDY_YEAR=full";
            }
        }
    }
}
