namespace ReaderStudy.Statistics.Intervals;

/// <summary>A number with the limits of its interval.</summary>
public readonly record struct Estimate(double Value, double Lower, double Upper);
