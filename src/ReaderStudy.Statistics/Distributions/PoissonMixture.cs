using MathNet.Numerics;

namespace ReaderStudy.Statistics.Distributions;

/// <summary>Σⱼ wⱼ vⱼ with Poisson weights, as the non-central distributions are made of.</summary>
internal static class PoissonMixture
{
    /// <summary>Of values that rise with j: v(j + 1) = v(j) + step(j). Weights below 1e-20 of the largest are left out.</summary>
    public static double OfRising(double mean, Func<int, double> value, Func<int, double> step)
    {
        var (first, last) = Range(mean);
        var v = value(first);
        double sum = 0,
            weights = 0;
        for (var j = first; j <= last; j++)
        {
            var weight = Weight(mean, j);
            sum += weight * v;
            weights += weight;
            v += step(j);
        }

        return sum / weights;
    }

    /// <summary>Of values that fall with j: v(j) = v(j + 1) + step(j); summed from the far end, so that small ones keep their digits.</summary>
    public static double OfFalling(double mean, Func<int, double> value, Func<int, double> step)
    {
        var (first, last) = Range(mean);
        var v = value(last);
        double sum = 0,
            weights = 0;
        for (var j = last; j >= first; j--)
        {
            var weight = Weight(mean, j);
            sum += weight * v;
            weights += weight;
            if (j > first)
            {
                v += step(j - 1);
            }
        }

        return sum / weights;
    }

    private static (int First, int Last) Range(double mean)
    {
        var reach = (10 * Math.Sqrt(mean)) + 40;
        return ((int)Math.Max(0, Math.Floor(mean - reach)), (int)Math.Ceiling(mean + reach));
    }

    /// <summary>Up to a factor that the sum of weights takes out again.</summary>
    private static double Weight(double mean, int j)
    {
        var mode = Math.Floor(mean);
        return mean == 0
            ? (j == 0 ? 1 : 0)
            : Math.Exp(((j - mode) * Math.Log(mean)) - (SpecialFunctions.GammaLn(j + 1) - SpecialFunctions.GammaLn(mode + 1)));
    }
}
