namespace ReaderStudy.Statistics.Roc;

/// <summary>An operating point: every case rated at or above the threshold is called positive.</summary>
/// <param name="Threshold">Midway between two adjacent ratings; −∞ calls all cases positive, ∞ none.</param>
/// <param name="TruePositives">Positive cases called positive.</param>
/// <param name="FalsePositives">Negative cases called positive.</param>
/// <param name="Sensitivity">Share of the positive cases called positive.</param>
/// <param name="Specificity">Share of the negative cases called negative.</param>
public readonly record struct RocPoint(double Threshold, int TruePositives, int FalsePositives, double Sensitivity, double Specificity);

/// <summary>
/// The empirical ROC curve: one operating point between each two adjacent ratings, joined by straight lines. Higher ratings mean positive;
/// where lower ones do, negate the ratings, and the thresholds afterwards.
/// </summary>
/// <remarks>
/// Fawcett T (2006). Pattern Recognition Letters 27:861–874. doi:10.1016/j.patrec.2005.10.010.
/// Thresholds as in Robin X et al. (2011). BMC Bioinformatics 12:77. doi:10.1186/1471-2105-12-77
/// </remarks>
public sealed class RocCurve
{
    private readonly RocPoint[] _points;

    private RocCurve(RocPoint[] points, int negatives, int positives, double auc)
    {
        _points = points;
        Negatives = negatives;
        Positives = positives;
        Auc = auc;
    }

    /// <summary>From the point that calls all cases positive (sensitivity 1) to the one that calls none (specificity 1).</summary>
    public IReadOnlyList<RocPoint> Points => _points;

    /// <summary>Number of cases without the disease.</summary>
    public int Negatives { get; }

    /// <summary>Number of cases with it.</summary>
    public int Positives { get; }

    /// <summary>The area under the curve, <see cref="EmpiricalAuc"/>.</summary>
    public double Auc { get; }

    /// <summary>Gini's coefficient, 2 AUC − 1: twice the area between the curve and the diagonal of chance.</summary>
    public double Gini => (2 * Auc) - 1;

    /// <summary>
    /// The curve, in time O(N log N) at most. Either class empty, or a rating that is not a number, throws <see cref="BadInputException"/>.
    /// </summary>
    public static RocCurve Of(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives)
    {
        EmpiricalAuc.RequireNumbers(negatives, "negative");
        EmpiricalAuc.RequireNumbers(positives, "positive");
        if (negatives.IsEmpty || positives.IsEmpty)
        {
            throw new BadInputException("A ROC curve needs cases with and without the disease.");
        }

        double[] sortedNegatives = [.. negatives];
        double[] sortedPositives = [.. positives];
        Array.Sort(sortedNegatives);
        Array.Sort(sortedPositives);
        int n = negatives.Length,
            m = positives.Length;
        var points = new List<RocPoint>();
        int i = 0,
            j = 0;
        long twice = 0;
        var last = double.NegativeInfinity;
        while (i < n || j < m)
        {
            var rating = Math.Min(
                i < n ? sortedNegatives[i] : double.PositiveInfinity,
                j < m ? sortedPositives[j] : double.PositiveInfinity
            );
            points.Add(Point(points.Count == 0 ? double.NegativeInfinity : Between(last, rating), m - j, n - i, m, n));
            int firstNegative = i,
                firstPositive = j;
            while (i < n && sortedNegatives[i] == rating)
            {
                i++;
            }

            while (j < m && sortedPositives[j] == rating)
            {
                j++;
            }

            twice += (long)(j - firstPositive) * (firstNegative + i);
            last = rating;
        }

        points.Add(Point(double.PositiveInfinity, 0, 0, m, n));
        return new RocCurve([.. points], n, m, twice / (2.0 * n * m));
    }

    /// <summary>
    /// The sensitivity at a specificity: the highest of the points that have it, else on the straight line between the two points around it.
    /// </summary>
    public double SensitivityAt(double specificity)
    {
        RequireShare(specificity);
        var next = 0;
        while (_points[next].Specificity < specificity)
        {
            next++;
        }

        var high = _points[next];
        if (high.Specificity == specificity)
        {
            return high.Sensitivity;
        }

        var low = _points[next - 1];
        var part = (specificity - high.Specificity) / (low.Specificity - high.Specificity);
        return high.Sensitivity + (part * (low.Sensitivity - high.Sensitivity));
    }

    /// <summary>
    /// The specificity at a sensitivity: the highest of the points that have it, else on the straight line between the two points around it.
    /// </summary>
    public double SpecificityAt(double sensitivity)
    {
        RequireShare(sensitivity);
        var next = _points.Length - 1;
        while (_points[next].Sensitivity < sensitivity)
        {
            next--;
        }

        var high = _points[next];
        if (high.Sensitivity == sensitivity)
        {
            return high.Specificity;
        }

        var low = _points[next + 1];
        var part = (sensitivity - low.Sensitivity) / (high.Sensitivity - low.Sensitivity);
        return low.Specificity + (part * (high.Specificity - low.Specificity));
    }

    /// <summary>
    /// Expected utility of reading along the curve, the largest sensitivity − slope · (1 − specificity) of its points; the slope of the
    /// iso-utility line is (1 − prevalence) / prevalence times the cost of a false positive over that of a false negative.
    /// </summary>
    /// <remarks>Abbey CK, Samuelson FW, Gallas BD (2013). Academic Radiology 20:798–806. doi:10.1016/j.acra.2013.02.008</remarks>
    public double ExpectedUtility(double slope)
    {
        var best = double.NegativeInfinity;
        foreach (var point in _points)
        {
            best = Math.Max(best, point.Sensitivity - (slope * (1 - point.Specificity)));
        }

        return best;
    }

    internal static void RequireShare(double share)
    {
        if (!(share is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A sensitivity or specificity lies between 0 and 1.");
        }
    }

    private static RocPoint Point(double threshold, int truePositives, int falsePositives, int positives, int negatives) =>
        new(threshold, truePositives, falsePositives, (double)truePositives / positives, (double)(negatives - falsePositives) / negatives);

    /// <summary>Midway between two ratings, without overflow; the upper one where no number lies between them.</summary>
    private static double Between(double low, double high)
    {
        var middle = (low + high) / 2;
        if (Math.Abs(middle) > 1e100)
        {
            middle = (low / 2) + (high / 2);
        }

        return middle == low || double.IsNaN(middle) ? high : middle;
    }
}
