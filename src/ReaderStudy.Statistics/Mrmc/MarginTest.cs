namespace ReaderStudy.Statistics.Mrmc;

/// <summary>A test of a difference against a margin.</summary>
/// <param name="Difference">The difference, standard error and degrees of freedom.</param>
/// <param name="Margin">What it was tested against; positive.</param>
/// <param name="Statistic">Student's t; of equivalence the one nearer to 0.</param>
/// <param name="P">The p-value; NaN where standard error or degrees of freedom are.</param>
/// <param name="Lower">The lower limit to compare with the margin.</param>
/// <param name="Upper">The upper limit to compare with the margin; ∞ for a one-sided test.</param>
/// <param name="IsShown">Whether P is below the level of the test; false where it is NaN.</param>
public sealed record MarginTest(
    MrmcEstimate Difference,
    double Margin,
    double Statistic,
    double P,
    double Lower,
    double Upper,
    bool IsShown
);
