namespace ReaderStudy.Radiomics.Textures;

/// <summary>The mean of each feature over matrices.</summary>
internal static class Averages
{
    public static IEnumerable<FeatureValue> Of<T>(
        IEnumerable<T> matrices,
        FeatureFamily family,
        IReadOnlyList<FeatureName> names,
        Aggregation aggregation,
        string reason
    )
        where T : ITextureMatrix<T>
    {
        var features = matrices.Where(m => !m.IsEmpty).Select(m => m.Features()).ToList();
        return names.Select(
            (name, i) =>
                FeatureValue.Of(
                    name,
                    family,
                    aggregation,
                    features.Select(f => f[i]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(),
                    reason
                )
        );
    }
}
