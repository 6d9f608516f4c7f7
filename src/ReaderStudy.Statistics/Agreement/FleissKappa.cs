using MathNet.Numerics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>Chance-corrected agreement of several raters on nominal categories, with its ingredients.</summary>
/// <param name="Subjects">Subjects with at least one rating.</param>
/// <param name="RatersPerSubject">Ratings of each subject; null when subjects differ.</param>
/// <param name="ObservedAgreement">p_a.</param>
/// <param name="ExpectedAgreement">p_e.</param>
/// <param name="Kappa">(p_a − p_e) / (1 − p_e).</param>
/// <param name="StandardError">By linearisation over subjects; the raters are taken as fixed.</param>
/// <param name="NullStandardError">Under κ = 0; NaN when subjects differ in their number of ratings.</param>
/// <param name="PerCategory">Each category against all others.</param>
public sealed record FleissKappaEstimate(
    int Subjects,
    int? RatersPerSubject,
    double ObservedAgreement,
    double ExpectedAgreement,
    double Kappa,
    double StandardError,
    double NullStandardError,
    IReadOnlyList<CategoryKappaEstimate> PerCategory
)
{
    /// <summary>
    /// κ ± t·SE with <see cref="Subjects"/> − 1 degrees of freedom, the upper limit cut at 1 and the lower not. NaN where the standard
    /// error is.
    /// </summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        if (double.IsNaN(StandardError))
        {
            return (double.NaN, double.NaN);
        }

        var t = StudentT.InvCDF(0, 1, Subjects - 1, (1 + level) / 2);
        return (Kappa - (t * StandardError), Math.Min(1, Kappa + (t * StandardError)));
    }
}

/// <param name="Share">p_j, the mean over subjects of the part of ratings in this category.</param>
/// <param name="Kappa">NaN when the share is 0 or 1.</param>
/// <param name="NullStandardError">Under κ_j = 0; NaN where kappa is.</param>
public sealed record CategoryKappaEstimate(double Share, double Kappa, double NullStandardError);

/// <summary>
/// Fleiss' kappa. With n_ij of the r_i ratings of subject i in category j:
/// p_a = mean over subjects with r_i ≥ 2 of Σ_j n_ij(n_ij − 1) / (r_i(r_i − 1)),
/// p_j = mean over subjects of n_ij / r_i, p_e = Σ_j p_j², κ = (p_a − p_e) / (1 − p_e).
/// With equally many ratings of every subject this is Fleiss' definition; else Gwet's extension of it to missing ratings.
/// </summary>
/// <remarks>
/// Fleiss JL (1971). Psychological Bulletin 76:378–382. doi:10.1037/h0031619.
/// Null standard errors: Fleiss JL, Nee JCM, Landis JR (1979). Psychological Bulletin 86:974–977. doi:10.1037/0033-2909.86.5.974.
/// Standard error by linearisation and missing ratings: Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., chapter 5.
/// </remarks>
public static class FleissKappa
{
    /// <summary>
    /// Estimates kappa from a table of counts: rows are subjects, columns categories, a cell how many raters chose it. Rows without a
    /// rating are left out. Kappa is NaN when no subject has two ratings or when p_e = 1 (one category was used throughout); the
    /// standard error is NaN then and with a single subject.
    /// </summary>
    /// <exception cref="ArgumentException">A count is negative, or there is no category.</exception>
    public static FleissKappaEstimate Of(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var categories = counts.GetLength(1);
        if (categories == 0)
        {
            throw new ArgumentException("There is no category.", nameof(counts));
        }

        var subjects = RatedSubjects(counts);
        var shares = Shares(subjects, categories);
        var observed = ObservedAgreement(subjects);
        var expected = shares.Sum(p => p * p);
        // Exactly one category used: Σp² may miss 1 by a rounding error, so the categories are counted.
        var kappa = shares.Count(p => p > 0) < 2 ? double.NaN : (observed - expected) / (1 - expected);
        int? raters = subjects.Select(r => r.Sum()).Distinct().Take(2).ToList() is [var only] ? only : null;
        return new FleissKappaEstimate(
            subjects.Count,
            raters,
            observed,
            expected,
            kappa,
            LinearisedStandardError(subjects, shares, expected, kappa),
            NullStandardError(subjects.Count, raters, shares),
            [.. Enumerable.Range(0, categories).Select(j => Category(subjects, raters, shares[j], j))]
        );
    }

