namespace ReaderStudy.Statistics.Mrmc;

/// <summary>The mean figure of merit under one treatment less that under another.</summary>
/// <param name="First">Name of the treatment.</param>
/// <param name="Second">Name of the treatment that is subtracted.</param>
/// <param name="Estimate">Difference, standard error and degrees of freedom.</param>
public sealed record TreatmentDifference(string First, string Second, MrmcEstimate Estimate);
