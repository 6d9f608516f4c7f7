using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// Interval of a coefficient by profile likelihood: all values b for which 2 (ln L − ln L with β = b, all else refitted) stays below the
/// χ² quantile. It is not symmetric, and better than Wald's with few rows or large coefficients.
/// </summary>
/// <remarks>Venzon DJ, Moolgavkar SH (1988). Applied Statistics 37:87–94. doi:10.2307/2347496</remarks>
public static class ProfileLikelihood
{
    /// <summary>
    /// The limits of a coefficient; ±∞ on a side where the likelihood never falls that far. NaN when the fit did not converge.
    /// </summary>
    public static (double Lower, double Upper) Interval(ProportionalOddsFit fit, int coefficient, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (!fit.Converged)
        {
            return (double.NaN, double.NaN);
        }

        return (Limit(fit, coefficient, -1, level), Limit(fit, coefficient, 1, level));
    }

    /// <summary>
    /// The signed root of twice the drop of the log-likelihood is nearly linear in b: regula falsi (Illinois) meets it in a few refits.
    /// </summary>
    private static double Limit(ProportionalOddsFit fit, int coefficient, int side, double level)
    {
        var z = StandardNormal.Critical(level);
        var (centre, error) = (fit.Coefficients[coefficient], fit.StandardErrors[coefficient]);
        var (near, nearGap) = (0.0, -z);
        var far = z;
        var farGap = Root(far) - z;
        while (farGap < 0)
        {
            (near, nearGap) = (far, farGap);
            far *= 2;
            if (far > 1e4)
            {
                return side * double.PositiveInfinity;
            }

            farGap = Root(far) - z;
        }

        for (var i = 0; i < 100 && far - near > 1e-13 * far; i++)
        {
            var next = far - (farGap * (far - near) / (farGap - nearGap));
            var gap = Root(next) - z;
            if (gap == 0)
            {
                return centre + (side * next * error);
            }

            if (gap > 0)
            {
                (far, farGap) = (next, gap);
                nearGap *= 0.5;
            }
            else
            {
                (near, nearGap) = (next, gap);
                farGap *= 0.5;
            }
        }

        return centre + (side * 0.5 * (near + far) * error);

        double Root(double distance) =>
            Math.Sqrt(Math.Max(0, 2 * (fit.LogLikelihood - ValueAt(fit, coefficient, centre + (side * distance * error)))));
    }

    /// <summary>The largest log-likelihood with a coefficient held.</summary>
    private static double ValueAt(ProportionalOddsFit fit, int held, double value)
    {
        var from = fit.Likelihood;
        var others = new double[from.Observations, from.Covariates - 1];
        var offset = new double[from.Observations];
        var categories = new int[from.Observations];
        for (var i = 0; i < from.Observations; i++)
        {
            categories[i] = from.CategoryOf(i);
            offset[i] = from.Covariate(i, held) * value;
            for (var k = 0; k < from.Covariates - 1; k++)
            {
                others[i, k] = from.Covariate(i, k < held ? k : k + 1);
            }
        }

        var likelihood = new OrdinalLikelihood(categories, from.Thresholds + 1, others, offset);
        double[] start = [.. fit.Parameters[..(from.Thresholds + held)], .. fit.Parameters[(from.Thresholds + held + 1)..]];
        return ProportionalOdds.Maximise(likelihood, start).Value;
    }
}
