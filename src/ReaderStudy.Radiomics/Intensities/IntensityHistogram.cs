namespace ReaderStudy.Radiomics.Intensities;

/// <summary>The intensity histogram: 23 figures of the grey levels. Its gradient is the difference of bins, central but at the ends.</summary>
/// <remarks>IBSI reference manual, intensity histogram features.</remarks>
internal static class IntensityHistogram
{
    public static IReadOnlyList<FeatureValue> Of(GreyLevels levels)
    {
        var counts = new double[levels.Count];
        foreach (var level in levels.Levels)
        {
            if (level > 0)
            {
                counts[level - 1]++;
            }
        }

        var x = new Distribution(levels.Levels.Where(l => l > 0).Select(l => (double)l));
        var shares = Array.ConvertAll(counts, c => c / x.Count);
        var gradient = Gradient(counts);
        var (steepest, deepest) = (Place(gradient, largest: true), Place(gradient, largest: false));
        (FeatureName Name, double Value)[] values =
        [
            (new("X6K6", "Mean discretised intensity"), x.Mean),
            (new("CH89", "Discretised intensity variance"), x.Variance),
            (new("88K1", "Discretised intensity skewness"), x.Skewness),
            (new("C3I7", "Excess discretised intensity kurtosis"), x.ExcessKurtosis),
            (new("WIFQ", "Median discretised intensity"), x.Median),
            (new("1PR8", "Minimum discretised intensity"), x.Minimum),
            (new("GPMT", "10th discretised intensity percentile"), x.Percentile(10)),
            (new("OZ0C", "90th discretised intensity percentile"), x.Percentile(90)),
            (new("3NCY", "Maximum discretised intensity"), x.Maximum),
            (new("AMMC", "Intensity histogram mode"), Mode(counts, x.Mean)),
            (new("WR0O", "Discretised intensity interquartile range"), x.InterquartileRange),
            (new("5Z3W", "Discretised intensity range"), x.Maximum - x.Minimum),
            (new("D2ZX", "Intensity histogram mean absolute deviation"), x.MeanAbsoluteDeviation),
            (new("WRZB", "Intensity histogram robust mean absolute deviation"), x.RobustMeanAbsoluteDeviation),
            (new("4RNL", "Intensity histogram median absolute deviation"), x.MedianAbsoluteDeviation),
            (new("CWYJ", "Intensity histogram coefficient of variation"), x.CoefficientOfVariation),
            (new("SLWD", "Intensity histogram quartile coefficient of dispersion"), x.QuartileCoefficientOfDispersion),
            (new("TLU2", "Discretised intensity entropy"), Information.Entropy(shares)),
            (new("BJ5W", "Discretised intensity uniformity"), shares.Sum(p => p * p)),
            (new("12CE", "Maximum histogram gradient"), steepest.Value),
            (new("8E6O", "Maximum histogram gradient intensity"), steepest.Level),
            (new("VQB3", "Minimum histogram gradient"), deepest.Value),
            (new("RHQZ", "Minimum histogram gradient intensity"), deepest.Level),
        ];
        return
        [
            .. values.Select(v =>
                FeatureValue.Of(
                    v.Name,
                    FeatureFamily.IntensityHistogram,
                    Aggregation.Whole,
                    v.Value,
                    "a histogram of one grey level has no gradient"
                )
            ),
        ];
    }

    /// <summary>The most frequent level; of several the one nearest to the mean, and of two at one distance the lower.</summary>
    private static double Mode(double[] counts, double mean)
    {
        var most = counts.Max();
        return Enumerable.Range(1, counts.Length).Where(level => counts[level - 1] == most).MinBy(level => Math.Abs(level - mean));
    }

    private static double[] Gradient(double[] counts)
    {
        var gradient = new double[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            var (below, above) = (Math.Max(i - 1, 0), Math.Min(i + 1, counts.Length - 1));
            gradient[i] = (counts[above] - counts[below]) / (above - below);
        }

        return gradient;
    }

    /// <summary>The first level of the largest or smallest gradient; NaN where there is none.</summary>
    private static (double Value, double Level) Place(double[] gradient, bool largest)
    {
        if (gradient.Length < 2)
        {
            return (double.NaN, double.NaN);
        }

        var value = largest ? gradient.Max() : gradient.Min();
        return (value, Array.IndexOf(gradient, value) + 1);
    }
}
