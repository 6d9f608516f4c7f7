using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Triage;

/// <summary>
/// What happens when cases with a score below a threshold are called low risk and read no further. Intervals are Clopper-Pearson's; they
/// take the threshold as chosen beforehand (else see <see cref="RuleOutBootstrap"/>).
/// </summary>
/// <param name="Threshold">Low risk is a score strictly below it.</param>
/// <param name="CalledLow">Cases called low risk.</param>
/// <param name="Missed">Positive cases among them.</param>
/// <param name="Positives">All positive cases.</param>
/// <param name="Negatives">All negative cases.</param>
public sealed record RuleOutPoint(double Threshold, int CalledLow, int Missed, int Positives, int Negatives)
{
    public int Cases => Positives + Negatives;

    /// <summary>The part of all cases called low risk: by so much the workload falls.</summary>
    public double WorkloadReduction => (double)CalledLow / Cases;

    /// <summary>The part of low-risk cases that are negative; NaN when none is called low risk.</summary>
    public double NegativePredictiveValue => CalledLow == 0 ? double.NaN : (double)(CalledLow - Missed) / CalledLow;

    /// <summary>The part of positive cases not called low risk.</summary>
    public double Sensitivity => (double)(Positives - Missed) / Positives;

    /// <summary>The part of negative cases called low risk.</summary>
    public double Specificity => (double)(CalledLow - Missed) / Negatives;

    /// <summary>Positive cases called low risk for every 1000 cases that come.</summary>
    public double MissedPer1000 => 1000.0 * Missed / Cases;

    /// <summary>Positive cases for every 1000 called low risk; NaN when none is.</summary>
    public double MissedPer1000CalledLow => CalledLow == 0 ? double.NaN : 1000.0 * Missed / CalledLow;

    /// <summary>Of <see cref="WorkloadReduction"/>.</summary>
    public (double Lower, double Upper) WorkloadReductionInterval(double level = 0.95) => ClopperPearson.Interval(CalledLow, Cases, level);

    /// <summary>Of <see cref="NegativePredictiveValue"/>; NaN when none is called low risk.</summary>
    public (double Lower, double Upper) NegativePredictiveValueInterval(double level = 0.95) =>
        ClopperPearson.Interval(CalledLow - Missed, CalledLow, level);

    /// <summary>Of <see cref="Sensitivity"/>.</summary>
    public (double Lower, double Upper) SensitivityInterval(double level = 0.95) =>
        ClopperPearson.Interval(Positives - Missed, Positives, level);

    /// <summary>Of <see cref="Specificity"/>.</summary>
    public (double Lower, double Upper) SpecificityInterval(double level = 0.95) =>
        ClopperPearson.Interval(CalledLow - Missed, Negatives, level);

    /// <summary>Of <see cref="MissedPer1000"/>.</summary>
    public (double Lower, double Upper) MissedPer1000Interval(double level = 0.95)
    {
        var (lower, upper) = ClopperPearson.Interval(Missed, Cases, level);
        return (1000 * lower, 1000 * upper);
    }

    /// <summary>
    /// The negative predictive value where another part of cases is positive: Sp (1 − π) / (Sp (1 − π) + (1 − Se) π). NaN when none would
    /// be called low risk.
    /// </summary>
    public double NegativePredictiveValueAt(double prevalence)
    {
        var (negative, positive) = LowAt(prevalence);
        return negative + positive == 0 ? double.NaN : negative / (negative + positive);
    }

    /// <summary>The part of cases called low risk where another part is positive.</summary>
    public double WorkloadReductionAt(double prevalence)
    {
        var (negative, positive) = LowAt(prevalence);
        return negative + positive;
    }

    /// <summary>Missed for every 1000 cases where another part is positive.</summary>
    public double MissedPer1000At(double prevalence) => 1000 * LowAt(prevalence).Positive;

    private (double Negative, double Positive) LowAt(double prevalence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prevalence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prevalence, 1);
        return (Specificity * (1 - prevalence), (double)Missed / Positives * prevalence);
    }
}
