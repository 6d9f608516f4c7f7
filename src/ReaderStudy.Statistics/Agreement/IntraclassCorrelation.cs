using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>One form of the intraclass correlation, with its F test of ρ = ρ₀ and its interval.</summary>
/// <param name="Value">ρ̂; it can be negative.</param>
/// <param name="F">The test's statistic.</param>
/// <param name="NumeratorDegreesOfFreedom">n − 1.</param>
/// <param name="DenominatorDegreesOfFreedom">A real number for absolute agreement.</param>
/// <param name="Lower">Of the two-sided interval; NaN, as the upper limit, when the error is exactly 0.</param>
/// <param name="Upper">Of the two-sided interval.</param>
public sealed record IntraclassEstimate(
    double Value,
    double F,
    double NumeratorDegreesOfFreedom,
    double DenominatorDegreesOfFreedom,
    double Lower,
    double Upper
)
{
    /// <summary>The probability of a larger F when ρ = ρ₀: a one-sided test.</summary>
    public double P => FisherF.UpperTail(F, NumeratorDegreesOfFreedom, DenominatorDegreesOfFreedom);
}

/// <summary>
/// Intraclass correlations of k readers who each measured n cases, in all six forms, from the mean squares of the two-way layout. Shrout and
/// Fleiss call them (1,1), (2,1), (3,1) and (1,k), (2,k), (3,k); McGraw and Wong 1, A, C and k of each. Each takes its level and the ρ₀ of
/// its test.
/// </summary>
/// <remarks>
/// Shrout PE, Fleiss JL (1979). Psychological Bulletin 86:420–428. doi:10.1037/0033-2909.86.2.420.
/// McGraw KO, Wong SP (1996). Psychological Methods 1:30–46 and the correction on p. 390. doi:10.1037/1082-989X.1.1.30
/// </remarks>
/// <param name="Cases">n.</param>
/// <param name="Readers">k.</param>
/// <param name="CaseMeanSquare">MS_R, between cases, n − 1 degrees of freedom.</param>
/// <param name="ReaderMeanSquare">MS_C, between readers, k − 1 degrees of freedom.</param>
/// <param name="ErrorMeanSquare">MS_E, the rest, (n − 1)(k − 1) degrees of freedom.</param>
/// <param name="WithinMeanSquare">MS_W, within cases, n(k − 1) degrees of freedom.</param>
public sealed record IntraclassCorrelation(
    int Cases,
    int Readers,
    double CaseMeanSquare,
    double ReaderMeanSquare,
    double ErrorMeanSquare,
    double WithinMeanSquare
)
{
    /// <summary>From cases as rows and readers as columns. A case with a missing value (NaN) is left out; see <see cref="VarianceComponents"/> to keep it.</summary>
    public static IntraclassCorrelation Of(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var k = values.GetLength(1);
        var rows = Enumerable.Range(0, values.GetLength(0)).Where(i => !Enumerable.Range(0, k).Any(j => double.IsNaN(values[i, j])));
        int[] complete = [.. rows];
        var n = complete.Length;
        var readerMeans = new double[k];
        var caseMeans = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < k; j++)
            {
                caseMeans[i] += values[complete[i], j] / k;
                readerMeans[j] += values[complete[i], j] / n;
            }
        }

        var mean = caseMeans.Sum() / n;
        // Rounding is not a disagreement: readers who agree exactly have an error of exactly 0.
        var noise = 1e-14 * complete.SelectMany(i => Enumerable.Range(0, k).Select(j => Math.Abs(values[i, j]))).DefaultIfEmpty().Max();
        double cases = 0,
            readers = 0,
            within = 0,
            error = 0;
        for (var i = 0; i < n; i++)
        {
            cases += k * Square(caseMeans[i] - mean);
            for (var j = 0; j < k; j++)
            {
                var value = values[complete[i], j];
                within += Square(Beyond(value - caseMeans[i], noise));
                error += Square(Beyond(value - caseMeans[i] - readerMeans[j] + mean, noise));
            }
        }

        for (var j = 0; j < k; j++)
        {
            readers += n * Square(readerMeans[j] - mean);
        }

        return new IntraclassCorrelation(n, k, cases / (n - 1), readers / (k - 1), error / ((n - 1.0) * (k - 1)), within / (n * (k - 1.0)));
    }

    /// <summary>
    /// With the mean squares that a complete table of all cases and readers is expected to have under these variance components, as R's psych
    /// does with its mixed model: MS_R = kσ²_case + σ², MS_C = nσ²_reader + σ², MS_W = σ²_reader + σ². Intervals and tests then take the table
    /// for complete, so they are a little too sure of themselves when many cells are missing.
    /// </summary>
    public static IntraclassCorrelation Of(VarianceComponents components)
    {
        ArgumentNullException.ThrowIfNull(components);
        return new IntraclassCorrelation(
            components.Cases,
            components.Readers,
            (components.Readers * components.Case) + components.Residual,
            (components.Cases * components.Reader) + components.Residual,
            components.Residual,
            components.Reader + components.Residual
        );
    }

    /// <summary>ICC(1,1): each case was measured by other readers. (MS_R − MS_W) / (MS_R + (k − 1) MS_W).</summary>
    public IntraclassEstimate OneWay(double level = 0.95, double tested = 0) =>
        Single(WithinMeanSquare, Cases * (Readers - 1.0), level, tested);

    /// <summary>ICC(3,1), consistency: differences between the readers' means do not count. (MS_R − MS_E) / (MS_R + (k − 1) MS_E).</summary>
    public IntraclassEstimate Consistency(double level = 0.95, double tested = 0) => Single(ErrorMeanSquare, ErrorDegrees, level, tested);

    /// <summary>ICC(1,k): of the mean of k readers, other ones for each case. (MS_R − MS_W) / MS_R.</summary>
    public IntraclassEstimate AverageOneWay(double level = 0.95, double tested = 0) =>
        Average(WithinMeanSquare, Cases * (Readers - 1.0), level, tested);

    /// <summary>ICC(3,k), consistency of the mean of k readers: Cronbach's alpha. (MS_R − MS_E) / MS_R.</summary>
    public IntraclassEstimate AverageConsistency(double level = 0.95, double tested = 0) =>
        Average(ErrorMeanSquare, ErrorDegrees, level, tested);

    /// <summary>
    /// ICC(2,1), absolute agreement: differences between the readers' means count. (MS_R − MS_E) / (MS_R + (k − 1) MS_E + k(MS_C − MS_E)/n).
    /// The interval and the test have Satterthwaite's degrees of freedom at the estimated ρ. (R's psych tests with the F of
    /// <see cref="Consistency"/>, which Shrout and Fleiss give for it; irr as here.)
    /// </summary>
    public IntraclassEstimate Agreement(double level = 0.95, double tested = 0)
    {
        double n = Cases,
            k = Readers;
        var value =
            (CaseMeanSquare - ErrorMeanSquare)
            / (CaseMeanSquare + ((k - 1) * ErrorMeanSquare) + (k * (ReaderMeanSquare - ErrorMeanSquare) / n));
        var degrees = Satterthwaite(k * value / (n * (1 - value)), 1 + (k * value * (n - 1) / (n * (1 - value))));
        var f =
            CaseMeanSquare
            / (
                (k * tested / (n * (1 - tested)) * ReaderMeanSquare) + ((1 + (k * tested * (n - 1) / (n * (1 - tested)))) * ErrorMeanSquare)
            );
        var (low, high) = Quantiles(degrees, level);
        var rest = (k * ReaderMeanSquare) + (((k * n) - k - n) * ErrorMeanSquare);
        return new IntraclassEstimate(
            value,
            f,
            n - 1,
            degrees,
            n * (CaseMeanSquare - (low * ErrorMeanSquare)) / ((low * rest) + (n * CaseMeanSquare)),
            n * ((high * CaseMeanSquare) - ErrorMeanSquare) / (rest + (n * high * CaseMeanSquare))
        );
    }

    /// <summary>
    /// ICC(2,k), absolute agreement of the mean of k readers: (MS_R − MS_E) / (MS_R + (MS_C − MS_E)/n), with McGraw and Wong's interval, whose
    /// degrees of freedom are at the ρ of the mean (irr has it so). <see cref="AverageAgreementFromSingle"/> is the other way.
    /// </summary>
    public IntraclassEstimate AverageAgreement(double level = 0.95, double tested = 0)
    {
        double n = Cases,
            k = Readers;
        var value = (CaseMeanSquare - ErrorMeanSquare) / (CaseMeanSquare + ((ReaderMeanSquare - ErrorMeanSquare) / n));
        var degrees = Satterthwaite(k * value / (n * (1 - value)), 1 + (k * value * (n - 1) / (n * (1 - value))));
        var f =
            CaseMeanSquare
            / ((tested / (n * (1 - tested)) * ReaderMeanSquare) + ((1 + (tested * (n - 1) / (n * (1 - tested)))) * ErrorMeanSquare));
        var (low, high) = Quantiles(degrees, level);
        var gap = ReaderMeanSquare - ErrorMeanSquare;
        return new IntraclassEstimate(
            value,
            f,
            n - 1,
            degrees,
            n * (CaseMeanSquare - (low * ErrorMeanSquare)) / ((low * gap) + (n * CaseMeanSquare)),
            n * ((high * CaseMeanSquare) - ErrorMeanSquare) / (gap + (n * high * CaseMeanSquare))
        );
    }

    /// <summary>
    /// ICC(2,k) with the limits of ICC(2,1) stepped up by Spearman and Brown, kL / (1 + (k − 1)L), as Shrout and Fleiss give it (psych has it
    /// so). The degrees of freedom are those of the single reading, hence other limits than <see cref="AverageAgreement"/>.
    /// </summary>
    public IntraclassEstimate AverageAgreementFromSingle(double level = 0.95)
    {
        var single = Agreement(level);
        double StepUp(double limit) => Readers * limit / (1 + ((Readers - 1) * limit));
        return single with { Value = AverageAgreement(level).Value, Lower = StepUp(single.Lower), Upper = StepUp(single.Upper) };
    }

    private double ErrorDegrees => (Cases - 1.0) * (Readers - 1);

    private IntraclassEstimate Single(double error, double degrees, double level, double tested)
    {
        double k = Readers;
        var ratio = CaseMeanSquare / error;
        var (low, high) = Quantiles(degrees, level);
        return new IntraclassEstimate(
            (CaseMeanSquare - error) / (CaseMeanSquare + ((k - 1) * error)),
            ratio * (1 - tested) / (1 + ((k - 1) * tested)),
            Cases - 1,
            degrees,
            ((ratio / low) - 1) / ((ratio / low) + k - 1),
            ((ratio * high) - 1) / ((ratio * high) + k - 1)
        );
    }

    private IntraclassEstimate Average(double error, double degrees, double level, double tested)
    {
        var ratio = CaseMeanSquare / error;
        var (low, high) = Quantiles(degrees, level);
        return new IntraclassEstimate(
            (CaseMeanSquare - error) / CaseMeanSquare,
            ratio * (1 - tested),
            Cases - 1,
            degrees,
            1 - (low / ratio),
            1 - (1 / (ratio * high))
        );
    }

    /// <summary>Of a·MS_C + b·MS_E.</summary>
    private double Satterthwaite(double a, double b) =>
        Square((a * ReaderMeanSquare) + (b * ErrorMeanSquare))
        / ((Square(a * ReaderMeanSquare) / (Readers - 1)) + (Square(b * ErrorMeanSquare) / ErrorDegrees));

    /// <summary>The upper quantiles of F with the cases' degrees in the numerator, and with them in the denominator.</summary>
    private (double Low, double High) Quantiles(double degrees, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        var p = (1 + level) / 2;
        return degrees > 0 && Cases > 1
            ? (FisherF.Quantile(p, Cases - 1, degrees), FisherF.Quantile(p, degrees, Cases - 1))
            : (double.NaN, double.NaN);
    }

    private static double Beyond(double residual, double noise) => Math.Abs(residual) <= noise ? 0 : residual;

    private static double Square(double x) => x * x;
}
