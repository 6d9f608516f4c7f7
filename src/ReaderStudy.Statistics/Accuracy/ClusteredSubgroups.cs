using MathNet.Numerics.LinearAlgebra;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Accuracy;

/// <summary>
/// Accuracy by subgroup of units that come in clusters, such as lesions of patients; a cluster may have units in several subgroups (lesions
/// of several sizes). Shares by the ratio estimator, their covariances from the clusters' residuals
/// z_ig = (x_ig − p_g n_ig) / N_g as m/(m − 1) · Σ z_ig z_ih.
/// </summary>
/// <remarks>Rao JNK, Scott AJ (1992). Biometrics 48:577–585. doi:10.2307/2532311</remarks>
/// <param name="Groups">Each subgroup by itself, with its own intervals.</param>
/// <param name="Covariance">Of the shares, over the clusters that have a unit anywhere.</param>
/// <param name="Heterogeneity">
/// Wald's test that all shares are equal, against χ² with one degree of freedom less than there are groups with a unit. NaN when the
/// covariance of the differences is singular: too few clusters, or groups without any error.
/// </param>
public sealed record ClusteredSubgroups(IReadOnlyList<ClusteredProportion> Groups, double[,] Covariance, ChiSquaredTest Heterogeneity)
{
    /// <param name="counts">Rows are clusters, columns subgroups; a cluster without a unit of a subgroup has 0 of 0 there.</param>
    /// <exception cref="BadInputException">A count is negative or more than its units.</exception>
    public static ClusteredSubgroups Of(ClusterCount[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var (clusters, count) = (counts.GetLength(0), counts.GetLength(1));
        var columns = Enumerable.Range(0, count).Select(g => Enumerable.Range(0, clusters).Select(i => counts[i, g]).ToList());
        ClusteredProportion[] groups = [.. columns.Select(c => ClusteredProportion.Of(c))];
        var filled = Enumerable.Range(0, count).Where(g => groups[g].Units > 0).ToList();
        var residuals = Matrix<double>.Build.Dense(
            clusters,
            count,
            (i, g) => groups[g].Units == 0 ? 0 : (counts[i, g].Count - (groups[g].Proportion * counts[i, g].Of)) / groups[g].Units
        );
        double m = Enumerable.Range(0, clusters).Count(i => Enumerable.Range(0, count).Any(g => counts[i, g].Of > 0));
        var covariance = residuals.TransposeThisAndMultiply(residuals) * (m < 2 ? double.NaN : m / (m - 1));
        return new ClusteredSubgroups(groups, covariance.ToArray(), Test(groups, covariance, filled));
    }

    private static ChiSquaredTest Test(ClusteredProportion[] groups, Matrix<double> covariance, List<int> filled)
    {
        var contrasts = filled.Count - 1;
        if (contrasts < 1)
        {
            return new ChiSquaredTest(double.NaN, contrasts);
        }

        var last = filled[^1];
        var differences = Vector<double>.Build.Dense(contrasts, k => groups[filled[k]].Proportion - groups[last].Proportion);
        var spread = Matrix<double>.Build.Dense(
            contrasts,
            contrasts,
            (k, l) => covariance[filled[k], filled[l]] - covariance[filled[k], last] - covariance[last, filled[l]] + covariance[last, last]
        );
        var scale = spread.Diagonal().Maximum();
        if (!(scale > 0) || spread.Svd(false).ConditionNumber is not < 1e12)
        {
            return new ChiSquaredTest(double.NaN, contrasts);
        }

        return new ChiSquaredTest(differences * spread.Solve(differences), contrasts);
    }
}
