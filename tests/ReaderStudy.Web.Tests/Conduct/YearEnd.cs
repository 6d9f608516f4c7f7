using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>The end of the year: the checklist, the two signatures, and what leaves the study.</summary>
internal sealed partial class YearEnd(Year year, YearOffice office)
{
    /// <summary>In the trail without an act of the script of its own: pages that record that they were looked at, and ends of exports.</summary>
    private static readonly string[] Beside =
    [
        "cases.viewed-unblinded",
        "cohort.fingerprints-taken",
        "reading.looked-at",
        "results.viewed",
        "rows.saved",
        "study.analysed",
        "study.export-finished",
        "truth.viewed",
        "truth.votes-shown",
    ];

    /// <summary>Refused while anything pends; then locked by what was shown.</summary>
    public async Task LockAsync()
    {
        await office.AnswerAsync();
        await office.CloseAllAsync();
        var session = await year.App.DataAsync(db =>
            db.ReadingSessions.Where(s => s.StudyId == year.StudyId && s.Kind == SessionKind.Pivotal).Select(s => s.Id).FirstAsync()
        );
        using var coordinator = await year.SignInAsync(year.Coordinator);
        using (var early = await coordinator.GetJsonAsync($"{year.Url}/allocation/allocation.zip"))
        {
            await year.RefusedAsync(SealedAllocation.OpensWithTheLock.Code, early);
        }

        await year.DoAsync(
            coordinator,
            $"{year.Url}/queries",
            "query.asked",
            ("Session", session.ToString()),
            ("Kind", "Other"),
            ("Text", "Is there anything left to tell?")
        );
        await office.NoteAskedAsync(0, session);
        var row = await year.ReaderAsync(year.Readers[6]);
        await office.RequestAsync(coordinator, OverridableRules.Rest, row.Id, null, null);
        await PendsAsync(coordinator, "1 query is not closed.");
        await office.DropAsync(coordinator);
        await PendsAsync(coordinator, "1 deviation waits for a decision.");
        await office.DecideAsync("refuse", "deviation.refused");

        var page = await coordinator.PageAsync($"{year.Url}/lock");
        Assert.Contains("Every place is read or skipped.", Visitor.TextOf(page), StringComparison.Ordinal);
        Assert.Contains("Every session with readings is signed.", Visitor.TextOf(page), StringComparison.Ordinal);
        await year.DoAsync(
            coordinator,
            $"{year.Url}/lock",
            "study.data-locked",
            ("state", StateField().Match(page).Groups["state"].Value),
            ("password", App.Password)
        );
    }

    /// <summary>The list as it was drawn; the script in the folder says whether it is what the seed gives.</summary>
    public async Task<(string List, string Folder)> AllocationAsync()
    {
        using var coordinator = await year.SignInAsync(year.Coordinator);
        using var answer = await coordinator.GetAsync($"{year.Url}/allocation/allocation.zip");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        year.Tally.Did("study.allocation-exported");
        var folder = Directory.CreateTempSubdirectory("year-").FullName;
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        await zip.ExtractToDirectoryAsync(folder);
        return (await File.ReadAllTextAsync(Path.Combine(folder, "allocation.csv")), folder);
    }

