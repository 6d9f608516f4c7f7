using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <param name="Id">The case.</param>
/// <param name="Code">As coordinators call it.</param>
/// <param name="Name">After <c>sub-</c>.</param>
/// <param name="Sex"><c>F</c>, <c>M</c>, <c>O</c> or null.</param>
/// <param name="Age">In years, or null.</param>
public sealed record ExportedCase(Guid Id, string Code, string Name, string? Sex, int? Age);

/// <summary>The included cases of a study, and what each has in the store. Images are read one at a time.</summary>
public sealed class ExportedCases(ReaderStudyDbContext db, ImageStore store)
{
    /// <summary>By code.</summary>
    public async Task<IReadOnlyList<ExportedCase>> Handle(Guid studyId, CancellationToken cancellationToken)
    {
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => c.StudyId == studyId && c.IsIncluded)
            .Select(c => new
            {
                c.Id,
                c.Code,
                c.Sex,
                c.Age,
            })
            .ToListAsync(cancellationToken);
        var names = new ParticipantCodes(cases.Select(c => (c.Id, c.Code)));
        return
        [
            .. cases.OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => new ExportedCase(c.Id, c.Code, names[c.Id], c.Sex, c.Age)),
        ];
    }

    /// <summary>The series of a case with their images, as they are read: what was left out of reading stays here. By phase, then UID.</summary>
    public async Task<IReadOnlyList<Series>> SeriesAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var series = await db
            .Series.AsNoTracking()
            .Include(s => s.Instances.Where(i => i.ExclusionReason == null))
            .Where(s => s.CaseId == caseId && s.ExclusionReason == null && s.Picture == null)
            .ToListAsync(cancellationToken);
        return [.. series.OrderBy(s => s.Phase).ThenBy(s => s.SeriesUid, StringComparer.Ordinal)];
    }

    /// <summary>The images of a series in the order of the stack.</summary>
    public static IEnumerable<Instance> Ordered(Series series) =>
        series.Instances.OrderBy(i => i.Position).ThenBy(i => i.SopInstanceUid, StringComparer.Ordinal);

    /// <summary>A stored image.</summary>
    /// <exception cref="DicomException">It cannot be read.</exception>
    /// <exception cref="FileNotFoundException">It is not in the store.</exception>
    public async Task<DicomFile> ReadAsync(Instance instance, CancellationToken cancellationToken) =>
        DicomFile.Read(await store.ReadAsync(instance.FileKey, cancellationToken));

    /// <summary>
    /// What a report about a case refers to: an image that lends patient and exam, and all images of the case; of a series none of whose images
    /// can be read, nothing. A case without images, of an imported study, gets an exam of its own.
    /// </summary>
    public async Task<(DicomDataset Source, string Modality, IReadOnlyList<EvidenceInstance> Evidence)> EvidenceAsync(
        ExportedCase one,
        CancellationToken cancellationToken
    )
    {
        DicomDataset? source = null;
        var modality = "CT";
        var evidence = new List<EvidenceInstance>();
        foreach (var series in await SeriesAsync(one.Id, cancellationToken))
        {
            if (await FirstHeaderAsync(series, cancellationToken) is not { } image)
            {
                continue;
            }

            if (source is null)
            {
                (source, modality) = (image, series.Modality);
            }

            // A report belongs to one exam; images of the case's other exams are evidence all the same.
            var sopClass = image.RequireString(DicomTags.SopClassUid);
            evidence.AddRange(
                Ordered(series)
                    .Select(i => new EvidenceInstance(series.ExamUid, series.SeriesUid, new InstanceReference(sopClass, i.SopInstanceUid)))
            );
        }

        return (source ?? WithoutImages(one), modality, evidence);
    }

    /// <summary>Of the first image that can be read; null: there is none.</summary>
    private async Task<DicomDataset?> FirstHeaderAsync(Series series, CancellationToken cancellationToken)
    {
        foreach (var image in Ordered(series))
        {
            if (await store.SoundHeaderAsync(image.FileKey, cancellationToken) is { } header)
            {
                return header;
            }
        }

        return null;
    }

    private static DicomDataset WithoutImages(ExportedCase one)
    {
        var source = new DicomDataset();
        source.Set(DicomTags.StudyInstanceUid, DicomUid.FromName($"exam of case {one.Id}"));
        source.Set(DicomTags.PatientId, one.Name);
        source.Set(DicomTags.PatientName, one.Name + "^");
        source.Set(DicomTags.PatientIdentityRemoved, "YES");
        source.Set(DicomTags.DeidentificationMethod, "Pseudonym of a reader study");
        return source;
    }
}
