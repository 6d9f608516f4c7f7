namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>
/// Where Brent's method stops with the default tolerance of R's uniroot, for values of packages that are roots only to that tolerance.
/// Brent RP (1973). Algorithms for Minimization without Derivatives, ch. 4.
/// </summary>
internal static class Uniroot
{
    /// <summary>The fourth root of the machine's precision.</summary>
    public const double Tolerance = 1.220703125e-4;

    private const double Epsilon = 2.220446049250313e-16;

    public static double Solve(Func<double, double> function, double low, double high)
    {
        // The root is kept between b, the best so far, and c; a is the one before.
        var (a, b) = (low, high);
        var (atA, atB) = (function(a), function(b));
        var (c, atC) = (a, atA);
        while (true)
        {
            var last = b - a;
            if (Math.Abs(atC) < Math.Abs(atB))
            {
                (a, b, c) = (b, c, b);
                (atA, atB, atC) = (atB, atC, atB);
            }

            var least = (2 * Epsilon * Math.Abs(b)) + (Tolerance / 2);
            var step = (c - b) / 2;
            if (Math.Abs(step) <= least || atB == 0)
            {
                return b;
            }

            if (Math.Abs(last) >= least && Math.Abs(atA) > Math.Abs(atB))
            {
                step = Interpolated(a, b, c, atA, atB, atC, last, least) ?? step;
            }

            if (Math.Abs(step) < least)
            {
                step = step > 0 ? least : -least;
            }

            (a, atA) = (b, atB);
            b += step;
            atB = function(b);
            if ((atB > 0 && atC > 0) || (atB < 0 && atC < 0))
            {
                (c, atC) = (a, atA);
            }
        }
    }

    /// <summary>The secant's or the inverse parabola's step where it is short and stays inside, else null.</summary>
    private static double? Interpolated(double a, double b, double c, double atA, double atB, double atC, double last, double least)
    {
        double p,
            q;
        var (toC, ratio) = (c - b, atB / atA);
        if (a == c)
        {
            p = toC * ratio;
            q = 1 - ratio;
        }
        else
        {
            var (u, v) = (atA / atC, atB / atC);
            p = ratio * ((toC * u * (u - v)) - ((b - a) * (v - 1)));
            q = (u - 1) * (v - 1) * (ratio - 1);
        }

        (p, q) = p > 0 ? (p, -q) : (-p, q);
        return p < (0.75 * toC * q) - (Math.Abs(least * q) / 2) && p < Math.Abs(last * q / 2) ? p / q : null;
    }
}
