using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;

namespace ReaderStudy.Web.Features.Ledger;

/// <param name="Own">A case of the study.</param>
/// <param name="Other">A case of another study that has the same images.</param>
/// <param name="StudyId">The other study.</param>
internal sealed record SharedCase(Guid Own, Guid Other, Guid StudyId);

/// <param name="CaseId">The case.</param>
/// <param name="StudyId">In which study.</param>
/// <param name="Who">The reader's person, or the reader where there is none; null for a model.</param>
/// <param name="Model">The model's hash, or its name where there is none; null for a reader.</param>
/// <param name="On">When.</param>
internal sealed record Exposed(Guid CaseId, Guid StudyId, Guid? Who, string? Model, DateTimeOffset On);

/// <summary>Finds cases with the same images in other studies, and who and what cases were shown to. The source of every count of the ledger.</summary>
internal static class SharedCases
{
    /// <summary>By the fingerprints that are taken.</summary>
    public static async Task<List<SharedCase>> OfAsync(ReaderStudyDbContext db, Guid studyId, CancellationToken cancellationToken)
    {
        var shared = await (
            from own in db.Cases
            join ownSeries in db.Series on own.Id equals ownSeries.CaseId
            join ownMark in db.SeriesFingerprints on ownSeries.Id equals ownMark.SeriesId
            join mark in db.SeriesFingerprints on ownMark.PixelSha256 equals mark.PixelSha256
            join series in db.Series on mark.SeriesId equals series.Id
            join other in db.Cases on series.CaseId equals other.Id
            where own.StudyId == studyId && own.IsIncluded && other.StudyId != studyId && ownMark.PixelSha256 != ""
            select new
            {
                Own = own.Id,
                Other = other.Id,
                other.StudyId,
            }
        )
            .Distinct()
            .ToListAsync(cancellationToken);
        return shared.ConvertAll(s => new SharedCase(s.Own, s.Other, s.StudyId));
    }

    /// <summary>Everything that the cases of these studies were shown to or run through.</summary>
    public static async Task<List<Exposed>> ExposedAsync(
        ReaderStudyDbContext db,
        IReadOnlyCollection<Guid> studyIds,
        CancellationToken cancellationToken
    )
    {
        var readings = await (
            from reading in db.Readings
            join reader in db.StudyReaders on reading.ReaderId equals reader.Id
            where studyIds.Contains(reading.StudyId)
            select new
            {
                reading.CaseId,
                reading.StudyId,
                Who = reader.PersonId ?? reader.Id,
                reading.OpenedAt,
            }
        ).ToListAsync(cancellationToken);
        var predictions = await (
            from prediction in db.Predictions
            join run in db.PredictionRuns on prediction.RunId equals run.Id
            where studyIds.Contains(run.StudyId)
            select new
            {
                prediction.CaseId,
                run.StudyId,
                run.ModelId,
                run.ModelSha256,
                run.RequestedAt,
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. readings.Select(r => new Exposed(r.CaseId, r.StudyId, r.Who, null, r.OpenedAt)),
            .. predictions.Select(p => new Exposed(
                p.CaseId,
                p.StudyId,
                null,
                p.ModelSha256.Length > 0 ? p.ModelSha256 : p.ModelId,
                p.RequestedAt
            )),
        ];
    }

    /// <summary>Counts exposures of some cases.</summary>
    /// <param name="cases">How many cases are counted.</param>
    /// <param name="exposed">Their exposures; <see cref="Exposed.CaseId"/> tells the cases apart.</param>
    public static Exposure Count(int cases, IReadOnlyCollection<Exposed> exposed) =>
        new(
            cases,
            exposed.Where(e => e.Who is not null).Select(e => e.CaseId).Distinct().Count(),
            exposed.Select(e => e.Who).OfType<Guid>().Distinct().Count(),
            exposed.Where(e => e.Model is not null).Select(e => e.CaseId).Distinct().Count(),
            exposed.Select(e => e.Model).OfType<string>().Distinct().Count(),
            exposed.Count == 0 ? null : exposed.Max(e => e.On)
        );
}
