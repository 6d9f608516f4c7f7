namespace ReaderStudy.Statistics.Mrmc;

/// <summary>The mean figure of merit of one treatment.</summary>
/// <param name="Treatment">Its name.</param>
/// <param name="Estimate">Mean, standard error and degrees of freedom.</param>
/// <param name="ReaderMeanSquare">MS(R) among this treatment's readers; NaN with one reader.</param>
/// <param name="ErrorVariance">Mean error variance of this treatment's readers.</param>
/// <param name="Cov2">Mean error covariance of this treatment's readers.</param>
public sealed record TreatmentMean(string Treatment, MrmcEstimate Estimate, double ReaderMeanSquare, double ErrorVariance, double Cov2);
