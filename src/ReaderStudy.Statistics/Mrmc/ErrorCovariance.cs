namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The covariances of readers' figures of merit over samples of cases, and the averages on which the Obuchowski-Rockette method rests:
/// Var (same treatment and reader), Cov1 (same reader, other treatment), Cov2 (same treatment, other reader) and Cov3 (both other).
/// Estimates may be negative and are reported so. An average over nothing (Cov1 with one treatment, Cov2 with one reader) is NaN.
/// </summary>
/// <remarks>
/// Obuchowski NA, Rockette HE (1995). Communications in Statistics – Simulation and Computation 24:285–308. doi:10.1080/03610919508813243
/// </remarks>
public sealed class ErrorCovariance
{
    private readonly double[,] _matrix;
    private readonly ReaderFigures _figures;

    /// <param name="figures">Tells which readers worked under which treatments.</param>
    /// <param name="matrix">Symmetric, by <see cref="ReaderFigures.Cell"/>; rows of pairs that are not given are not looked at.</param>
    /// <exception cref="ArgumentException">The matrix is not of the size of the figures.</exception>
    public ErrorCovariance(ReaderFigures figures, double[,] matrix)
    {
        if (matrix.GetLength(0) != figures.Cells || matrix.GetLength(1) != figures.Cells)
        {
            throw new ArgumentException($"The matrix must have {figures.Cells} rows and columns.", nameof(matrix));
        }

        (_figures, _matrix) = (figures, matrix);
    }

    /// <summary>The covariance of two readers' figures of merit under their treatments.</summary>
    public double Of(int treatment, int reader, int otherTreatment, int otherReader) =>
        _matrix[_figures.Cell(treatment, reader), _figures.Cell(otherTreatment, otherReader)];

    /// <summary>The variance of one reader's figure of merit under one treatment.</summary>
    public double VarianceOf(int treatment, int reader) => Of(treatment, reader, treatment, reader);

    /// <summary>The mean variance.</summary>
    public double Variance => Average((i, j, k, l) => i == k && j == l);

    /// <summary>The mean covariance of the same reader under different treatments.</summary>
    public double Cov1 => Average((i, j, k, l) => i != k && j == l);

    /// <summary>The mean covariance of different readers under the same treatment.</summary>
    public double Cov2 => Average((i, j, k, l) => i == k && j != l);

    /// <summary>The mean covariance of different readers under different treatments.</summary>
    public double Cov3 => Average((i, j, k, l) => i != k && j != l);

    /// <summary>The mean variance under one treatment.</summary>
    public double VarianceOfTreatment(int treatment) => Average((i, j, k, l) => i == treatment && k == treatment && j == l);

    /// <summary>The mean covariance of different readers under one treatment.</summary>
    public double Cov2OfTreatment(int treatment) => Average((i, j, k, l) => i == treatment && k == treatment && j != l);

    /// <summary>The mean variance of one reader.</summary>
    public double VarianceOfReader(int reader) => Average((i, j, k, l) => j == reader && l == reader && i == k);

    /// <summary>The mean covariance of one reader's figures of merit under different treatments.</summary>
    public double Cov1OfReader(int reader) => Average((i, j, k, l) => j == reader && l == reader && i != k);

    /// <summary>
    /// Var − Cov1, averaged over readers and pairs of treatments as half the variance of the pair's difference: exactly 0 for treatments
    /// that were read alike.
    /// </summary>
    internal double VarianceLessCov1()
    {
        double sum = 0;
        long count = 0;
        foreach (var (i, k) in Pairs(_figures.Treatments.Count))
        {
            for (var j = 0; j < _figures.Readers.Count; j++)
            {
                sum += 0.5 * (VarianceOf(i, j) + VarianceOf(k, j) - (2 * Of(i, j, k, j)));
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>Var − Cov1 of one reader, in the same way.</summary>
    internal double VarianceLessCov1OfReader(int reader)
    {
        double sum = 0;
        long count = 0;
        foreach (var (i, k) in Pairs(_figures.Treatments.Count))
        {
            sum += 0.5 * (VarianceOf(i, reader) + VarianceOf(k, reader) - (2 * Of(i, reader, k, reader)));
            count++;
        }

        return sum / count;
    }

    /// <summary>Cov2 − Cov3, averaged over pairs of readers and of treatments: exactly 0 for treatments that were read alike.</summary>
    internal double Cov2LessCov3()
    {
        double sum = 0;
        long count = 0;
        foreach (var (i, k) in Pairs(_figures.Treatments.Count))
        {
            foreach (var (j, l) in Pairs(_figures.Readers.Count))
            {
                sum += 0.5 * (Of(i, j, i, l) + Of(k, j, k, l) - Of(i, j, k, l) - Of(k, j, i, l));
                count++;
            }
        }

        return sum / count;
    }

    private static IEnumerable<(int First, int Second)> Pairs(int count)
    {
        for (var first = 0; first < count; first++)
        {
            for (var second = first + 1; second < count; second++)
            {
                yield return (first, second);
            }
        }
    }

    private double Average(Func<int, int, int, int, bool> chosen)
    {
        double sum = 0;
        long count = 0;
        for (var i = 0; i < _figures.Treatments.Count; i++)
        {
            for (var j = 0; j < _figures.Readers.Count; j++)
            {
                for (var k = 0; k < _figures.Treatments.Count && _figures.IsGiven(i, j); k++)
                {
                    for (var l = 0; l < _figures.Readers.Count; l++)
                    {
                        if (chosen(i, j, k, l) && _figures.IsGiven(k, l))
                        {
                            sum += Of(i, j, k, l);
                            count++;
                        }
                    }
                }
            }
        }

        return sum / count;
    }
}
