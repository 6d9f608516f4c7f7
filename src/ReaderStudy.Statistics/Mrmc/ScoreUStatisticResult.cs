namespace ReaderStudy.Statistics.Mrmc;

/// <summary>One arm of scores over readers and cases.</summary>
/// <param name="Mean">Over all readings, so readers weigh by their number of readings.</param>
/// <param name="Variance">Unbiased; may be negative.</param>
/// <param name="VarianceOfOne">Of one reader's score of one case.</param>
/// <param name="Moments">Sharing neither reader nor case; the case; the reader; both.</param>
/// <param name="Coefficients">Of the moments in the variance.</param>
/// <param name="ReaderMeans">By reader; NaN for a reader without a reading in this arm.</param>
/// <param name="ReadingsPerReader">By reader.</param>
public sealed record ScoreUStatisticArm(
    double Mean,
    double Variance,
    double VarianceOfOne,
    IReadOnlyList<double> Moments,
    IReadOnlyList<double> Coefficients,
    IReadOnlyList<double> ReaderMeans,
    IReadOnlyList<double> ReadingsPerReader
);

/// <summary>Two arms of scores and their difference (see <see cref="ScoreUStatistic"/>).</summary>
/// <param name="Readers">Readers given, whether they read or not.</param>
/// <param name="Cases">Cases given, whether they were read or not.</param>
/// <param name="First">Arm.</param>
/// <param name="Second">Arm.</param>
/// <param name="ProductMoments">Of products of the two arms' scores.</param>
/// <param name="ProductCoefficients">Of the product moments in the covariance.</param>
/// <param name="Covariance">Of the two means.</param>
/// <param name="VarianceOfOneDifference">Of the difference of one reader's scores of one case.</param>
/// <param name="Difference">First mean minus second, with the unbiased variance, Satterthwaite's degrees of freedom and both intervals.</param>
public sealed record ScoreUStatisticResult(
    int Readers,
    int Cases,
    ScoreUStatisticArm First,
    ScoreUStatisticArm Second,
    IReadOnlyList<double> ProductMoments,
    IReadOnlyList<double> ProductCoefficients,
    double Covariance,
    double VarianceOfOneDifference,
    UStatisticInference Difference
);
