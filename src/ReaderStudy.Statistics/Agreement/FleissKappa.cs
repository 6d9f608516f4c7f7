using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>Fleiss' kappa of several readers on nominal categories.</summary>
/// <param name="Cases">Cases with at least one rating.</param>
/// <param name="PairedCases">Cases with at least two ratings.</param>
/// <param name="RatingsPerCase">Ratings of each case; null when cases differ, or without a case.</param>
/// <param name="ObservedAgreement">p_a.</param>
/// <param name="ExpectedAgreement">p_e.</param>
/// <param name="Kappa">(p_a − p_e) / (1 − p_e).</param>
/// <param name="StandardError">By linearisation over cases (Gwet), for intervals.</param>
/// <param name="NullStandardError">Under κ = 0 (Fleiss, Nee and Landis), for the test only; NaN when cases differ in their number of ratings.</param>
/// <param name="PerCategory">Each declared category against all others.</param>
public sealed record FleissKappaEstimate(
    int Cases,
    int PairedCases,
    int? RatingsPerCase,
    double ObservedAgreement,
    double ExpectedAgreement,
    double Kappa,
    double StandardError,
    double NullStandardError,
    IReadOnlyList<CategoryKappaEstimate> PerCategory
) : AgreementEstimate(Cases, PairedCases, ObservedAgreement, ExpectedAgreement, Kappa, StandardError)
{
    /// <summary>Kappa over the standard error under the hypothesis that it is 0.</summary>
    public double Z => Kappa / NullStandardError;

    /// <summary>Two-sided, of kappa = 0, by the normal distribution.</summary>
    public double NullP => StandardNormal.TwoSidedP(Z);

    /// <summary>
    /// Kappa ± z times the null standard error, not cut: what DescTools' KappaM gives. Not a proper interval away from 0; prefer
    /// <see cref="AgreementEstimate.Interval"/>.
    /// </summary>
    public (double Lower, double Upper) NullInterval(double level = 0.95) => ConfidenceLimits.Normal(Kappa, NullStandardError, level);
}

/// <summary>Agreement on one category against all others.</summary>
/// <param name="Share">p_j, the mean over cases of the part of ratings in this category.</param>
/// <param name="Kappa">NaN when the share is 0 or 1, or cases differ in their number of ratings.</param>
/// <param name="NullStandardError">Under κ_j = 0; NaN where kappa is.</param>
public sealed record CategoryKappaEstimate(double Share, double Kappa, double NullStandardError)
{
    /// <summary>Kappa over its null standard error.</summary>
    public double Z => Kappa / NullStandardError;

    /// <summary>Two-sided, of κ_j = 0, by the normal distribution.</summary>
    public double NullP => StandardNormal.TwoSidedP(Z);
}

/// <summary>
/// Fleiss' kappa. With n_ij of the r_i ratings of case i in category j:
/// p_a = mean over cases with r_i ≥ 2 of Σ_j n_ij(n_ij − 1) / (r_i(r_i − 1)),
/// p_j = mean over cases of n_ij / r_i, p_e = Σ_j p_j², κ = (p_a − p_e) / (1 − p_e).
/// With equally many ratings of every case this is Fleiss' definition; else Gwet's extension of it to missing ratings. Packages that drop
/// every case with a missing rating (irr, DescTools, statsmodels) are met by <see cref="RatingTable.CompleteCases"/>. Kappa is NaN when no
/// case has two ratings or when one category was used throughout (p_e = 1).
/// </summary>
/// <remarks>
/// Fleiss JL (1971). Psychological Bulletin 76:378–382. doi:10.1037/h0031619.
/// Null standard errors: Fleiss JL, Nee JCM, Landis JR (1979). Psychological Bulletin 86:974–977. doi:10.1037/0033-2909.86.5.974.
/// Standard error by linearisation, weights and missing ratings: Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., chapter 5.
/// </remarks>
public static class FleissKappa
{
    /// <summary>Estimates kappa, overall and for each category.</summary>
    public static FleissKappaEstimate Of(RatingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Of(table.Counts());
    }

