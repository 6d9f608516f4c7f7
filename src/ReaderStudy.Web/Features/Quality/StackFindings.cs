using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>What the headers of one series say against it, a sentence a kind.</summary>
internal static class StackFindings
{
    private const int FewSlices = 5;
    private const int NamedProblems = 3;

    private static readonly HashSet<string> HeadParts = new(StringComparer.Ordinal)
    {
        "HEAD",
        "BRAIN",
        "FACE",
        "SKULL",
        "NECK",
        "HEADNECK",
        "ORBIT",
        "SINUS",
        "JAW",
        "MAXILLA",
    };

    public static IReadOnlyList<(FindingKind Kind, string Message)> Of(Series series, SliceStack stack, IReadOnlyList<DicomDataset> headers)
    {
        var found = stack.Problems.GroupBy(p => KindOf(p.Kind)).Where(g => g.Key is not null).Select(g => (g.Key!.Value, Told(g))).ToList();
        var isVolume = series.Modality is "CT" or "MR" or "PT";
        if (!isVolume)
        {
            // Single pictures (ultrasound, captures) have no place in the patient, and need none.
            found.RemoveAll(f => f.Item1 is FindingKind.NoGeometry);
        }
        else if (headers.Count < FewSlices)
        {
            found.Add((FindingKind.TooFewSlices, headers.Count == 1 ? "A single image, not a stack" : $"Only {headers.Count} images"));
        }

        var lossy = headers.Count(h => h.GetString(DicomTags.LossyImageCompression) == "01");
        if (lossy > 0)
        {
            found.Add(
                (FindingKind.LossyCompression, $"{lossy} of {headers.Count} images were compressed with loss before they were imported")
            );
        }

        var face =
            headers.Any(h => h.GetString(DicomTags.RecognizableVisualFeatures) == "YES")
                ? "The header says that the patient can be recognised"
            : HeadParts.Contains(headers[0].GetString(DicomTags.BodyPartExamined)?.ToUpperInvariant() ?? "")
                ? "The head is shown: a face could be rebuilt from it"
            : null;
        if (face is not null)
        {
            found.Add((FindingKind.RecognizableFace, face));
        }

        return found;
    }

    private static string Told(IEnumerable<StackProblem> problems)
    {
        var all = problems.Select(p => char.ToUpperInvariant(p.Message[0]) + p.Message[1..]).ToList();
        return string.Join("; ", all.Take(NamedProblems))
            + (all.Count > NamedProblems ? $"; and {all.Count - NamedProblems} more of this kind" : "");
    }

    private static FindingKind? KindOf(StackProblemKind kind) =>
        kind switch
        {
            StackProblemKind.Empty => null,
            StackProblemKind.NoGeometry => FindingKind.NoGeometry,
            StackProblemKind.MixedOrientations => FindingKind.MixedOrientations,
            StackProblemKind.MixedSizes => FindingKind.MixedSizes,
            StackProblemKind.MixedSpacing => FindingKind.MixedSpacing,
            StackProblemKind.DuplicatePosition => FindingKind.DuplicatePosition,
            StackProblemKind.MissingSlices => FindingKind.MissingSlices,
            StackProblemKind.UnevenSpacing => FindingKind.UnevenSpacing,
            StackProblemKind.Tilted => FindingKind.Tilted,
        };
}
