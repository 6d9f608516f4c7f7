using ReaderStudy.Dicom.Series;

namespace ReaderStudy.Phantom;

/// <summary>What may be chosen about phantom cases beside the seed.</summary>
public sealed record PhantomOptions
{
    /// <summary>Smallest diameter of the dominant lesion in mm; diameters are drawn evenly on a logarithmic scale.</summary>
    public double SmallestDiameter { get; init; } = 8;

    /// <summary>Largest diameter of the dominant lesion in mm.</summary>
    public double LargestDiameter { get; init; } = 60;

    /// <summary>Phases to render. The others of the case do not change when one is left out; native is missing in three cases of ten anyway.</summary>
    public IReadOnlyList<ContrastPhase> Phases { get; init; } = ContrastPhases.All;
}
