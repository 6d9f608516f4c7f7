namespace ReaderStudy.Statistics.Segmentation;

/// <summary>
/// How two masks of one grid share their voxels. With a and b voxels in the masks, i in both, and N in the grid, the measures below
/// follow. All are NaN where their denominator is 0: two empty masks have no overlap to speak of (MetricsReloaded answers 1 for their
/// Dice, medpy 0, surface-distance NaN).
/// </summary>
/// <param name="First">Voxels of the first mask, a.</param>
/// <param name="Second">Voxels of the second mask, b; where one of them is the reference, it is this one unless a name says otherwise.</param>
/// <param name="Intersection">Voxels in both, i.</param>
/// <param name="Voxels">Voxels of the grid, N.</param>
/// <param name="VoxelVolume">In mm³.</param>
/// <remarks>
/// Taha AA, Hanbury A (2015). Metrics for evaluating 3D medical image segmentation. BMC Medical Imaging 15:29.
/// doi:10.1186/s12880-015-0068-x
/// </remarks>
public sealed record Overlap(long First, long Second, long Intersection, long Voxels, double VoxelVolume)
{
    /// <exception cref="ArgumentException">The masks lie on different grids.</exception>
    public static Overlap Of(Mask first, Mask second)
    {
        Mask.RequireSameGrid(first, second);
        return new Overlap(first.Count, second.Count, first.Bits.CountShared(second.Bits), first.Grid.Voxels, first.Grid.VoxelVolume);
    }

    /// <summary>Voxels in at least one of them, a + b − i.</summary>
    public long Union => First + Second - Intersection;

    /// <summary>2i / (a + b): the F1 score of one mask's voxels as predictions of the other's.</summary>
    /// <remarks>Dice LR (1945). Ecology 26:297–302. doi:10.2307/1932409</remarks>
    public double Dice => Ratio(2.0 * Intersection, First + Second);

    /// <summary>i / (a + b − i), the intersection over the union; D / (2 − D) of the Dice coefficient D.</summary>
    public double Jaccard => Ratio(Intersection, Union);

    /// <summary>1 − |a − b| / (a + b): 1 for equal volumes, wherever they lie.</summary>
    public double VolumetricSimilarity => 1 - Ratio(Math.Abs(First - Second), First + Second);

    /// <summary>i / a: how much of the first mask, taken as the reference, the second one finds.</summary>
    public double SensitivityOfSecond => Ratio(Intersection, First);

    /// <summary>i / b: how much of the second mask lies in the first one, taken as the reference.</summary>
    public double PrecisionOfSecond => Ratio(Intersection, Second);

    /// <summary>In mm³.</summary>
    public double FirstVolume => First * VoxelVolume;

    /// <summary>In mm³.</summary>
    public double SecondVolume => Second * VoxelVolume;

    /// <summary>(a − b) / b, signed: negative when the first mask is smaller than the reference.</summary>
    public double RelativeVolumeDifference => Ratio(First - Second, Second);

    /// <summary>Voxels in neither mask.</summary>
    public long Neither => Voxels - Union;

    /// <summary>
    /// Matthews correlation of the two masks over all voxels of the grid; it grows with the grid's empty part. NaN when a mask is empty
    /// or fills the grid. (MetricsReloaded gives it with the seven digits of single precision.)
    /// </summary>
    public double MatthewsCorrelation
    {
        get
        {
            double tp = Intersection,
                onlyFirst = First - Intersection,
                onlySecond = Second - Intersection,
                tn = Neither;
            var scale = Math.Sqrt(First) * Math.Sqrt(Second) * Math.Sqrt(Voxels - First) * Math.Sqrt(Voxels - Second);
            return Ratio((tp * tn) - (onlyFirst * onlySecond), scale);
        }
    }

    /// <summary>
    /// Cohen's kappa of the two masks over all voxels of the grid, 2(i·n − (a − i)(b − i)) / (a(N − b) + b(N − a)) with n voxels in
    /// neither. NaN when both masks are empty or both fill the grid. (MetricsReloaded rounds its observed agreement to single precision,
    /// so that its kappa of an empty mask is not quite 0.)
    /// </summary>
    public double CohenKappa
    {
        get
        {
            double tp = Intersection,
                onlyFirst = First - Intersection,
                onlySecond = Second - Intersection,
                tn = Neither;
            return Ratio(
                2 * ((tp * tn) - (onlyFirst * onlySecond)),
                ((double)First * (Voxels - Second)) + ((double)Second * (Voxels - First))
            );
        }
    }

    private static double Ratio(double part, double whole) => whole == 0 ? double.NaN : part / whole;
}
