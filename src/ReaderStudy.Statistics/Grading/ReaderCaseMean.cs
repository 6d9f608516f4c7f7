using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// The mean of one score for every reader and case, with its error when readers, cases or both stand for others. With R readers and C
/// cases, the mean squares are those of the two-way analysis of variance without replication.
/// </summary>
/// <param name="Readers">R.</param>
/// <param name="Cases">C.</param>
/// <param name="Mean">Of all scores.</param>
/// <param name="ReaderMeans">One a reader.</param>
/// <param name="CaseMeans">One a case.</param>
/// <param name="MeanSquareReaders">C Σ (reader mean − mean)² / (R − 1); NaN with one reader.</param>
/// <param name="MeanSquareCases">R Σ (case mean − mean)² / (C − 1); NaN with one case.</param>
/// <param name="MeanSquareError">Of the interaction; NaN with one reader or one case.</param>
/// <remarks>
/// The combination of mean squares and its degrees of freedom are those of the Dorfman-Berbaum-Metz analysis of one treatment, on scores
/// instead of pseudovalues: Hillis SL (2007). Statistics in Medicine 26:596–619. doi:10.1002/sim.2532
/// </remarks>
public sealed record ReaderCaseMean(
    int Readers,
    int Cases,
    double Mean,
    IReadOnlyList<double> ReaderMeans,
    IReadOnlyList<double> CaseMeans,
    double MeanSquareReaders,
    double MeanSquareCases,
    double MeanSquareError
)
{
    /// <summary>From scores, readers by cases.</summary>
    /// <exception cref="ArgumentException">There is no score, or one is not a number.</exception>
    public static ReaderCaseMean Of(double[,] scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var (readers, cases) = (scores.GetLength(0), scores.GetLength(1));
        if (scores.Length == 0)
        {
            throw new ArgumentException("There is no score.", nameof(scores));
        }

        var byReader = new double[readers];
        var byCase = new double[cases];
        var mean = 0.0;
        for (var r = 0; r < readers; r++)
        {
            for (var c = 0; c < cases; c++)
            {
                if (!double.IsFinite(scores[r, c]))
                {
                    throw new ArgumentException($"The score of reader {r} for case {c} is not a number.", nameof(scores));
                }

                byReader[r] += scores[r, c] / cases;
                byCase[c] += scores[r, c] / readers;
                mean += scores[r, c] / scores.Length;
            }
        }

        var error = 0.0;
        for (var r = 0; r < readers; r++)
        {
            for (var c = 0; c < cases; c++)
            {
                var rest = scores[r, c] - byReader[r] - byCase[c] + mean;
                error += rest * rest;
            }
        }

        return new ReaderCaseMean(
            readers,
            cases,
            mean,
            byReader,
            byCase,
            cases * Variance(byReader, mean),
            readers * Variance(byCase, mean),
            readers < 2 || cases < 2 ? double.NaN : error / ((readers - 1.0) * (cases - 1))
        );
    }

    /// <summary>
    /// For other readers and other cases: √((MS_R + max(MS_C − MS_E, 0)) / RC). NaN with one reader or one case.
    /// </summary>
    public double StandardErrorOverReadersAndCases => Math.Sqrt(VarianceOfBoth / (Readers * (double)Cases));

    /// <summary>(MS_R + max(MS_C − MS_E, 0))² / (MS_R² / (R − 1)), real; ∞ when all readers have one mean.</summary>
    public double DegreesOfFreedomOverReadersAndCases =>
        MeanSquareReaders == 0
            ? double.PositiveInfinity
            : VarianceOfBoth * VarianceOfBoth / (MeanSquareReaders * MeanSquareReaders / (Readers - 1));

    /// <summary>For these readers and other cases: √(MS_C / RC), with C − 1 degrees of freedom.</summary>
    public double StandardErrorOverCases => Math.Sqrt(MeanSquareCases / (Readers * (double)Cases));

    /// <summary>For other readers and these cases: √(MS_R / RC), with R − 1 degrees of freedom.</summary>
    public double StandardErrorOverReaders => Math.Sqrt(MeanSquareReaders / (Readers * (double)Cases));

    private double VarianceOfBoth => MeanSquareReaders + Math.Max(MeanSquareCases - MeanSquareError, 0);

    /// <summary>Of the mean over other readers and cases.</summary>
    public (double Lower, double Upper) IntervalOverReadersAndCases(double level = 0.95) =>
        Around(StandardErrorOverReadersAndCases, DegreesOfFreedomOverReadersAndCases, level);

    /// <summary>Of these readers' mean over other cases.</summary>
    public (double Lower, double Upper) IntervalOverCases(double level = 0.95) => Around(StandardErrorOverCases, Cases - 1, level);

    /// <summary>Of the mean of other readers over these cases.</summary>
    public (double Lower, double Upper) IntervalOverReaders(double level = 0.95) => Around(StandardErrorOverReaders, Readers - 1, level);

    /// <summary>Two-sided p-value that the mean over other readers and cases is 0; for scores that are differences.</summary>
    public double POverReadersAndCases() => P(StandardErrorOverReadersAndCases, DegreesOfFreedomOverReadersAndCases);

    /// <summary>Two-sided p-value that these readers' mean over other cases is 0.</summary>
    public double POverCases() => P(StandardErrorOverCases, Cases - 1);

    /// <summary>Two-sided p-value that the mean of other readers over these cases is 0.</summary>
    public double POverReaders() => P(StandardErrorOverReaders, Readers - 1);

    private (double Lower, double Upper) Around(double error, double degreesOfFreedom, double level)
    {
        var half = StudentsT.Critical(level, degreesOfFreedom) * error;
        return (Mean - half, Mean + half);
    }

    /// <summary>NaN when neither the mean nor its error says anything, 0/0.</summary>
    private double P(double error, double degreesOfFreedom) => StudentsT.TwoSidedP(Mean / error, degreesOfFreedom);

    private static double Variance(double[] values, double mean)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return values.Length < 2 ? double.NaN : sum / (values.Length - 1);
    }
}
