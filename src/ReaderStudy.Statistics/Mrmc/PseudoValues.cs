namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Jackknife pseudo-values n θ̂ᵢⱼ − (n − 1) θ̂ᵢⱼ₍₋ₖ₎ of figures of merit by treatment, reader and case, where n counts the cases that the
/// figure of merit rests on.
/// </summary>
public sealed class PseudoValues
{
    private readonly ReaderFigures _figures;
    private readonly double[][] _values;

    private PseudoValues(ReaderFigures figures, double[][] values) => (_figures, _values) = (figures, values);

    public ReaderFigures Figures => _figures;

    /// <summary>The number of cases.</summary>
    public int Cases => _values[0].Length;

    /// <summary>By case; empty where the reader did not work under the treatment.</summary>
    public ReadOnlySpan<double> Of(int treatment, int reader) => _values[_figures.Cell(treatment, reader)];

    /// <summary>
    /// The pseudo-values themselves. Their mean is the figure of merit only for figures that are averages over cases or pairs of cases, such
    /// as the empirical AUC, sensitivity or accuracy.
    /// </summary>
    public static PseudoValues Raw(LeaveOneOut jackknife) => new(jackknife.Figures, Of(jackknife, centred: false));

    /// <summary>
    /// The pseudo-values shifted so that their mean is the figure of merit, as Hillis, Berbaum and Metz recommend: the analysis of variance
    /// then concerns the figures of merit as estimated, and equals the Obuchowski-Rockette analysis with jackknife covariances.
    /// </summary>
    /// <remarks>Hillis SL, Berbaum KS, Metz CE (2008). Academic Radiology 15:647–661. doi:10.1016/j.acra.2007.12.015</remarks>
    public static PseudoValues Centred(LeaveOneOut jackknife) => new(jackknife.Figures, Of(jackknife, centred: true));

    private static double[][] Of(LeaveOneOut jackknife, bool centred)
    {
        var figures = jackknife.Figures;
        var values = new double[figures.Cells][];
        var n = jackknife.Cases;
        for (var i = 0; i < figures.Treatments.Count; i++)
        {
            for (var j = 0; j < figures.Readers.Count; j++)
            {
                var without = jackknife.Of(i, j);
                var own = new double[without.Length];
                var whole = centred ? Mean(without) : figures[i, j];
                for (var k = 0; k < own.Length; k++)
                {
                    own[k] = figures[i, j] + ((n - 1) * (whole - without[k]));
                }

                values[figures.Cell(i, j)] = own;
            }
        }

        return values;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
