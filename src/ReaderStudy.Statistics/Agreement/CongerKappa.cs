namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Conger's kappa of several readers: chance as for Cohen's kappa, each reader with their own shares of categories,
/// p_e = mean over pairs of readers g ≠ h of Σ w_kl p_gk p_hl. With two readers it is Cohen's kappa, unweighted on complete cases it is the
/// "exact" Fleiss' kappa of irr. Ratings may be missing; a reader without any is left out. NaN when no case has two ratings or when one
/// category was used throughout.
/// </summary>
/// <remarks>
/// Conger AJ (1980). Psychological Bulletin 88:322–328. doi:10.1037/0033-2909.88.2.322.
/// Standard error, weights and missing ratings: Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., section 5.3.
/// </remarks>
public static class CongerKappa
{
    /// <summary>Estimates it, unweighted or with weights.</summary>
    public static AgreementEstimate Of(RatingTable table, AgreementWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (estimate, _) = WithContributions(table, weights ?? AgreementWeights.Identity(table.CategoryCount));
        return estimate;
    }

    /// <summary>The estimate, and what each rated case contributes to it; the contributions' mean is kappa.</summary>
    internal static (AgreementEstimate Estimate, double[] Contributions) WithContributions(RatingTable table, AgreementWeights weights)
    {
        var counts = table.Counts();
        var within = counts.WithinAgreement(weights);
        var (totals, shares) = Shares(table);
        var readers = totals.Count(t => t > 0);
        var mean = Mean(shares, totals, readers);
        var chanceOfMean = CohenKappa.MeanWeights(weights, mean);

        // Σ_{g ≠ h} p_g' W p_h = R² p̄' W p̄ − Σ_g p_g' W p_g.
        var own = 0.0;
        for (var g = 0; g < totals.Length; g++)
        {
            own += totals[g] > 0 ? Dot(shares[g], CohenKappa.MeanWeights(weights, shares[g])) : 0;
        }

        var expected = (((double)readers * readers * Dot(mean, chanceOfMean)) - own) / (readers * (readers - 1.0));
        var chance = ChancePerCase(table, counts, totals, shares, weights, chanceOfMean, readers);
        var estimate = Linearisation.Estimate(counts, within, expected, chance, mean.Count(p => p > 0) > 1);
        return (estimate, Linearisation.Contributions(counts, within, expected, chance, estimate.Coefficient));
    }

    private static (int[] Totals, double[][] Shares) Shares(RatingTable table)
    {
        var totals = new int[table.ReaderCount];
        var shares = new double[table.ReaderCount][];
        for (var g = 0; g < shares.Length; g++)
        {
            shares[g] = new double[table.CategoryCount];
        }

        for (var i = 0; i < table.CaseCount; i++)
        {
            var ratings = table.RatingsOf(i);
            for (var g = 0; g < ratings.Length; g++)
            {
                if (ratings[g] >= 0)
                {
                    totals[g]++;
                    shares[g][ratings[g]]++;
                }
            }
        }

        for (var g = 0; g < shares.Length; g++)
        {
            for (var k = 0; k < table.CategoryCount && totals[g] > 0; k++)
            {
                shares[g][k] /= totals[g];
            }
        }

        return (totals, shares);
    }

    private static double[] Mean(double[][] shares, int[] totals, int readers)
    {
        var mean = new double[shares.Length == 0 ? 0 : shares[0].Length];
        for (var g = 0; g < shares.Length; g++)
        {
            for (var k = 0; k < mean.Length && totals[g] > 0; k++)
            {
                mean[k] += shares[g][k] / readers;
            }
        }

        return mean;
    }

    /// <summary>
    /// e_i = Σ_g (n / n_g) (B_g(rating) − (ε_ig − n_g / n) Σ_l p_gl B_gl) / (R (R − 1)) with B_gl = Σ_k w_kl (R p̄_k − p_gk), what the other
    /// readers give to category l; ε_ig tells whether reader g rated the case.
    /// </summary>
    private static double[] ChancePerCase(
        RatingTable table,
        CategoryCounts counts,
        int[] totals,
        double[][] shares,
        AgreementWeights weights,
        double[] chanceOfMean,
        int readers
    )
    {
        double n = counts.Cases;
        var others = new double[totals.Length][];
        var average = new double[totals.Length];
        for (var g = 0; g < others.Length; g++)
        {
            var own = CohenKappa.MeanWeights(weights, shares[g]);
            others[g] = [.. chanceOfMean.Select((c, l) => (readers * c) - own[l])];
            average[g] = Dot(shares[g], others[g]);
        }

        var chance = new double[counts.Cases];
        var rated = 0;
        for (var i = 0; i < table.CaseCount; i++)
        {
            var ratings = table.RatingsOf(i);
            var sum = 0.0;
            var any = false;
            for (var g = 0; g < ratings.Length; g++)
            {
                if (totals[g] == 0)
                {
                    continue;
                }

                any |= ratings[g] >= 0;
                sum += average[g] + (ratings[g] < 0 ? 0 : (n / totals[g] * (others[g][ratings[g]] - average[g])));
            }

            if (any)
            {
                chance[rated++] = sum / (readers * (readers - 1.0));
            }
        }

        return chance;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }
}
