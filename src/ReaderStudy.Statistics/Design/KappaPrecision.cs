using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Design;

/// <summary>Cases for a confidence interval of kappa.</summary>
/// <param name="CriticalValue">χ² with one degree of freedom that a limit has to reach.</param>
/// <param name="Cases">Fewest cases with which it does; at least two.</param>
/// <param name="CasesOfPackage">As kappaSize counts: χ² less 0.001 has to reach the critical value, and never fewer than 11 cases.</param>
public sealed record KappaIntervalSize(double CriticalValue, int Cases, int CasesOfPackage);

/// <summary>The lower limit to expect from a number of cases.</summary>
/// <param name="CriticalValue">χ² with one degree of freedom that the limit reaches.</param>
/// <param name="Lower">The limit; kappa itself is above it with the chosen confidence.</param>
/// <param name="LowerOnGrid">As kappaSize gives it: the first of κ − 0.001, κ − 0.002, … at which χ² less 0.001 reaches the critical value.</param>
public sealed record KappaExpectedLimit(double CriticalValue, double Lower, double LowerOnGrid);

/// <summary>
/// Sample size for a wanted precision of kappa. A confidence limit is where the goodness of fit χ² with one degree of freedom of the expected outcomes,
/// n Σ (P_j(κ) − P_j(limit))² / P_j(limit), reaches its critical value: 1 − 2α for a lower limit alone, 1 − α for both. That of the R package
/// kappaSize (CI…, FixedN…).
/// </summary>
/// <remarks>The models' sources are named at <see cref="KappaDesign"/>. Rotondi MA, Donner A (2012). Journal of Clinical Epidemiology 65:778–784. doi:10.1016/j.jclinepi.2012.01.019</remarks>
public static class KappaPrecision
{
    private const double Margin = 0.001;

    /// <summary>The cases with which the one-sided lower limit is expected at or above <paramref name="lower"/>.</summary>
    public static KappaIntervalSize ForLowerLimit(KappaDesign design, double kappa, double lower, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(design);
        RequireBetween(kappa, nameof(kappa));
        RequireBetween(lower, nameof(lower));
        RequireOneSided(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lower, kappa);
        return Size(design.ChiSquaredPerCase(lower, kappa), ChiSquared.Quantile(1 - (2 * alpha), 1));
    }

    /// <summary>The cases with which both limits are expected within <paramref name="lower"/> and <paramref name="upper"/>.</summary>
    public static KappaIntervalSize ForLimits(KappaDesign design, double kappa, double lower, double upper, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(design);
        RequireBetween(kappa, nameof(kappa));
        RequireBetween(lower, nameof(lower));
        RequireBetween(upper, nameof(upper));
        RequireBetween(alpha, nameof(alpha));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lower, kappa);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(upper, kappa);
        var perCase = Math.Min(design.ChiSquaredPerCase(lower, kappa), design.ChiSquaredPerCase(upper, kappa));
        return Size(perCase, ChiSquared.Quantile(1 - alpha, 1));
    }

    /// <summary>The one-sided lower limit to expect from a number of cases.</summary>
    public static KappaExpectedLimit ExpectedLimit(KappaDesign design, double kappa, int cases, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(design);
        RequireBetween(kappa, nameof(kappa));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cases);
        RequireOneSided(alpha);
        var critical = ChiSquared.Quantile(1 - (2 * alpha), 1);

        // χ² grows without bound towards the kappa at which an outcome becomes impossible.
        double Excess(double distance) => (cases * design.ChiSquaredPerCase(kappa - distance, kappa)) - critical;
        return new KappaExpectedLimit(
            critical,
            kappa - Root.Bisected(Excess, 0, kappa - design.LowestKappa),
            LowerOnGrid(design, kappa, cases, critical)
        );
    }

    internal static void RequireBetween(double value, string name)
    {
        if (!(value is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "It lies between 0 and 1.");
        }
    }

    private static void RequireOneSided(double alpha)
    {
        if (!(alpha is > 0 and < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A one-sided alpha lies between 0 and 0.5.");
        }
    }

    private static KappaIntervalSize Size(double perCase, double critical) =>
        new(critical, Fewest(perCase, critical, 0, 2), Fewest(perCase, critical, Margin, 11));

    /// <summary>The smallest n from <paramref name="least"/> with n·χ² − margin ≥ critical.</summary>
    private static int Fewest(double perCase, double critical, double margin, int least)
    {
        var n = Math.Max(least, (int)Math.Ceiling((critical + margin) / perCase) - 1);
        while ((n * perCase) - margin < critical)
        {
            n++;
        }

        return n;
    }

    private static double LowerOnGrid(KappaDesign design, double kappa, int cases, double critical)
    {
        const int farthest = 100_000;
        var lower = kappa;
        var chi = 0.0;
        for (var step = 0; step < farthest && Math.Abs(chi - Margin) < critical; step++)
        {
            lower -= 0.001;
            chi = cases * design.ChiSquaredPerCase(lower, kappa);
        }

        return lower;
    }
}
