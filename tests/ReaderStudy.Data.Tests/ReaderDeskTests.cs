using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Tests;

/// <summary>What happens when several do something at the same desk, or the same study, at once.</summary>
public sealed class ReaderDeskTests
{
    private static readonly AnswerSheet Answers = Evidence.Answers;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Readers_who_open_the_first_cases_of_a_study_at_once_all_get_theirs(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var sessions = await SealedAsync(database, readers: 4);

        await Task.WhenAll(
            sessions.SelectMany(s => new[] { s, s }).Select(s => AtDeskAsync(database, d => d.OpenAsync(s.Person, s.Session, 1, default)))
        );

        await using var db = database.Context();
        Assert.Equal(4, await db.Readings.CountAsync());
        Assert.Equal(StudyStatus.Reading, (await db.Studies.SingleAsync()).Status);
        Assert.Null(Domain.Audit.AuditChain.FaultIn(await db.AuditEntries.OrderBy(e => e.Sequence).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Saves_of_two_tabs_become_revisions_without_gaps_and_the_newest_counts(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (person, session) = (await SealedAsync(database, readers: 1))[0];
        await AtDeskAsync(database, d => d.OpenAsync(person, session, 1, default));

        await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(n => AtDeskAsync(database, d => d.SaveDraftAsync(person, session, 1, new GivenReading(Answers, n), default)))
        );

        await using var db = database.Context();
        var revisions = await db.ReadingRevisions.OrderBy(r => r.Number).ToListAsync();
        Assert.Equal(Enumerable.Range(1, revisions.Count), revisions.Select(r => r.Number));
        Assert.Equal(4, revisions[^1].ClientSequence);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_draft_that_meets_the_data_lock_is_refused_and_leaves_nothing(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (person, session) = (await SealedAsync(database, readers: 1))[0];
        await AtDeskAsync(database, d => d.OpenAsync(person, session, 1, default));
        await using var slow = database.Context();
        var clock = new LockingClock(database);

        // The data are locked between the desk's look at the study and its save: the clock is asked just then.
        var desk = new ReaderDesk(slow, new AuditTrail(slow, clock), clock);
        var broken = await Assert.ThrowsAsync<BrokenRuleException>(() =>
            desk.SaveDraftAsync(person, session, 1, new GivenReading(Answers, 1), default)
        );

        Assert.Equal(Study.ReadingIsOpen, broken.Rule);
        await using var db = database.Context();
        Assert.Equal(StudyStatus.DataLocked, (await db.Studies.SingleAsync()).Status);
        Assert.Equal(0, await db.ReadingRevisions.CountAsync());
    }

    private static async Task<List<(Guid Person, Guid Session)>> SealedAsync(TestDatabase database, int readers)
    {
        var protocol = ProtocolJson.Template("liver-lesion") with { Reading = new ReadingRules() };
        var study = Study.Draft("Livers", protocol, Guid.CreateVersion7(), Evidence.Now);
        var one = new Case(study.Id, "C001", "pseudonym");
        var desks = Enumerable
            .Range(1, readers)
            .Select(n =>
            {
                var person = Guid.CreateVersion7();
                var reader = study.AddReader($"Reader {n}", ReaderLevel.Senior, 20, person);
                return (person, session: new ReadingSession(study.Id, reader.Id, "unaided", n, 7, [one.Id]));
            })
            .ToList();
        await Evidence.SealAsync(database, study, [one], desks.Select(d => d.session));
        return desks.ConvertAll(d => (d.person, d.session.Id));
    }

    private static async Task<T> AtDeskAsync<T>(TestDatabase database, Func<ReaderDesk, Task<T>> action)
    {
        await using var db = database.Context();
        return await action(new ReaderDesk(db, new AuditTrail(db, TimeProvider.System), TimeProvider.System));
    }

    /// <summary>Locks the study's data the first time it is asked what time it is.</summary>
    private sealed class LockingClock(TestDatabase database) : TimeProvider
    {
        private bool _locked;

        public override DateTimeOffset GetUtcNow()
        {
            if (!_locked)
            {
                _locked = true;
                // A clock cannot be awaited, and evidence is saved asynchronously alone.
                Task.Run(LockAsync).GetAwaiter().GetResult();
            }

            return Evidence.Now;
        }

        private async Task LockAsync()
        {
            await using var db = database.Context();
            (await db.Studies.SingleAsync()).LockData(Guid.CreateVersion7(), Evidence.Now);
            await db.SaveChangesAsync();
        }
    }
}
