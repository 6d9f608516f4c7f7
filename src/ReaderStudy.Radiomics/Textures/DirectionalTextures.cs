namespace ReaderStudy.Radiomics.Textures;

/// <summary>
/// Families whose matrices have a direction, co-occurrence and run lengths, with IBSI's six aggregations. Averages are over the matrices that
/// have an entry, and over those for which the feature is defined.
/// </summary>
/// <remarks>IBSI reference manual, grey level co-occurrence based features (LFYI), grey level run length based features (TP0I).</remarks>
internal static class DirectionalTextures
{
    public static IEnumerable<FeatureValue> Of(GreyLevels levels) =>
        [
            .. Of(
                levels,
                FeatureFamily.GreyLevelCooccurrence,
                CooccurrenceMatrix.Names,
                CooccurrenceMatrix.Of,
                "no two neighbours lie in the region, or all that do have one grey level"
            ),
            .. Of(levels, FeatureFamily.GreyLevelRunLength, ExtentNames.RunLengths, RunLengths.Of, ""),
        ];

    private static IEnumerable<FeatureValue> Of<T>(
        GreyLevels levels,
        FeatureFamily family,
        IReadOnlyList<FeatureName> names,
        Func<GreyLevels, SliceRange, Direction, T> count,
        string reason
    )
        where T : ITextureMatrix<T>
    {
        var slices = levels.SingleSlices().Select(s => Directions.InPlane.Select(d => count(levels, s, d)).ToArray()).ToArray();
        var directions = Directions.InPlane.Select((_, d) => T.Merge([.. slices.Select(s => s[d])])).ToArray();
        var space = Directions.InSpace.Select(d => count(levels, levels.Volume, d)).ToArray();
        (Aggregation Aggregation, IEnumerable<T> Matrices)[] all =
        [
            (Aggregation.SlicesAndDirectionsAveraged, slices.SelectMany(s => s)),
            (Aggregation.DirectionsMergedSlicesAveraged, slices.Select(s => T.Merge(s))),
            (Aggregation.SlicesMergedDirectionsAveraged, directions),
            (Aggregation.SlicesAndDirectionsMerged, [T.Merge(directions)]),
            (Aggregation.DirectionsAveraged, space),
            (Aggregation.DirectionsMerged, [T.Merge(space)]),
        ];
        return all.SelectMany(a => Averages.Of(a.Matrices, family, names, a.Aggregation, reason));
    }
}
