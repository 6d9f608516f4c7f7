using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>The mean of the Cohen's kappas of all pairs of readers.</summary>
/// <param name="Kappa">NaN when that of a pair is, or with a single reader.</param>
/// <param name="StandardError">By linearisation over cases, all pairs together; NaN where kappa is.</param>
/// <param name="Cases">Cases that at least two readers rated.</param>
/// <param name="Pairs">Each pair's kappa, over the cases that both rated.</param>
public sealed record LightKappaEstimate(double Kappa, double StandardError, int Cases, IReadOnlyList<ReaderPairKappa> Pairs)
{
    /// <summary>Kappa over its standard error.</summary>
    public double T => Kappa / StandardError;

    /// <summary>Two-sided, by Student's t with cases − 1 degrees of freedom.</summary>
    public double TwoSidedP => StudentsT.TwoSidedP(T, Cases - 1);

    /// <summary>Kappa ± t·SE with cases − 1 degrees of freedom, the upper limit cut at 1.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95) => ConfidenceLimits.Student(Kappa, StandardError, Cases - 1, level);
}

/// <param name="First">Index of a reader.</param>
/// <param name="Second">Index of another, later reader.</param>
/// <param name="Kappa">Their Cohen's kappa.</param>
public sealed record ReaderPairKappa(int First, int Second, CohenKappaEstimate Kappa);

/// <summary>
/// Light's kappa: the arithmetic mean of Cohen's kappa over all pairs of readers. Each pair is compared on the cases that both rated; irr drops
/// every case with a missing rating first (<see cref="RatingTable.CompleteCases"/>). The standard error sums, case by case, what the case
/// contributes to every pair's kappa, since the pairs share readers and cases; the z of irr's kappam.light has no such ground and is not given.
/// </summary>
/// <remarks>Light RJ (1971). Psychological Bulletin 76:365–377. doi:10.1037/h0031643</remarks>
public static class LightKappa
{
    /// <summary>Estimates it, unweighted or with weights.</summary>
    public static LightKappaEstimate Of(RatingTable table, AgreementWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var w = weights ?? AgreementWeights.Identity(table.CategoryCount);
        var pairs = new List<ReaderPairKappa>();
        var influence = new double[table.CaseCount];
        var count = table.ReaderCount * (table.ReaderCount - 1) / 2.0;
        for (var g = 0; g < table.ReaderCount; g++)
        {
            for (var h = g + 1; h < table.ReaderCount; h++)
            {
                var cross = CrossTable.Of(table, g, h);
                var kappa = CohenKappa.Of(cross, w);
                pairs.Add(new ReaderPairKappa(g, h, kappa));
                AddInfluence(influence, table, g, h, cross, w, kappa, count);
            }
        }

        var mean = pairs.Count == 0 ? double.NaN : pairs.Average(p => p.Kappa.Kappa);
        var cases = table.PairedCases().CaseCount;
        var squares = influence.Sum(x => x * x);
        var error = cases < 2 || double.IsNaN(mean) ? double.NaN : Math.Sqrt(squares * cases / (cases - 1.0));
        return new LightKappaEstimate(mean, error, cases, pairs);
    }

    /// <summary>A case's part in the pair's kappa, (u_kl − ū) / (n_gh (1 − p_e)), over the number of pairs.</summary>
    private static void AddInfluence(
        double[] influence,
        RatingTable table,
        int first,
        int second,
        CrossTable cross,
        AgreementWeights weights,
        CohenKappaEstimate kappa,
        double pairs
    )
    {
        var (ofFirst, ofSecond) = CohenKappa.Chance(cross, weights);
        var u = cross.Influence(weights, kappa.Kappa, ofFirst, ofSecond);
        var scale = 1 / (pairs * cross.Cases * (1 - kappa.ExpectedAgreement));
        for (var i = 0; i < influence.Length; i++)
        {
            var ratings = table.RatingsOf(i);
            if (ratings[first] >= 0 && ratings[second] >= 0)
            {
                influence[i] += scale * u[ratings[first], ratings[second]];
            }
        }
    }
}
