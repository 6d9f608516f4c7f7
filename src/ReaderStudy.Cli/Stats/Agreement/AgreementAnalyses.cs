namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary>Agreement of readers: categories and measurements.</summary>
internal static class AgreementAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } =
    [
        CohenAnalysis.Create(),
        FleissAnalysis.Create(),
        CoefficientAnalysis.Conger(),
        LightAnalysis.Create(),
        CoefficientAnalysis.Gwet(),
        CoefficientAnalysis.BrennanPrediger(),
        KrippendorffAnalysis.Create(),
        PercentAgreementAnalysis.Create(),
        IntraReaderAnalysis.Create(),
        KappaPowerAnalysis.Create(),
        IccAnalysis.Create(),
        BlandAltmanAnalysis.Create(),
        CccAnalysis.Create(),
        LimitsOfAgreementAnalysis.Create(),
    ];
}
