namespace ReaderStudy.Radiomics.Intensities;

/// <summary>
/// Intensity-based statistics: 18 figures of the intensities themselves, without discretisation. Intensities must mean something by themselves
/// (HU, SUV).
/// </summary>
/// <remarks>IBSI reference manual, intensity-based statistical features (UHIW).</remarks>
internal static class IntensityStatistics
{
    public static IReadOnlyList<FeatureValue> Of(Region region)
    {
        var x = new Distribution(region.Values());
        (FeatureName Name, double Value)[] values =
        [
            (new("Q4LE", "Mean intensity"), x.Mean),
            (new("ECT3", "Intensity variance"), x.Variance),
            (new("KE2A", "Intensity skewness"), x.Skewness),
            (new("IPH6", "Excess intensity kurtosis"), x.ExcessKurtosis),
            (new("Y12H", "Median intensity"), x.Median),
            (new("1GSF", "Minimum intensity"), x.Minimum),
            (new("QG58", "10th intensity percentile"), x.Percentile(10)),
            (new("8DWT", "90th intensity percentile"), x.Percentile(90)),
            (new("84IY", "Maximum intensity"), x.Maximum),
            (new("SALO", "Intensity interquartile range"), x.InterquartileRange),
            (new("2OJQ", "Intensity range"), x.Maximum - x.Minimum),
            (new("4FUA", "Intensity-based mean absolute deviation"), x.MeanAbsoluteDeviation),
            (new("1128", "Intensity-based robust mean absolute deviation"), x.RobustMeanAbsoluteDeviation),
            (new("N72L", "Intensity-based median absolute deviation"), x.MedianAbsoluteDeviation),
            (new("7TET", "Intensity-based coefficient of variation"), x.CoefficientOfVariation),
            (new("9S40", "Intensity-based quartile coefficient of dispersion"), x.QuartileCoefficientOfDispersion),
            (new("N8CA", "Intensity-based energy"), x.Energy),
            (new("5ZWQ", "Root mean square intensity"), x.RootMeanSquare),
        ];
        return
        [
            .. values.Select(v =>
                FeatureValue.Of(
                    v.Name,
                    FeatureFamily.IntensityStatistics,
                    Aggregation.Whole,
                    v.Value,
                    "what it is divided by, the mean or the sum of the quartiles, is 0"
                )
            ),
        ];
    }
}
