using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

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
    public async Task The_stored_seed_reproduces_the_stored_order()
    {
        var study = await TestStudy.SealedAsync(app, cases: 12, readers: 2);
        var byCode = await app.DataAsync(db =>
            db.Cases.Where(c => c.StudyId == study.Id).OrderBy(c => c.Code).Select(c => c.Id).ToListAsync()
        );

        foreach (var session in await SessionsAsync(study))
        {
            var seed = ulong.Parse(session.Seed, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(ReadingOrder.Draw(byCode, seed, (ulong)session.Number), OrderOf(session));
        }
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
