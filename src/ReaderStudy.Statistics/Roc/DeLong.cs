namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Variance and covariance of empirical AUCs from their <see cref="Placements"/>: S₁₀ / m + S₀₁ / n, with S₁₀ the sample covariance of the m
/// positive cases' components and S₀₁ that of the n negative cases' (divisors m − 1 and n − 1).
/// </summary>
/// <remarks>
/// DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595.
/// By ranks: Sun X, Xu W (2014). IEEE Signal Processing Letters 21:1389–1393. doi:10.1109/LSP.2014.2337313
/// </remarks>
public static class DeLong
{
    /// <summary>
    /// The variance of one AUC. 0 for a curve that separates the classes and for ratings that are all alike: the estimate then says nothing
    /// about the uncertainty. NaN with fewer than two cases of either class.
    /// </summary>
    public static double Variance(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives) =>
        Variance(Placements.Of(negatives, positives));

    /// <inheritdoc cref="Variance(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double Variance(Placements curve) => Covariance(curve, curve);

    /// <summary>
    /// The covariance of two AUCs of the same cases, which must stand in the same order in both. NaN with fewer than two cases of either
    /// class.
    /// </summary>
    public static double Covariance(Placements first, Placements second)
    {
        if (first.V10.Length != second.V10.Length || first.V01.Length != second.V01.Length)
        {
            throw new ArgumentException("Both curves must be of the same cases.", nameof(second));
        }

        return (Covariance(first.V10, first.Auc, second.V10, second.Auc) / first.V10.Length)
            + (Covariance(first.V01, first.Auc, second.V01, second.Auc) / first.V01.Length);
    }

    /// <summary>The covariance matrix of the AUCs of any number of curves of the same cases.</summary>
    public static double[,] CovarianceMatrix(IReadOnlyList<Placements> curves)
    {
        var matrix = new double[curves.Count, curves.Count];
        for (var i = 0; i < curves.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[i, j] = matrix[j, i] = Covariance(curves[i], curves[j]);
            }
        }

        return matrix;
    }

    /// <summary>The sample covariance of components about their means, with divisor (number − 1); NaN with fewer than two.</summary>
    internal static double Covariance(ReadOnlySpan<double> first, double firstMean, ReadOnlySpan<double> second, double secondMean)
    {
        double sum = 0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += (first[i] - firstMean) * (second[i] - secondMean);
        }

        return first.Length < 2 ? double.NaN : sum / (first.Length - 1);
    }
}
