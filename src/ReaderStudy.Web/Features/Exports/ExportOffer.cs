using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <param name="Pass">Who looks.</param>
/// <param name="Cases">Included cases.</param>
/// <param name="Series">Their series that are read.</param>
/// <param name="Images">The images of these that are read.</param>
/// <param name="Readings">Locked readings; 0 while they are hidden.</param>
/// <param name="Predictions">Of finished runs; 0 while they are hidden.</param>
/// <param name="Flagged">Free texts to look at; empty while they are hidden.</param>
public sealed record ExportPage(
    StudyPass Pass,
    int Cases,
    int Series,
    int Images,
    int Readings,
    int Predictions,
    IReadOnlyList<FlaggedText> Flagged
)
{
    public bool MayImages => Pass.Sees(ExportOffer.ForImages);

    /// <summary>Answers, truth and predictions leave a study together with its blindness, not before.</summary>
    public bool MayAnnotations => Pass.Study.IsUnblinded && Pass.Sees(ExportOffer.ForAnnotations);
}

/// <summary>Says what of a study can leave it now.</summary>
public sealed class ExportOffer(ReaderStudyDbContext db, ExportedReadings readings)
{
    public const StudyItems ForImages = StudyItems.Images | StudyItems.CaseDetails;
    public const StudyItems ForAnnotations = StudyItems.Truth | StudyItems.Predictions | StudyItems.AllAnswers;

    public async Task<ExportPage> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => c.StudyId == study.Id && c.IsIncluded)
            .Select(c => new
            {
                c.Id,
                c.Code,
                Series = c.Series.Count(s => s.ExclusionReason == null),
                Images = c.Series.Where(s => s.ExclusionReason == null).Sum(s => s.Instances.Count(i => i.ExclusionReason == null)),
            })
            .ToListAsync(cancellationToken);
        var page = new ExportPage(pass, cases.Count, cases.Sum(c => c.Series), cases.Sum(c => c.Images), 0, 0, []);
        if (!page.MayAnnotations)
        {
            return page;
        }

        var locked = await readings.Handle(study, null, cancellationToken);
        var predictions = await (
            from prediction in db.Predictions
            join run in db.PredictionRuns on prediction.RunId equals run.Id
            join one in db.Cases on prediction.CaseId equals one.Id
            where run.StudyId == study.Id && run.Status == PredictionRunStatus.Succeeded && one.IsIncluded
            where prediction.FailureReason == null
            select prediction.Id
        ).CountAsync(cancellationToken);
        return page with
        {
            Readings = locked.Count,
            Predictions = predictions,
            Flagged = [.. ExportedReadings.Flagged(study.Protocol, locked, cases.ToDictionary(c => c.Id, c => c.Code))],
        };
    }
}