    private static List<int[]> RatedSubjects(int[,] counts)
    {
        var subjects = new List<int[]>();
        for (var i = 0; i < counts.GetLength(0); i++)
        {
            var row = Enumerable.Range(0, counts.GetLength(1)).Select(j => counts[i, j]).ToArray();
            if (row.Any(n => n < 0))
            {
                throw new ArgumentException($"Row {i} holds a negative count.", nameof(counts));
            }

            if (row.Any(n => n > 0))
            {
                subjects.Add(row);
            }
        }

        return subjects;
    }

    private static double[] Shares(List<int[]> subjects, int categories) =>
        [
            .. Enumerable
                .Range(0, categories)
                .Select(j => subjects.Count == 0 ? double.NaN : subjects.Sum(r => (double)r[j] / r.Sum()) / subjects.Count),
        ];

    private static double ObservedAgreement(List<int[]> subjects)
    {
        var paired = subjects.Where(r => r.Sum() >= 2).ToList();
        return paired.Count == 0 ? double.NaN : paired.Average(AgreementWithin);
    }

    /// <summary>The part of pairs of ratings of one subject that agree; r ≥ 2.</summary>
    private static double AgreementWithin(int[] row)
    {
        double ratings = row.Sum();
        return row.Sum(n => (double)n * (n - 1)) / (ratings * (ratings - 1));
    }

    /// <summary>Gwet 2014, eq. 5.12 in its unweighted form: the variance of the subjects' contributions to κ.</summary>
    private static double LinearisedStandardError(List<int[]> subjects, double[] shares, double expected, double kappa)
    {
        double n = subjects.Count;
        if (double.IsNaN(kappa) || subjects.Count < 2)
        {
            return double.NaN;
        }

        double paired = subjects.Count(r => r.Sum() >= 2);
        var sum = 0.0;
        foreach (var row in subjects)
        {
            double ratings = row.Sum();
            var own = ratings >= 2 ? n / paired * (AgreementWithin(row) - expected) / (1 - expected) : 0;
            var chance = row.Select((count, j) => count * shares[j]).Sum() / ratings;
            var contribution = own - (2 * (1 - kappa) * (chance - expected) / (1 - expected));
            sum += (contribution - kappa) * (contribution - kappa);
        }

        return Math.Sqrt(sum / (n * (n - 1)));
    }

    /// <summary>√(2 / (n m (m − 1))) · √((Σpq)² − Σpq(q − p)) / Σpq, q = 1 − p.</summary>
    private static double NullStandardError(int subjects, int? raters, double[] shares)
    {
        if (raters is not >= 2 || shares.Count(p => p > 0) < 2)
        {
            return double.NaN;
        }

        var spread = shares.Sum(p => p * (1 - p));
        var skew = shares.Sum(p => p * (1 - p) * (1 - (2 * p)));
        return CategoryNullStandardError(subjects, raters.Value) * Math.Sqrt((spread * spread) - skew) / spread;
    }

    private static double CategoryNullStandardError(double subjects, double raters) => Math.Sqrt(2 / (subjects * raters * (raters - 1)));

    /// <summary>κ_j = 1 − Σ_i n_ij(m − n_ij) / (n m (m − 1) p_j q_j).</summary>
    private static CategoryKappaEstimate Category(List<int[]> subjects, int? raters, double share, int category)
    {
        var count = subjects.Sum(r => (long)r[category]);
        if (raters is not >= 2 || count == 0 || count == (long)subjects.Count * raters)
        {
            return new CategoryKappaEstimate(share, double.NaN, double.NaN);
        }

        double n = subjects.Count;
        double m = raters.Value;
        var disagreeing = subjects.Sum(r => r[category] * (m - r[category]));
        var kappa = 1 - (disagreeing / (n * m * (m - 1) * share * (1 - share)));
        return new CategoryKappaEstimate(share, kappa, CategoryNullStandardError(n, m));
    }
}
