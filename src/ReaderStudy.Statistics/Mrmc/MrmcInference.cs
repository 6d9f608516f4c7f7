namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Tests and estimates of one way of generalising: to readers and cases, to cases with the study's own readers, or to readers with its own
/// cases.
/// </summary>
/// <param name="Equality">Whether all treatments have the same mean.</param>
/// <param name="Means">By treatment, each from that treatment's readings alone.</param>
/// <param name="Differences">All pairs: first treatment less second.</param>
public sealed record MrmcInference(OverallTest Equality, IReadOnlyList<TreatmentMean> Means, IReadOnlyList<TreatmentDifference> Differences)
{
    /// <summary>Readers by treatment, for contrasts.</summary>
    internal IReadOnlyList<int> Readers { get; init; } = [];

    /// <summary>How many times larger the mean squares are than those of figures of merit: the number of cases for pseudo-values.</summary>
    internal double Scale { get; init; } = 1;

    /// <summary>
    /// The contrast Σ lᵢ θᵢ of the treatments' means, with variance Σ (lᵢ² / rᵢ) times the denominator of the overall test and its degrees of
    /// freedom. The weights lᵢ must add up to 0.
    /// </summary>
    /// <exception cref="ArgumentException">A weight is missing or not a number, all are 0, or they do not add up to 0.</exception>
    public MrmcEstimate Contrast(params double[] weights)
    {
        var size = weights.Sum(Math.Abs);
        if (weights.Length != Means.Count || !double.IsFinite(size) || size == 0 || Math.Abs(weights.Sum()) > 1e-12 * size)
        {
            throw new ArgumentException(
                $"A contrast of {Means.Count} treatments needs as many weights, not all 0, that add up to 0.",
                nameof(weights)
            );
        }

        double value = 0;
        double scale = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            value += weights[i] * Means[i].Estimate.Value;
            scale += weights[i] * weights[i] / Readers[i];
        }

        return new MrmcEstimate(value, Math.Sqrt(scale * Equality.Denominator / Scale), Equality.DenominatorDf);
    }
}
