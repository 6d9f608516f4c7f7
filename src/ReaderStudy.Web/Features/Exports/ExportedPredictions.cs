using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Inference;
using ReaderStudy.Web.Features.Analysis;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>A model's output for a case as it leaves the study.</summary>
/// <param name="Id">The prediction.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Model">Id of the model.</param>
/// <param name="ModelSha256">Names the model's version; empty for imported labels.</param>
/// <param name="At">When it was made.</param>
/// <param name="Probabilities">By class in the protocol's order, from the raw scores by softmax; empty where there are none.</param>
/// <param name="Labels">By question, as a file brought them; empty for a model that ran here.</param>
/// <param name="Failure">Why there is nothing; null when there is.</param>
public sealed record ExportedPrediction(
    Guid Id,
    Guid CaseId,
    string Model,
    string ModelSha256,
    DateTimeOffset At,
    IReadOnlyList<(ReferenceClass Class, double Probability)> Probabilities,
    IReadOnlyDictionary<string, string> Labels,
    string? Failure
);

/// <summary>The predictions of finished runs for included cases. Only for those who see predictions.</summary>
public sealed class ExportedPredictions(ReaderStudyDbContext db)
{
    /// <summary>Ordered by case, model and time.</summary>
    /// <param name="study">Whose protocol names the classes.</param>
    /// <param name="caseId">Of one case; null: of all.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<ExportedPrediction>> Handle(Study study, Guid? caseId, CancellationToken cancellationToken)
    {
        var rows = await (
            from prediction in db.Predictions.AsNoTracking()
            join run in db.PredictionRuns.AsNoTracking() on prediction.RunId equals run.Id
            join one in db.Cases.AsNoTracking() on prediction.CaseId equals one.Id
            where run.StudyId == study.Id && run.Status == PredictionRunStatus.Succeeded && one.IsIncluded
            where caseId == null || prediction.CaseId == caseId
            select new
            {
                Prediction = prediction,
                run.ModelId,
                run.ModelSha256,
                one.Code,
            }
        ).ToListAsync(cancellationToken);
        var protocol = study.Protocol;
        return
        [
            .. rows.OrderBy(r => r.Code, StringComparer.Ordinal)
                .ThenBy(r => r.ModelId, StringComparer.Ordinal)
                .ThenBy(r => r.Prediction.PredictedAt)
                .Select(r => new ExportedPrediction(
                    r.Prediction.Id,
                    r.Prediction.CaseId,
                    r.ModelId,
                    r.ModelSha256,
                    r.Prediction.PredictedAt,
                    r.Prediction.ScoresJson is { } scores ? ProbabilitiesOf(protocol, DerivedLabels.Read(scores)) : [],
                    r.Prediction.LabelsJson is { } labels ? AnswerSheet.FromJson(labels).Values : new Dictionary<string, string>(),
                    r.Prediction.FailureReason
                )),
        ];
    }

    /// <summary>Softmax over the classes that the protocol knows.</summary>
    private static IReadOnlyList<(ReferenceClass Class, double Probability)> ProbabilitiesOf(
        Protocol protocol,
        IReadOnlyDictionary<string, double> scores
    )
    {
        var classes = protocol.Reference.Classes.Where(c => scores.ContainsKey(c.Id)).ToList();
        if (classes.Count == 0)
        {
            return [];
        }

        var labels = ClassLabels.Of(
            [.. classes.Select(c => new ModelClass(c.Id, c.Label, c.Group))],
            [.. classes.Select(c => scores[c.Id])]
        );
        return [.. classes.Zip(labels.Probabilities())];
    }
}
