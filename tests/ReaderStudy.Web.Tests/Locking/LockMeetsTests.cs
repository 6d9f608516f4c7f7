using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Features.Deviations;
using ReaderStudy.Web.Features.Locking;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Sealing;

namespace ReaderStudy.Web.Tests.Locking;

/// <summary>
/// The data lock meets somebody who writes: what comes before it is signed again, what comes after it is refused, and either way what was
/// locked can be unblinded.
/// </summary>
[Collection(App.Collection)]
public sealed class LockMeetsTests(App app)
{
    [Fact]
    public async Task What_is_noted_or_asked_while_the_coordinator_signs_is_not_locked_unseen() => await WrittenDuringLockAsync(app);

    [PostgreSqlFact]
    public async Task Nor_on_PostgreSQL()
    {
        await using var own = App.OnPostgreSql();
        await WrittenDuringLockAsync(own);
    }

    [Fact]
    public async Task A_training_that_is_taken_again_while_the_coordinator_signs_is_not_locked_unseen()
    {
        var (study, session) = await FailedTrainingAsync();
        await AssertSignedAgainAsync(app, study, () => AgainAsync(study, session), DataLock.DataChanged);
    }

    [Fact]
    public async Task A_training_is_not_taken_again_after_the_lock_though_it_was_begun_before()
    {
        var (study, session) = await FailedTrainingAsync();
        await app.InScopeAsync(async s =>
        {
            // The reader's request has read the study already.
            await study.LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
            await study.LockDataAsync();

            var late = await Assert.ThrowsAsync<BrokenRuleException>(() =>
                s.GetRequiredService<ReaderDesk>().TrainAgainAsync(study.Readers[0].Id, session, default)
            );

            Assert.Equal(Study.ReadingIsOpen, late.Rule);
        });
        await study.UnblindAsync();
    }

    [Fact]
    public async Task A_deviation_is_not_noted_after_the_lock_though_the_form_was_read_before() => await NotedAfterLockAsync(app);

    [PostgreSqlFact]
    public async Task Nor_is_it_on_PostgreSQL()
    {
        await using var own = App.OnPostgreSql();
        await NotedAfterLockAsync(own);
    }

    [Fact]
    public async Task After_the_lock_the_database_itself_takes_nothing_of_the_conduct() => await NothingIsTakenAsync(app);

    [PostgreSqlFact]
    public async Task Nor_does_PostgreSQL()
    {
        await using var own = App.OnPostgreSql();
        await NothingIsTakenAsync(own);
    }

    private static async Task WrittenDuringLockAsync(App app)
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await study.ReadAllAsync();
        await AssertSignedAgainAsync(app, study, () => AddAsync(NoteOf(study)), DataLock.DataChanged);

        study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var session = await study.SessionOfAsync(study.Readers[0]);
        var reader = (await app.DataAsync(study.LoadAsync)).Readers[0].Id;
        var query = Query.About(
            (study.Id, 1),
            (reader, session, null),
            QueryKind.Other,
            QuerySide.Reader,
            "May I stop?",
            study.Readers[0].Id,
            app.Clock.GetUtcNow()
        );
        await AssertSignedAgainAsync(app, study, () => AddAsync(query), DataLock.NothingPends, unblinds: false);

