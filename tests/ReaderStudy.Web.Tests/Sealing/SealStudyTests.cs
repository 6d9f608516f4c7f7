using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Cohort;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Sealing;

[Collection(App.Collection)]
public sealed class SealStudyTests(App app)
{
    [Fact]
    public async Task Every_reader_gets_each_case_once_in_an_order_of_their_own()
    {
        var study = await TestStudy.SealedAsync(app, cases: 12, readers: 3);

        var sessions = await SessionsAsync(study);

        Assert.Equal([1, 2, 3], sessions.Select(s => s.Number));
        Assert.All(sessions, s => Assert.Equal(study.CaseIds.Order(), s.Places.Select(p => p.CaseId).Order()));
        Assert.Equal(3, sessions.Select(s => string.Join(',', OrderOf(s))).Distinct().Count());
    }

    [Fact]
    public async Task What_was_stored_at_the_sealing_reproduces_the_stored_lists()
    {
        var study = await TestStudy.SealedAsync(app, cases: 12, readers: 2);

        var kept = await app.DataAsync(db => db.SealedAllocations.SingleAsync(a => a.StudyId == study.Id));
        var drawn = Allocation.Draw(AllocationJson.Read(kept.InputJson));

        var sessions = await SessionsAsync(study);
        Assert.Equal(drawn.Select(s => s.Places.Select(p => p.CaseId)), sessions.Select(OrderOf));
        Assert.Equal(drawn.Select(s => (s.Number, s.ReaderId, s.ArmId)), sessions.Select(s => (s.Number, s.ReaderId, s.ArmId)));
        Assert.All(sessions, s => Assert.Contains($"\"{s.Seed}\"", kept.InputJson, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_audit_trail_holds_the_hash_of_the_allocation_and_not_its_seed()
    {
        var study = await TestStudy.SealedAsync(app);

        var kept = await app.DataAsync(db => db.SealedAllocations.SingleAsync(a => a.StudyId == study.Id));
        var entries = await app.DataAsync(db => db.AuditEntries.Where(e => e.StudyId == study.Id).ToListAsync());

        Assert.Equal(kept.Sha256, SealedAllocation.Sha256Of(kept.InputJson));
        Assert.Contains(
            "allocation SHA-256 " + kept.Sha256,
            entries.Single(e => e.Action == "study.sealed").Detail,
            StringComparison.Ordinal
        );
        var seed = (await SessionsAsync(study))[0].Seed;
        Assert.All(entries, e => Assert.DoesNotContain(seed, e.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_coordinators_who_seal_at_the_same_moment_one_is_told_that_the_other_did()
    {
        var study = await TestStudy.DraftAsync(app);
        await using var first = app.Services.CreateAsyncScope();
        await using var second = app.Services.CreateAsyncScope();
        var one = await study.LoadAsync(first.ServiceProvider.GetRequiredService<ReaderStudyDbContext>());
        var other = await study.LoadAsync(second.ServiceProvider.GetRequiredService<ReaderStudyDbContext>());
        var sha256 = ProtocolJson.Sha256Of(one.ProtocolText);
        var signature = study.SignatureOf(study.Coordinator, SignatureMeaning.Seal, sha256);
        await first.ServiceProvider.GetRequiredService<SealStudy>().Handle(one, signature, default);

        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() =>
            second
                .ServiceProvider.GetRequiredService<SealStudy>()
                .Handle(other, study.SignatureOf(study.Coordinator, SignatureMeaning.Seal, sha256), default)
        );

        Assert.Equal(Study.SealOnce, refused.Rule);
        Assert.Contains("Somebody else", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await SessionsAsync(study)).Count);
        Assert.Equal(1, await app.DataAsync(db => db.Signatures.CountAsync(s => s.StudyId == study.Id)));
    }

    [Fact]
    public void The_product_itself_takes_seeds_that_nobody_can_foretell()
    {
        var seeds = app.Services.GetRequiredService<AllocationSeeds>();

        Assert.Equal(typeof(AllocationSeeds), seeds.GetType());
        var drawn = Enumerable.Range(0, 200).Select(_ => seeds.Next()).ToList();
        Assert.Equal(200, drawn.Distinct().Count());
        // Every one of the 64 bits is drawn: none is the same in all.
        Assert.Equal((ulong.MaxValue, 0ul), (drawn.Aggregate((a, b) => a | b), drawn.Aggregate((a, b) => a & b)));
    }

    [Fact]
    public async Task Nothing_that_happens_later_changes_the_order()
    {
        var study = await TestStudy.SealedAsync(app, cases: 4, readers: 2);
        var before = (await SessionsAsync(study)).Select(OrderOf).ToList();

        var added = await Assert.ThrowsAsync<DbUpdateException>(() => study.AddCasesAsync(1));
        await study.ReadAsync(study.Readers[0], 4);
        await study.LockDataAsync();
        await study.UnblindAsync();

        Assert.Contains(Study.DesignIsFrozen.Code, added.InnerException!.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await SessionsAsync(study)).Select(OrderOf));
    }

    [Fact]
    public async Task What_changed_since_the_study_was_loaded_is_sealed_with_it()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        var newcomer = await app.PersonAsync("newcomer");
        await app.InScopeAsync(async s =>
        {
            var loaded = await study.LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
            var signature = study.SignatureOf(study.Coordinator, SignatureMeaning.Seal, ProtocolJson.Sha256Of(loaded.ProtocolText));
            await study.NameAsync(newcomer, StudyRole.Reader);
            await study.AddCasesAsync(1);
            await s.GetRequiredService<SealStudy>().Handle(loaded, signature, default);
        });

        var sessions = await SessionsAsync(study);
        Assert.Equal(2, sessions.Count);
        Assert.All(sessions, s => Assert.Equal(3, s.Places.Count));
    }

    [Fact]
    public async Task A_change_of_the_cohort_that_comes_after_the_sealing_is_refused_though_it_began_before()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        await app.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<ReaderStudyDbContext>();
            var pass = new StudyPass(await study.LoadAsync(db), study.Coordinator.Id, [StudyRole.Coordinator]);
            var first = await db.Cases.Where(c => c.StudyId == study.Id).Select(c => c.Id).FirstAsync();
            await study.SealAsync();

            var late = await Assert.ThrowsAsync<DbUpdateException>(() =>
                s.GetRequiredService<IncludeCase>().Handle(pass, first, "left out too late", default)
            );

            Assert.Equal(Study.DesignIsFrozen, Refusals.Of(late.InnerException!.Message)?.Rule);
        });
        Assert.True(await app.DataAsync(db => db.Cases.AllAsync(c => c.StudyId != study.Id || c.IsIncluded)));
    }

    private Task<List<ReadingSession>> SessionsAsync(TestStudy study) =>
        app.DataAsync(db =>
            db.ReadingSessions.Include(s => s.Places).Where(s => s.StudyId == study.Id).OrderBy(s => s.Number).ToListAsync()
        );

    private static List<Guid> OrderOf(ReadingSession session) => session.Places.OrderBy(p => p.Position).Select(p => p.CaseId).ToList();
}
