namespace ReaderStudy.Statistics.Mrmc;

/// <summary>One reader's figure of merit under one treatment less that under another.</summary>
/// <param name="Reader">Name of the reader.</param>
/// <param name="First">Name of the treatment.</param>
/// <param name="Second">Name of the treatment that is subtracted.</param>
/// <param name="Estimate">Difference, standard error and degrees of freedom.</param>
public sealed record ReaderDifference(string Reader, string First, string Second, MrmcEstimate Estimate);
