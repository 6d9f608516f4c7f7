namespace ReaderStudy.Cli.Stats.Resampling;

/// <summary>Bootstrap.</summary>
internal static class ResamplingAnalyses
{
    public static IReadOnlyList<StatsAnalysis> All { get; } = [BootstrapAnalysis.Create(), BootstrapMrmcAnalysis.Create()];
}
