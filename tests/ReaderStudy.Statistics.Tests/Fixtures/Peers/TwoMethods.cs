using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

internal static class TwoMethods
{
    [Reproduces("BlandAltmanLeh", "bland.altman.stats")]
    public static object? Leh(FixtureFolder folder, FixtureBlock block)
    {
        var (first, second) = Series(folder);
        var agreement = BlandAltman.Of(first, second);
        var level = block.Number("conf.int", 0.95);
        var limits = agreement.Limits1986(block.Number("two", 1.96), level);
        var bias = agreement.BiasInterval(level);
        return new Dictionary<string, object?>
        {
            ["n"] = agreement.Pairs,
            ["bias"] = agreement.Bias,
            ["lower_loa"] = limits.Lower,
            ["upper_loa"] = limits.Upper,
            ["lines_ci"] = new Dictionary<string, object?>
            {
                ["lower.limit.ci.lower"] = limits.OfLower.Lower,
                ["lower.limit.ci.upper"] = limits.OfLower.Upper,
                ["mean.diff.ci.lower"] = bias.Lower,
                ["mean.diff.ci.upper"] = bias.Upper,
                ["upper.limit.ci.lower"] = limits.OfUpper.Lower,
                ["upper.limit.ci.upper"] = limits.OfUpper.Upper,
            },
        };
    }

    /// <summary>LoA.mode 1 multiplies by 1.96, 2 by 2; the limits' variance has the normal quantile instead.</summary>
    [Reproduces("blandr", "blandr.statistics")]
    public static object? Blandr(FixtureFolder folder, FixtureBlock block)
    {
        var (first, second) = Series(folder);
        var agreement = BlandAltman.Of(first, second);
        var level = block.Number("sig.level", 0.95);
        var limits = agreement.Limits1999(block.Option("LoA.mode") == "2" ? 2 : 1.96, StandardNormal.Critical(level), level);
        var bias = agreement.BiasInterval(level);
        return new Dictionary<string, object?>
        {
            ["bias"] = agreement.Bias,
            ["biasStdDev"] = agreement.StandardDeviation,
            ["biasUpperCI"] = bias.Upper,
            ["biasLowerCI"] = bias.Lower,
            ["biasSEM"] = agreement.StandardErrorOfBias,
            ["upperLOA"] = limits.Upper,
            ["lowerLOA"] = limits.Lower,
            ["upperLOA_upperCI"] = limits.OfUpper.Upper,
            ["upperLOA_lowerCI"] = limits.OfUpper.Lower,
            ["lowerLOA_upperCI"] = limits.OfLower.Upper,
            ["lowerLOA_lowerCI"] = limits.OfLower.Lower,
            ["no.of.observations"] = agreement.Pairs,
        };
    }

    [Reproduces("textbook", "normal quantile limits and exact CIs")]
    public static object? Exact(FixtureFolder folder, FixtureBlock block)
    {
        var (first, second) = Series(folder);
        var agreement = BlandAltman.Of(first, second);
        var limits = agreement.Limits();
        var slope = agreement.DifferenceOnMean;
        var ratio = BlandAltman.OfLogarithms(first, second);
        var ofRatio = ratio.Limits();
        return new Dictionary<string, object?>
        {
            ["n"] = agreement.Pairs,
            ["bias"] = agreement.Bias,
            ["sd"] = agreement.StandardDeviation,
            ["se_bias"] = agreement.StandardErrorOfBias,
            ["bias_ci"] = agreement.BiasInterval(),
            ["loa_z"] = (limits.Lower, limits.Upper),
            ["loa_exact_ci"] = new Dictionary<string, object?>
            {
                ["upper_loa"] = Limits(limits.OfUpper),
                ["lower_loa"] = Limits(limits.OfLower),
            },
            ["within_subject_sd"] = agreement.WithinCaseStandardDeviation,
            ["repeatability_coefficient"] = agreement.RepeatabilityCoefficient(),
            ["slope_on_mean"] = new Dictionary<string, object?>
            {
                ["intercept"] = slope.Intercept,
                ["slope"] = slope.Slope,
                ["se"] = slope.SlopeStandardError,
                ["t"] = slope.T,
                ["p_value"] = slope.P,
            },
            ["log_ratio"] = double.IsNaN(ratio.Bias)
                ? null
                : new Dictionary<string, object?>
                {
                    ["geometric_mean_ratio"] = Math.Exp(ratio.Bias),
                    ["loa"] = (Math.Exp(ofRatio.Lower), Math.Exp(ofRatio.Upper)),
                },
        };
    }

    [Reproduces("epiR", "epi.ccc")]
    public static object? Concordance(FixtureFolder folder, FixtureBlock block)
    {
        var (first, second) = Series(folder);
        var ccc = ConcordanceCorrelation.Of(first, second);
        var level = block.Number("conf.level", 0.95);
        var (lower, upper) = block.Option("ci") == "asymptotic" ? ccc.AsymptoticInterval(level) : ccc.Interval(level);
        return new Dictionary<string, object?>
        {
            ["ccc"] = ccc.Value,
            ["ci_lower"] = lower,
            ["ci_upper"] = upper,
            ["location_shift"] = ccc.LocationShift,
            ["scale_shift"] = ccc.ScaleShift,
            ["C_b"] = ccc.BiasCorrection,
        };
    }

    [Reproduces("stats", "t.test, cor.test")]
    public static object? PairedT(FixtureFolder folder, FixtureBlock block)
    {
        var (first, second) = Series(folder);
        var agreement = BlandAltman.Of(first, second);
        var spread = PitmanMorgan.Of(first, second);
        return new Dictionary<string, object?>
        {
            ["t"] = agreement.T,
            ["df"] = agreement.DegreesOfFreedom,
            ["p_value"] = agreement.P,
            ["ci"] = agreement.BiasInterval(),
            ["pitman_morgan_r"] = spread.Value,
            ["pitman_morgan_p"] = spread.P,
            ["pearson_r"] = Correlation.Pearson(first, second).Value,
            ["spearman_rho"] = Correlation.Spearman(first, second).Value,
            ["kendall_tau_b"] = Correlation.KendallTauB(first, second).Value,
        };
    }

    private static (double[] First, double[] Second) Series(FixtureFolder folder) =>
        (folder.Input.Numbers("method1"), folder.Input.Numbers("method2"));

    private static Dictionary<string, object?> Limits((double Lower, double Upper) interval) =>
        new() { ["lower"] = interval.Lower, ["upper"] = interval.Upper };
}
