using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Simulation;

/// <summary>How many readers and cases a simulated study has, and who reads what.</summary>
/// <param name="Readers">All readers of the study.</param>
/// <param name="NonDiseased">All cases without disease.</param>
/// <param name="Diseased">All diseased cases.</param>
/// <param name="Design">
/// <see cref="MrmcDesign.PartiallyPaired"/> stands for the split plot: readers and cases are dealt into groups, and each group's readers
/// read its cases in all arms. Cases (or readers) that are nested are dealt in turn to the readers (or arms).
/// </param>
/// <param name="Groups">Of the split plot.</param>
public sealed record SimulatedDesign(int Readers, int NonDiseased, int Diseased, MrmcDesign Design = MrmcDesign.Crossed, int Groups = 2)
{
    /// <summary>Whether a reader reads a case in an arm.</summary>
    /// <param name="arm">Which arm of how many.</param>
    /// <param name="arms">How many arms the study has.</param>
    /// <param name="reader">Which reader.</param>
    /// <param name="number">The case's number within its truth class.</param>
    internal bool Reads(int arm, int arms, int reader, int number) =>
        Design switch
        {
            MrmcDesign.Crossed => true,
            MrmcDesign.PartiallyPaired => number % Groups == reader % Groups,
            MrmcDesign.CasesNestedInReaders => number % Readers == reader,
            MrmcDesign.CasesNestedInTreatments => number % arms == arm,
            MrmcDesign.ReadersNestedInTreatments => reader % arms == arm,
        };
}