    /// <summary>Estimates kappa from a table: rows are cases, columns categories, a cell how many readers chose it.</summary>
    /// <exception cref="BadInputException">A count is negative, or there is no category.</exception>
    public static FleissKappaEstimate Of(int[,] counts) => Of(CategoryCounts.Of(counts));

    /// <summary>Estimates kappa, overall and for each category.</summary>
    public static FleissKappaEstimate Of(CategoryCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var shares = counts.MeanShares();
        var estimate = Weighted(counts, AgreementWeights.Identity(counts.Categories), shares);
        var ratings = counts.RatingsPerCase;
        return new FleissKappaEstimate(
            counts.Cases,
            counts.PairedCases,
            ratings,
            estimate.ObservedAgreement,
            estimate.ExpectedAgreement,
            estimate.Coefficient,
            estimate.StandardError,
            NullStandardError(counts.Cases, ratings, shares),
            PerCategory(counts, ratings, shares)
        );
    }

    /// <summary>With partial agreement between categories: p_e = Σ w_kl p_k p_l.</summary>
    public static AgreementEstimate Weighted(RatingTable table, AgreementWeights weights)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Weighted(table.Counts(), weights);
    }

    /// <inheritdoc cref="Weighted(RatingTable, AgreementWeights)"/>
    public static AgreementEstimate Weighted(CategoryCounts counts, AgreementWeights weights)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(weights);
        return Weighted(counts, weights, counts.MeanShares());
    }

    private static AgreementEstimate Weighted(CategoryCounts counts, AgreementWeights weights, double[] shares)
    {
        var within = counts.WithinAgreement(weights);
        var chance = CohenKappa.MeanWeights(weights, shares);
        var expected = shares.Zip(chance, (p, c) => p * c).Sum();
        // Exactly one category used: Σp² may miss 1 by a rounding error, so the categories are counted.
        return Linearisation.Estimate(counts, within, expected, counts.MeanPerCase(chance), shares.Count(p => p > 0) > 1);
    }

    /// <summary>√(2 / (n m (m − 1))) · √((Σpq)² − Σpq(q − p)) / Σpq, q = 1 − p.</summary>
    private static double NullStandardError(int cases, int? ratings, double[] shares)
    {
        if (ratings is not >= 2 || shares.Count(p => p > 0) < 2)
        {
            return double.NaN;
        }

        var spread = shares.Sum(p => p * (1 - p));
        var skew = shares.Sum(p => p * (1 - p) * (1 - (2 * p)));
        return CategoryNullStandardError(cases, ratings.Value) * Math.Sqrt((spread * spread) - skew) / spread;
    }

    private static double CategoryNullStandardError(double cases, double ratings) => Math.Sqrt(2 / (cases * ratings * (ratings - 1)));

    /// <summary>κ_j = 1 − Σ_i n_ij(m − n_ij) / (n m (m − 1) p_j q_j).</summary>
    private static CategoryKappaEstimate[] PerCategory(CategoryCounts counts, int? ratings, double[] shares)
    {
        var q = counts.Categories;
        var count = new long[q];
        var squares = new long[q];
        for (var i = 0; i < counts.Cases; i++)
        {
            var row = counts[i];
            for (var k = 0; k < q; k++)
            {
                count[k] += row[k];
                squares[k] += (long)row[k] * row[k];
            }
        }

        double n = counts.Cases,
            m = ratings ?? double.NaN;
        return
        [
            .. Enumerable
                .Range(0, q)
                .Select(k =>
                {
                    var disagreeing = (m * count[k]) - squares[k];
                    var share = count[k] / (n * m);
                    return ratings is not >= 2 || count[k] == 0 || count[k] == (long)(n * m)
                        ? new CategoryKappaEstimate(shares[k], double.NaN, double.NaN)
                        : new CategoryKappaEstimate(
                            shares[k],
                            1 - (disagreeing / (n * m * (m - 1) * share * (1 - share))),
                            CategoryNullStandardError(n, m)
                        );
                }),
        ];
    }
}
