using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Sealing;

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
    public async Task Nothing_that_happens_later_changes_the_order()
    {
        var study = await TestStudy.SealedAsync(app, cases: 4, readers: 2);
        var before = (await SessionsAsync(study)).Select(OrderOf).ToList();

        await study.AddCasesAsync(1);
        await study.ReadAsync(study.Readers[0], 4);
        await study.LockDataAsync();
        await study.UnblindAsync();

        Assert.Equal(before, (await SessionsAsync(study)).Select(OrderOf));
    }

    private Task<List<ReadingSession>> SessionsAsync(TestStudy study) =>
        app.DataAsync(db =>
            db.ReadingSessions.Include(s => s.Places).Where(s => s.StudyId == study.Id).OrderBy(s => s.Number).ToListAsync()
        );

    private static List<Guid> OrderOf(ReadingSession session) => session.Places.OrderBy(p => p.Position).Select(p => p.CaseId).ToList();
}
