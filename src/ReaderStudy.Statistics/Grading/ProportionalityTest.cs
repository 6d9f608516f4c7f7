namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// Score test that covariates have the same odds ratio at every cut between categories, against the model in which each cut has its own:
/// Uᵀ I⁻¹ U at the proportional fit, with I the expected information of the larger model, which need not be fitted. Large values speak
/// against proportional odds; with small cells the test rejects too often.
/// </summary>
/// <remarks>
/// Peterson B, Harrell FE (1990). Applied Statistics 39:205–217. doi:10.2307/2347760; the test that SAS PROC LOGISTIC prints.
/// Cf. Brant R (1990). Biometrics 46:1171–1178. doi:10.2307/2532457
/// </remarks>
public static class ProportionalityTest
{
    /// <summary>Of all covariates at once, with (covariates)·(categories − 2) degrees of freedom.</summary>
    public static ChiSquareTest OfAll(ProportionalOddsFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return Of(fit, [.. Enumerable.Range(0, fit.Coefficients.Count)]);
    }

    /// <summary>
    /// Of some covariates, the others kept proportional. NaN with two categories, where there is nothing to test, when the fit did not
    /// converge, or when the larger model cannot be told from the data.
    /// </summary>
    public static ChiSquareTest Of(ProportionalOddsFit fit, IReadOnlyList<int> covariates)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(covariates);
        var cuts = fit.Likelihood.Thresholds;
        var degreesOfFreedom = covariates.Count * (cuts - 1);
        if (!fit.Converged || degreesOfFreedom == 0)
        {
            return new ChiSquareTest(double.NaN, degreesOfFreedom);
        }

        var (gradient, information) = LargerModel(fit, covariates);
        var step = SymmetricSystem.Of(information)?.Solve(gradient);
        return new ChiSquareTest(step is null ? double.NaN : gradient.Zip(step, (u, s) => u * s).Sum(), degreesOfFreedom);
    }

    /// <summary>
    /// Parameters of the larger model: thresholds, the common coefficients, then for each freed covariate one deviation a cut from the
    /// second on.
    /// </summary>
    private static (double[] Gradient, double[,] Information) LargerModel(ProportionalOddsFit fit, IReadOnlyList<int> freed)
    {
        var likelihood = fit.Likelihood;
        var cuts = likelihood.Thresholds;
        var size = likelihood.Parameters + (freed.Count * (cuts - 1));
        var gradient = new double[size];
        var information = new double[size, size];
        var directions = new double[cuts, size];
        for (var i = 0; i < likelihood.Observations; i++)
        {
            Directions(likelihood, freed, i, directions);
            var predictor = likelihood.Predictor(i, fit.Parameters);
            var densities = new double[cuts];
            var shares = new double[cuts + 1];
            for (var j = 0; j <= cuts; j++)
            {
                var lower = j == 0 ? double.NegativeInfinity : fit.Parameters[j - 1] - predictor;
                var upper = j == cuts ? double.PositiveInfinity : fit.Parameters[j] - predictor;
                shares[j] = OrdinalLikelihood.Between(lower, upper);
                if (j < cuts)
                {
                    densities[j] = OrdinalLikelihood.Logistic(upper) * OrdinalLikelihood.Logistic(-upper);
                }
            }

            var category = likelihood.CategoryOf(i);
            for (var j = 0; j < cuts; j++)
            {
                // The cut's part of the score: its category below gains what that above loses.
                var byCut = densities[j] * ((category == j ? 1 / shares[j] : 0) - (category == j + 1 ? 1 / shares[j + 1] : 0));
                var own = densities[j] * densities[j] * ((1 / shares[j]) + (1 / shares[j + 1]));
                var next = j + 1 < cuts ? -densities[j] * densities[j + 1] / shares[j + 1] : 0;
                for (var r = 0; r < size; r++)
                {
                    gradient[r] += byCut * directions[j, r];
                    for (var c = 0; c < size; c++)
                    {
                        information[r, c] += own * directions[j, r] * directions[j, c];
                        if (j + 1 < cuts)
                        {
                            information[r, c] +=
                                next * ((directions[j, r] * directions[j + 1, c]) + (directions[j + 1, r] * directions[j, c]));
                        }
                    }
                }
            }
        }

        return (gradient, information);
    }

    /// <summary>How the predictor of each cut moves with each parameter.</summary>
    private static void Directions(OrdinalLikelihood likelihood, IReadOnlyList<int> freed, int observation, double[,] directions)
    {
        Array.Clear(directions);
        var cuts = likelihood.Thresholds;
        for (var j = 0; j < cuts; j++)
        {
            directions[j, j] = 1;
            for (var k = 0; k < likelihood.Covariates; k++)
            {
                directions[j, cuts + k] = -likelihood.Covariate(observation, k);
            }

            for (var f = 0; j > 0 && f < freed.Count; f++)
            {
                directions[j, likelihood.Parameters + (f * (cuts - 1)) + j - 1] = -likelihood.Covariate(observation, freed[f]);
            }
        }
    }
}
