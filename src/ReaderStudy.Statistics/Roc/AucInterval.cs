using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Roc;

/// <summary>Confidence intervals of an AUC from its variance, such as <see cref="DeLong.Variance(Placements)"/>.</summary>
public static class AucInterval
{
    /// <summary>
    /// θ ± z √V, cut at 0 and 1, as in pROC. Its true coverage is low near 1; a variance of 0 (perfect or constant ratings) gives the point
    /// itself, which says nothing about the uncertainty. NaN for a variance that is NaN.
    /// </summary>
    public static (double Lower, double Upper) Wald(double auc, double variance, double level = 0.95)
    {
        RequireLevel(level);
        var half = StandardNormal.Critical(level) * Math.Sqrt(variance);
        return (Math.Max(0, auc - half), Math.Min(1, auc + half));
    }

    /// <summary>
    /// The interval of logit θ, ln(θ / (1 − θ)) ± z √V / (θ (1 − θ)), taken back: within 0 and 1 without cutting, and better covered near 1.
    /// NaN when θ is 0 or 1, where the logit is infinite.
    /// </summary>
    /// <remarks>Qin G, Hotilovac L (2008). Statistical Methods in Medical Research 17:207–221. doi:10.1177/0962280207087173</remarks>
    public static (double Lower, double Upper) Logit(double auc, double variance, double level = 0.95)
    {
        RequireLevel(level);
        if (auc is <= 0 or >= 1)
        {
            return (double.NaN, double.NaN);
        }

        var half = StandardNormal.Critical(level) * Math.Sqrt(variance) / (auc * (1 - auc));
        var logit = Math.Log(auc / (1 - auc));
        return (1 / (1 + Math.Exp(half - logit)), 1 / (1 + Math.Exp(-half - logit)));
    }

    internal static void RequireLevel(double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1, such as 0.95.");
        }
    }
}
