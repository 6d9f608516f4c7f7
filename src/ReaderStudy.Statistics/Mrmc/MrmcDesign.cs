namespace ReaderStudy.Statistics.Mrmc;

/// <summary>Who reads what under which treatment; it decides which error covariances there can be.</summary>
public enum MrmcDesign
{
    /// <summary>Every reader reads every case under every treatment.</summary>
    Crossed,

    /// <summary>
    /// Every reader reads cases of their own, under every treatment: readers share no case, so that Cov2 and Cov3 are 0.
    /// </summary>
    CasesNestedInReaders,

    /// <summary>
    /// Every treatment has cases of its own, read by every reader: treatments share no case, so that Cov1 and Cov3 are 0.
    /// </summary>
    CasesNestedInTreatments,

    /// <summary>
    /// Split plot: every reader works under one treatment only. There is no Cov1, and readers are compared within their treatment.
    /// </summary>
    ReadersNestedInTreatments,

    /// <summary>Every reader works under every treatment, but not on every case: all covariances over whatever cases are shared.</summary>
    PartiallyPaired,
}
