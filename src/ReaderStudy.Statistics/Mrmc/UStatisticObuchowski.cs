namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The one-shot variance of a fully crossed study in the terms of Obuchowski and Rockette: variances of readers and of treatment by reader,
/// the error variance and the three covariances of AUCs (same reader, same treatment, neither). Of a single arm only the reader, Cov2 and
/// the error exist; the rest is 0.
/// </summary>
/// <remarks>
/// Hillis SL (2014). Statistics in Medicine 33:330–360, table 1 and equations 11 to 14. doi:10.1002/sim.5926
/// </remarks>
public sealed record UStatisticObuchowski(
    double Reader,
    double TreatmentReader,
    double Covariance1,
    double Covariance2,
    double Covariance3,
    double Error
)
{
    /// <summary>From the unbiased moments of an arm and the readers' AUCs: σ²(R) = MS(R) + Cov2 − error.</summary>
    /// <param name="moments">M1 to M8.</param>
    /// <param name="aucs">By reader.</param>
    /// <param name="nonDiseased">Cases without disease.</param>
    /// <param name="diseased">Diseased cases.</param>
    public static UStatisticObuchowski OfArm(IReadOnlyList<double> moments, IReadOnlyList<double> aucs, int nonDiseased, int diseased)
    {
        var (error, covariance) = Averages(moments, nonDiseased, diseased);
        return new UStatisticObuchowski(MeanSquareReader(aucs) + covariance - error, 0, 0, covariance, 0, error);
    }

    /// <summary>
    /// From the unbiased moments of two arms and of their products, and the readers' AUCs: σ²(R) = (MS(R) − MS(TR))/2 − Cov1 + Cov3,
    /// σ²(TR) = MS(TR) − error + Cov1 + Cov2 − Cov3.
    /// </summary>
    public static UStatisticObuchowski OfDifference(
        (IReadOnlyList<double> Moments, IReadOnlyList<double> Aucs) first,
        (IReadOnlyList<double> Moments, IReadOnlyList<double> Aucs) second,
        IReadOnlyList<double> productMoments,
        int nonDiseased,
        int diseased
    )
    {
        RequireSameReaders(first.Aucs, second.Aucs);
        var (errorA, covarianceA) = Averages(first.Moments, nonDiseased, diseased);
        var (errorB, covarianceB) = Averages(second.Moments, nonDiseased, diseased);
        var (cov1, cov3) = Averages(productMoments, nonDiseased, diseased);
        var (error, cov2) = ((errorA + errorB) / 2, (covarianceA + covarianceB) / 2);
        double[] means = [.. first.Aucs.Select((auc, r) => (auc + second.Aucs[r]) / 2)];
        var meanSquareReader = 2 * MeanSquareReader(means);
        var meanSquareTreatmentReader = MeanSquareTreatmentReader(first.Aucs, second.Aucs);
        return new UStatisticObuchowski(
            ((meanSquareReader - meanSquareTreatmentReader) / 2) - cov1 + cov3,
            meanSquareTreatmentReader - error + cov1 + cov2 - cov3,
            cov1,
            cov2,
            cov3,
            error
        );
    }

    /// <summary>From components of Dorfman, Berbaum and Metz: Cov1 = (C + RC)/N, Cov2 = (C + TC)/N, Cov3 = C/N, error = (C + RC + TC + TRC)/N.</summary>
    public static UStatisticObuchowski Of(DorfmanComponents c, int cases) =>
        new(
            c.Reader,
            c.TreatmentReader,
            (c.Case + c.ReaderCase) / cases,
            (c.Case + c.TreatmentCase) / cases,
            c.Case / cases,
            (c.Case + c.ReaderCase + c.TreatmentCase + c.TreatmentReaderCase) / cases
        );

    /// <summary>The variance of an arm's average: (σ²(R) + (R − 1) Cov2 + error) / R.</summary>
    public static UStatisticObuchowski CoefficientsOfArm(int readers) =>
        new(1.0 / readers, 0, 0, (readers - 1.0) / readers, 0, 1.0 / readers);

    /// <summary>The variance of a difference: 2 (σ²(TR) − Cov1 + (R − 1)(Cov2 − Cov3) + error) / R.</summary>
    public static UStatisticObuchowski CoefficientsOfDifference(int readers)
    {
        var share = 2.0 / readers;
        return new UStatisticObuchowski(0, share, -share, share * (readers - 1), -share * (readers - 1), share);
    }

    /// <summary>
    /// Hillis's degrees of freedom of an arm: (R − 1) (1 + R max(Cov2, 0) / MS(R))². Infinite when all readers have the same AUC.
    /// </summary>
    public double HillisDegreesOfFreedomOfArm(IReadOnlyList<double> aucs) =>
        Hillis(MeanSquareReader(aucs), Math.Max(Covariance2, 0), aucs.Count);

    /// <summary>
    /// Hillis's degrees of freedom of a difference: (R − 1) (1 + R max(Cov2 − Cov3, 0) / MS(TR))². Infinite when the difference is the same
    /// for all readers.
    /// </summary>
    public double HillisDegreesOfFreedomOfDifference(IReadOnlyList<double> firstAucs, IReadOnlyList<double> secondAucs)
    {
        RequireSameReaders(firstAucs, secondAucs);
        return Hillis(MeanSquareTreatmentReader(firstAucs, secondAucs), Math.Max(Covariance2 - Covariance3, 0), firstAucs.Count);
    }

    private static void RequireSameReaders(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count != second.Count)
        {
            throw new ArgumentException($"Both arms need the same readers; there are {first.Count} and {second.Count}.", nameof(second));
        }
    }

    private static double Hillis(double meanSquare, double covariance, int readers)
    {
        var ratio = (meanSquare + (readers * covariance)) / meanSquare;
        return (readers - 1) * ratio * ratio;
    }

    /// <summary>Of one reader's AUC, and of two readers' AUCs, the covariance that the moments M1 to M4 and M5 to M8 give.</summary>
    private static (double Same, double Different) Averages(IReadOnlyList<double> m, int nonDiseased, int diseased)
    {
        double n0 = nonDiseased,
            n1 = diseased;
        double[] c = [1 / n0 / n1, (n0 - 1) / n0 / n1, (n1 - 1) / n0 / n1, ((n0 - 1) * (n1 - 1) / n0 / n1) - 1];
        var (same, different) = (0.0, 0.0);
        for (var k = 0; k < 4; k++)
        {
            same += c[k] * m[k];
            different += c[k] * m[4 + k];
        }

        return (same, different);
    }

    private static double MeanSquareReader(IReadOnlyList<double> aucs)
    {
        var mean = aucs.Average();
        return aucs.Sum(a => (a - mean) * (a - mean)) / (aucs.Count - 1);
    }

    /// <summary>Half the variance of the readers' differences.</summary>
    private static double MeanSquareTreatmentReader(IReadOnlyList<double> first, IReadOnlyList<double> second) =>
        MeanSquareReader([.. first.Select((a, r) => a - second[r])]) / 2;
}
