namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary>Agreement of readers: categories and measurements.</summary>
internal static class AgreementAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } =
    [IccAnalysis.Create(), BlandAltmanAnalysis.Create(), CccAnalysis.Create(), LimitsOfAgreementAnalysis.Create()];
}
