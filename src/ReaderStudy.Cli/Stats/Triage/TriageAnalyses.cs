namespace ReaderStudy.Cli.Stats.Triage;

/// <summary>Scores that decide which cases are read, and whether acting on them pays.</summary>
internal static class TriageAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } = [TriageAnalysis.Create(), DecisionCurveAnalysis.Create()];
}
