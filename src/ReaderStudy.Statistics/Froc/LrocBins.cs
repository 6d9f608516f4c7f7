namespace ReaderStudy.Statistics.Froc;

/// <summary>Counts of non-diseased ratings and of rightly located diseased ratings by distinct value, ascending.</summary>
internal sealed class LrocBins
{
    private readonly double[] _values;
    private readonly int[] _nonDiseased;
    private readonly int[] _located;
    private readonly int _nonDiseasedCases;
    private readonly int _diseasedCases;

    private LrocBins(double[] values, int[] nonDiseased, int[] located)
    {
        (_values, _nonDiseased, _located) = (values, nonDiseased, located);
        (_nonDiseasedCases, _diseasedCases) = (nonDiseased.Sum(), located.Sum());
    }

    public static LrocBins Of(LrocReadings readings, int treatment, int reader)
    {
        var scores = Scores(readings, treatment, reader);
        double[] values = [.. scores.Distinct().Order()];
        var (x, y) = (new int[values.Length], new int[values.Length]);
        for (var k = 0; k < scores.Length; k++)
        {
            (readings.Ratings.Diseased[k] ? y : x)[Array.BinarySearch(values, scores[k])]++;
        }

        return new LrocBins(values, x, y);
    }

    /// <summary>By case: the rating, and the floor where a diseased case was not located.</summary>
    public static double[] Scores(LrocReadings readings, int treatment, int reader)
    {
        var scores = readings.Ratings.Of(treatment, reader).ToArray();
        for (var k = 0; k < scores.Length; k++)
        {
            if (readings.Ratings.Diseased[k] && !readings.IsLocated(treatment, reader, k))
            {
                scores[k] = readings.Floor;
            }
        }

        return scores;
    }

    /// <summary>The same without one case of a value.</summary>
    public LrocBins Without(bool diseased, double value)
    {
        var at = Array.BinarySearch(_values, value);
        var (x, y) = ((int[])_nonDiseased.Clone(), (int[])_located.Clone());
        (diseased ? y : x)[at]--;
        if (x[at] + y[at] > 0)
        {
            return new LrocBins(_values, x, y);
        }

        return new LrocBins(Removed(_values, at), Removed(x, at), Removed(y, at));
    }

    /// <summary>From the origin on.</summary>
    public List<OperatingPoint> Points()
    {
        var points = new List<OperatingPoint> { new(double.PositiveInfinity, 0, 0) };
        int falsePositives = 0,
            found = 0;
        for (var b = _values.Length - 1; b > 0; b--)
        {
            falsePositives += _nonDiseased[b];
            found += _located[b];
            points.Add(new OperatingPoint(_values[b], (double)falsePositives / _nonDiseasedCases, (double)found / _diseasedCases));
        }

        points.Add(new OperatingPoint(double.NegativeInfinity, 1, points[^1].Y));
        return points;
    }

    /// <summary>The ordinate at a false-positive fraction, and the area up to it; NaN without cases of both kinds.</summary>
    public (double Ordinate, double Area) At(double fraction)
    {
        if (_nonDiseasedCases == 0 || _diseasedCases == 0)
        {
            return (double.NaN, double.NaN);
        }

        double x = 0,
            y = 0,
            area = 0;
        int falsePositives = 0,
            found = 0;
        for (var b = _values.Length - 1; b >= 0; b--)
        {
            // The lowest value is no mark: from it the curve goes straight to the right.
            falsePositives = b == 0 ? _nonDiseasedCases : falsePositives + _nonDiseased[b];
            found += b == 0 ? 0 : _located[b];
            var (nextX, nextY) = ((double)falsePositives / _nonDiseasedCases, (double)found / _diseasedCases);
            if (nextX >= fraction)
            {
                var ordinate = y + ((nextY - y) * (fraction - x) / (nextX - x));
                return (ordinate, area + ((fraction - x) * (y + ordinate) / 2));
            }

            area += (nextX - x) * (y + nextY) / 2;
            (x, y) = (nextX, nextY);
        }

        throw new InvalidOperationException("The curve ends at 1.");
    }

    private static T[] Removed<T>(T[] items, int at) => [.. items[..at], .. items[(at + 1)..]];
}
