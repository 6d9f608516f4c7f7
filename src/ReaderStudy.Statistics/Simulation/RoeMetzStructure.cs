namespace ReaderStudy.Statistics.Simulation;

/// <summary>
/// The structures of variance that Roe and Metz simulated: whether ratings of one case are highly or little correlated, and whether readers
/// differ much or little.
/// </summary>
/// <remarks>Roe CA, Metz CE (1997). Academic Radiology 4:298–303. doi:10.1016/S1076-6332(97)80032-3</remarks>
public enum RoeMetzStructure
{
    /// <summary>HL: ratings highly correlated, readers alike.</summary>
    HighCorrelationLowReaderVariance,

    /// <summary>LL: ratings little correlated, readers alike.</summary>
    LowCorrelationLowReaderVariance,

    /// <summary>HH: ratings highly correlated, readers different.</summary>
    HighCorrelationHighReaderVariance,

    /// <summary>LH: ratings little correlated, readers different.</summary>
    LowCorrelationHighReaderVariance,
}
