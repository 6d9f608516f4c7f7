using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions.Overlays;

/// <summary>Finds the series of a study that a file of overlays means, and what is known of its images.</summary>
public sealed class OverlaySeries(ReaderStudyDbContext db, ImageStore store)
{
    /// <summary>By its UID, as exports of this study have it.</summary>
    public async Task<Series> ByUidAsync(Guid studyId, string uid, CancellationToken cancellationToken) =>
        await Of(studyId).FirstOrDefaultAsync(s => s.SeriesUid == uid, cancellationToken)
        ?? throw new OverlayFileException(
            $"It is of the series {uid}, which no case that is read here has. Make it from the images as they are exported from this study: imports give every series a new UID."
        );

    /// <summary>By the case's code and the phase.</summary>
    public async Task<Series> ByPhaseAsync(Guid studyId, string code, string phaseId, CancellationToken cancellationToken)
    {
        var phase =
            PhaseNames.Find(phaseId)
            ?? throw new OverlayFileException(
                $"There is no phase '{phaseId}'; write {string.Join(", ", Enum.GetValues<Phase>().Select(PhaseNames.IdOf))}."
            );
        var found = await Of(studyId)
            .Where(s => s.Phase == phase && db.Cases.Any(c => c.Id == s.CaseId && c.Code == code))
            .Take(2)
            .ToListAsync(cancellationToken);
        return found.Count == 1
            ? found[0]
            : throw new OverlayFileException(
                found.Count == 0
                    ? $"The study reads no {phaseId} series of a case '{code}'. Write the case's code as the cohort has it, and a phase that it has."
                    : $"The case '{code}' has several {phaseId} series. Name the series by its UID instead of case and phase."
            );
    }

    /// <summary>Headers of the images that are read, in the order of the stack.</summary>
    public async Task<IReadOnlyList<DicomDataset>> HeadersAsync(Series series, CancellationToken cancellationToken)
    {
        var headers = new List<DicomDataset>(series.Instances.Count);
        foreach (var image in Ordered(series))
        {
            headers.Add(await store.ReadHeaderAsync(image.FileKey, cancellationToken));
        }

        return headers;
    }

    /// <summary>The images that are read, in the order in which readers see them.</summary>
    public static IReadOnlyList<Instance> Ordered(Series series) =>
        [.. series.Instances.OrderBy(i => i.Position).ThenBy(i => i.SopInstanceUid, StringComparer.Ordinal)];

    private IQueryable<Series> Of(Guid studyId) =>
        db
            .Series.AsNoTracking()
            .Include(s => s.Instances.Where(i => i.ExclusionReason == null))
            .Where(s => s.ExclusionReason == null && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId && c.IsIncluded));
}
