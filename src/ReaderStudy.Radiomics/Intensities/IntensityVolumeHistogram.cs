namespace ReaderStudy.Radiomics.Intensities;

/// <summary>
/// The intensity-volume histogram: the share of the region at or above an intensity, for calibrated, discrete units. Intensities are counted in
/// steps from the lowest one of the region; the intensity fraction is γ = (i − min) / (max − min).
/// </summary>
/// <remarks>IBSI reference manual, intensity-volume histogram features; the area under the curve (9CMM) has no reference value and is left out.</remarks>
internal static class IntensityVolumeHistogram
{
    public static IReadOnlyList<FeatureValue> Of(Region region, double step)
    {
        if (!(double.IsFinite(step) && step > 0))
        {
            throw new ArgumentException("A step of intensity is a number above 0.", nameof(step));
        }

        var values = region.Values();
        var low = values.Min();
        var steps = new Distribution(values.Select(v => Math.Floor(((v - low) / step) + 1e-9)));
        var (v10, v90) = (VolumeAt(steps, 0.1), VolumeAt(steps, 0.9));
        var (i10, i90) = (IntensityAt(steps, 0.1), IntensityAt(steps, 0.9));
        (FeatureName Name, double Value, string Reason)[] features =
        [
            (new("BC2M", "Volume at intensity fraction 10%"), v10, OneIntensity),
            (new("BC2M", "Volume at intensity fraction 90%"), v90, OneIntensity),
            (new("GBPN", "Intensity at volume fraction 10%"), low + (i10 * step), TooMany),
            (new("GBPN", "Intensity at volume fraction 90%"), low + (i90 * step), TooMany),
            (new("DDTU", "Volume fraction difference between intensity 10% and 90% fractions"), v10 - v90, OneIntensity),
            (new("CNV2", "Intensity fraction difference between volume 10% and 90% fractions"), (i10 - i90) * step, TooMany),
        ];
        return
        [
            .. features.Select(f => FeatureValue.Of(f.Name, FeatureFamily.IntensityVolumeHistogram, Aggregation.Whole, f.Value, f.Reason)),
        ];
    }

    private const string OneIntensity = "the region has one intensity only";

    private const string TooMany = "more voxels than the fraction have the highest intensity";

    /// <summary>The largest share of the volume whose intensity fraction is at least γ; NaN for one intensity.</summary>
    private static double VolumeAt(Distribution steps, double fraction) =>
        steps.Maximum > 0 ? steps.ShareFrom(Math.Ceiling((fraction * steps.Maximum) - 1e-9)) : double.NaN;

    /// <summary>The lowest intensity, in steps, present in at most a share of the volume; NaN where even the highest is in more.</summary>
    private static double IntensityAt(Distribution steps, double share)
    {
        var (low, high) = (0.0, steps.Maximum);
        if (steps.ShareFrom(high) > share)
        {
            return double.NaN;
        }

        while (low < high)
        {
            var middle = Math.Floor((low + high) / 2);
            (low, high) = steps.ShareFrom(middle) > share ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
