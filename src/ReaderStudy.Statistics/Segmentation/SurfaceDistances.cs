using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Segmentation;

/// <summary>
/// Distances in mm between the surfaces of two masks. The surface of a mask is its border voxels: those that lack one of six neighbours
/// (four in a single slice), where beyond the grid there is none; so a mask's face on the grid's edge is surface. Each border voxel's
/// distance is that from its centre to the nearest centre of the other mask's border. (<see cref="SurfelDistances"/> has the other model
/// of a surface.) When exactly one mask is empty, the other's distances are +∞; measures other than the normalised surface Dice are NaN
/// when a mask is empty.
/// </summary>
/// <remarks>
/// Maier-Hein L, Reinke A, et al. (2024). Metrics reloaded: recommendations for image analysis validation. Nature Methods 21:195–212.
/// doi:10.1038/s41592-023-02151-z
/// </remarks>
public sealed class SurfaceDistances
{
    private readonly double[] _firstToSecond;
    private readonly double[] _secondToFirst;

    private SurfaceDistances(double[] firstToSecond, double[] secondToFirst) =>
        (_firstToSecond, _secondToFirst) = (firstToSecond, secondToFirst);

    /// <summary>From each border voxel of the first mask (in the order z, y, x) to the second mask's border.</summary>
    public IReadOnlyList<double> FirstToSecond => _firstToSecond;

    /// <summary>From each border voxel of the second mask to the first mask's border.</summary>
    public IReadOnlyList<double> SecondToFirst => _secondToFirst;

    /// <summary>False when a mask is empty: there is no surface to measure to.</summary>
    public bool AreDefined => _firstToSecond.Length > 0 && _secondToFirst.Length > 0;

    /// <summary>The largest distance in either direction.</summary>
    /// <remarks>
    /// Huttenlocher DP, Klanderman GA, Rucklidge WJ (1993). IEEE Transactions on Pattern Analysis and Machine Intelligence 15:850–863.
    /// doi:10.1109/34.232073
    /// </remarks>
    public double Hausdorff => AreDefined ? Math.Max(Largest(_firstToSecond), Largest(_secondToFirst)) : double.NaN;

    /// <summary>Mean distance from the first mask's border to the second's.</summary>
    public double MeanFirstToSecond => AreDefined ? Mean(_firstToSecond) : double.NaN;

    /// <summary>Mean distance from the second mask's border to the first's.</summary>
    public double MeanSecondToFirst => AreDefined ? Mean(_secondToFirst) : double.NaN;

    /// <summary>
    /// Average symmetric surface distance over all border voxels of both masks together, so that the larger surface weighs more: the assd
    /// of medpy since 0.5 and of MetricsReloaded.
    /// </summary>
    public double AssdPooled =>
        AreDefined ? (Sum(_firstToSecond) + Sum(_secondToFirst)) / (_firstToSecond.Length + _secondToFirst.Length) : double.NaN;

    /// <summary>
    /// The mean of the two directed means, so that both surfaces weigh the same: the assd of older medpy and the masd of MetricsReloaded.
    /// </summary>
    public double AssdMeanOfMeans => 0.5 * (MeanFirstToSecond + MeanSecondToFirst);

    /// <summary>Between the borders of two masks of one grid.</summary>
    /// <exception cref="ArgumentException">The masks lie on different grids.</exception>
    public static SurfaceDistances Of(Mask first, Mask second)
    {
        Mask.RequireSameGrid(first, second);
        if (BitGrid.BoundingBox(first.Bits, second.Bits) is not { } box)
        {
            return new SurfaceDistances([], []);
        }

        var (borderOfFirst, borderOfSecond) = (first.Bits.Crop(box).Border(), second.Bits.Crop(box).Border());
        return new SurfaceDistances(
            DistanceTransform.At(borderOfSecond, borderOfFirst, first.Grid),
            DistanceTransform.At(borderOfFirst, borderOfSecond, first.Grid)
        );
    }

    /// <summary>
    /// A percentile (0 to 100; type 7) of the distances of both directions pooled. At 95: the HD95 of medpy.
    /// </summary>
    public double PercentilePooled(double percent) => AreDefined ? Percentile([.. _firstToSecond, .. _secondToFirst], percent) : double.NaN;

    /// <summary>
    /// The larger of the two directions' percentiles (0 to 100; type 7). At 95: the HD95 of MetricsReloaded.
    /// </summary>
    public double PercentileMaxOfDirected(double percent) => Math.Max(PercentileFirstToSecond(percent), PercentileSecondToFirst(percent));

    /// <summary>A percentile of the distances from the first mask's border.</summary>
    public double PercentileFirstToSecond(double percent) => AreDefined ? Percentile([.. _firstToSecond], percent) : double.NaN;

    /// <summary>A percentile of the distances from the second mask's border.</summary>
    public double PercentileSecondToFirst(double percent) => AreDefined ? Percentile([.. _secondToFirst], percent) : double.NaN;

    /// <summary>
    /// Normalised surface Dice, or surface distance: the part of both borders' voxels that lie within <paramref name="tolerance"/> mm of
    /// the other border (at it counts as within). Voxels are counted, as in MetricsReloaded; <see cref="SurfelDistances.SurfaceDice"/>
    /// weighs by area. 0 when exactly one mask is empty, NaN when both are.
    /// </summary>
    /// <remarks>Nikolov S, et al. (2021). Journal of Medical Internet Research 23:e26151. doi:10.2196/26151</remarks>
    public double NormalisedSurfaceDice(double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        double all = _firstToSecond.Length + _secondToFirst.Length;
        return all == 0 ? double.NaN : (Within(_firstToSecond, tolerance) + Within(_secondToFirst, tolerance)) / all;
    }

    private static int Within(double[] distances, double tolerance)
    {
        var within = 0;
        foreach (var distance in distances)
        {
            within += distance <= tolerance ? 1 : 0;
        }

        return within;
    }

    private static double Percentile(double[] distances, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        Array.Sort(distances);
        return SampleQuantile.OfSorted(distances, percent / 100);
    }

    private static double Largest(double[] distances)
    {
        var largest = 0.0;
        foreach (var distance in distances)
        {
            largest = Math.Max(largest, distance);
        }

        return largest;
    }

    private static double Sum(double[] distances)
    {
        var sum = 0.0;
        foreach (var distance in distances)
        {
            sum += distance;
        }

        return sum;
    }

    private static double Mean(double[] distances) => Sum(distances) / distances.Length;
}
