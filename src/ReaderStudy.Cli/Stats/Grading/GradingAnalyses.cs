namespace ReaderStudy.Cli.Stats.Grading;

/// <summary>Image quality, preference and ordinal scales.</summary>
internal static class GradingAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } =
    [VgaAnalysis.Create(), VgcAnalysis.Create(), PreferenceAnalysis.Create(), OrdinalAnalysis.Create()];
}
