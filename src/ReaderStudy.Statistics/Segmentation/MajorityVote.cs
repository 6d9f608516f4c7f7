namespace ReaderStudy.Statistics.Segmentation;

/// <summary>The voxels on which most readers agree.</summary>
public static class MajorityVote
{
    /// <summary>Voxels that strictly more than half of the readers marked; a tie of an even number of readers is out.</summary>
    public static Mask Strict(DecisionPatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        return patterns.Where(p => 2 * p.Votes > patterns.Readers);
    }

    /// <summary>Voxels that at least half of the readers marked; a tie is in.</summary>
    public static Mask WithTies(DecisionPatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        return patterns.Where(p => 2 * p.Votes >= patterns.Readers);
    }
}
