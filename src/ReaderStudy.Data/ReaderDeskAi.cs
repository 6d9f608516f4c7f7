using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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

    private async Task<Prediction?> PredictionAsync(Study study, string model, Guid caseId, CancellationToken cancellationToken) =>
        await ShownRuns.OfAsync(db, study, model, cancellationToken) is { } run
            ? await db.Predictions.AsNoTracking().SingleOrDefaultAsync(p => p.RunId == run.Id && p.CaseId == caseId, cancellationToken)
            : null;

    private static Dictionary<string, double> ScoresOf(Prediction? prediction) =>
        prediction?.ScoresJson is { } scores ? JsonSerializer.Deserialize<Dictionary<string, double>>(scores) ?? [] : [];
}
