using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>Finds what a model said of a case, for an arm that shows it.</summary>
internal sealed class ReaderDeskAi(ReaderStudyDbContext db)
{
    /// <summary>Null where the arm shows no AI.</summary>
    public async Task<ShownAi?> OfAsync(Study study, Protocol protocol, Arm? arm, SessionPlace place, CancellationToken cancellationToken)
    {
        if (arm is not { ShowsAi: true })
        {
            return null;
        }

        var model = arm.Model ?? "";
        var prediction = await PredictionAsync(study, model, place.CaseId, cancellationToken);
        return prediction?.LabelsJson is { } labels
            ? ShownAi.OfLabels(model, protocol, AnswerSheet.FromJson(labels).Values, place.ShamClassId)
            : ShownAi.OfScores(model, protocol.Reference, ScoresOf(prediction), place.ShamClassId);
    }

    /// <summary>The arm shows it when the reader asks.</summary>
    public static bool IsOnRequest(Arm? arm) => arm is { ShowsAi: true, Reveal: AiReveal.OnRequest };

    /// <summary>Whether the arm shows AI in this reading now.</summary>
    public static bool IsShown(Arm? arm, Reading reading) =>
        arm is { ShowsAi: true } && (!IsOnRequest(arm) || reading.AiRevealedAt is not null);

    /// <summary>
    /// What the model drew on a case. Nothing in a study that has catch cases: of those the output that is shown is not the model's, and
    /// what it drew would say so.
    /// </summary>
    /// <exception cref="BrokenRuleException">It is not what was sealed.</exception>
    public async Task<IReadOnlyList<PredictionOverlay>> OverlaysAsync(
        Study study,
        Arm arm,
        Guid caseId,
        CancellationToken cancellationToken
    )
    {
        if (await ShownRuns.OfAsync(db, study, arm.Model ?? "", cancellationToken) is not { } run)
        {
            return [];
        }

        var drawn = await ShownOverlays.OfRunAsync(db, run.Id, cancellationToken);
        var pinned = await db
            .SealedRuns.Where(s => s.StudyId == study.Id && s.RunId == run.Id)
            .Select(s => s.OverlaysSha256)
            .FirstOrDefaultAsync(cancellationToken);
        // Before anything else: that all of it is gone is a change too.
        Rule.Require((pinned ?? "") == ShownOverlays.Sha256Of(drawn), ReadingRoomRules.OverlaysAreSealed);
        return drawn.Count == 0 || await HasCatchCasesAsync(study.Id, cancellationToken) ? [] : drawn.FindAll(o => o.CaseId == caseId);
    }

    private Task<bool> HasCatchCasesAsync(Guid studyId, CancellationToken cancellationToken) =>
        db.ReadingSessions.AnyAsync(s => s.StudyId == studyId && s.Places.Any(p => p.ShamClassId != null), cancellationToken);

    private async Task<Prediction?> PredictionAsync(Study study, string model, Guid caseId, CancellationToken cancellationToken) =>
        await ShownRuns.OfAsync(db, study, model, cancellationToken) is { } run
            ? await db.Predictions.AsNoTracking().SingleOrDefaultAsync(p => p.RunId == run.Id && p.CaseId == caseId, cancellationToken)
            : null;

    private static Dictionary<string, double> ScoresOf(Prediction? prediction) =>
        prediction?.ScoresJson is { } scores ? JsonSerializer.Deserialize<Dictionary<string, double>>(scores) ?? [] : [];
}
