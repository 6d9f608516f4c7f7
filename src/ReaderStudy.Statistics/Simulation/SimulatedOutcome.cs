using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Simulation;

/// <summary>What the analysis of one simulated study gave.</summary>
/// <param name="Estimate">Of the quantity whose truth is known.</param>
/// <param name="StandardError">As estimated; NaN when negative variances leave none.</param>
/// <param name="P">Of the null hypothesis; NaN when undefined.</param>
/// <param name="Lower">Lower limit of the interval.</param>
/// <param name="Upper">Upper limit of the interval.</param>
public readonly record struct SimulatedOutcome(double Estimate, double StandardError, double P, double Lower, double Upper)
{
    /// <summary>Of an estimate tested against 0.</summary>
    public static SimulatedOutcome Of(MrmcEstimate estimate, double level)
    {
        var (lower, upper) = estimate.Interval(level);
        return new SimulatedOutcome(estimate.Value, estimate.StandardError, estimate.P(), lower, upper);
    }

    /// <summary>Of an inference of U-statistics, with its t-distribution.</summary>
    public static SimulatedOutcome Of(UStatisticInference inference) =>
        new(inference.Estimate, inference.StandardError, inference.StudentP, inference.Student.Lower, inference.Student.Upper);
}
