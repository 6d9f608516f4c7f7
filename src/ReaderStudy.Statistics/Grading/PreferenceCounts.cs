using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// Preferences between two arms side by side, each of a case and a reader of its own. (With several readers of one case, take the
/// preferences as scores 1, 0 and −1: <see cref="ReaderCaseMean"/> of them is the net benefit with readers and cases as samples.)
/// </summary>
/// <param name="First">The first arm preferred, a.</param>
/// <param name="Second">The second arm preferred, b.</param>
/// <param name="Ties">No preference, t.</param>
public sealed record PreferenceCounts(int First, int Second, int Ties)
{
    /// <summary>a + b + t.</summary>
    public int Pairs => First + Second + Ties;

    /// <summary>a / (a + b), ties left out; NaN without a preference.</summary>
    public double ShareOfFirst => First + Second == 0 ? double.NaN : (double)First / (First + Second);

    /// <summary>Sign test: exact two-sided binomial p-value of a = b, ties left out; 1 without a preference.</summary>
    /// <remarks>Dixon WJ, Mood AM (1946). Journal of the American Statistical Association 41:557–566. doi:10.1080/01621459.1946.10501898</remarks>
    public double SignTestP() => McNemar.ExactP(First, Second);

    /// <summary>
    /// Trinomial test: exact probability of a net preference |a − b| at least as large among all pairs, each a tie with probability t / n
    /// and else even. Unlike the sign test it knows how many ties there were.
    /// </summary>
    /// <remarks>Bian G, McAleer M, Wong WK (2011). Mathematics and Computers in Simulation 81:1153–1160. doi:10.1016/j.matcom.2010.11.002</remarks>
    public double TrinomialP()
    {
        Check();
        var (n, net) = (Pairs, Math.Abs(First - Second));
        if (net == 0)
        {
            return 1;
        }

        var tie = (double)Ties / n;
        var p = 0.0;
        for (var decided = net; decided <= n; decided++)
        {
            var ties = n - decided;
            var weight = Math.Exp(LogBinomial(n, ties) + Power(tie, ties) + Power(1 - tie, decided));
            // |wins − losses| ≥ net among decided pairs: wins at most (decided − net) / 2, or the same of losses.
            p += weight * 2 * MathNet.Numerics.Distributions.Binomial.CDF(0.5, decided, (decided - net) / 2);
        }

        return Math.Min(1, p);
    }

    /// <summary>Wilson's interval of <see cref="ShareOfFirst"/>.</summary>
    public (double Lower, double Upper) ShareInterval(double level = 0.95)
    {
        Check();
        return Wilson.Interval(First, First + Second, level);
    }

    /// <summary>a / b: ∞ when only the first arm was preferred, NaN without a preference.</summary>
    /// <remarks>Pocock SJ, et al. (2012). European Heart Journal 33:176–182. doi:10.1093/eurheartj/ehr352</remarks>
    public double WinRatio => (double)First / Second;

    /// <summary>exp(ln(a / b) ± z √(1/a + 1/b)); NaN when a or b is 0.</summary>
    public (double Lower, double Upper) WinRatioInterval(double level = 0.95)
    {
        Check();
        return Around(Math.Log(WinRatio), Math.Sqrt((1.0 / First) + (1.0 / Second)), level, First > 0 && Second > 0);
    }

    /// <summary>(a + t/2) / (b + t/2): the win ratio with ties shared.</summary>
    /// <remarks>Brunner E, Vandemeulebroecke M, Mütze T (2021). Statistics in Medicine 40:3367–3384. doi:10.1002/sim.8967</remarks>
    public double WinOdds => (First + (0.5 * Ties)) / (Second + (0.5 * Ties));

    /// <summary>By the delta method from the net benefit d, SE = 2 SE(d) / (1 − d²) of the logarithm; NaN when one arm always won.</summary>
    public (double Lower, double Upper) WinOddsInterval(double level = 0.95)
    {
        Check();
        var d = NetBenefit;
        return Around(Math.Log(WinOdds), 2 * NetBenefitStandardError / (1 - (d * d)), level, Math.Abs(d) < 1);
    }

    /// <summary>(a − b) / n, from −1 to 1; NaN without a pair.</summary>
    /// <remarks>Buyse M (2010). Statistics in Medicine 29:3245–3257. doi:10.1002/sim.3923</remarks>
    public double NetBenefit => (double)(First - Second) / Pairs;

    /// <summary>√(((a + b)/n − d²) / n).</summary>
    public double NetBenefitStandardError => Math.Sqrt(Math.Max(0, ((double)(First + Second) / Pairs) - (NetBenefit * NetBenefit)) / Pairs);

    /// <summary>d ± z·SE, cut at −1 and 1.</summary>
    public (double Lower, double Upper) NetBenefitInterval(double level = 0.95)
    {
        Check();
        var half = StandardNormal.Critical(level) * NetBenefitStandardError;
        return (Math.Max(-1, NetBenefit - half), Math.Min(1, NetBenefit + half));
    }

    private static (double Lower, double Upper) Around(double log, double error, double level, bool defined)
    {
        var half = StandardNormal.Critical(level) * error;
        return defined ? (Math.Exp(log - half), Math.Exp(log + half)) : (double.NaN, double.NaN);
    }

    private static double LogBinomial(int n, int k) =>
        MathNet.Numerics.SpecialFunctions.FactorialLn(n)
        - MathNet.Numerics.SpecialFunctions.FactorialLn(k)
        - MathNet.Numerics.SpecialFunctions.FactorialLn(n - k);

    /// <summary>ln(p^k), with 0⁰ = 1.</summary>
    private static double Power(double p, int k) => k == 0 ? 0 : k * Math.Log(p);

    private void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(First);
        ArgumentOutOfRangeException.ThrowIfNegative(Second);
        ArgumentOutOfRangeException.ThrowIfNegative(Ties);
    }
}
