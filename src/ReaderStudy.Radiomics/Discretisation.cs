namespace ReaderStudy.Radiomics;

/// <summary>How intensities become grey levels 1, 2, ... for histograms and textures (IBSI reference manual, intensity discretisation).</summary>
public sealed class Discretisation
{
    /// <summary>More levels make no texture, but matrices that fill the memory.</summary>
    public const int MostLevels = 1024;

    private readonly Func<double, double, double, double> _level;
    private readonly int? _levels;

    private Discretisation(string description, int? levels, Func<double, double, double, double> level)
    {
        (Description, _levels, _level) = (description, levels, level);
    }

    /// <summary>In IBSI's words, with its number.</summary>
    public string Description { get; }

    /// <summary>
    /// Fixed bin number (K15C): level = floor(N (X − min) / (max − min)) + 1, and N at the maximum, with the extremes of the intensity mask.
    /// A region of one intensity is all level 1.
    /// </summary>
    public static Discretisation FixedBinNumber(int bins)
    {
        if (bins is < 1 or > MostLevels)
        {
            throw new ArgumentException($"{bins} is no number of bins: 1 to {MostLevels} are.", nameof(bins));
        }

        return new Discretisation(
            $"fixed bin number, {bins} bins",
            bins,
            (x, low, high) => high > low ? Math.Min(bins, Math.Floor(bins * (x - low) / (high - low)) + 1) : 1
        );
    }

    /// <summary>
    /// Fixed bin size (Q3RU): level = floor((X − start) / width) + 1. The number of levels is the highest one of the region.
    /// </summary>
    /// <param name="width">Of a bin, in units of intensity.</param>
    /// <param name="start">
    /// Where the first bin begins: the lower end of the re-segmentation range, so that levels mean the same in all regions. Null: the lowest
    /// intensity of the region itself.
    /// </param>
    public static Discretisation FixedBinSize(double width, double? start = null)
    {
        if (!(double.IsFinite(width) && width > 0) || start is { } given && !double.IsFinite(given))
        {
            throw new ArgumentException("The width of a bin is a number above 0, and its start a number.", nameof(width));
        }

        return new Discretisation(
            FormattableString.Invariant($"fixed bin size, width {width}, from {(start is null ? "the lowest intensity" : start)}"),
            null,
            (x, low, _) => Math.Floor((x - (start ?? low)) / width) + 1
        );
    }

    /// <summary>One level for each voxel of the intensity mask, 0 outside.</summary>
    /// <exception cref="ArgumentException">There would be too many levels, or intensities lie below the start.</exception>
    internal (int[] Levels, int Count) Apply(Region region)
    {
        var values = region.Values();
        var (low, high) = (values.Min(), values.Max());
        var (first, last) = (_level(low, low, high), _level(high, low, high));
        if (first < 1)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The region has intensities from {low}, below the first bin: begin it there, or give a range.")
            );
        }

        if (last > MostLevels)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Intensities from {low} to {high} would make {last} grey levels; {MostLevels} is the most. Widen the bins."
                )
            );
        }

        var levels = new int[region.IntensityMask.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = region.IntensityMask[i] ? (int)_level(region.Intensities[i], low, high) : 0;
        }

        return (levels, _levels ?? (int)last);
    }
}
