using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>
/// Intervals of a difference of two proportions on the same cases, p₁ − p₂ = (b − c) / n: two readers, or one reader in two arms.
/// b cases only the first had right, c only the second. All are NaN for no cases.
/// </summary>
public static class PairedProportions
{
    /// <summary>(b − c) / n; NaN for no cases.</summary>
    public static double Difference(PairedOutcomes outcomes) =>
        outcomes.Cases == 0 ? double.NaN : ((double)outcomes.OnlyFirstRight - outcomes.OnlySecondRight) / outcomes.Cases;

    /// <summary>
    /// Newcombe's square-and-add interval (his method 10): the Wilson limits of both proportions, joined with the correlation φ of the
    /// pairs, whose numerator ad − bc is lowered by n/2, but not below 0, when it is positive. φ is 0 when a margin is empty.
    /// </summary>
    /// <remarks>Newcombe RG (1998). Statistics in Medicine 17:2635–2650. doi:10.1002/(SICI)1097-0258(19981130)17:22&lt;2635::AID-SIM954&gt;3.0.CO;2-C</remarks>
    public static (double Lower, double Upper) NewcombeInterval(PairedOutcomes outcomes, double level = 0.95)
    {
        Check(outcomes, level);
        if (outcomes.Cases == 0)
        {
            return (double.NaN, double.NaN);
        }

        double n = outcomes.Cases;
        var (first, second) = (outcomes.FirstRight, outcomes.SecondRight);
        var (p1, p2) = (first / n, second / n);
        var (l1, u1) = Wilson.Interval(first, outcomes.Cases, level);
        var (l2, u2) = Wilson.Interval(second, outcomes.Cases, level);
        var phi = CorrectedPhi(outcomes);
        var lower = Square(p1 - l1) - (2 * phi * (p1 - l1) * (u2 - p2)) + Square(u2 - p2);
        var upper = Square(u1 - p1) - (2 * phi * (u1 - p1) * (p2 - l2)) + Square(p2 - l2);
        return (p1 - p2 - Math.Sqrt(Math.Max(0, lower)), p1 - p2 + Math.Sqrt(Math.Max(0, upper)));
    }

    /// <summary>
    /// Bonett and Price's adjusted Wald interval: b̃ = (b + 1)/(n + 2), c̃ = (c + 1)/(n + 2),
    /// b̃ − c̃ ± z√((b̃ + c̃ − (b̃ − c̃)²)/(n + 2)), cut at −1 and 1.
    /// </summary>
    /// <remarks>Bonett DG, Price RM (2012). Journal of Educational and Behavioral Statistics 37:479–488. doi:10.3102/1076998611411915</remarks>
    public static (double Lower, double Upper) BonettPriceInterval(PairedOutcomes outcomes, double level = 0.95)
    {
        Check(outcomes, level);
        return outcomes.Cases == 0
            ? (double.NaN, double.NaN)
            : Normal(outcomes.OnlyFirstRight + 1, outcomes.OnlySecondRight + 1, outcomes.Cases + 2, level);
    }

    /// <summary>Wald's interval, d ± z√((b + c)/n² − d²/n), cut at −1 and 1. Too narrow, and of no width when nobody differs.</summary>
    public static (double Lower, double Upper) WaldInterval(PairedOutcomes outcomes, double level = 0.95)
    {
        Check(outcomes, level);
        return outcomes.Cases == 0
            ? (double.NaN, double.NaN)
            : Normal(outcomes.OnlyFirstRight, outcomes.OnlySecondRight, outcomes.Cases, level);
    }

