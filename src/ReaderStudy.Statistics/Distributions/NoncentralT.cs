namespace ReaderStudy.Statistics.Distributions;

/// <summary>
/// The non-central t distribution: T = (Z + δ) / √(χ²_ν / ν) with real degrees of freedom ν and non-centrality δ of any size. Infinitely many
/// degrees of freedom give the normal distribution around δ. Good to about 13 digits of the probability.
/// </summary>
/// <remarks>
/// P(T ≤ t) = E Φ(t·S − δ), S = √(χ²_ν / ν). The mean is taken over ln S by the trapezoidal rule, which converges exponentially for such
/// an integrand (Trefethen LN, Weideman JAC (2014). SIAM Review 56:385–458. doi:10.1137/130932132); the density's constant is the same
/// rule's sum, so that no logarithm of a gamma function costs digits. A series in the Poisson weights (AS 243) loses them at large δ.
/// </remarks>
public static class NoncentralT
{
    /// <summary>The probability of at most <paramref name="t"/>; NaN where anything is NaN or the degrees of freedom are not positive.</summary>
    public static double Cdf(double t, double degreesOfFreedom, double noncentrality) =>
        IsUndefined(t, degreesOfFreedom, noncentrality) ? double.NaN : Tail(t, degreesOfFreedom, noncentrality, upper: false);

    /// <summary>The probability of more than <paramref name="t"/>, without the loss of digits of 1 − <see cref="Cdf"/>.</summary>
    public static double UpperTail(double t, double degreesOfFreedom, double noncentrality) =>
        IsUndefined(t, degreesOfFreedom, noncentrality) ? double.NaN : Tail(t, degreesOfFreedom, noncentrality, upper: true);

    /// <summary>The t below which lies <paramref name="p"/>; −∞ at 0 and ∞ at 1.</summary>
    public static double Quantile(double p, double degreesOfFreedom, double noncentrality)
    {
        if (IsUndefined(p, degreesOfFreedom, noncentrality) || p is < 0 or > 1)
        {
            return double.NaN;
        }

        if (p is 0 or 1)
        {
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (double.IsPositiveInfinity(degreesOfFreedom))
        {
            return noncentrality + StandardNormal.Quantile(p);
        }

        // The smaller tail is solved for, so that its digits are kept.
        Func<double, double> gap =
            p < 0.5
                ? t => Tail(t, degreesOfFreedom, noncentrality, upper: false) - p
                : t => 1 - p - Tail(t, degreesOfFreedom, noncentrality, upper: true);
        var start = noncentrality + (StandardNormal.Quantile(p) * Math.Sqrt(1 + (0.5 * noncentrality * noncentrality / degreesOfFreedom)));
        var low = start - 1;
        for (var step = 1.0; gap(low) > 0; step *= 2)
        {
            low -= step;
        }

        var high = start + 1;
        for (var step = 1.0; gap(high) < 0; step *= 2)
        {
            high += step;
        }

        return Root.Increasing(gap, t => Density(t, degreesOfFreedom, noncentrality), low, high, start);
    }

    /// <summary>The density at <paramref name="t"/>.</summary>
    public static double Density(double t, double degreesOfFreedom, double noncentrality)
    {
        if (IsUndefined(t, degreesOfFreedom, noncentrality))
        {
            return double.NaN;
        }

        return double.IsPositiveInfinity(degreesOfFreedom)
            ? StandardNormal.Density(t - noncentrality)
            : Mean(t, degreesOfFreedom, noncentrality, s => s * StandardNormal.Density((t * s) - noncentrality));
    }

    private static bool IsUndefined(double t, double degreesOfFreedom, double noncentrality) =>
        double.IsNaN(t) || double.IsNaN(degreesOfFreedom) || !double.IsFinite(noncentrality) || degreesOfFreedom <= 0;

    private static double Tail(double t, double degreesOfFreedom, double noncentrality, bool upper)
    {
        if (double.IsInfinity(t))
        {
            return t > 0 == upper ? 0 : 1;
        }

        if (double.IsPositiveInfinity(degreesOfFreedom))
        {
            return upper ? StandardNormal.UpperTail(t - noncentrality) : StandardNormal.Cdf(t - noncentrality);
        }

        return upper
            ? Mean(t, degreesOfFreedom, noncentrality, s => StandardNormal.UpperTail((t * s) - noncentrality))
            : Mean(t, degreesOfFreedom, noncentrality, s => StandardNormal.Cdf((t * s) - noncentrality));
    }

    /// <summary>The mean of a function of S, whose logarithm u has the density proportional to exp(ν (u − (e^{2u} − 1) / 2)).</summary>
    private static double Mean(double t, double degreesOfFreedom, double noncentrality, Func<double, double> function)
    {
        // Where the density has fallen to e⁻⁴² of its peak at u = 0. Below, it falls at least as ν(u + ½); above, at least as ν u².
        const double least = 42;
        var from = -Math.Min((least / degreesOfFreedom) + 0.5, Math.Sqrt(2 * least / degreesOfFreedom) + (least / degreesOfFreedom));
        var to = Math.Sqrt(least / degreesOfFreedom);
        var sharpest = Math.Min(Math.Abs(t) * Math.Exp(to), Math.Abs(noncentrality) + 9);
        var step = Math.Min(0.08, 0.7 / Math.Sqrt((2 * degreesOfFreedom) + (sharpest * sharpest)));
        var count = (int)Math.Ceiling((to - from) / step);
        double sum = 0,
            weights = 0;
        for (var i = 0; i <= count; i++)
        {
            var u = from + (i * step);
            // e^{2u} − 1 without loss near 0.
            var weight = Math.Exp(degreesOfFreedom * (u - (Math.Exp(u) * Math.Sinh(u))));
            weights += weight;
            sum += weight * function(Math.Exp(u));
        }

        return sum / weights;
    }
}
