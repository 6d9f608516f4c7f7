namespace ReaderStudy.Radiomics.Intensities;

/// <summary>
/// What intensities and grey levels have in common: moments, order statistics, deviations. Variances are of the population; percentiles are
/// interpolated between order statistics, at (n − 1) p (R's type 7).
/// </summary>
internal sealed class Distribution
{
    private readonly double[] _sorted;

    public Distribution(IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];

        // The mean of one number in many voxels may differ from it by a rounding, and what follows from the difference would be noise.
        var isConstant = _sorted[0] == _sorted[^1];
        Mean = isConstant ? _sorted[0] : _sorted.Average();
        Variance = isConstant ? 0 : Moment(2);
    }

    public int Count => _sorted.Length;

    public double Mean { get; }

    public double Variance { get; }

    /// <summary>0 where all values are one, as the manual has it.</summary>
    public double Skewness => Variance == 0 ? 0 : Moment(3) / Math.Pow(Variance, 1.5);

    /// <summary>Of a normal distribution 0; also 0 where all values are one.</summary>
    public double ExcessKurtosis => Variance == 0 ? 0 : (Moment(4) / (Variance * Variance)) - 3;

    public double Minimum => _sorted[0];

    public double Maximum => _sorted[^1];

    public double Median => Percentile(50);

    public double InterquartileRange => Percentile(75) - Percentile(25);

    public double MeanAbsoluteDeviation => MeanDistance(_sorted, Mean);

    /// <summary>The same of the values from the 10th to the 90th percentile.</summary>
    public double RobustMeanAbsoluteDeviation
    {
        get
        {
            var (low, high) = (Percentile(10), Percentile(90));
            var middle = Array.FindAll(_sorted, v => v >= low && v <= high);
            return middle.Length == 0 ? double.NaN : MeanDistance(middle, middle.Average());
        }
    }

    /// <summary>Mean distance from the median.</summary>
    public double MedianAbsoluteDeviation => MeanDistance(_sorted, Median);

    /// <summary>σ / μ; NaN where the mean is 0.</summary>
    public double CoefficientOfVariation => Ratio(Math.Sqrt(Variance), Mean);

    /// <summary>(P75 − P25) / (P75 + P25); NaN where the sum is 0.</summary>
    public double QuartileCoefficientOfDispersion => Ratio(InterquartileRange, Percentile(75) + Percentile(25));

    public double Energy => _sorted.Sum(v => v * v);

    public double RootMeanSquare => Math.Sqrt(Energy / Count);

    public double Percentile(double percent)
    {
        var place = (Count - 1) * percent / 100;
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, Count - 1);
        return _sorted[below] + ((place - below) * (_sorted[above] - _sorted[below]));
    }

    /// <summary>The share of values at or above one.</summary>
    public double ShareFrom(double value)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return (double)(Count - low) / Count;
    }

    private double Moment(int order) => _sorted.Average(v => Math.Pow(v - Mean, order));

    private static double MeanDistance(double[] values, double from) => values.Average(v => Math.Abs(v - from));

    private static double Ratio(double top, double bottom) => bottom == 0 ? double.NaN : top / bottom;
}
