using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// A standalone algorithm against several readers of the same cases. The algorithm is itself: there is no variance of readers on its side.
/// The readers' differences from it, ψⱼ = θⱼ − θ₀, are figures of merit of their own, whose mean is tested against 0 by the
/// Obuchowski-Rockette analysis of one treatment: "1T-RRRC".
/// </summary>
/// <param name="Standalone">θ₀, the algorithm's figure of merit.</param>
/// <param name="Readers">The readers' figures of merit.</param>
/// <param name="Differences">The analysis of the differences: their mean square among readers, error variance and Cov2.</param>
/// <remarks>
/// Hillis SL (2007). Statistics in Medicine 26:596–619 (page 607). doi:10.1002/sim.2532.
/// Hupse R et al. (2013). Standalone computer-aided detection compared to radiologists' performance for the detection of mammographic masses.
/// European Radiology 23:93–100. doi:10.1007/s00330-012-2562-7.
/// Chakraborty DP, Zhai X (2024). The RJafroc Froc Book, chapter "Standalone CAD vs. radiologists". Names in quotation marks are RJafroc's.
/// </remarks>
public sealed record CadAgainstReaders(double Standalone, ReaderFigures Readers, OrAnalysis Differences)
{
    /// <summary>The mean of the readers' figures of merit.</summary>
    public double ReaderMean => Readers.MeanOf(0);

    /// <summary>The variance among the readers' figures of merit, with one degree of freedom less than readers; NaN with one reader.</summary>
    public double ReaderVariance => Differences.Anova.Reader.Value;

    /// <summary>
    /// "1T-RRRC": the mean difference, readers less algorithm, generalising to readers and cases. Variance (MS(R) + r max(Cov2, 0)) / r with
    /// Hillis's degrees of freedom. NaN with one reader.
    /// </summary>
    public MrmcEstimate RandomReadersRandomCases => Differences.RandomReadersRandomCases().Means[0].Estimate;

    /// <summary>
    /// "1T-RRFC": generalising to readers for these cases; Student's t of the readers' differences, variance MS(R) / r with r − 1 degrees of
    /// freedom. NaN with one reader.
    /// </summary>
    public MrmcEstimate RandomReadersFixedCases => Differences.RandomReadersFixedCases().Means[0].Estimate;

    /// <summary>Generalising to cases for these readers: variance (Var + (r − 1) max(Cov2, 0)) / r, normal.</summary>
    public MrmcEstimate FixedReadersRandomCases => Differences.FixedReadersRandomCases().Means[0].Estimate;

    /// <summary>
    /// One reader of a treatment against all others of it.
    /// </summary>
    /// <param name="jackknife">Any figure of merit, of all of them.</param>
    /// <param name="standalone">Which of the readers is the algorithm.</param>
    /// <param name="treatment">Where several treatments were read, which.</param>
    /// <exception cref="ArgumentException">There is no reader beside the algorithm.</exception>
    public static CadAgainstReaders Of(LeaveOneOut jackknife, int standalone, int treatment = 0)
    {
        var (figures, others) = (jackknife.Figures, Others(jackknife, standalone));
        var values = new double[1, others.Length];
        var differences = new double[1, others.Length];
        var without = new double[others.Length][];
        var own = jackknife.Of(treatment, standalone);
        for (var j = 0; j < others.Length; j++)
        {
            values[0, j] = figures[treatment, others[j]];
            differences[0, j] = values[0, j] - figures[treatment, standalone];
            without[j] = jackknife.Of(treatment, others[j]).ToArray();
            for (var k = 0; k < without[j].Length; k++)
            {
                without[j][k] -= own[k];
            }
        }

        string[] names = [.. others.Select(j => figures.Readers[j])];
        string[] treatments = [figures.Treatments[treatment]];
        var difference = new ReaderFigures(treatments, names, differences);
        return new CadAgainstReaders(
            figures[treatment, standalone],
            new ReaderFigures(treatments, names, values),
            ObuchowskiRockette.Of(difference, new LeaveOneOut(difference, without).Covariance())
        );
    }

    /// <summary>
    /// "2T-RRRC": the algorithm's readings, repeated for every reader, as the first of two treatments. Its test of readers and cases is that
    /// of <see cref="RandomReadersRandomCases"/> (F = t²); here for its variance components. Its tests for fixed readers are those of an
    /// ordinary study and not to be used.
    /// </summary>
    /// <exception cref="ArgumentException">There is no reader beside the algorithm.</exception>
    public static OrAnalysis AsTwoTreatments(LeaveOneOut jackknife, int standalone, int treatment = 0)
    {
        var (figures, others) = (jackknife.Figures, Others(jackknife, standalone));
        var r = others.Length;
        var values = new double[2, r];
        var without = new double[2 * r][];
        for (var j = 0; j < r; j++)
        {
            values[0, j] = figures[treatment, standalone];
            values[1, j] = figures[treatment, others[j]];
            without[j] = jackknife.Of(treatment, standalone).ToArray();
            without[r + j] = jackknife.Of(treatment, others[j]).ToArray();
        }

        string[] treatments = ["standalone", "readers"];
        var both = new ReaderFigures(treatments, [.. others.Select(j => figures.Readers[j])], values);
        return ObuchowskiRockette.Of(both, new LeaveOneOut(both, without).Covariance());
    }

    private static int[] Others(LeaveOneOut jackknife, int standalone)
    {
        var readers = jackknife.Figures.Readers.Count;
        ArgumentOutOfRangeException.ThrowIfNegative(standalone);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(standalone, readers);
        return readers > 1
            ? [.. Enumerable.Range(0, readers).Where(j => j != standalone)]
            : throw new ArgumentException("There is no reader beside the algorithm.", nameof(jackknife));
    }
}
