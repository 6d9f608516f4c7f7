namespace ReaderStudy.Statistics.Mrmc;

/// <summary>A line of an analysis of variance.</summary>
/// <param name="SumOfSquares">The sum of squares.</param>
/// <param name="DegreesOfFreedom">Its degrees of freedom.</param>
public sealed record MeanSquare(double SumOfSquares, double DegreesOfFreedom)
{
    /// <summary>Sum of squares over degrees of freedom; NaN without any (one treatment, or one reader).</summary>
    public double Value => DegreesOfFreedom > 0 ? SumOfSquares / DegreesOfFreedom : double.NaN;
}