        Task AddAsync(object row) =>
            app.DataAsync(db =>
            {
                db.Add(row);
                return db.SaveChangesAsync();
            });
    }

    private static async Task NotedAfterLockAsync(App app)
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await app.InScopeAsync(async s =>
        {
            var loaded = await study.LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
            await study.LockDataAsync();

            var late = await Assert.ThrowsAsync<BrokenRuleException>(() =>
                s.GetRequiredService<MakeDeviation>().Handle(loaded, NoteOf(study), null, default)
            );

            Assert.Equal(Deviation.UntilLock, late.Rule);
        });
        await study.UnblindAsync();
    }

    private static async Task NothingIsTakenAsync(App app)
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        await study.ReadAsync(study.Readers[0], 1);
        var session = (await study.DrawnAsync(app))[0];
        var (at, person) = (app.Clock.GetUtcNow(), study.Readers[0].Id);
        var protocol = (await app.DataAsync(study.LoadAsync)).Protocol;
        var locked = await app.DataAsync(db => db.Readings.Where(r => r.StudyId == study.Id).Select(r => r.Id).SingleAsync());
        var opened = Reading.Open(session, session.Places.Single(p => p.Position == 2), at);
        await study.LockDataAsync();
        object[] rows =
        [
            NoteOf(study),
            Query.AboutCase((study.Id, 1), study.CaseIds[0], QueryKind.Other, "Is the date right?", study.Coordinator.Id, at),
            Reminder.Send(study.Id, session.ReaderId, 1, null, study.Coordinator.Id, at),
            new Acknowledgement(study.Id, person, 1, at),
            new AiStep(locked, new GivenAiStep(1, AiPart.Boxes, true, 60, 100), at),
            session.Again(99, [.. session.Places.OrderBy(p => p.Position)]),
            opened,
            new TruthVote(
                study.CaseIds[0],
                study.Truther.Id,
                new TruthSeat(1, 1, 2),
                "HCC",
                ReferenceKind.PanelReading,
                null,
                "Seen late.",
                at
            ),
            new ReferenceStandard(study.CaseIds[0], 2, "CYST", "late", study.Coordinator.Id, at),
        ];

        foreach (var row in rows)
        {
            Assert.Equal(row is ReferenceStandard ? Study.DesignIsFrozen : Study.ReadingIsOpen, await RefusalAsync(db => db.Add(row)));
        }

        Assert.Equal(
            Study.ReadingIsOpen,
            await RefusalAsync(db =>
            {
                var read = db.Readings.Include(r => r.Revisions).Single(r => r.StudyId == study.Id);
                var sheet = new AnswerSheet(
                    new Dictionary<string, string>
                    {
                        ["malignancy"] = "benign",
                        ["subtype"] = "FNH",
                        ["confidence"] = "20",
                    }
                );
                db.Add(read.Correct(protocol, sheet, "I saw it late.", 99, at));
            })
        );

        Task<Rule?> RefusalAsync(Action<ReaderStudyDbContext> add) =>
            app.DataAsync(async db =>
            {
                add(db);
                var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
                return Refusals.Of(refused.InnerException!.Message)?.Rule;
            });
    }

    /// <summary>Somebody writes between what is shown and what is locked.</summary>
    private static async Task AssertSignedAgainAsync(App app, TestStudy study, Func<Task> write, Rule rule, bool unblinds = true)
    {
        await app.InScopeAsync(async s =>
        {
            var locking = s.GetRequiredService<LockData>();
            var loaded = await study.LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
            var draft = await locking.Draft(loaded, "Nobody reads any more.", study.Coordinator.Id, default);
            await write();

            var broken = await Assert.ThrowsAsync<BrokenRuleException>(() =>
                locking.Handle(loaded, draft, study.SignatureOf(study.Coordinator, SignatureMeaning.DataLock), default)
            );

            Assert.Equal(rule, broken.Rule);
        });
        Assert.False(await app.DataAsync(db => db.DataLocks.AnyAsync(l => l.StudyId == study.Id)));
        Assert.False(
            await app.DataAsync(db => db.Signatures.AnyAsync(x => x.StudyId == study.Id && x.Meaning == SignatureMeaning.DataLock))
        );
        if (unblinds)
        {
            await study.LockDataAsync();
            await study.UnblindAsync();
            Assert.Equal(StudyStatus.Unblinded, (await app.DataAsync(study.LoadAsync)).Status);
        }
    }

    private static Deviation NoteOf(TestStudy study) =>
        Deviation.Note(
            study.Id,
            NotedFacts.Other,
            null,
            null,
            null,
            "The room was too bright.",
            study.Coordinator.Id,
            DateTimeOffset.UnixEpoch
        );

    /// <summary>One reader, one training case answered wrongly, three tries.</summary>
    private async Task<(TestStudy Study, Guid Session)> FailedTrainingAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        await study.UseLastCasesForAsync(app, 1, CasePurpose.Training);
        await study.DesignAsync(
            app,
            p =>
                p with
                {
                    Training = new TrainingPlan { Task = p.Tasks[0].Id, RequiredPercent = 100 },
                }
        );
        await study.SealAsync();
        var session = (await study.DrawnAsync(app)).Single(s => s.Kind is SessionKind.Training).Id;
        await app.InScopeAsync(async s =>
        {
            var desk = s.GetRequiredService<ReaderDesk>();
            await desk.OpenAsync(study.Readers[0].Id, session, 1, default);
            await desk.SkipAsync(study.Readers[0].Id, session, 1, new GivenSkip(SkipReason.NotEvaluable, "", 1), default);
        });
        return (study, session);
    }

    private Task AgainAsync(TestStudy study, Guid session) =>
        app.InScopeAsync(s => s.GetRequiredService<ReaderDesk>().TrainAgainAsync(study.Readers[0].Id, session, default));
}
