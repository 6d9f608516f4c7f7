using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>What a reader was told is saved or locked is there after a kill, and the page that was open goes on.</summary>
public sealed class KilledReadingTests : IDisposable
{
    private const int Cases = 40;
    private readonly string _folder = Directory.CreateTempSubdirectory("readerstudy-killed-").FullName;

    [Fact]
    public async Task A_reader_goes_on_after_kills_right_behind_a_saved_draft_and_right_behind_a_lock()
    {
        var (study, sessions) = await PrepareAsync(cases: 4);
        using var process = new WebProcess(_folder);
        using var room = new Room(await process.SignInAsync(study.Readers[0]), sessions[0]);
        await room.ReadAsync(1);
        await room.JsonAsync("cases/2");
        using (var saved = await room.DraftAsync(2, 7, Answers(33)))
        {
            await Room.OkAsync(saved);
        }

        await process.KillAsync();
        await process.StartAgainAsync();
        Assert.Equal((2, 1), await PlaceAsync(room));
        Assert.Equal(("locked", 1, "85"), await AnswersAsync(room, 1));
        Assert.Equal(("draft", 7, "33"), await AnswersAsync(room, 2));
        // The page sends again what it did not know to have arrived.
        using (var again = await room.DraftAsync(2, 7, Answers(33)))
        {
            Assert.Equal(7, (await Room.OkAsync(again)).GetProperty("clientSequence").GetInt64());
        }

        using (var locked = await room.LockAsync(2, 8, Answers(34)))
        {
            await Room.OkAsync(locked);
        }

        await process.KillAsync();
        await process.StartAgainAsync();
        Assert.Equal((3, 2), await PlaceAsync(room));
        using (var again = await room.LockAsync(2, 8, Answers(34)))
        {
            Assert.Equal(3, (await Room.OkAsync(again)).GetProperty("next").GetInt32());
        }

        using (var other = await room.LockAsync(2, 9, Answers(35)))
        {
            Assert.Equal(Reading.NoEditAfterLock.Code, await Room.CodeAsync(other, HttpStatusCode.Conflict));
        }

        Assert.Equal(("locked", 8, "34"), await AnswersAsync(room, 2));
        await room.ReadAsync(3);
        Assert.False((await room.ReadAsync(4)).TryGetProperty("next", out _));
        await process.KillAsync();

        // Case 1: a lock; case 2: a draft and a lock, each once though sent twice; cases 3 and 4: a lock.
        Assert.Equal(["1 Lock", "1 Draft, 2 Lock", "1 Lock", "1 Lock"], await RevisionsAsync(sessions[0]));
        await AssertTrailAsync(locks: 4);
    }

