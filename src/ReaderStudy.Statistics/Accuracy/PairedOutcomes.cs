namespace ReaderStudy.Statistics.Accuracy;

/// <summary>Two raters of the same cases: on how many was who right.</summary>
public readonly record struct PairedOutcomes(int BothRight, int OnlyFirstRight, int OnlySecondRight, int NeitherRight)
{
    /// <summary>All cases.</summary>
    public int Cases => BothRight + OnlyFirstRight + OnlySecondRight + NeitherRight;

    /// <summary>Cases the first rater had right.</summary>
    public int FirstRight => BothRight + OnlyFirstRight;

    /// <summary>Cases the second rater had right.</summary>
    public int SecondRight => BothRight + OnlySecondRight;

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
