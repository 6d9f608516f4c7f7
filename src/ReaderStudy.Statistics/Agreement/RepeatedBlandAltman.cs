using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Limits of agreement when each case was measured several times. Taking repeats for cases, as the simple analysis does, counts a case more
/// than once; here the variance of a single difference is put together from that of the cases' mean differences and that within cases.
/// </summary>
/// <remarks>
/// Bland JM, Altman DG (2007). Journal of Biopharmaceutical Statistics 17:571–582. doi:10.1080/10543400701329422. Intervals by the method of
/// variance estimates recovery: Zou GY (2013). Statistical Methods in Medical Research 22:630–642. doi:10.1177/0962280211402548
/// </remarks>
/// <param name="Cases">Cases with at least one difference.</param>
/// <param name="Bias">Mean of the cases' mean differences.</param>
/// <param name="VarianceOfMeans">s_d², of the cases' mean differences.</param>
/// <param name="Within">The variances within cases that a single difference has beyond a mean of several.</param>
public sealed record RepeatedBlandAltman(int Cases, double Bias, double VarianceOfMeans, IReadOnlyList<WithinVariance> Within)
{
    /// <summary>Of a single difference: s_d² + Σ (1 − 1/m_h) s_w².</summary>
    public double Variance => VarianceOfMeans + Within.Sum(w => w.Part);

    /// <summary>Bias ± z·√<see cref="Variance"/>, with intervals.</summary>
    public LimitsOfAgreement Limits(double coverage = 0.95, double level = 0.95)
    {
        var z = StandardNormal.Critical(coverage);
        var confidence = StandardNormal.Critical(level);
        var total = Variance;
        double below = 0,
            above = 0;
        void Add(double part, double degrees)
        {
            below += Square(part * (1 - (degrees / ChiSquared.Quantile((1 + level) / 2, degrees))));
            above += Square(part * ((degrees / ChiSquared.Quantile((1 - level) / 2, degrees)) - 1));
        }

        Add(VarianceOfMeans, Cases - 1);
        foreach (var within in Within.Where(w => w.Part > 0))
        {
            Add(within.Part, within.DegreesOfFreedom);
        }

        var sd = Math.Sqrt(total);
        var least = Math.Sqrt(Math.Max(0, total - Math.Sqrt(below)));
        var most = Math.Sqrt(total + Math.Sqrt(above));
        var ofBias = Square(confidence) * VarianceOfMeans / Cases;
        var near = (z * sd) - Math.Sqrt(ofBias + Square(z * (sd - least)));
        var far = (z * sd) + Math.Sqrt(ofBias + Square(z * (most - sd)));
        return new LimitsOfAgreement(Bias - (z * sd), Bias + (z * sd), (Bias - far, Bias - near), (Bias + near, Bias + far));
    }

    /// <summary>
    /// What is measured changes between the repeats, so they come in pairs, one of each method: one list of differences a case.
    /// </summary>
    public static RepeatedBlandAltman OfPairs(IReadOnlyList<IReadOnlyList<double>> differencesByCase)
    {
        var within = WithinVariance.Of(differencesByCase);
        return Of([.. Filled(differencesByCase).Select(c => c.Average())], [within]);
    }

    /// <summary>
    /// What is measured stays the same, so both methods may have any number of repeats of a case: two lists a case. A case that one of the
    /// methods never measured is left out.
    /// </summary>
    /// <exception cref="BadInputException">The methods have different numbers of cases.</exception>
    public static RepeatedBlandAltman OfRepeats(
        IReadOnlyList<IReadOnlyList<double>> firstByCase,
        IReadOnlyList<IReadOnlyList<double>> secondByCase
    )
    {
        ArgumentNullException.ThrowIfNull(firstByCase);
        ArgumentNullException.ThrowIfNull(secondByCase);
        if (firstByCase.Count != secondByCase.Count)
        {
            throw new BadInputException(
                $"{firstByCase.Count} cases of the first and {secondByCase.Count} of the second method do not match."
            );
        }

        var both = Enumerable.Range(0, firstByCase.Count).Where(i => firstByCase[i].Count > 0 && secondByCase[i].Count > 0).ToList();
        return Of(
            [.. both.Select(i => firstByCase[i].Average() - secondByCase[i].Average())],
            [WithinVariance.Of([.. both.Select(i => firstByCase[i])]), WithinVariance.Of([.. both.Select(i => secondByCase[i])])]
        );
    }

    private static RepeatedBlandAltman Of(double[] means, WithinVariance[] within)
    {
        var bias = means.Sum() / means.Length;
        return new RepeatedBlandAltman(means.Length, bias, means.Sum(m => Square(m - bias)) / (means.Length - 1), within);
    }

    private static IEnumerable<IReadOnlyList<double>> Filled(IReadOnlyList<IReadOnlyList<double>> cases) => cases.Where(c => c.Count > 0);

    private static double Square(double x) => x * x;
}
