using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Predictions.Overlays;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>A sealed study whose model drew a box, a mask and a map on the arterial series of every case.</summary>
internal static class DrawnStudy
{
    /// <summary>The liver protocol with an unaided arm, and one that shows the AI when the reader asks.</summary>
    public static Protocol OnRequest { get; } =
        DeskStudy.TwoArms with
        {
            Arms = [DeskStudy.TwoArms.Arms[0], DeskStudy.TwoArms.Arms[1] with { Reveal = AiReveal.OnRequest }],
        };

    public static Task<DeskStudy> SealedAsync(App app, Protocol protocol, int cases, params Layout[] sessions) =>
        SealedAsync(app, protocol, cases, (_, _) => Task.CompletedTask, sessions);

    /// <param name="app">Where.</param>
    /// <param name="protocol">Sealed.</param>
    /// <param name="cases">How many.</param>
    /// <param name="then">What happens to the cohort between the drawing and the sealing.</param>
    /// <param name="sessions">As they are laid out.</param>
    public static Task<DeskStudy> SealedAsync(
        App app,
        Protocol protocol,
        int cases,
        Func<ReaderStudyDbContext, IReadOnlyList<Guid>, Task> then,
        params Layout[] sessions
    ) => SealedAsync(app, protocol, cases, then, "A", sessions);

    /// <param name="app">Where.</param>
    /// <param name="protocol">Sealed.</param>
    /// <param name="cases">How many.</param>
    /// <param name="then">What happens to the cohort between the drawing and the sealing.</param>
    /// <param name="word">The first of every label.</param>
    /// <param name="sessions">As they are laid out.</param>
    public static Task<DeskStudy> SealedAsync(
        App app,
        Protocol protocol,
        int cases,
        Func<ReaderStudyDbContext, IReadOnlyList<Guid>, Task> then,
        string word,
        params Layout[] sessions
    ) =>
        app.InScopeAsync(services =>
            DeskStudy.SealedAsync(
                app,
                protocol,
                cases,
                async (db, ids) =>
                {
                    await DrawAsync(db, services.GetRequiredService<ImageStore>(), ids, word);
                    await then(db, ids);
                },
                sessions
            )
        );

    /// <summary>The study has no run yet in the database: the one that was just made is taken.</summary>
    private static async Task DrawAsync(ReaderStudyDbContext db, ImageStore store, IReadOnlyList<Guid> cases, string word)
    {
        await db.SaveChangesAsync();
        var first = cases[0];
        var study = await db.Cases.Where(c => c.Id == first).Select(c => c.StudyId).SingleAsync();
        var run = await db.PredictionRuns.SingleAsync(r => r.StudyId == study);
        var drawn = new List<PredictionOverlay>();
        foreach (var caseId in cases)
        {
            var series = await db.Series.Include(s => s.Instances).SingleAsync(s => s.CaseId == caseId && s.Phase == Phase.Arterial);
            var images = OverlaySeries.Ordered(series).Select(i => i.SopInstanceUid).ToList();
            foreach (
                var (kind, geometry) in new[]
                {
                    (OverlayKind.Box, new OverlayGeometry([-2, -1, 4], [1, 3, 11], null)),
                    (OverlayKind.Mask, new OverlayGeometry(null, null, [new OverlaySlice(images[1], [9, 3, 17, 3])])),
                    (OverlayKind.Activation, new OverlayGeometry(null, null, [new OverlaySlice(images[2], null, 1, 2, [0, 255])])),
                }
            )
            {
                var overlay = new PredictionOverlay(
                    run.Id,
                    caseId,
                    series.Id,
                    kind,
                    $"{word} {kind}",
                    kind is OverlayKind.Box ? 0.75 : null
                );
                var bytes = geometry.ToBytes();
                var key = $"{study:N}/overlays/{overlay.Id:N}.json.gz";
                await store.WriteAsync(key, bytes, default);
                overlay.KeepAs(drawn.Count + 1, key, ImageStore.Sha256Of(bytes));
                drawn.Add(overlay);
            }
        }

        db.PredictionOverlays.AddRange(drawn);
        db.SealedRuns.Add(new SealedRun(run, ShownOverlays.Sha256Of(drawn)));
    }
}
