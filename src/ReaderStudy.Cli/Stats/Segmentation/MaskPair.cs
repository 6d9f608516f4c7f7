using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Cli.Stats.Segmentation;

/// <summary>Distances between border voxels; NaN when a mask is empty.</summary>
internal sealed record BorderFigures(
    int SurfaceVoxelsOfFirst,
    int SurfaceVoxelsOfSecond,
    double Hausdorff,
    double Hd95Pooled,
    double Hd95LargerDirected,
    double Hd95FirstToSecond,
    double Hd95SecondToFirst,
    double MeanFirstToSecond,
    double MeanSecondToFirst,
    double AssdPooled,
    double AssdMeanOfMeans,
    IReadOnlyList<double> NormalisedSurfaceDice
);

/// <summary>Distances between surface elements weighted by area.</summary>
internal sealed record SurfelFigures(
    double AreaOfFirst,
    double AreaOfSecond,
    double Hausdorff,
    double Hd95,
    double MeanFirstToSecond,
    double MeanSecondToFirst,
    IReadOnlyList<double> SurfaceDice
);

/// <summary>Two readers' masks of a case, compared in every way.</summary>
internal sealed record MaskPair(string Case, string First, string Second, Overlap Overlap, BorderFigures Border, SurfelFigures Surfels)
{
    public static MaskPair Of(string name, (string Reader, Mask Mask) first, (string Reader, Mask Mask) second, double[] tolerances)
    {
        var borders = SurfaceDistances.Of(first.Mask, second.Mask);
        var surfels = SurfelDistances.Of(first.Mask, second.Mask);
        return new MaskPair(
            name,
            first.Reader,
            second.Reader,
            Overlap.Of(first.Mask, second.Mask),
            new BorderFigures(
                borders.FirstToSecond.Count,
                borders.SecondToFirst.Count,
                borders.Hausdorff,
                borders.PercentilePooled(95),
                borders.PercentileMaxOfDirected(95),
                borders.PercentileFirstToSecond(95),
                borders.PercentileSecondToFirst(95),
                borders.MeanFirstToSecond,
                borders.MeanSecondToFirst,
                borders.AssdPooled,
                borders.AssdMeanOfMeans,
                [.. tolerances.Select(borders.NormalisedSurfaceDice)]
            ),
            new SurfelFigures(
                surfels.AreaOfFirst,
                surfels.AreaOfSecond,
                surfels.RobustHausdorff(100),
                surfels.RobustHausdorff(95),
                surfels.MeanFirstToSecond,
                surfels.MeanSecondToFirst,
                [.. tolerances.Select(surfels.SurfaceDice)]
            )
        );
    }
}
