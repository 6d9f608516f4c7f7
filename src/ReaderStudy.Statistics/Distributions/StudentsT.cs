namespace ReaderStudy.Statistics.Distributions;

/// <summary>Student's t with real degrees of freedom; infinitely many give the normal distribution, NaN gives NaN.</summary>
public static class StudentsT
{
    /// <summary>The probability of at most <paramref name="t"/>.</summary>
    public static double Cdf(double t, double degreesOfFreedom)
    {
        if (double.IsPositiveInfinity(degreesOfFreedom))
        {
            return StandardNormal.Cdf(t);
        }

        var tail = 0.5 * TwoSidedP(t, degreesOfFreedom);
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>The probability of a value at least as far from 0 as <paramref name="t"/>.</summary>
    public static double TwoSidedP(double t, double degreesOfFreedom)
    {
        if (double.IsNaN(t) || double.IsNaN(degreesOfFreedom) || degreesOfFreedom <= 0)
        {
            return double.NaN;
        }

        if (double.IsInfinity(t))
        {
            return 0;
        }

        if (double.IsPositiveInfinity(degreesOfFreedom))
        {
            return StandardNormal.TwoSidedP(t);
        }

        var square = t * t;
        var whole = degreesOfFreedom + square;
        return IncompleteBeta.Of(degreesOfFreedom / whole, square / whole, 0.5 * degreesOfFreedom, 0.5);
    }

    /// <summary>The density at <paramref name="t"/>.</summary>
    public static double Density(double t, double degreesOfFreedom) =>
        double.IsPositiveInfinity(degreesOfFreedom)
            ? StandardNormal.Density(t)
            : Math.Exp(
                (-0.5 * (degreesOfFreedom + 1) * MathNet.Numerics.SpecialFunctions.Log1p(t * t / degreesOfFreedom))
                    - (0.5 * Math.Log(degreesOfFreedom))
                    - IncompleteBeta.LogBeta(0.5 * degreesOfFreedom, 0.5)
            );

    /// <summary>The t below which lies <paramref name="p"/>; −∞ at 0 and ∞ at 1.</summary>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        if (double.IsNaN(p) || double.IsNaN(degreesOfFreedom) || degreesOfFreedom <= 0 || p is < 0 or > 1)
        {
            return double.NaN;
        }

        if (p is 0 or 1 || double.IsPositiveInfinity(degreesOfFreedom))
        {
            return StandardNormal.Quantile(p);
        }

        if (p == 0.5)
        {
            return 0;
        }

        // The tail is solved for, so that a quantile far out keeps its digits.
        var tail = Math.Min(p, 1 - p);
        var high = 1.0;
        while (0.5 * TwoSidedP(high, degreesOfFreedom) > tail)
        {
            high *= 2;
        }

        var start = Math.Min(high, -StandardNormal.Quantile(tail));
        var t = Root.Increasing(
            x => tail - (0.5 * TwoSidedP(x, degreesOfFreedom)),
            x => Density(x, degreesOfFreedom),
            0,
            high,
            start > 0 ? start : 0.5 * high
        );
        return p < 0.5 ? -t : t;
    }

    /// <summary>The t for a central interval of the given level.</summary>
    public static double Critical(double level, double degreesOfFreedom) => Quantile((1 + level) / 2, degreesOfFreedom);
}
