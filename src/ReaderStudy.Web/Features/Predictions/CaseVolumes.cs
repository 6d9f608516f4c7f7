using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions;

/// <param name="Phases">Volumes by phase id; phases that the case does not have are not there.</param>
/// <param name="Problem">Why the images cannot be used, in a sentence; null: they can.</param>
public sealed record LoadedPhases(IReadOnlyDictionary<string, Volume> Phases, string? Problem);

/// <summary>Reads a case's stored images as one volume a phase.</summary>
public sealed class CaseVolumes(ReaderStudyDbContext db, ImageStore store)
{
    /// <param name="caseId">The case.</param>
    /// <param name="phases">Ids of the phases that are needed, <c>arterial</c>.</param>
    /// <param name="cancellationToken">Checked between images.</param>
    public async Task<LoadedPhases> LoadAsync(Guid caseId, IReadOnlyList<string> phases, CancellationToken cancellationToken)
    {
        var all = await db
            .Series.AsNoTracking()
            .Include(s => s.Instances.Where(i => i.ExclusionReason == null))
            .Where(s => s.CaseId == caseId && s.ExclusionReason == null)
            .ToListAsync(cancellationToken);
        var volumes = new Dictionary<string, Volume>();
        foreach (var phase in phases)
        {
            if (Choose(all, phase) is not { } series)
            {
                continue;
            }

            try
            {
                volumes[phase] = Volume.FromInstances(await DatasetsAsync(series, cancellationToken));
            }
            catch (Exception exception) when (exception is DicomException or FileNotFoundException or DirectoryNotFoundException)
            {
                var why = exception is DicomException ? exception.Message : "a stored image is missing";
                return new LoadedPhases(volumes, $"The {phase} images cannot be used: {why}.");
            }
        }

        return new LoadedPhases(volumes, null);
    }

    /// <summary>Among several series of a phase the one that a person confirmed, then the one with the most images, then the first by UID.</summary>
    private static Series? Choose(IEnumerable<Series> series, string phase) =>
        series
            .Where(s => PhaseNames.IdOf(s.Phase) == phase)
            .OrderByDescending(s => s.PhaseIsConfirmed)
            .ThenByDescending(s => s.Instances.Count)
            .ThenBy(s => s.SeriesUid, StringComparer.Ordinal)
            .FirstOrDefault();

    private async Task<List<DicomDataset>> DatasetsAsync(Series series, CancellationToken cancellationToken)
    {
        var datasets = new List<DicomDataset>(series.Instances.Count);
        foreach (var instance in series.Instances)
        {
            var file = DicomFile.Read(await store.ReadAsync(instance.FileKey, cancellationToken));
            datasets.Add(await PixelDecoder.ToNativeAsync(file, cancellationToken: cancellationToken));
        }

        return datasets;
    }
}
