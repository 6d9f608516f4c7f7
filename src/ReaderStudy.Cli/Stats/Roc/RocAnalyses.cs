namespace ReaderStudy.Cli.Stats.Roc;

/// <summary>ROC curves of one or several scores.</summary>
internal static class RocAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } =
    [
        RocAnalysis.Create(),
        RocCompareAnalysis.Create(),
        RocMulticlassAnalysis.Create(),
        BinormalAnalysis.Create(),
        OperatingPointAnalysis.Create(),
        PrecisionRecallAnalysis.Create(),
        CalibrationAnalysis.Create(),
        PowerRocAnalysis.Create(),
    ];
}
