using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Comparison of two empirical AUCs of different cases: D = (θ₁ − θ₂) / √(V₁ + V₂), referred to Student's t with Welch-Satterthwaite degrees
/// of freedom (V₁ + V₂)² / (V₁² / (N₁ − 1) + V₂² / (N₂ − 1)), N the number of all cases of a curve. NaN where both variances are 0.
/// </summary>
/// <remarks>
/// DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595; t as in
/// Robin X et al. (2011). BMC Bioinformatics 12:77. doi:10.1186/1471-2105-12-77
/// </remarks>
/// <param name="First">AUC of the first cases.</param>
/// <param name="Second">AUC of the second.</param>
/// <param name="FirstVariance">DeLong's.</param>
/// <param name="SecondVariance">DeLong's.</param>
/// <param name="DegreesOfFreedom">Welch's.</param>
public sealed record UnpairedAucTest(double First, double Second, double FirstVariance, double SecondVariance, double DegreesOfFreedom)
{
    /// <summary>First − second.</summary>
    public double Difference => First - Second;

    /// <summary>Of the difference.</summary>
    public double StandardError => Math.Sqrt(FirstVariance + SecondVariance);

    /// <summary>The difference over its standard error; infinite, or NaN for no difference, where both variances are 0.</summary>
    public double D => Difference / StandardError;

    /// <summary>Two-sided.</summary>
    public double P => StudentsT.TwoSidedP(D, DegreesOfFreedom);

    /// <summary>Of two curves of different cases.</summary>
    public static UnpairedAucTest Of(Placements first, Placements second)
    {
        var (v1, v2) = (DeLong.Variance(first), DeLong.Variance(second));
        var (n1, n2) = (first.V10.Length + first.V01.Length, second.V10.Length + second.V01.Length);
        var sum = v1 + v2;
        return new UnpairedAucTest(first.Auc, second.Auc, v1, v2, sum * sum / ((v1 * v1 / (n1 - 1)) + (v2 * v2 / (n2 - 1))));
    }

    /// <summary>Difference ± t · standard error, not cut.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        AucInterval.RequireLevel(level);
        var half = StudentsT.Critical(level, DegreesOfFreedom) * StandardError;
        return (Difference - half, Difference + half);
    }
}
