namespace ReaderStudy.Statistics.Mrmc;

/// <summary>The analysis of variance of pseudo-values by treatment (T), reader (R) and case (C), one pseudo-value in a cell.</summary>
/// <param name="Treatment">MS(T).</param>
/// <param name="Reader">MS(R).</param>
/// <param name="Case">MS(C).</param>
/// <param name="TreatmentReader">MS(TR).</param>
/// <param name="TreatmentCase">MS(TC).</param>
/// <param name="ReaderCase">MS(RC).</param>
/// <param name="TreatmentReaderCase">MS(TRC), the error.</param>
public sealed record DbmAnova(
    MeanSquare Treatment,
    MeanSquare Reader,
    MeanSquare Case,
    MeanSquare TreatmentReader,
    MeanSquare TreatmentCase,
    MeanSquare ReaderCase,
    MeanSquare TreatmentReaderCase
)
{
    /// <summary>The sum over all lines.</summary>
    public MeanSquare Total =>
        new(
            Treatment.SumOfSquares
                + Reader.SumOfSquares
                + Case.SumOfSquares
                + TreatmentReader.SumOfSquares
                + TreatmentCase.SumOfSquares
                + ReaderCase.SumOfSquares
                + TreatmentReaderCase.SumOfSquares,
            Treatment.DegreesOfFreedom
                + Reader.DegreesOfFreedom
                + Case.DegreesOfFreedom
                + TreatmentReader.DegreesOfFreedom
                + TreatmentCase.DegreesOfFreedom
                + ReaderCase.DegreesOfFreedom
                + TreatmentReaderCase.DegreesOfFreedom
        );
}
