using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Simulation;

/// <summary>One cell of the table of type I errors.</summary>
/// <param name="Structure">Of the variances.</param>
/// <param name="Separation">0.75, 1.5 or 2.5.</param>
/// <param name="Auc">Of the typical reader.</param>
/// <param name="Readers">Of each study.</param>
/// <param name="CasesPerClass">Cases without disease, and as many diseased.</param>
/// <param name="Result">What the analysis did.</param>
public sealed record TypeIErrorCell(
    RoeMetzStructure Structure,
    double Separation,
    double Auc,
    int Readers,
    int CasesPerClass,
    SimulatedStudies Result
);

/// <summary>How often an analysis finds a difference between two arms where there is none, over Roe and Metz's structures.</summary>
public static class TypeIError
{
    /// <summary>Separations that Roe and Metz used, for AUCs of 0.702, 0.855 and 0.961.</summary>
    public static readonly IReadOnlyList<double> PublishedSeparations = [0.75, 1.5, 2.5];

    /// <summary>
    /// All combinations, structures slowest and cases fastest. Every cell has streams of its own of the seed, numbered by what the cell is
    /// and not by its place, so that a cell run alone gives the same.
    /// </summary>
    public static IReadOnlyList<TypeIErrorCell> Over(
        IReadOnlyList<RoeMetzStructure> structures,
        IReadOnlyList<double> separations,
        IReadOnlyList<int> readers,
        IReadOnlyList<int> casesPerClass,
        int studies,
        ulong seed,
        Func<MrmcRatings, SimulatedOutcome> analysis,
        double alpha = 0.05
    )
    {
        var cells = new List<TypeIErrorCell>();
        foreach (var structure in structures)
        {
            foreach (var separation in separations)
            {
                var model = RoeMetzModel.Null(structure, separation);
                foreach (var r in readers)
                {
                    foreach (var n in casesPerClass)
                    {
                        var design = new SimulatedDesign(r, n, n);
                        var result = SimulatedStudies.Run(
                            studies,
                            seed,
                            0,
                            stream => analysis(RoeMetz.Study(model, design, stream)),
                            alpha,
                            FirstStream(structure, separation, r, n)
                        );
                        cells.Add(new TypeIErrorCell(structure, separation, model.TypicalAuc(0), r, n, result));
                    }
                }
            }
        }

        return cells;
    }

    /// <summary>2²⁴ streams for every structure, separation (in quarters), number of readers (below 4096) and of cases (below 65536).</summary>
    private static ulong FirstStream(RoeMetzStructure structure, double separation, int readers, int casesPerClass) =>
        ((((((ulong)structure << 4) + (ulong)(4 * separation)) << 12) + (ulong)readers << 16) + (ulong)casesPerClass) << 24;
}
