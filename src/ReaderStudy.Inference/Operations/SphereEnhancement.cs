using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference.Operations;

/// <summary>What is enhanced.</summary>
public enum SphereBrightness
{
    /// <summary>Spheres brighter than what lies around them.</summary>
    Bright,

    /// <summary>Spheres darker than what lies around them.</summary>
    Dark,
}

/// <summary>
/// Enhances spheres and suppresses lines and planes: with the eigenvalues |λ1| ≥ |λ2| ≥ |λ3| of the Hessian at a scale the answer is
/// |λ3|² / |λ1| where all three are negative (bright) or positive (dark), else 0, in the unit of the image; of several scales the greatest.
/// A Gaussian ball of standard deviation s answers most at the scale σ = s · √(2/3).
/// </summary>
/// <remarks>
/// Li Q, Sone S, Doi K (2003). Selective enhancement filters for nodules, vessels, and airway walls in two- and three-dimensional CT scans.
/// Medical Physics 30:2040–2051. doi:10.1118/1.1581411. Derivatives are those of Gaussians with σ in mm along every axis whatever its
/// spacing, times σ² so that scales compare; voxels at the edge go on beyond it. Slices in parallel; besides the answer a few planes a
/// thread are held.
/// </remarks>
public static class SphereEnhancement
{
    /// <summary>The greatest answer of all scales at each voxel.</summary>
    /// <param name="voxels">As many as the grid has, in any unit.</param>
    /// <param name="geometry">Size and spacing.</param>
    /// <param name="scales">σ in mm.</param>
    /// <param name="brightness">What is enhanced.</param>
    /// <param name="cancellationToken">Stops between slices.</param>
    public static float[] Of(
        ReadOnlyMemory<float> voxels,
        VolumeGeometry geometry,
        IReadOnlyList<double> scales,
        SphereBrightness brightness,
        CancellationToken cancellationToken = default
    )
    {
        var size = new GridSize(geometry.Slices, geometry.Rows, geometry.Columns);
        size.Require(voxels.Length, nameof(voxels));
        if (scales.Count == 0 || !scales.All(scale => double.IsFinite(scale) && scale > 0))
        {
            throw new ArgumentException("Scales are positive numbers of millimetres.", nameof(scales));
        }

        var kernels = scales
            .Select(scale =>
                (
                    Through: GaussianKernel.Of(scale / geometry.SliceSpacing),
                    Down: GaussianKernel.Of(scale / geometry.First.RowSpacing),
                    Across: GaussianKernel.Of(scale / geometry.First.ColumnSpacing)
                )
            )
            .ToList();
        var sign = brightness switch
        {
            SphereBrightness.Bright => -1,
            SphereBrightness.Dark => 1,
        };
        var answer = new float[size.Voxels];
        Parallel.For(
            0,
            size.Slices,
            new ParallelOptions { CancellationToken = cancellationToken },
            () => new HessianPlanes(size),
            (slice, _, planes) =>
            {
                var target = answer.AsSpan(slice * size.Plane, size.Plane);
                foreach (var (through, down, across) in kernels)
                {
                    planes.Fill(voxels.Span, slice, through, down, across);
                    Enhance(planes, sign, target);
                }

                return planes;
            },
            _ => { }
        );
        return answer;
    }

    private static void Enhance(HessianPlanes planes, int sign, Span<float> target)
    {
        var (xx, yy, zz, xy, xz, yz) = (planes.XX, planes.YY, planes.ZZ, planes.XY, planes.XZ, planes.YZ);
        for (var i = 0; i < target.Length; i++)
        {
            double a = sign * xx[i];
            double b = sign * yy[i];
            double c = sign * zz[i];
            if (a <= 0 || b <= 0 || c <= 0)
            {
                continue;
            }

            double d = sign * xy[i];
            double e = sign * xz[i];
            double f = sign * yz[i];
            if ((a * b) - (d * d) <= 0 || (a * c) - (e * e) <= 0 || (b * c) - (f * f) <= 0)
            {
                continue;
            }

            var (greatest, _, least) = SymmetricEigenvalues.Of(a, b, c, d, e, f);
            if (least > 0)
            {
                target[i] = Math.Max(target[i], (float)(least * least / greatest));
            }
        }
    }
}