    [Fact]
    public async Task A_kill_amid_drafts_and_locks_takes_none_that_was_acknowledged_and_leaves_none_half()
    {
        var (study, sessions) = await PrepareAsync(Cases);
        using var process = new WebProcess(_folder);
        using var drafting = new Room(await process.SignInAsync(study.Readers[0]), sessions[0]);
        using var locking = new Room(await process.SignInAsync(study.Readers[1]), sessions[1]);
        await drafting.JsonAsync("cases/1");
        var drafts = new Burst();
        var locks = new Burst();
        var burst = Task.WhenAll(
            // Two tabs of one reader.
            drafts.SendAsync(n => drafting.DraftAsync(1, n, Answers(n % 101))),
            drafts.SendAsync(n => drafting.DraftAsync(1, n, Answers(n % 101))),
            locks.SendAsync(async n =>
            {
                await locking.JsonAsync($"cases/{n}");
                return await locking.LockAsync((int)n, 1, Answers(n));
            })
        );
        while (drafts.Acknowledged < 20 || locks.Acknowledged < 3)
        {
            Assert.False(burst.IsCompleted, string.Join('\n', process.Output));
            await Task.Delay(1);
        }

        await process.KillAsync();
        await burst;

        await process.StartAgainAsync();
        Assert.InRange(locks.Acknowledged, 3, Cases - 1);
        var (position, locked) = await PlaceAsync(locking);
        // What was under way and not acknowledged may have arrived or not.
        Assert.InRange(locked, locks.Acknowledged, locks.Sent);
        Assert.Equal(locked + 1, position);
        for (var i = 1; i <= locked; i++)
        {
            Assert.Equal(("locked", 1, i.ToString(CultureInfo.InvariantCulture)), await AnswersAsync(locking, i));
        }

        var (status, sequence, confidence) = await AnswersAsync(drafting, 1);
        Assert.Equal(("draft", (sequence % 101).ToString(CultureInfo.InvariantCulture)), (status, confidence));
        Assert.InRange(sequence, drafts.Acknowledged, drafts.Sent);

        using (var lockedNow = await drafting.LockAsync(1, sequence + 1, Answers(50)))
        {
            Assert.Equal(2, (await Room.OkAsync(lockedNow)).GetProperty("next").GetInt32());
        }

        await locking.ReadAsync(position);
        await process.KillAsync();
        await AssertTrailAsync(locks: locked + 2);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(TestStudy Study, IReadOnlyList<Guid> Sessions)> PrepareAsync(int cases)
    {
        await using var app = App.Keeping(_folder);
        var study = await TestStudy.SealedAsync(app, cases);
        return (study, [await study.SessionOfAsync(study.Readers[0]), await study.SessionOfAsync(study.Readers[1])]);
    }

    private static object Answers(long confidence) =>
        new
        {
            malignancy = "malignant",
            subtype = "MET",
            confidence,
        };

    private static async Task<(int Position, int Locked)> PlaceAsync(Room room)
    {
        var state = await room.JsonAsync("state");
        return (state.GetProperty("position").GetInt32(), state.GetProperty("locked").GetInt32());
    }

    private static async Task<(string? Status, long Sequence, string? Confidence)> AnswersAsync(Room room, int position)
    {
        var found = await room.JsonAsync($"cases/{position}");
        return (
            found.GetProperty("status").GetString(),
            found.GetProperty("clientSequence").GetInt64(),
            found.GetProperty("answers").GetProperty("confidence").GetString()
        );
    }

    /// <summary>By position: numbers and kinds of a reading's revisions.</summary>
    private async Task<List<string>> RevisionsAsync(Guid sessionId)
    {
        await using var db = DataFolder.Open(_folder);
        var places = await db.ReadingSessions.Where(s => s.Id == sessionId).SelectMany(s => s.Places).ToListAsync();
        var readings = await db.Readings.Include(r => r.Revisions).Where(r => r.SessionId == sessionId).ToListAsync();
        return
        [
            .. places
                .OrderBy(p => p.Position)
                .Select(p => readings.Single(r => r.CaseId == p.CaseId).Revisions.OrderBy(r => r.Number))
                .Select(revisions => string.Join(", ", revisions.Select(r => $"{r.Number} {r.Kind}"))),
        ];
    }

    /// <summary>The chain is whole, and every locked reading has one revision of that kind and one entry that tells of it.</summary>
    private async Task AssertTrailAsync(int locks)
    {
        await using var db = DataFolder.Open(_folder);
        var entries = await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync();
        var readings = await db.Readings.AsNoTracking().Include(r => r.Revisions).ToListAsync();
        var locked = readings.Where(r => r.Status == ReadingStatus.Locked).ToList();

        Assert.Empty((await new VerifyAudit(db).RunAsync([], default)).Faults);
        Assert.Equal(locks, locked.Count);
        Assert.All(locked, r => Assert.Equal(RevisionKind.Lock, r.Latest!.Kind));
        Assert.Equal(locks, readings.Sum(r => r.Revisions.Count(v => v.Kind == RevisionKind.Lock)));
        Assert.Equal(
            locked.Select(r => $"reading {r.Id}").Order(StringComparer.Ordinal),
            entries.Where(e => e.Action == "reading.locked").Select(e => e.Subject).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Requests numbered from 1, each sent when the one before is answered, until nobody answers any more.</summary>
    private sealed class Burst
    {
        private long _sent;
        private long _acknowledged;

        /// <summary>Highest number that went out.</summary>
        public long Sent => Interlocked.Read(ref _sent);

        /// <summary>Highest number that was taken.</summary>
        public long Acknowledged => Interlocked.Read(ref _acknowledged);

        public async Task SendAsync(Func<long, Task<HttpResponseMessage>> send)
        {
            try
            {
                while (true)
                {
                    var number = Interlocked.Increment(ref _sent);
                    using var answer = await send(number);
                    if (answer.StatusCode == HttpStatusCode.Conflict)
                    {
                        // The other tab's later answers were there first.
                        Assert.Equal(Reading.NotOvertaken.Code, await Room.CodeAsync(answer, HttpStatusCode.Conflict));
                        continue;
                    }

                    await Room.OkAsync(answer);
                    for (var last = Acknowledged; last < number; last = Acknowledged)
                    {
                        Interlocked.CompareExchange(ref _acknowledged, number, last);
                    }
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // Killed.
            }
        }
    }
}
