namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Components of variance of the model of Dorfman, Berbaum and Metz. Of a single arm the three that name the treatment are 0.
/// </summary>
/// <param name="Reader">R.</param>
/// <param name="Case">C.</param>
/// <param name="ReaderCase">RC, in a single arm with the error.</param>
/// <param name="TreatmentReader">TR.</param>
/// <param name="TreatmentCase">TC.</param>
/// <param name="TreatmentReaderCase">TRC, with the error.</param>
/// <remarks>Gallas BD, Bandos A, Samuelson FW, Wagner RF (2009), section 4. doi:10.1080/03610920802610084</remarks>
public sealed record DorfmanComponents(
    double Reader,
    double Case,
    double ReaderCase,
    double TreatmentReader,
    double TreatmentCase,
    double TreatmentReaderCase
)
{
    /// <summary>
    /// From an arm's components of a fully crossed study: R, N (N/n₀ + D/n₁ + ND/n₀n₁) and N (NR/n₀ + DR/n₁ + RND/n₀n₁) with N = n₀ + n₁
    /// cases.
    /// </summary>
    public static DorfmanComponents OfArm(BarrettComponents arm, int nonDiseased, int diseased)
    {
        double n0 = nonDiseased,
            n1 = diseased;
        return new DorfmanComponents(
            arm.Reader,
            (n0 + n1) * ((arm.NonDiseased / n0) + (arm.Diseased / n1) + (arm.NonDiseasedDiseased / (n0 * n1))),
            (n0 + n1) * ((arm.ReaderNonDiseased / n0) + (arm.ReaderDiseased / n1) + (arm.ReaderNonDiseasedDiseased / (n0 * n1))),
            0,
            0,
            0
        );
    }

    /// <summary>Of two arms of a fully crossed study: what they share are R, C and RC; half of what they do not share are TR, TC and TRC.</summary>
    public static DorfmanComponents OfDifference(
        BarrettComponents first,
        BarrettComponents second,
        BarrettComponents product,
        int nonDiseased,
        int diseased
    )
    {
        var a = OfArm(first, nonDiseased, diseased);
        var b = OfArm(second, nonDiseased, diseased);
        var shared = OfArm(product, nonDiseased, diseased);
        return shared with
        {
            TreatmentReader = ((a.Reader + b.Reader) / 2) - shared.Reader,
            TreatmentCase = ((a.Case + b.Case) / 2) - shared.Case,
            TreatmentReaderCase = ((a.ReaderCase + b.ReaderCase) / 2) - shared.ReaderCase,
        };
    }

    /// <summary>With what share each enters the variance of an arm's average: 1/R, 1/N, 1/RN and nothing of the rest.</summary>
    public static DorfmanComponents CoefficientsOfArm(int readers, int cases) =>
        new(1.0 / readers, 1.0 / cases, 1.0 / readers / cases, 0, 0, 0);

    /// <summary>With what share each enters the variance of a difference: nothing of the first three, 2/R, 2/N, 2/RN.</summary>
    public static DorfmanComponents CoefficientsOfDifference(int readers, int cases) =>
        new(0, 0, 0, 2.0 / readers, 2.0 / cases, 2.0 / readers / cases);
}

/// <summary>Expected mean squares of the three-way layout that belong to <see cref="DorfmanComponents"/>; of a single arm those of the two-way layout.</summary>
public sealed record CrossedMeanSquares(
    double Reader,
    double Case,
    double ReaderCase,
    double TreatmentReader,
    double TreatmentCase,
    double TreatmentReaderCase
)
{
    /// <summary>Of an arm: N R + RC, R C + RC and RC, with N cases and R readers.</summary>
    public static CrossedMeanSquares OfArm(DorfmanComponents c, int readers, int cases) =>
        new((cases * c.Reader) + c.ReaderCase, (readers * c.Case) + c.ReaderCase, c.ReaderCase, 0, 0, 0);

    /// <summary>Of two arms.</summary>
    public static CrossedMeanSquares OfDifference(DorfmanComponents c, int readers, int cases)
    {
        var error = c.TreatmentReaderCase;
        var readerCase = (2 * c.ReaderCase) + error;
        return new CrossedMeanSquares(
            (2 * cases * c.Reader) + (cases * c.TreatmentReader) + readerCase,
            (2 * readers * c.Case) + (readers * c.TreatmentCase) + readerCase,
            readerCase,
            (cases * c.TreatmentReader) + error,
            (readers * c.TreatmentCase) + error,
            error
        );
    }

    /// <summary>The variance of an arm's average: (MS(R) + MS(C) − MS(RC)) / RN.</summary>
    public static CrossedMeanSquares CoefficientsOfArm(int readers, int cases)
    {
        var share = 1.0 / ((double)readers * cases);
        return new CrossedMeanSquares(share, share, -share, 0, 0, 0);
    }

    /// <summary>The variance of a difference: 2 (MS(TR) + MS(TC) − MS(TRC)) / RN.</summary>
    public static CrossedMeanSquares CoefficientsOfDifference(int readers, int cases)
    {
        var share = 2.0 / ((double)readers * cases);
        return new CrossedMeanSquares(0, 0, 0, share, share, -share);
    }
}
