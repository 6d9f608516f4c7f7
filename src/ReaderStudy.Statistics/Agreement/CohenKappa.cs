using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>Cohen's kappa of two readers, weighted or not.</summary>
/// <param name="Cases">Cases that both rated.</param>
/// <param name="ObservedAgreement">p_o = Σ w_kl p_kl.</param>
/// <param name="ExpectedAgreement">p_e = Σ w_kl p_k· p_·l.</param>
/// <param name="Kappa">(p_o − p_e) / (1 − p_e).</param>
/// <param name="StandardError">For intervals (the true kappa may be anything); NaN with a single case.</param>
/// <param name="NullStandardError">For the test that kappa is 0.</param>
public sealed record CohenKappaEstimate(
    int Cases,
    double ObservedAgreement,
    double ExpectedAgreement,
    double Kappa,
    double StandardError,
    double NullStandardError
) : AgreementEstimate(Cases, Cases, ObservedAgreement, ExpectedAgreement, Kappa, StandardError)
{
    /// <summary>Kappa over the standard error under the hypothesis that it is 0.</summary>
    public double Z => Kappa / NullStandardError;

    /// <summary>Two-sided, of kappa = 0, by the normal distribution.</summary>
    public double NullP => StandardNormal.TwoSidedP(Z);
}

/// <summary>
/// Agreement of two readers beyond chance, κ = (p_o − p_e) / (1 − p_e), each reader keeping the shares of categories that they have. Undefined
/// (NaN) when there is no case, or when both readers put every case into one and the same category.
/// <see cref="AgreementEstimate.NormalInterval"/> is that of DescTools, vcd and statsmodels, <see cref="AgreementEstimate.Interval"/> that of irrCAC.
/// </summary>
/// <remarks>
/// Cohen J (1960). Educational and Psychological Measurement 20:37–46. doi:10.1177/001316446002000104.
/// Weighted: Cohen J (1968). Psychological Bulletin 70:213–220. doi:10.1037/h0026256.
/// Both standard errors: Fleiss JL, Cohen J, Everitt BS (1969). Psychological Bulletin 72:323–327. doi:10.1037/h0028106.
/// </remarks>
public static class CohenKappa
{
    /// <summary>Of two readers of a table, over the cases that both rated.</summary>
    public static CohenKappaEstimate Of(RatingTable table, int first = 0, int second = 1, AgreementWeights? weights = null) =>
        Of(CrossTable.Of(table, first, second), weights);

    /// <summary>Unweighted, or with weights for every pair of the table's categories, also of those not used.</summary>
    public static CohenKappaEstimate Of(CrossTable table, AgreementWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var w = weights ?? AgreementWeights.Identity(table.Categories);
        w.Require(table.Categories);
        var (ofFirst, ofSecond) = Chance(table, w);
        var shares = table.FirstShares();
        var expected = shares.Select((p, k) => p * ofFirst[k]).Sum();
        var estimate = table.Estimate(w, expected, ofFirst, ofSecond, !table.IsOneCategory);
        return new CohenKappaEstimate(
            table.Cases,
            estimate.ObservedAgreement,
            expected,
            estimate.Coefficient,
            estimate.StandardError,
            NullStandardError(table, w, expected, ofFirst, ofSecond)
        );
    }

    /// <summary>The largest unweighted kappa that the readers' shares of categories allow: (Σ min(p_k·, p_·k) − p_e) / (1 − p_e).</summary>
    /// <remarks>Cohen (1960), equation 4.</remarks>
    public static double Maximum(CrossTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.IsOneCategory)
        {
            return double.NaN;
        }

        var (first, second) = (table.FirstShares(), table.SecondShares());
        var expected = first.Zip(second, (p, q) => p * q).Sum();
        return (first.Zip(second, Math.Min).Sum() - expected) / (1 - expected);
    }

    /// <summary>Σ_l w_kl p_·l for the first reader's categories, Σ_k w_kl p_k· for the second's.</summary>
    internal static (double[] OfFirst, double[] OfSecond) Chance(CrossTable table, AgreementWeights weights) =>
        (MeanWeights(weights, table.SecondShares()), MeanWeights(weights, table.FirstShares()));

    /// <summary>Σ_l w_kl p_l by k.</summary>
    internal static double[] MeanWeights(AgreementWeights weights, double[] shares)
    {
        var means = new double[shares.Length];
        for (var k = 0; k < means.Length; k++)
        {
            var row = weights.Row(k);
            for (var l = 0; l < shares.Length; l++)
            {
                means[k] += row[l] * shares[l];
            }
        }

        return means;
    }

    /// <summary>√(Σ p_k· p_·l (w_kl − a_k − b_l + p_e)² / n) / (1 − p_e): the other formula's with p_kl = p_k· p_·l and κ = 0.</summary>
    private static double NullStandardError(
        CrossTable table,
        AgreementWeights weights,
        double expected,
        double[] ofFirst,
        double[] ofSecond
    )
    {
        if (table.IsOneCategory)
        {
            return double.NaN;
        }

        var (first, second) = (table.FirstShares(), table.SecondShares());
        var sum = 0.0;
        for (var k = 0; k < first.Length; k++)
        {
            for (var l = 0; l < second.Length; l++)
            {
                // The mean of w − a − b under independence is −p_e.
                var u = weights[k, l] - ofFirst[k] - ofSecond[l] + expected;
                sum += first[k] * second[l] * u * u;
            }
        }

        return Math.Sqrt(sum / table.Cases) / (1 - expected);
    }
}
