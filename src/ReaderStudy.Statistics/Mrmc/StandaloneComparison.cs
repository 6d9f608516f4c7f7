namespace ReaderStudy.Statistics.Mrmc;

/// <summary>A standalone model against readers. All differences are model − reader, positive in favour of the model.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="ModelFigure">The model's figure of merit with its standard error over samples of cases; normal.</param>
/// <param name="Readers">The readers alone: an analysis of one treatment.</param>
/// <param name="Differences">The differences of the model from each reader, as an analysis of one treatment, with its ingredients.</param>
public sealed record StandaloneComparison(string Model, MrmcEstimate ModelFigure, OrAnalysis Readers, OrAnalysis Differences)
{
    /// <summary>
    /// Model less mean reader, generalising to readers and cases: variance MS(R) / r + max(Cov2, 0) of the differences. NaN with one reader.
    /// </summary>
    public MrmcEstimate RandomReadersRandomCases => Differences.RandomReadersRandomCases().Means[0].Estimate;

    /// <summary>
    /// Model less the mean of these readers, generalising to cases: variance (Var + (r − 1) max(Cov2, 0)) / r of the differences; normal.
    /// </summary>
    public MrmcEstimate FixedReadersRandomCases => Differences.FixedReadersRandomCases().Means[0].Estimate;

    /// <summary>
    /// Model less mean reader, generalising to readers with these cases, so that the model's figure of merit is a constant: Student's t test
    /// of the readers' figures of merit against it. NaN with one reader.
    /// </summary>
    public MrmcEstimate RandomReadersFixedCases => Differences.RandomReadersFixedCases().Means[0].Estimate;

    /// <summary>Model less each reader, generalising to cases; normal.</summary>
    public IReadOnlyList<ReaderEstimate> ByReader => Differences.Readings();
}
