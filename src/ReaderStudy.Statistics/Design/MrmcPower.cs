using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Design;

/// <summary>The power of a two-sided comparison of two treatments in a planned reader study, with what it is made of.</summary>
/// <param name="Power">Probability of a significant difference.</param>
/// <param name="Noncentrality">λ = r d² / 2 over the denominator of the test, for a true difference d and r readers.</param>
/// <param name="DenominatorDf">Of the F test; infinite where it is a χ² test.</param>
/// <param name="Critical">What F (or χ²) must exceed.</param>
public sealed record MrmcPower(double Power, double Noncentrality, double DenominatorDf, double Critical)
{
    /// <summary>From the expected denominator of F = MS(T) / denominator among figures of merit.</summary>
    internal static MrmcPower Of(double difference, int readers, double denominator, double df, double alpha)
    {
        var noncentrality = difference * difference * readers / 2 / denominator;
        var critical = FisherF.Quantile(1 - alpha, 1, df);
        return new MrmcPower(NoncentralF.UpperTail(critical, 1, df, noncentrality), noncentrality, df, critical);
    }

    internal static void RequirePlan(int readers, int cases, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 2);
        RequireShare(alpha);
    }

    internal static void RequireShare(double share)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A probability between 0 and 1 is needed.");
        }
    }
}
