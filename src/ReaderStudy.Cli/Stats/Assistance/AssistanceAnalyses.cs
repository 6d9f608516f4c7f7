namespace ReaderStudy.Cli.Stats.Assistance;

/// <summary>Readers without and with the AI.</summary>
internal static class AssistanceAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } =
    [SwitchMatrixAnalysis.Create(), LearningAnalysis.Create(), ReadingTimeAnalysis.Create()];
}
