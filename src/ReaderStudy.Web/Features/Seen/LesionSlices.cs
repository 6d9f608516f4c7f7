using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Web.Features.ReadingRoom;

namespace ReaderStudy.Web.Features.Seen;

/// <summary>
/// Finds which slices of a case's series pass through the lesion. Its place is said in the coordinates of the newest exam: in an earlier one
/// the patient lay elsewhere, and its series are left out. A slice that cannot be read counts where the reader's page was told that it lies.
/// </summary>
public sealed class LesionSlices(FindStack findStack)
{
    /// <param name="one">With its series, images and pictures.</param>
    /// <param name="truth">The reference standard that counts; null: there is none.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>By series: slices from 0 in the order of the stack. Series that do not reach the lesion, or have no geometry, are left out.</returns>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<int>>> Handle(
        Case one,
        ReferenceStandard? truth,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<Guid, IReadOnlyList<int>>();
        if (truth?.Lesion is not { } lesion)
        {
            return found;
        }

        var stacks = one.Series.Where(s => s is { ExclusionReason: null, Picture: null }).ToList();
        var exams = new ExamOrder(stacks);
        foreach (var series in stacks.Where(s => !exams.IsPrior(s)))
        {
            var slices = await ThroughAsync(series, lesion, one.LesionSizeMm, cancellationToken);
            if (slices.Count > 0)
            {
                found.Add(series.Id, slices);
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<int>> ThroughAsync(
        Series series,
        LesionPlace lesion,
        double? size,
        CancellationToken cancellationToken
    )
    {
        var heights = new List<double>();
        double[]? normal = null;
        var keys = SeenSlices.Ordered(series).Select(i => i.FileKey).ToList();
        foreach (var image in await findStack.PlacesAsync(keys, cancellationToken))
        {
            var position = image.NumbersOf(DicomTags.ImagePositionPatient);
            normal ??= NormalOf(image.NumbersOf(DicomTags.ImageOrientationPatient));
            if (normal is null || position.Count != 3)
            {
                return [];
            }

            heights.Add((normal[0] * position[0]) + (normal[1] * position[1]) + (normal[2] * position[2]));
        }

        return normal is null
            ? []
            : LesionPlace.SlicesThrough(heights, (normal[0] * lesion.X) + (normal[1] * lesion.Y) + (normal[2] * lesion.Z), size);
    }

    private static double[]? NormalOf(IReadOnlyList<double> o) =>
        o.Count == 6 ? [(o[1] * o[5]) - (o[2] * o[4]), (o[2] * o[3]) - (o[0] * o[5]), (o[0] * o[4]) - (o[1] * o[3])] : null;
}
