namespace ReaderStudy.Radiomics;

/// <summary>
/// A region of interest: intensities of the whole image, and the region's two masks. Shapes are taken from the morphological mask, intensities
/// and textures from the intensity mask, which re-segmentation makes smaller (IBSI reference manual, re-segmentation).
/// </summary>
public sealed class Region
{
    /// <param name="grid">The image's grid.</param>
    /// <param name="intensities">One value a voxel of the image; column fastest, then row, then slice.</param>
    /// <param name="mask">True where the region is; it becomes both masks.</param>
    /// <exception cref="ArgumentException">
    /// The arrays do not fill the grid, a spacing is no length, the mask is empty, or an intensity is no number.
    /// </exception>
    public Region(VoxelGrid grid, double[] intensities, bool[] mask)
        : this(grid, intensities, mask, mask)
    {
        grid.Check();
        if (intensities.Length != grid.Count || mask.Length != grid.Count)
        {
            throw new ArgumentException(
                $"{intensities.Length} intensities and {mask.Length} voxels of the mask do not fill a grid of {grid.Count} voxels."
            );
        }

        if (!mask.Contains(true))
        {
            throw new ArgumentException("The mask is empty: there is no voxel to take features from.", nameof(mask));
        }

        if (Array.FindIndex(intensities, i => !double.IsFinite(i)) is var bad and >= 0)
        {
            throw new ArgumentException(
                $"The intensity at column {bad % grid.Columns}, row {bad / grid.Columns % grid.Rows}, slice "
                    + $"{bad / (grid.Columns * grid.Rows)} is no number.",
                nameof(intensities)
            );
        }
    }

    private Region(VoxelGrid grid, double[] intensities, bool[] morphologicalMask, bool[] intensityMask)
    {
        (Grid, Intensities, MorphologicalMask, IntensityMask) = (grid, intensities, morphologicalMask, intensityMask);
    }

    public VoxelGrid Grid { get; }

    /// <summary>Of the whole image.</summary>
    public double[] Intensities { get; }

    public bool[] MorphologicalMask { get; }

    public bool[] IntensityMask { get; }

    /// <summary>
    /// Range re-segmentation: voxels outside a closed range of intensities leave the intensity mask.
    /// </summary>
    /// <exception cref="ArgumentException">The range is upside down, or no voxel lies in it.</exception>
    public Region WithinRange(double low, double high)
    {
        if (!(low <= high))
        {
            throw new ArgumentException(FormattableString.Invariant($"{low} to {high} is no range."));
        }

        var mask = new bool[IntensityMask.Length];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = IntensityMask[i] && Intensities[i] >= low && Intensities[i] <= high;
        }

        return mask.Contains(true)
            ? new Region(Grid, Intensities, MorphologicalMask, mask)
            : throw new ArgumentException(FormattableString.Invariant($"No voxel of the region has an intensity from {low} to {high}."));
    }

    /// <summary>
    /// Outlier re-segmentation: voxels more than some standard deviations (of the population) from the mean of the intensity mask leave it.
    /// </summary>
    /// <remarks>Collewet G, Strzelecki M, Mariette F (2004). Magn Reson Imaging 22:81-91, with three standard deviations.</remarks>
    public Region WithoutOutliers(double deviations = 3)
    {
        if (!(deviations > 0))
        {
            throw new ArgumentException("The distance of outliers from the mean is a number of standard deviations above 0.");
        }

        var values = Values();
        var mean = values.Average();
        var spread = deviations * Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return WithinRange(mean - spread, mean + spread);
    }

    /// <summary>The intensities of the intensity mask, in the order of the grid.</summary>
    internal double[] Values()
    {
        var values = new List<double>();
        for (var i = 0; i < IntensityMask.Length; i++)
        {
            if (IntensityMask[i])
            {
                values.Add(Intensities[i]);
            }
        }

        return [.. values];
    }
}
