namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// The test that two readers' measurements of the same cases vary equally much: the correlation of differences and sums is 0 exactly when
/// the variances are equal. It is also the test of the slope of the differences on the means.
/// </summary>
/// <remarks>
/// Pitman EJG (1939). Biometrika 31:9–12. doi:10.1093/biomet/31.1-2.9. Morgan WA (1939). Biometrika 31:13–19. doi:10.1093/biomet/31.1-2.13
/// </remarks>
public static class PitmanMorgan
{
    /// <summary>The correlation of first − second with first + second, with its t test; positive when the first varies more.</summary>
    /// <exception cref="BadInputException">The lengths differ, or a value is infinite.</exception>
    public static CorrelationTest Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var pairs = MeasuredPairs.Of(first, second);
        return Correlation.Pearson([.. pairs.Select(p => p.First - p.Second)], [.. pairs.Select(p => p.First + p.Second)]);
    }
}
