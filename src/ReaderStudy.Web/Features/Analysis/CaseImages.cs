using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Seen;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Analysis;

/// <param name="Pass">Who looks.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Code">The case's code.</param>
/// <param name="Truth">Its reference class.</param>
/// <param name="Facts">Centre, sex, age, size, as far as known.</param>
/// <param name="Phases">In the protocol's order.</param>
public sealed record CaseImagesPage(StudyPass Pass, Guid CaseId, string Code, string Truth, string Facts, IReadOnlyList<PhaseStrip> Phases)
{
    /// <summary>What each reader saw of it.</summary>
    public IReadOnlyList<SeenReading> Seen { get; init; } = [];
}

/// <param name="SeriesId">The series.</param>
/// <param name="Name">Of the phase.</param>
/// <param name="Slices">How many there are.</param>
/// <param name="Shown">Which of them are shown, from 0.</param>
public sealed record PhaseStrip(Guid SeriesId, string Name, int Slices, IReadOnlyList<int> Shown);

/// <summary>Shows a case after the unblinding: a strip of slices for each phase, of the series and images that were read.</summary>
public sealed class CaseImages(ReaderStudyDbContext db, ImageStore store, SeenOfCases seen)
{
    private const int StripLength = 8;

    public async Task<CaseImagesPage> Handle(StudyPass pass, Guid caseId, CancellationToken cancellationToken)
    {
        var one =
            await db
                .Cases.AsNoTracking()
                .Include(c => c.Series)
                    .ThenInclude(s => s.Instances)
                .SingleOrDefaultAsync(c => c.Id == caseId && c.StudyId == pass.Study.Id, cancellationToken)
            ?? throw new NotFoundException("case");
        var truth = await db
            .ReferenceStandards.Where(r => r.CaseId == caseId)
            .OrderByDescending(r => r.Revision)
            .Select(r => r.ClassId)
            .FirstOrDefaultAsync(cancellationToken);
        var strips = one
            .Series.Where(s => s.ExclusionReason is null && s.Instances.Count > 0)
            .OrderBy(s => s.Phase)
            .ThenBy(s => s.SeriesUid, StringComparer.Ordinal)
            .Select(s => (Series: s, Number: s.Instances.Count(i => i.ExclusionReason is null)))
            .Select(s => new PhaseStrip(s.Series.Id, PhaseNames.ShortOf(s.Series.Phase), s.Number, Spread(s.Number)));
        return new CaseImagesPage(pass, caseId, one.Code, truth ?? "", FactsOf(one), [.. strips])
        {
            Seen = await seen.Handle(pass.Study, caseId, cancellationToken),
        };
    }

    /// <summary>One slice as PNG.</summary>
    public async Task<byte[]> SliceAsync(StudyPass pass, Guid caseId, Guid seriesId, int position, CancellationToken cancellationToken)
    {
        var instances = await (
            from instance in db.Instances
            join series in db.Series on instance.SeriesId equals series.Id
            join one in db.Cases on series.CaseId equals one.Id
            where
                one.StudyId == pass.Study.Id
                && one.Id == caseId
                && series.Id == seriesId
                && series.ExclusionReason == null
                && instance.ExclusionReason == null
            orderby instance.Position, instance.SopInstanceUid
            select instance.FileKey
        ).ToListAsync(cancellationToken);
        if (position < 0 || position >= instances.Count)
        {
            throw new NotFoundException("slice");
        }

        var file = DicomFile.Read(await store.ReadAsync(instances[position], cancellationToken));
        return Thumbnail.Png(file.Dataset, await PixelDecoder.DecodeAsync(file, cancellationToken: cancellationToken), longest: 320);
    }

    private static List<int> Spread(int count) =>
        count <= StripLength
            ? [.. Enumerable.Range(0, count)]
            : [.. Enumerable.Range(0, StripLength).Select(i => ((2 * i) + 1) * count / (2 * StripLength))];

    private static string FactsOf(Case one) =>
        string.Join(
            ", ",
            new[]
            {
                one.Centre,
                one.Sex,
                one.Age is { } age ? $"{age} years" : null,
                one.LesionSizeMm is { } size
                    ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"lesion {size:0.#} mm")
                    : null,
            }.OfType<string>()
        );
}
