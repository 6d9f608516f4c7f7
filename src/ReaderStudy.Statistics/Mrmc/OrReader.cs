namespace ReaderStudy.Statistics.Mrmc;

/// <summary>One reader alone in an Obuchowski-Rockette analysis.</summary>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Treatment">MS(T) among this reader's figures of merit.</param>
/// <param name="ErrorVariance">Mean error variance of this reader.</param>
/// <param name="Cov1">Mean error covariance of this reader between treatments; NaN with one treatment.</param>
public sealed record OrReader(string Reader, MeanSquare Treatment, double ErrorVariance, double Cov1);
