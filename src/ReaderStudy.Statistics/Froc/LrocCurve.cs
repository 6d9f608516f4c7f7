namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// The empirical LROC curve: the part of diseased cases that are rated above a cutoff and located rightly, against the part of
/// non-diseased cases rated above it. A wrong location counts as the floor of the scale. Cutoffs are the distinct values, each
/// strictly exceeded; the lowest value that occurs is no mark, so the last point lies straight right of the one before, at (1, the part
/// above the lowest).
/// </summary>
/// <remarks>
/// Swensson RG (1996). Unified measurement of observer performance in detecting and localizing target objects on images. Medical Physics
/// 23:1709–1725. doi:10.1118/1.597758
/// </remarks>
public static class LrocCurve
{
    /// <summary>Of one reader under one treatment.</summary>
    public static OperatingCharacteristic Of(LrocReadings readings, int treatment, int reader)
    {
        var bins = LrocBins.Of(readings, treatment, reader);
        return new OperatingCharacteristic(bins.Points());
    }

    /// <summary>
    /// PCL, the probability of correct localisation at a false-positive fraction: linear between the point before
    /// <paramref name="falsePositiveFraction"/> (the highest ordinate there) and the one at or after it (the lowest ordinate there), so
    /// that on a vertical rise the lower end counts. NaN when no non-diseased or no diseased case is there.
    /// </summary>
    public static double CorrectLocalisation(LrocReadings readings, int treatment, int reader, double falsePositiveFraction) =>
        LrocFigure.CorrectLocalisation(falsePositiveFraction).Of(readings, treatment, reader);

    /// <summary>
    /// ALROC, the trapezoidal area from 0 to a false-positive fraction, ending at the ordinate of <see cref="CorrectLocalisation"/>. It is
    /// not divided by the fraction.
    /// </summary>
    public static double AreaUpTo(LrocReadings readings, int treatment, int reader, double falsePositiveFraction) =>
        LrocFigure.Area(falsePositiveFraction).Of(readings, treatment, reader);
}
