namespace ReaderStudy.Statistics.Roc;

/// <summary>Cases whose predicted probabilities lie close together.</summary>
/// <param name="Cases">Their number.</param>
/// <param name="MeanPredicted">Mean of the predicted probabilities.</param>
/// <param name="Observed">Share that is positive.</param>
public readonly record struct ReliabilityBin(int Cases, double MeanPredicted, double Observed);

/// <summary>
/// Whether predicted probabilities mean what they say. AUCs do not tell: they see the order only. Slope and intercept are those of the logistic
/// regression of truth on logit p; 1 and 0 are ideal, a slope below 1 means predictions too extreme.
/// </summary>
/// <remarks>
/// Brier GW (1950). Monthly Weather Review 78:1–3. doi:10.1175/1520-0493(1950)078&lt;0001:VOFEIT&gt;2.0.CO;2.
/// Cox DR (1958). Biometrika 45:562–565. doi:10.1093/biomet/45.3-4.562.
/// Van Calster B et al. (2019). BMC Medicine 17:230. doi:10.1186/s12916-019-1466-7
/// </remarks>
/// <param name="Brier">Mean squared distance of probability and truth; 0 is best.</param>
/// <param name="Intercept">Of the regression with a slope; NaN with <paramref name="Slope"/>.</param>
/// <param name="InterceptStandardError">Its standard error.</param>
/// <param name="Slope">NaN where a probability is 0 or 1, all are equal, or they separate the classes: the regression has no finite answer.</param>
/// <param name="SlopeStandardError">Its standard error.</param>
/// <param name="InTheLarge">The intercept with the slope held at 1: below 0, predictions are too high on the whole. NaN where a probability is 0 or 1.</param>
/// <param name="InTheLargeStandardError">Its standard error.</param>
/// <param name="Bins">Of cases in the order of their probabilities, of as equal numbers as ties allow.</param>
public sealed record Calibration(
    double Brier,
    double Intercept,
    double InterceptStandardError,
    double Slope,
    double SlopeStandardError,
    double InTheLarge,
    double InTheLargeStandardError,
    IReadOnlyList<ReliabilityBin> Bins
)
{
    /// <summary>Mean distance of predicted and observed over the bins, weighted by their cases. It depends on the number of bins.</summary>
    public double ExpectedCalibrationError =>
        Bins.Sum(b => b.Cases * Math.Abs(b.MeanPredicted - b.Observed)) / Bins.Sum(b => (double)b.Cases);

    /// <param name="positive">The truth by case.</param>
    /// <param name="probabilities">Predicted, by case.</param>
    /// <param name="bins">At most this many.</param>
    /// <exception cref="BadInputException">By row: a probability outside of 0 and 1. All cases of one class of truth.</exception>
    public static Calibration Of(IReadOnlyList<bool> positive, IReadOnlyList<double> probabilities, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (positive.Count != probabilities.Count)
        {
            throw new ArgumentException("Every case has a truth and a probability.", nameof(probabilities));
        }

        BadInputException.ThrowIfAny([
            .. Enumerable
                .Range(0, probabilities.Count)
                .Where(i => !(probabilities[i] is >= 0 and <= 1))
                .Select(i => new InputFault(i, "A probability lies between 0 and 1.")),
        ]);
        if (!positive.Contains(true) || !positive.Contains(false))
        {
            throw new BadInputException("Calibration needs cases with and without the disease.");
        }

        double[] truth = [.. positive.Select(p => p ? 1.0 : 0)];
        double[] logits = [.. probabilities.Select(p => Math.Log(p / (1 - p)))];
        var (large, largeError) = FitIntercept(truth, logits);
        var (intercept, interceptError, slope, slopeError) = FitSlope(truth, logits);
        return new Calibration(
            truth.Zip(probabilities, (y, p) => (p - y) * (p - y)).Average(),
            intercept,
            interceptError,
            slope,
            slopeError,
            large,
            largeError,
            Binned(truth, probabilities, bins)
        );
    }

    private static (double Value, double Error) FitIntercept(double[] truth, double[] logits)
    {
        double value = 0;
        for (var i = 0; i < 100; i++)
        {
            double gradient = 0,
                information = 0;
            for (var k = 0; k < truth.Length; k++)
            {
                var p = 1 / (1 + Math.Exp(-value - logits[k]));
                gradient += truth[k] - p;
                information += p * (1 - p);
            }

            // A step of at most 1 keeps Newton's method from running away.
            var step = gradient / information;
            value += Math.Clamp(step, -1, 1);
            if (Math.Abs(step) < 1e-13)
            {
                return logits.All(double.IsFinite) ? (value, 1 / Math.Sqrt(information)) : (double.NaN, double.NaN);
            }
        }

        return (double.NaN, double.NaN);
    }

    private static (double Intercept, double InterceptError, double Slope, double SlopeError) FitSlope(double[] truth, double[] logits)
    {
        double a = 0,
            b = 1;
        for (var i = 0; i < 200; i++)
        {
            double ga = 0,
                gb = 0,
                aa = 0,
                ab = 0,
                bb = 0;
            for (var k = 0; k < truth.Length; k++)
            {
                var x = logits[k];
                var p = 1 / (1 + Math.Exp(-a - (b * x)));
                var weight = p * (1 - p);
                ga += truth[k] - p;
                gb += (truth[k] - p) * x;
                aa += weight;
                ab += weight * x;
                bb += weight * x * x;
            }

            var determinant = (aa * bb) - (ab * ab);
            var (stepA, stepB) = (((bb * ga) - (ab * gb)) / determinant, ((aa * gb) - (ab * ga)) / determinant);
            var size = Math.Max(Math.Abs(stepA), Math.Abs(stepB));
            if (!(determinant > 1e-12 * aa * bb) || Math.Abs(b) > 1e3)
            {
                break;
            }

            if (size < 1e-13)
            {
                return (a, Math.Sqrt(bb / determinant), b, Math.Sqrt(aa / determinant));
            }

            var part = Math.Min(1, 2 / size);
            (a, b) = (a + (part * stepA), b + (part * stepB));
        }

        return (double.NaN, double.NaN, double.NaN, double.NaN);
    }

    /// <summary>Equal probabilities stay in one bin.</summary>
    private static List<ReliabilityBin> Binned(double[] truth, IReadOnlyList<double> probabilities, int bins)
    {
        int[] order = [.. Enumerable.Range(0, truth.Length).OrderBy(i => probabilities[i])];
        var all = new List<ReliabilityBin>();
        var start = 0;
        for (var bin = 1; bin <= bins && start < order.Length; bin++)
        {
            var end = Math.Max(start + 1, (int)((long)order.Length * bin / bins));
            while (end < order.Length && probabilities[order[end]] == probabilities[order[end - 1]])
            {
                end++;
            }

            var members = order[start..end];
            all.Add(new ReliabilityBin(members.Length, members.Average(i => probabilities[i]), members.Average(i => truth[i])));
            start = end;
        }

        return all;
    }
}
