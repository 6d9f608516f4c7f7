using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Design;

/// <summary>Cases for a test of kappa.</summary>
/// <param name="Noncentrality">λ that the test needs for its power.</param>
/// <param name="ChiSquaredPerCase">What a case adds to it.</param>
/// <param name="Cases">λ over that, not rounded; round up.</param>
/// <param name="CasesOfCoarseSearch">
/// The same with λ from kappaSize's search, which stops when the power is met to 10⁻⁵; not rounded.
/// </param>
public sealed record KappaPowerSize(double Noncentrality, double ChiSquaredPerCase, double Cases, double CasesOfCoarseSearch)
{
    /// <summary>Rounded up.</summary>
    public int WholeCases => (int)Math.Ceiling(Cases);
}

/// <summary>
/// Sample size and power of the two-sided test that kappa is κ₀ when it is κ₁ in truth: the goodness of fit χ² of the cases' outcomes with one
/// degree of freedom, noncentrality n Σ (P_j(κ₁) − P_j(κ₀))² / P_j(κ₀). That of the R package kappaSize (Power…).
/// </summary>
/// <remarks>The models' sources are named at <see cref="KappaDesign"/>. Rotondi MA, Donner A (2012). Journal of Clinical Epidemiology 65:778–784. doi:10.1016/j.jclinepi.2012.01.019</remarks>
public static class KappaPower
{
    /// <summary>The cases needed.</summary>
    /// <exception cref="ArgumentException">A kappa, level or power is not between 0 and 1, the kappas are equal, or the power is below alpha.</exception>
    public static KappaPowerSize Size(KappaDesign design, double kappa0, double kappa1, double alpha = 0.05, double power = 0.8)
    {
        var perCase = PerCase(design, kappa0, kappa1, alpha);
        if (!(power > alpha && power < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, "The power lies between alpha and 1.");
        }

        var critical = StandardNormal.Quantile(1 - (alpha / 2));
        var root = Root.Bisected(x => PowerOf(x, critical) - power, 0, 50 + critical);
        return new KappaPowerSize(root * root, perCase, root * root / perCase, CoarseNoncentrality(critical, power) / perCase);
    }

    /// <summary>The power with a number of cases.</summary>
    public static double Of(KappaDesign design, double kappa0, double kappa1, int cases, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cases);
        var perCase = PerCase(design, kappa0, kappa1, alpha);
        return PowerOf(Math.Sqrt(cases * perCase), StandardNormal.Quantile(1 - (alpha / 2)));
    }

    private static double PerCase(KappaDesign design, double kappa0, double kappa1, double alpha)
    {
        ArgumentNullException.ThrowIfNull(design);
        KappaPrecision.RequireBetween(kappa0, nameof(kappa0));
        KappaPrecision.RequireBetween(kappa1, nameof(kappa1));
        KappaPrecision.RequireBetween(alpha, nameof(alpha));
        if (kappa0.Equals(kappa1))
        {
            throw new ArgumentException("The two kappas are equal; no number of cases tells them apart.", nameof(kappa1));
        }

        return design.ChiSquaredPerCase(kappa0, kappa1);
    }

    /// <summary>P((Z + x)² &gt; c²) = Φ(x − c) + Φ(−x − c).</summary>
    private static double PowerOf(double x, double critical) => StandardNormal.Cdf(x - critical) + StandardNormal.Cdf(-x - critical);

    /// <summary>
    /// λ by a bracket of the critical χ² times 1, 2 and 3, moved until it holds λ and then halved until the power is within 10⁻⁵.
    /// </summary>
    private static double CoarseNoncentrality(double critical, double power)
    {
        const double enough = 1e-5;
        var chi = critical * critical;
        var miss = 1 - power;
        double Miss(double lambda) => 1 - PowerOf(Math.Sqrt(lambda), critical);
        var (low, middle, high) = (chi, 2 * chi, 3 * chi);
        while (Miss(low) < miss)
        {
            (low, middle) = (low / 4, low);
        }

        while (Miss(high) > miss)
        {
            (middle, high) = (high, high + chi);
        }

        do
        {
            (low, middle, high) = Miss(middle) < miss ? (low, 0.5 * (low + middle), middle) : (middle, 0.5 * (middle + high), high);
        } while (Math.Abs(Miss(middle) - miss) > enough);

        return middle;
    }
}
