using MathNet.Numerics.LinearAlgebra;

namespace ReaderStudy.Radiomics.Shapes;

/// <summary>
/// The ellipsoid of the voxel centres' covariance: lengths of its axes are four times the roots of the eigenvalues. Sums of squares are divided
/// by the number of voxels less one, which the manual leaves open and its published values show.
/// </summary>
/// <remarks>IBSI reference manual, morphological features: major axis length (TDIC) and those after it.</remarks>
internal sealed record PrincipalAxes(double Major, double Minor, double Least)
{
    /// <summary>Terms of the series for the area.</summary>
    private const int Terms = 20;

    public static PrincipalAxes Of(Region region)
    {
        var centres = Centres(region.Grid, region.MorphologicalMask).ToList();
        var mean = centres.Aggregate((a, b) => a + b) * (1.0 / centres.Count);
        var covariance = Matrix<double>.Build.Dense(3, 3);
        foreach (var centre in centres)
        {
            double[] d = [centre.X - mean.X, centre.Y - mean.Y, centre.Z - mean.Z];
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 3; j++)
                {
                    covariance[i, j] += d[i] * d[j] / Math.Max(1, centres.Count - 1);
                }
            }
        }

        // A dimension without extent has an eigenvalue of 0, which comes out as a number of the rounding's size.
        var eigenvalues = covariance.Evd(Symmetricity.Symmetric).EigenValues.Select(e => e.Real).OrderDescending().ToArray();
        var lengths = Array.ConvertAll(eigenvalues, e => e > 1e-12 * eigenvalues[0] ? 4 * Math.Sqrt(e) : 0);
        return new PrincipalAxes(lengths[0], lengths[1], lengths[2]);
    }

    public double Volume => Math.PI * Major * Minor * Least / 6;

    /// <summary>
    /// A = 4π a b Σ (αβ)^ν / (1 − 4ν²) P_ν((α² + β²) / 2αβ) with semi-axes a, b, c, α² = 1 − b²/a², β² = 1 − c²/a²; the products (αβ)^ν P_ν by
    /// the recurrence of Legendre's polynomials, so that round ellipsoids need no division by 0. NaN without a major axis.
    /// </summary>
    public double Area
    {
        get
        {
            var (a, b, c) = (Major / 2, Minor / 2, Least / 2);
            var (alpha, beta) = (1 - (b * b / (a * a)), 1 - (c * c / (a * a)));
            var (before, now, sum) = (0.0, 1.0, 0.0);
            for (var n = 0; n <= Terms; n++)
            {
                sum += now / (1 - (4.0 * n * n));
                (before, now) = (now, ((((2 * n) + 1) * (alpha + beta) / 2 * now) - (n * alpha * beta * before)) / (n + 1));
            }

            return 4 * Math.PI * a * b * sum;
        }
    }

    /// <summary>The centres of a mask's voxels in mm.</summary>
    public static IEnumerable<Vector3> Centres(VoxelGrid grid, bool[] mask)
    {
        var index = 0;
        for (var slice = 0; slice < grid.Slices; slice++)
        {
            for (var row = 0; row < grid.Rows; row++)
            {
                for (var column = 0; column < grid.Columns; column++, index++)
                {
                    if (mask[index])
                    {
                        yield return new Vector3(column * grid.ColumnSpacing, row * grid.RowSpacing, slice * grid.SliceSpacing);
                    }
                }
            }
        }
    }
}
