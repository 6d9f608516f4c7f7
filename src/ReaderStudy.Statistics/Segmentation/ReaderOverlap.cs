namespace ReaderStudy.Statistics.Segmentation;

/// <summary>How the masks of two or more readers agree on one grid. NaN where a denominator is 0.</summary>
/// <param name="MeanPairwiseDice">Mean of the Dice coefficients of all pairs of readers; NaN when a pair is empty.</param>
/// <param name="MeanPairwiseJaccard">Mean of the Jaccard coefficients of all pairs.</param>
/// <param name="GeneralisedConformity">
/// Σ |A ∩ B| / Σ |A ∪ B| over all pairs: a Jaccard coefficient in which the pairs weigh by their size; the Jaccard coefficient itself for
/// two readers.
/// </param>
/// <param name="GeneralisedDice">Σ 2|A ∩ B| / Σ (|A| + |B|) over all pairs.</param>
/// <param name="IntersectionOfAll">Voxels in every reader's mask.</param>
/// <param name="UnionOfAll">Voxels in at least one.</param>
/// <param name="KappaOfGrid">
/// Fleiss' kappa of the voxels of the whole grid (in the mask or not). It grows with the empty part of the grid.
/// </param>
/// <param name="KappaOfUnion">Fleiss' kappa of the voxels that at least one reader marked.</param>
/// <remarks>
/// Kouwenhoven E, Giezen M, Struikmans H (2009). Measuring the similarity of target volume delineations independent of the number of
/// observers. Physics in Medicine and Biology 54:2863–2873. doi:10.1088/0031-9155/54/9/018
/// </remarks>
public sealed record ReaderOverlap(
    double MeanPairwiseDice,
    double MeanPairwiseJaccard,
    double GeneralisedConformity,
    double GeneralisedDice,
    long IntersectionOfAll,
    long UnionOfAll,
    double KappaOfGrid,
    double KappaOfUnion
)
{
    /// <summary>|∩| / |∪| over all readers at once; it falls with every reader that joins.</summary>
    public double IntersectionOverUnionOfAll => UnionOfAll == 0 ? double.NaN : (double)IntersectionOfAll / UnionOfAll;

    /// <exception cref="ArgumentException">There are fewer than two masks, or they lie on different grids.</exception>
    public static ReaderOverlap Of(IReadOnlyList<Mask> masks)
    {
        ArgumentNullException.ThrowIfNull(masks);
        return Of(masks, DecisionPatterns.Of(masks));
    }

    /// <summary>As above, where the patterns of the same masks are there already.</summary>
    public static ReaderOverlap Of(IReadOnlyList<Mask> masks, DecisionPatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(patterns);
        if (masks.Count < 2)
        {
            throw new ArgumentException("Agreement needs the masks of two readers at least.", nameof(masks));
        }

        double dice = 0,
            jaccard = 0;
        long intersections = 0,
            unions = 0,
            sizes = 0;
        for (var a = 0; a < masks.Count; a++)
        {
            for (var b = a + 1; b < masks.Count; b++)
            {
                var pair = Overlap.Of(masks[a], masks[b]);
                dice += pair.Dice;
                jaccard += pair.Jaccard;
                intersections += pair.Intersection;
                unions += pair.Union;
                sizes += pair.First + pair.Second;
            }
        }

        double pairs = masks.Count * (masks.Count - 1) / 2;
        return new ReaderOverlap(
            dice / pairs,
            jaccard / pairs,
            unions == 0 ? double.NaN : (double)intersections / unions,
            sizes == 0 ? double.NaN : 2.0 * intersections / sizes,
            patterns.Patterns.Where(p => p.Votes == masks.Count).Sum(p => p.Voxels),
            patterns.Patterns.Where(p => p.Votes > 0).Sum(p => p.Voxels),
            VoxelKappa(patterns.Patterns, masks.Count),
            VoxelKappa(patterns.Patterns.Where(p => p.Votes > 0), masks.Count)
        );
    }

    /// <summary>Voxels as subjects, in or out as categories; NaN without a voxel, or when all readers said the same of all of them.</summary>
    private static double VoxelKappa(IEnumerable<DecisionPattern> patterns, int readers)
    {
        double voxels = 0,
            votes = 0,
            agreeing = 0;
        foreach (var pattern in patterns)
        {
            double yes = pattern.Votes,
                no = readers - pattern.Votes;
            voxels += pattern.Voxels;
            votes += pattern.Voxels * yes;
            agreeing += pattern.Voxels * ((yes * (yes - 1)) + (no * (no - 1)));
        }

        if (votes == 0 || votes == voxels * readers)
        {
            return double.NaN;
        }

        var share = votes / (voxels * readers);
        var observed = agreeing / (voxels * readers * (readers - 1));
        var expected = (share * share) + ((1 - share) * (1 - share));
        return (observed - expected) / (1 - expected);
    }
}
