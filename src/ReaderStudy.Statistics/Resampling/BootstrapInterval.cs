using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Resampling;

/// <summary>
/// Confidence intervals from a bootstrap distribution. Quantiles are those of <see cref="NormalScaleQuantile"/>, as in R's boot, unless the
/// name says otherwise. All are NaN without a replicate.
/// </summary>
/// <remarks>
/// Davison AC, Hinkley DV (1997). Bootstrap Methods and their Application, ch. 5. doi:10.1017/CBO9780511802843.
/// BCa: Efron B (1987). Journal of the American Statistical Association 82:171–185. doi:10.1080/01621459.1987.10478410
/// </remarks>
public static class BootstrapInterval
{
    /// <summary>Estimate − bias ± z · standard error.</summary>
    public static (double Lower, double Upper) Normal(BootstrapDistribution bootstrap, double level = 0.95)
    {
        RequireLevel(level);
        var centre = bootstrap.Estimate - bootstrap.Bias;
        var half = StandardNormal.Critical(level) * bootstrap.StandardError;
        return (centre - half, centre + half);
    }

    /// <summary>2 · estimate − the upper and the lower quantile: the distribution mirrored at the estimate.</summary>
    public static (double Lower, double Upper) Basic(BootstrapDistribution bootstrap, double level = 0.95)
    {
        var (lower, upper) = Percentile(bootstrap, level);
        return ((2 * bootstrap.Estimate) - upper, (2 * bootstrap.Estimate) - lower);
    }

    /// <summary>The quantiles themselves.</summary>
    public static (double Lower, double Upper) Percentile(BootstrapDistribution bootstrap, double level = 0.95)
    {
        RequireLevel(level);
        return (
            NormalScaleQuantile.OfSorted(bootstrap.Sorted, (1 - level) / 2),
            NormalScaleQuantile.OfSorted(bootstrap.Sorted, (1 + level) / 2)
        );
    }

    /// <summary>The quantiles by another definition: type 7 (<see cref="QuantileDefinition.Linear"/>) is that of pROC, NumPy and most scripts.</summary>
    public static (double Lower, double Upper) PercentileBySampleQuantile(
        BootstrapDistribution bootstrap,
        double level = 0.95,
        QuantileDefinition definition = QuantileDefinition.Linear
    )
    {
        RequireLevel(level);
        return (
            SampleQuantile.OfSorted(bootstrap.Sorted, (1 - level) / 2, definition),
            SampleQuantile.OfSorted(bootstrap.Sorted, 1 - ((1 - level) / 2), definition)
        );
    }

    /// <summary>
    /// Estimate − √V times the upper and the lower quantile of (t* − t) / √V*: needs variances. Resamples in which that is not finite are
    /// left out.
    /// </summary>
    public static (double Lower, double Upper) Studentised(BootstrapDistribution bootstrap, double level = 0.95)
    {
        RequireLevel(level);
        var deviations = new List<double>();
        for (var i = 0; i < bootstrap.ReplicateVariances.Count; i++)
        {
            var z = (bootstrap.Replicates[i] - bootstrap.Estimate) / Math.Sqrt(bootstrap.ReplicateVariances[i]);
            if (double.IsFinite(z))
            {
                deviations.Add(z);
            }
        }

        double[] sorted = [.. deviations];
        Array.Sort(sorted);
        var scale = Math.Sqrt(bootstrap.EstimateVariance);
        return (
            bootstrap.Estimate - (scale * NormalScaleQuantile.OfSorted(sorted, (1 + level) / 2)),
            bootstrap.Estimate - (scale * NormalScaleQuantile.OfSorted(sorted, (1 - level) / 2))
        );
    }

    /// <summary>
    /// BCa, bias-corrected and accelerated: the quantiles at Φ(w + (w + z) / (1 − a (w + z))), with w from <see cref="BiasCorrection"/> and
    /// the acceleration from <see cref="Influence.Acceleration"/>. NaN when all replicates lie on one side of the estimate (w infinite) or
    /// the acceleration is NaN.
    /// </summary>
    public static (double Lower, double Upper) BiasCorrectedAccelerated(
        BootstrapDistribution bootstrap,
        double acceleration,
        double level = 0.95
    )
    {
        RequireLevel(level);
        var w = BiasCorrection(bootstrap);
        if (!double.IsFinite(w) || !double.IsFinite(acceleration))
        {
            return (double.NaN, double.NaN);
        }

        return (Corrected((1 - level) / 2), Corrected((1 + level) / 2));

        double Corrected(double p)
        {
            var shifted = w + StandardNormal.Quantile(p);
            return NormalScaleQuantile.OfSorted(bootstrap.Sorted, StandardNormal.Cdf(w + (shifted / (1 - (acceleration * shifted)))));
        }
    }

    /// <summary>Efron's z₀: Φ⁻¹ of the share of replicates strictly less than the estimate; infinite when that is 0 or 1.</summary>
    public static double BiasCorrection(BootstrapDistribution bootstrap)
    {
        var less = 0;
        foreach (var value in bootstrap.Sorted)
        {
            less += value < bootstrap.Estimate ? 1 : 0;
        }

        return bootstrap.Sorted.IsEmpty ? double.NaN : StandardNormal.Quantile((double)less / bootstrap.Sorted.Length);
    }

    private static void RequireLevel(double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1, such as 0.95.");
        }
    }
}
