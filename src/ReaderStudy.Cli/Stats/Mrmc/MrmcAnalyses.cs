namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary>Multi-reader multi-case analyses, their power and their simulation.</summary>
internal static class MrmcAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } =
    [
        // One-shot variances and simulation.
        UStatAnalysis.Create(),
        RoeMetzAnalysis.Create(),
    ];
}
