namespace ReaderStudy.Statistics.Simulation;

/// <summary>
/// Variances of the effects of the Roe-Metz model, for cases without disease. The four that involve cases add up to 1 in the original
/// structures.
/// </summary>
/// <param name="Reader">σ²(R), the same in both truth classes.</param>
/// <param name="TreatmentReader">σ²(τR), the same in both truth classes.</param>
/// <param name="Case">σ²(C).</param>
/// <param name="TreatmentCase">σ²(τC).</param>
/// <param name="ReaderCase">σ²(RC).</param>
/// <param name="Error">σ²(τRC) + σ²(E).</param>
public sealed record RoeMetzComponents(
    double Reader,
    double TreatmentReader,
    double Case,
    double TreatmentCase,
    double ReaderCase,
    double Error
)
{
    /// <summary>σ²(C) + σ²(τC) + σ²(RC) + σ²(ε): the variance of a given reader's ratings of cases without disease.</summary>
    public double WithinReader => Case + TreatmentCase + ReaderCase + Error;

    /// <summary>
    /// The published components. Readers' variances are 0.0055 where readers are alike; where they differ 0.011, 0.030 and 0.056 for AUCs of
    /// 0.702, 0.855 and 0.961 (separations 0.75, 1.5, 2.5).
    /// </summary>
    /// <exception cref="ArgumentException">The separation is none of the three.</exception>
    public static RoeMetzComponents Of(RoeMetzStructure structure, double separation)
    {
        var different = separation switch
        {
            0.75 => 0.011,
            1.5 => 0.030,
            2.5 => 0.056,
            _ => throw new ArgumentException("Published separations are 0.75, 1.5 and 2.5.", nameof(separation)),
        };
        return structure switch
        {
            RoeMetzStructure.HighCorrelationLowReaderVariance => new(0.0055, 0.0055, 0.3, 0.3, 0.2, 0.2),
            RoeMetzStructure.LowCorrelationLowReaderVariance => new(0.0055, 0.0055, 0.1, 0.1, 0.2, 0.6),
            RoeMetzStructure.HighCorrelationHighReaderVariance => new(different, different, 0.3, 0.3, 0.2, 0.2),
            RoeMetzStructure.LowCorrelationHighReaderVariance => new(different, different, 0.1, 0.1, 0.2, 0.6),
        };
    }
}
