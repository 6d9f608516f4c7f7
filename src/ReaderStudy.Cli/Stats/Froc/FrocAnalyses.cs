namespace ReaderStudy.Cli.Stats.Froc;

/// <summary>Free-response and localisation studies.</summary>
internal static class FrocAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } =
    [FrocAnalysis.Create(), FrocCurveAnalysis.Create(), LrocAnalysis.Create(), CadAnalysis.Create(), LesionSensitivityAnalysis.Create()];
}
