namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// A function of one reader's ratings: of the non-diseased and of the diseased cases, each in the order of cases. NaN where it is
/// undefined.
/// </summary>
public delegate double ReaderFigure(ReadOnlySpan<double> nonDiseased, ReadOnlySpan<double> diseased);
