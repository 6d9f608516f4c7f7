namespace ReaderStudy.Statistics.Mrmc;

/// <summary>One reader's figure of merit under one treatment.</summary>
/// <param name="Treatment">Name of the treatment.</param>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Estimate">Figure of merit and its standard error over samples of cases; normal.</param>
public sealed record ReaderEstimate(string Treatment, string Reader, MrmcEstimate Estimate);