    public async Task UnblindAsync()
    {
        using var statistician = await year.SignInAsync(year.Statistician);
        using (var early = await statistician.GetJsonAsync($"{year.Url}/analysis"))
        {
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
            year.Tally.Refused(await ReadingRoom.Room.CodeAsync(early, HttpStatusCode.Conflict) ?? "");
        }

        using (var telling = await statistician.GetJsonAsync($"{year.Url}/allocation/allocation.zip"))
        {
            // What the catch cases were drawn from tells their truth.
            await year.RefusedAsync(SealedAllocation.OpensWithTheTruth.Code, telling);
        }

        await year.DoAsync(statistician, $"{year.Url}/unblind", "study.unblinded", ("password", App.Password));
        Assert.Contains("unaided", await statistician.PageAsync($"{year.Url}/analysis"), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Readings, deviations and the lock in the export are as many as there were.</summary>
    public async Task ExportsTellTheSameAsync(YearEvidence evidence)
    {
        using var statistician = await year.SignInAsync(year.Statistician);
        using var answer = await statistician.PostAsync($"{year.Url}/exports/dataset", ("readings", "true"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        year.Tally.Did("study.dataset-exported");
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        string[] Lines(string name)
        {
            var entry = zip.Entries.Single(e => e.FullName.EndsWith("derivatives/readings/" + name, StringComparison.Ordinal));
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        var table = Lines("readings.tsv").Select(l => l.Split('\t')).ToList();
        var status = Array.IndexOf(table[0], "status");
        Assert.Equal(evidence.Kept.Count(k => k.Reading.Status == ReadingStatus.Locked), table.Count(r => r[status] == "locked"));
        Assert.Equal(year.Tally.CountOf("reading.skipped"), table.Count(r => r[status] == "skipped"));
        Assert.DoesNotContain(table, r => r[status] == "unread");
        var asked = year.Tally.CountOf("deviation.requested") + year.Tally.CountOf("deviation.noted");
        var deviations = Lines("deviations.csv");
        Assert.Equal(asked, deviations.Length - 1);
        Assert.Single(deviations, d => d.Contains(",approved,session.washout,", StringComparison.Ordinal));
        Assert.Single(deviations, d => d.Contains(",noted,", StringComparison.Ordinal));
        var kept = Lines("data-lock.csv");
        Assert.Contains("missing,0", kept);
        Assert.Contains($"skipped,{year.Tally.CountOf("reading.skipped")}", kept);
        Assert.Equal(
            year.Tally.CountOf("reading.corrected"),
            evidence.Kept.Sum(k => k.Reading.Revisions.Count(r => r.Kind is RevisionKind.Correction))
        );
        Assert.Equal(
            year.Contradictions,
            evidence.Kept.Count(k => k.Reading.Revisions.Any(r => r.Kind is RevisionKind.Lock && r.ConfirmedJson is not null))
        );
        var queries = await year.App.DataAsync(db =>
            db.Queries.Include(q => q.Messages).Where(q => q.StudyId == year.StudyId).ToListAsync()
        );
        Assert.Equal(year.Tally.CountOf("query.asked"), queries.Count);
        Assert.All(queries, q => Assert.Equal(QueryState.Closed, q.State));
    }

    /// <summary>The chain verifies, and in the study's trail each action stands as often as the script did it.</summary>
    public async Task TrailHoldsEveryActAsync()
    {
        year.Tally.Did("truth.decided", year.Plan.Cases);
        using var coordinator = await year.SignInAsync(year.Coordinator);
        year.Tally.Did("audit.exported");
        var entries = (await coordinator.PageAsync($"{year.Url}/audit/entries.jsonl"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("action").GetString()!)
            .GroupBy(a => a)
            .ToDictionary(g => g.Key, g => g.Count());
        entries["account.signed-in"] = await year.App.DataAsync(db => db.AuditEntries.CountAsync(e => e.Action == "account.signed-in"));
        var told = entries.Where(e => !Beside.Contains(e.Key)).OrderBy(e => e.Key, StringComparer.Ordinal);
        Assert.Equal(
            string.Join('\n', year.Tally.Acts.Where(a => a.Value > 0).Select(a => $"{a.Key} {a.Value}")),
            string.Join('\n', told.Select(e => $"{e.Key} {e.Value}"))
        );
        var refused = await year.App.DataAsync(db =>
            db.AuditEntries.Where(e => e.StudyId == year.StudyId && e.Action == "rule.refused").Select(e => e.Subject).ToListAsync()
        );
        Assert.Equal(
            year.Tally.Refusals.Select(r => (r.Key, r.Value)),
            refused.GroupBy(r => r).Select(g => (g.Key, g.Count())).OrderBy(r => r.Key, StringComparer.Ordinal)
        );
        var report = await year.App.DataAsync(db => new VerifyAudit(db).RunAsync([], default));
        Assert.Empty(report.Faults);
    }

    public Task<int> EntriesAsync() => year.App.DataAsync(db => db.AuditEntries.CountAsync());

    private async Task PendsAsync(Visitor coordinator, string what)
    {
        using var answer = await coordinator.PostAsync($"{year.Url}/lock", ("password", App.Password));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(what, Visitor.TextOf(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        year.Tally.Refused(DataLock.NothingPends.Code);
    }

    [GeneratedRegex("name=\"state\" value=\"(?<state>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StateField();
}
