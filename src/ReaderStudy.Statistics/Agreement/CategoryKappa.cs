namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Fleiss' kappa of each category against all others. Case i with n of its r ratings in the category agrees by
/// a_i = (n (n − 1) + (r − n)(r − n − 1)) / (r (r − 1)); chance p² + q², with the derivative (n p + (r − n) q) / r.
/// </summary>
internal static class CategoryKappa
{
    public static CategoryKappaEstimate[] Of(CategoryCounts counts, double[] shares, double nullStandardError)
    {
        var kappas = Kappas(counts, shares);
        var squares = SquaredDeviations(counts, shares, kappas);
        double n = counts.Cases;
        var estimates = new CategoryKappaEstimate[shares.Length];
        for (var k = 0; k < estimates.Length; k++)
        {
            var defined = !double.IsNaN(kappas[k]);
            estimates[k] = new CategoryKappaEstimate(
                counts.Cases,
                shares[k],
                kappas[k],
                defined && n > 1 ? Math.Sqrt(squares[k] / (n * (n - 1))) : double.NaN,
                defined ? nullStandardError : double.NaN
            );
        }

        return estimates;
    }

    private static double[] Kappas(CategoryCounts counts, double[] shares)
    {
        var agreement = new double[shares.Length];
        var used = new bool[shares.Length];
        var missed = new bool[shares.Length];
        for (var i = 0; i < counts.Cases; i++)
        {
            var row = counts[i];
            var ratings = counts.RatingsOf(i);
            var part = ratings < 2 ? 0 : 1.0 / ((double)ratings * (ratings - 1));
            for (var k = 0; k < row.Length; k++)
            {
                used[k] |= row[k] > 0;
                missed[k] |= row[k] < ratings;
                agreement[k] += Pairs(row[k], ratings) * part;
            }
        }

        for (var k = 0; k < shares.Length; k++)
        {
            var expected = Expected(shares[k]);
            // Whether the share is 0 or 1 is told by counting: a mean of parts may miss 1 by a rounding error.
            agreement[k] =
                used[k] && missed[k] && counts.PairedCases > 0
                    ? ((agreement[k] / counts.PairedCases) - expected) / (1 - expected)
                    : double.NaN;
        }

        return agreement;
    }

    private static double[] SquaredDeviations(CategoryCounts counts, double[] shares, double[] kappas)
    {
        var squares = new double[shares.Length];
        var scale = (double)counts.Cases / counts.PairedCases;
        for (var i = 0; i < counts.Cases; i++)
        {
            var row = counts[i];
            var ratings = counts.RatingsOf(i);
            var part = ratings < 2 ? 0 : 1.0 / ((double)ratings * (ratings - 1));
            for (var k = 0; k < row.Length; k++)
            {
                var (p, expected) = (shares[k], Expected(shares[k]));
                var own = ratings < 2 ? 0 : scale * ((Pairs(row[k], ratings) * part) - expected);
                var chance = ((row[k] * p) + ((ratings - row[k]) * (1 - p))) / ratings;
                var deviation = ((own - (2 * (1 - kappas[k]) * (chance - expected))) / (1 - expected)) - kappas[k];
                squares[k] += deviation * deviation;
            }
        }

        return squares;
    }

    /// <summary>Ordered pairs of ratings that agree on whether the case is in the category.</summary>
    private static double Pairs(double inside, double ratings) => (inside * (inside - 1)) + ((ratings - inside) * (ratings - inside - 1));

    private static double Expected(double share) => (share * share) + ((1 - share) * (1 - share));
}
