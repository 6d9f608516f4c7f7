namespace ReaderStudy.Statistics.Tests.Fixtures;

/// <summary>Definitions that the library deliberately does not offer, each with its reason. At most 3 % of the blocks to be matched.</summary>
internal static class NotOffered
{
    public const double MostShare = 0.03;

    /// <summary>By package, function and, where only some options are meant, a test of the block.</summary>
    private static readonly IReadOnlyList<(string Package, string Function, Func<FixtureBlock, bool> Which, string Reason)> Definitions =
    [];

    /// <summary>Why a block is not offered; null when it is.</summary>
    public static string? Reason(FixtureBlock block) =>
        Definitions.FirstOrDefault(d => d.Package == block.Package && d.Function == block.Function && d.Which(block)).Reason;
}
