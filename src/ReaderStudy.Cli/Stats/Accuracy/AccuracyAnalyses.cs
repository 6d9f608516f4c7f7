namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary>Right and wrong: confusion, proportions and their differences, triage.</summary>
internal static class AccuracyAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } =
    [
        ConfusionAnalysis.Create(),
        ProportionAnalysis.Create(),
        DifferenceAnalysis.Create(),
        PairedDifferenceAnalysis.Create(),
        McNemarAnalysis.Create(),
        CochranQAnalysis.Create(),
        SubgroupsAnalysis.Create(),
        PowerProportionAnalysis.Create(),
    ];
}
