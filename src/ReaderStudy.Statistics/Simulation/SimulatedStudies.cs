using ReaderStudy.Statistics.Intervals;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Simulation;

/// <summary>What an analysis did over many simulated studies.</summary>
/// <param name="Studies">How many.</param>
/// <param name="Alpha">Nominal two-sided level of the test.</param>
/// <param name="Truth">What the estimates estimate.</param>
/// <param name="Undefined">Studies whose p-value was not defined; they count as not rejected and not covered.</param>
/// <param name="Rejections">Studies with p &lt; alpha.</param>
/// <param name="Covered">Studies whose interval held the truth.</param>
/// <param name="MeanEstimate">Over all studies with an estimate.</param>
/// <param name="StandardDeviation">Of the estimates: what standard errors should be.</param>
/// <param name="RootMeanSquareError">Root of the mean of the squared standard errors, over studies that have one.</param>
/// <param name="MeanWidth">Of the intervals, over studies that have one.</param>
public sealed record SimulatedStudies(
    int Studies,
    double Alpha,
    double Truth,
    int Undefined,
    int Rejections,
    int Covered,
    double MeanEstimate,
    double StandardDeviation,
    double RootMeanSquareError,
    double MeanWidth
)
{
    /// <summary>Type I error when there is no difference, else power.</summary>
    public double RejectionRate => (double)Rejections / Studies;

    /// <summary>Wilson's interval of the rate: how far the simulation itself is uncertain.</summary>
    public (double Lower, double Upper) RejectionInterval(double level = 0.95) => Wilson.Interval(Rejections, Studies, level);

    /// <summary>Share of intervals that held the truth.</summary>
    public double Coverage => (double)Covered / Studies;

    /// <summary>Wilson's interval of the coverage.</summary>
    public (double Lower, double Upper) CoverageInterval(double level = 0.95) => Wilson.Interval(Covered, Studies, level);

    /// <summary>
    /// Simulates and analyses studies in parallel. Study i draws from stream <paramref name="firstStream"/> + i of the seed and the outcomes
    /// are summed in their order, so that the result is the same on any number of cores.
    /// </summary>
    /// <param name="studies">How many.</param>
    /// <param name="seed">Stored with the result.</param>
    /// <param name="truth">What the estimates estimate.</param>
    /// <param name="study">Draws one study and analyses it; must not share state.</param>
    /// <param name="alpha">Nominal two-sided level of the test.</param>
    /// <param name="firstStream">Keeps apart several runs under one seed.</param>
    public static SimulatedStudies Run(
        int studies,
        ulong seed,
        double truth,
        Func<RandomStream, SimulatedOutcome> study,
        double alpha = 0.05,
        ulong firstStream = 0
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(studies);
        var outcomes = new SimulatedOutcome[studies];
        Parallel.For(0, studies, i => outcomes[i] = study(new RandomStream(seed, firstStream + (ulong)i)));
        return Of(outcomes, truth, alpha);
    }

    /// <summary>The summary of given outcomes.</summary>
    public static SimulatedStudies Of(IReadOnlyList<SimulatedOutcome> outcomes, double truth, double alpha = 0.05)
    {
        var (undefined, rejections, covered) = (0, 0, 0);
        var (estimates, variances, widths) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var o in outcomes)
        {
            undefined += double.IsNaN(o.P) ? 1 : 0;
            rejections += o.P < alpha ? 1 : 0;
            covered += o.Lower <= truth && truth <= o.Upper ? 1 : 0;
            AddDefined(estimates, o.Estimate);
            AddDefined(variances, o.StandardError * o.StandardError);
            AddDefined(widths, o.Upper - o.Lower);
        }

        var mean = Mean(estimates);
        return new SimulatedStudies(
            outcomes.Count,
            alpha,
            truth,
            undefined,
            rejections,
            covered,
            mean,
            Math.Sqrt(estimates.Sum(e => (e - mean) * (e - mean)) / (estimates.Count - 1)),
            Math.Sqrt(Mean(variances)),
            Mean(widths)
        );
    }

    private static void AddDefined(List<double> values, double value)
    {
        if (!double.IsNaN(value))
        {
            values.Add(value);
        }
    }

    private static double Mean(List<double> values) => values.Count == 0 ? double.NaN : values.Sum() / values.Count;
}
