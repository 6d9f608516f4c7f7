using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>Intervals of a difference of two proportions on different cases, p₁ − p₂ = x₁/n₁ − x₂/n₂. All are NaN when a group is empty.</summary>
public static class UnpairedProportions
{
    /// <summary>x₁/n₁ − x₂/n₂.</summary>
    public static double Difference(int firstCount, int firstOf, int secondCount, int secondOf) =>
        firstOf == 0 || secondOf == 0 ? double.NaN : ((double)firstCount / firstOf) - ((double)secondCount / secondOf);

    /// <summary>Wald's interval, d ± z√(p₁q₁/n₁ + p₂q₂/n₂), cut at −1 and 1. Too narrow for small groups.</summary>
    public static (double Lower, double Upper) WaldInterval(int firstCount, int firstOf, int secondCount, int secondOf, double level = 0.95)
    {
        Check(firstCount, firstOf, secondCount, secondOf, level);
        return Normal(firstCount, firstOf, secondCount, secondOf, level);
    }

    /// <summary>Agresti and Caffo's interval: Wald's after adding one case with and one without the property to each group.</summary>
    /// <remarks>Agresti A, Caffo B (2000). The American Statistician 54:280–288. doi:10.1080/00031305.2000.10474560</remarks>
    public static (double Lower, double Upper) AgrestiCaffoInterval(
        int firstCount,
        int firstOf,
        int secondCount,
        int secondOf,
        double level = 0.95
    )
    {
        Check(firstCount, firstOf, secondCount, secondOf, level);
        return firstOf == 0 || secondOf == 0
            ? (double.NaN, double.NaN)
            : Normal(firstCount + 1, firstOf + 2, secondCount + 1, secondOf + 2, level);
    }

    /// <summary>
    /// Newcombe's hybrid score interval (his method 10): d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²) with the Wilson
    /// limits l and u of each.
    /// </summary>
    /// <remarks>Newcombe RG (1998). Statistics in Medicine 17:873–890. doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;873::AID-SIM779&gt;3.0.CO;2-I</remarks>
    public static (double Lower, double Upper) NewcombeInterval(
        int firstCount,
        int firstOf,
        int secondCount,
        int secondOf,
        double level = 0.95
    )
    {
        Check(firstCount, firstOf, secondCount, secondOf, level);
        if (firstOf == 0 || secondOf == 0)
        {
            return (double.NaN, double.NaN);
        }

        var (p1, p2) = ((double)firstCount / firstOf, (double)secondCount / secondOf);
        var (l1, u1) = Wilson.Interval(firstCount, firstOf, level);
        var (l2, u2) = Wilson.Interval(secondCount, secondOf, level);
        return (p1 - p2 - Math.Sqrt(Square(p1 - l1) + Square(u2 - p2)), p1 - p2 + Math.Sqrt(Square(u1 - p1) + Square(p2 - l2)));
    }

    /// <summary>Miettinen and Nurminen's score interval: every δ that <see cref="MiettinenNurminenZ"/> does not reject, solved to the last digits.</summary>
    public static (double Lower, double Upper) MiettinenNurminenInterval(
        int firstCount,
        int firstOf,
        int secondCount,
        int secondOf,
        double level = 0.95
    )
    {
        Check(firstCount, firstOf, secondCount, secondOf, level);
        if (firstOf == 0 || secondOf == 0)
        {
            return (double.NaN, double.NaN);
        }

        var z = StandardNormal.Critical(level);
        var difference = Difference(firstCount, firstOf, secondCount, secondOf);
        double Z(double d) => MiettinenNurminenZ(firstCount, firstOf, secondCount, secondOf, d);
        return (
            difference <= -1 ? -1 : Root.Bisected(d => z - Z(d), -1, difference),
            difference >= 1 ? 1 : Root.Bisected(d => -z - Z(d), difference, 1)
        );
    }

    /// <summary>
    /// The score statistic of the hypothesis p₁ − p₂ = δ: (d − δ) / √((p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂) · N/(N − 1)) with p̃ most likely under it. At δ = 0
    /// its square is Pearson's χ² times (N − 1)/N. It also tests non-inferiority. ±∞ where the data is impossible under δ, NaN for 0/0.
    /// </summary>
    /// <remarks>Miettinen O, Nurminen M (1985). Statistics in Medicine 4:213–226. doi:10.1002/sim.4780040211</remarks>
    public static double MiettinenNurminenZ(int firstCount, int firstOf, int secondCount, int secondOf, double difference)
    {
        Check(firstCount, firstOf, secondCount, secondOf, 0.5);
        ArgumentOutOfRangeException.ThrowIfLessThan(difference, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(difference, 1);
        double n1 = firstOf,
            n2 = secondOf,
            n = n1 + n2;
        var second = MostLikelySecond(firstCount, n1, secondCount, n2, difference);
        var first = Math.Clamp(second + difference, 0, 1);
        var variance = ((first * (1 - first) / n1) + (second * (1 - second) / n2)) * n / (n - 1);
        var numerator = Difference(firstCount, firstOf, secondCount, secondOf) - difference;
        return variance > 0 ? numerator / Math.Sqrt(variance) : (numerator == 0 ? double.NaN : numerator * double.PositiveInfinity);
    }

    /// <summary>
    /// The p₂ that maximises the likelihood under p₁ = p₂ + δ: the score x₁/p₁ − (n₁ − x₁)/q₁ + x₂/p₂ − (n₂ − x₂)/q₂ falls in p₂, and
    /// multiplied by the four probabilities it has no poles. Bisection is exact where Cardano's formula loses digits.
    /// </summary>
    private static double MostLikelySecond(double x1, double n1, double x2, double n2, double difference)
    {
        var low = Math.Max(0, -difference);
        var high = Math.Min(1, 1 - difference);
        double Negated(double p2)
        {
            var p1 = p2 + difference;
            var (q1, q2) = (1 - p1, 1 - p2);
            return (p2 * q2 * ((n1 * p1) - x1)) + (p1 * q1 * ((n2 * p2) - x2));
        }

        return Root.Bisected(Negated, low, high);
    }

    private static void Check(int firstCount, int firstOf, int secondCount, int secondOf, double level)
    {
        ProportionInput.Check(firstCount, firstOf, level);
        ProportionInput.Check(secondCount, secondOf, level);
    }

    private static (double Lower, double Upper) Normal(double x1, double n1, double x2, double n2, double level)
    {
        var (p1, p2) = (x1 / n1, x2 / n2);
        var half = StandardNormal.Critical(level) * Math.Sqrt((p1 * (1 - p1) / n1) + (p2 * (1 - p2) / n2));
        return (Math.Max(-1, p1 - p2 - half), Math.Min(1, p1 - p2 + half));
    }

    private static double Square(double x) => x * x;
}
