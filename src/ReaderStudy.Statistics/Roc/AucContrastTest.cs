using MathNet.Numerics.LinearAlgebra;
using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Wald's test that all AUCs of several curves of the same cases are equal: χ² = (Lθ)ᵀ (L S Lᵀ)⁻ (Lθ), L the differences from the first
/// curve, S DeLong's covariance matrix. Where curves repeat each other the generalised inverse is taken, and its rank is the degrees of
/// freedom.
/// </summary>
/// <remarks>DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595</remarks>
/// <param name="Aucs">By curve.</param>
/// <param name="Covariance">DeLong's matrix.</param>
/// <param name="ChiSquare">The statistic; NaN when no difference has a variance.</param>
/// <param name="DegreesOfFreedom">Curves − 1, less what repeats.</param>
public sealed record AucContrastTest(double[] Aucs, double[,] Covariance, double ChiSquare, int DegreesOfFreedom)
{
    /// <summary>The probability of a larger statistic were all AUCs equal.</summary>
    public double P => ChiSquared.UpperTail(ChiSquare, DegreesOfFreedom);

    /// <summary>Of two or more curves of the same cases in the same order.</summary>
    public static AucContrastTest Of(IReadOnlyList<Placements> curves)
    {
        if (curves.Count < 2)
        {
            throw new ArgumentException("At least two curves are compared.", nameof(curves));
        }

        var covariance = DeLong.CovarianceMatrix(curves);
        var contrasts = Matrix<double>.Build.Dense(
            curves.Count - 1,
            curves.Count,
            (row, column) => column == 0 ? 1 : (column == row + 1 ? -1 : 0)
        );
        var differences = contrasts * Vector<double>.Build.Dense([.. curves.Select(c => c.Auc)]);
        var variance = contrasts * Matrix<double>.Build.DenseOfArray(covariance) * contrasts.Transpose();
        double[] aucs = [.. curves.Select(c => c.Auc)];
        if (variance.Enumerate().Any(v => !double.IsFinite(v)))
        {
            return new AucContrastTest(aucs, covariance, double.NaN, curves.Count - 1);
        }

        var svd = variance.Svd();
        var floor = 1e-12 * Math.Max(svd.S[0], 1e-300);
        double chiSquare = 0;
        var rank = 0;
        var rotated = svd.U.Transpose() * differences;
        for (var i = 0; i < svd.S.Count; i++)
        {
            if (svd.S[i] > floor)
            {
                chiSquare += rotated[i] * rotated[i] / svd.S[i];
                rank++;
            }
        }

        return new AucContrastTest(aucs, covariance, rank == 0 ? double.NaN : chiSquare, rank);
    }
}