    /// <summary>
    /// Tango's score interval: every δ that <see cref="TangoZ"/> does not reject, solved to the last digits. Its limits reach −1 or 1 only
    /// when every case is so discordant.
    /// </summary>
    /// <remarks>Tango T (1998). Statistics in Medicine 17:891–908. doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;891::AID-SIM780&gt;3.0.CO;2-B</remarks>
    public static (double Lower, double Upper) TangoInterval(PairedOutcomes outcomes, double level = 0.95)
    {
        Check(outcomes, level);
        if (outcomes.Cases == 0)
        {
            return (double.NaN, double.NaN);
        }

        var z = StandardNormal.Critical(level);
        var difference = Difference(outcomes);
        // z(δ) falls from above the critical value to below it, so its negative rises.
        return (
            difference <= -1 ? -1 : Root.Bisected(d => z - TangoZ(outcomes, d), -1, difference),
            difference >= 1 ? 1 : Root.Bisected(d => -z - TangoZ(outcomes, d), difference, 1)
        );
    }

    /// <summary>
    /// The score statistic (b − c − nδ) / √(n(2q + δ(1 − δ))) of the hypothesis p₁ − p₂ = δ, with q the probability of "only the second
    /// right" most likely under it. At δ = 0 it is McNemar's √χ² with its sign. At δ = −margin it tests non-inferiority: a margin is
    /// excluded when it exceeds the normal quantile. ±∞ where the data is impossible under δ; NaN when b = c = 0 and δ = 0.
    /// </summary>
    /// <remarks>q = (√(B² − 8nC) − B)/4n with B = −b − c + (2n − b + c)δ and C = −cδ(1 − δ). Tango 1998, as above.</remarks>
    public static double TangoZ(PairedOutcomes outcomes, double difference)
    {
        Check(outcomes, 0.5);
        ArgumentOutOfRangeException.ThrowIfLessThan(difference, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(difference, 1);
        double n = outcomes.Cases,
            b = outcomes.OnlyFirstRight,
            c = outcomes.OnlySecondRight;
        var linear = -b - c + (((2 * n) - b + c) * difference);
        var constant = -c * difference * (1 - difference);
        var root = Math.Sqrt(Math.Max(0, (linear * linear) - (8 * n * constant)));
        // The form without cancellation; q is at least −δ, the probability of "only the first right" being q + δ.
        var q = linear <= 0 ? (root - linear) / (4 * n) : -2 * constant / (root + linear);
        q = Math.Max(q, Math.Max(0, -difference));
        var variance = n * ((2 * q) + (difference * (1 - difference)));
        var numerator = b - c - (n * difference);
        return variance > 0 ? numerator / Math.Sqrt(variance) : (numerator == 0 ? double.NaN : numerator * double.PositiveInfinity);
    }

    internal static void Check(PairedOutcomes outcomes, double level)
    {
        ProportionInput.Check(level);
        ArgumentOutOfRangeException.ThrowIfNegative(outcomes.BothRight, nameof(outcomes));
        ArgumentOutOfRangeException.ThrowIfNegative(outcomes.OnlyFirstRight, nameof(outcomes));
        ArgumentOutOfRangeException.ThrowIfNegative(outcomes.OnlySecondRight, nameof(outcomes));
        ArgumentOutOfRangeException.ThrowIfNegative(outcomes.NeitherRight, nameof(outcomes));
    }

    private static double CorrectedPhi(PairedOutcomes outcomes)
    {
        double n = outcomes.Cases;
        var margins = (double)outcomes.FirstRight * (n - outcomes.FirstRight) * outcomes.SecondRight * (n - outcomes.SecondRight);
        if (margins == 0)
        {
            return 0;
        }

        var cross = ((double)outcomes.BothRight * outcomes.NeitherRight) - ((double)outcomes.OnlyFirstRight * outcomes.OnlySecondRight);
        return (cross > 0 ? Math.Max(0, cross - (0.5 * n)) : cross) / Math.Sqrt(margins);
    }

    private static (double Lower, double Upper) Normal(double b, double c, double n, double level)
    {
        var (p, q) = (b / n, c / n);
        var half = StandardNormal.Critical(level) * Math.Sqrt(Math.Max(0, p + q - Square(p - q)) / n);
        return (Math.Max(-1, p - q - half), Math.Min(1, p - q + half));
    }

    private static double Square(double x) => x * x;
}
