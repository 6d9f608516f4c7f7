namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>
/// Brent's root finder as R's <c>uniroot</c> runs it, to get the digits of packages that stop at its coarse default tolerance. The library
/// itself solves to the last digits.
/// </summary>
/// <remarks>Brent RP (1973). Algorithms for Minimization without Derivatives, chapter 4.</remarks>
internal static class RootFinder
{
    /// <summary>R's default: the fourth root of 2⁻⁵².</summary>
    private static readonly double DefaultTolerance = Math.Pow(2, -13);

    public static double Uniroot(Func<double, double> f, double low, double high)
    {
        var (previous, best, opposite) = (low, high, low);
        var (fPrevious, fBest) = (f(low), f(high));
        var fOpposite = fPrevious;
        if (fPrevious == 0)
        {
            return low;
        }

        for (var i = 0; i <= 1000; i++)
        {
            var lastStep = best - previous;
            if (Math.Abs(fOpposite) < Math.Abs(fBest))
            {
                (previous, best, opposite) = (best, opposite, best);
                (fPrevious, fBest, fOpposite) = (fBest, fOpposite, fBest);
            }

            var tolerance = (2 * 2.220446049250313e-16 * Math.Abs(best)) + (0.5 * DefaultTolerance);
            var step = 0.5 * (opposite - best);
            if (Math.Abs(step) <= tolerance || fBest == 0)
            {
                return best;
            }

            if (Math.Abs(lastStep) >= tolerance && Math.Abs(fPrevious) > Math.Abs(fBest))
            {
                step = Interpolated(previous, best, opposite, fPrevious, fBest, fOpposite, lastStep, tolerance) ?? step;
            }

            step = Math.Abs(step) < tolerance ? Math.CopySign(tolerance, step) : step;
            (previous, fPrevious) = (best, fBest);
            best += step;
            fBest = f(best);
            if (Math.Sign(fBest) * Math.Sign(fOpposite) > 0)
            {
                (opposite, fOpposite) = (previous, fPrevious);
            }
        }

        return best;
    }

    /// <summary>The secant's or inverse quadratic's step; null where bisection is to be preferred.</summary>
    private static double? Interpolated(
        double previous,
        double best,
        double opposite,
        double fPrevious,
        double fBest,
        double fOpposite,
        double lastStep,
        double tolerance
    )
    {
        var width = opposite - best;
        var (s, r, t) = (fBest / fPrevious, fPrevious / fOpposite, fBest / fOpposite);
        var (p, q) = previous.Equals(opposite)
            ? (width * s, 1 - s)
            : (s * ((width * r * (r - t)) - ((best - previous) * (t - 1))), (r - 1) * (t - 1) * (s - 1));
        (p, q) = p > 0 ? (p, -q) : (-p, q);
        return p < (0.75 * width * q) - (0.5 * Math.Abs(tolerance * q)) && p < Math.Abs(0.5 * lastStep * q) ? p / q : null;
    }
}
