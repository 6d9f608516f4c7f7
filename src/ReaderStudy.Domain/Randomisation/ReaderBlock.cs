namespace ReaderStudy.Domain.Randomisation;

/// <summary>What a reader reads in one arm at a stretch, before it is put into an order.</summary>
/// <param name="Reader">Whose.</param>
/// <param name="Period">From 1.</param>
/// <param name="Arm">Index in the protocol.</param>
/// <param name="Cases">By code.</param>
/// <param name="Repeats">How many are read twice.</param>
internal sealed record ReaderBlock(AllocationReader Reader, int Period, int Arm, IReadOnlyList<AllocationCase> Cases, int Repeats);
