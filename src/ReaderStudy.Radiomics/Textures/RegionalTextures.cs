namespace ReaderStudy.Radiomics.Textures;

/// <summary>Families whose matrices have no direction, with IBSI's three aggregations.</summary>
/// <remarks>
/// IBSI reference manual: grey level size zone (9SAK), grey level distance zone (VMDZ), neighbourhood grey tone difference (IPET) and
/// neighbouring grey level dependence (REK0) based features.
/// </remarks>
internal static class RegionalTextures
{
    public static IEnumerable<FeatureValue> Of(GreyLevels levels) =>
        [
            .. Of(levels, FeatureFamily.GreyLevelSizeZone, ExtentNames.SizeZones, Zones.BySize, ""),
            .. Of(levels, FeatureFamily.GreyLevelDistanceZone, ExtentNames.DistanceZones, Zones.ByDistance, ""),
            .. Of(
                levels,
                FeatureFamily.NeighbourhoodGreyToneDifference,
                ToneDifferences.Names,
                ToneDifferences.Of,
                "no voxel of the region has a neighbour in it, or frequencies of grey levels balance each other"
            ),
            .. Of(levels, FeatureFamily.NeighbouringGreyLevelDependence, ExtentNames.Dependences, Dependences.Of, ""),
        ];

    private static IEnumerable<FeatureValue> Of<T>(
        GreyLevels levels,
        FeatureFamily family,
        IReadOnlyList<FeatureName> names,
        Func<GreyLevels, SliceRange, T> count,
        string reason
    )
        where T : ITextureMatrix<T>
    {
        var slices = levels.SingleSlices().Select(s => count(levels, s)).ToArray();
        (Aggregation Aggregation, T[] Matrices)[] all =
        [
            (Aggregation.SlicesAveraged, slices),
            (Aggregation.SlicesMerged, [T.Merge(slices)]),
            (Aggregation.Volume, [count(levels, levels.Volume)]),
        ];
        return all.SelectMany(a => Averages.Of(a.Matrices, family, names, a.Aggregation, reason));
    }
}
