namespace ReaderStudy.Statistics.Accuracy;

/// <summary>Two raters of the same cases: on how many was who right.</summary>
public readonly record struct PairedOutcomes(int BothRight, int OnlyFirstRight, int OnlySecondRight, int NeitherRight)
{
    /// <summary>Counts the four outcomes.</summary>
    public static PairedOutcomes Of(IEnumerable<(bool First, bool Second)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var counts = new int[4];
        foreach (var (first, second) in pairs)
        {
            counts[IndexOf(first, second)]++;
        }

        return new PairedOutcomes(counts[0], counts[1], counts[2], counts[3]);
    }

    private static int IndexOf(bool first, bool second) => (first ? 0 : 2) + (second ? 0 : 1);
}
