namespace ReaderStudy.Cli.Stats.Segmentation;

/// <summary>Masks against masks.</summary>
internal static class SegmentationAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } = [SegmentationAnalysis.Create(), StapleAnalysis.Create()];
}
