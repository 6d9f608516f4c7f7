using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Simulation;

/// <summary>One cell of a grid of simulations.</summary>
/// <param name="Structure">Of the variances.</param>
/// <param name="Separation">Of the first arm: 0.75, 1.5 or 2.5.</param>
/// <param name="Auc">Of the typical reader in the first arm.</param>
/// <param name="Readers">Of each study.</param>
/// <param name="CasesPerClass">Cases without disease, and as many diseased.</param>
/// <param name="Result">What the analysis did.</param>
public sealed record RoeMetzCell(
    RoeMetzStructure Structure,
    double Separation,
    double Auc,
    int Readers,
    int CasesPerClass,
    SimulatedStudies Result
);

/// <summary>
/// How often an analysis finds a difference between two arms over Roe and Metz's structures: its type I error where there is none, else
/// its power.
/// </summary>
public static class RoeMetzGrid
{
    /// <summary>Separations that Roe and Metz used, for AUCs of 0.702, 0.855 and 0.961.</summary>
    public static readonly IReadOnlyList<double> PublishedSeparations = [0.75, 1.5, 2.5];

    /// <summary>
    /// All combinations, structures slowest and cases fastest. Every cell has streams of its own of the seed, numbered by what the cell is
    /// and not by its place, so that a cell run alone gives the same.
    /// </summary>
    /// <param name="structures">Of the variances.</param>
    /// <param name="separations">Of the first arm.</param>
    /// <param name="readers">Numbers of readers.</param>
    /// <param name="casesPerClass">Numbers of cases without disease, and as many diseased.</param>
    /// <param name="studies">Simulated in each cell, at most 2²⁴.</param>
    /// <param name="seed">Of all cells.</param>
    /// <param name="analysis">Of the difference of the arms.</param>
    /// <param name="alpha">Nominal two-sided level.</param>
    /// <param name="difference">By how much the typical reader's AUC is smaller in the second arm.</param>
    public static IReadOnlyList<RoeMetzCell> Over(
        IReadOnlyList<RoeMetzStructure> structures,
        IReadOnlyList<double> separations,
        IReadOnlyList<int> readers,
        IReadOnlyList<int> casesPerClass,
        int studies,
        ulong seed,
        Func<MrmcRatings, SimulatedOutcome> analysis,
        double alpha = 0.05,
        double difference = 0
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(studies, 1 << 24);
        var cells = new List<RoeMetzCell>();
        foreach (var structure in structures)
        {
            foreach (var separation in separations)
            {
                var model = Model(structure, separation, difference);
                var truth = difference == 0 ? 0 : model.MeanAuc(0) - model.MeanAuc(1);
                foreach (var r in readers)
                {
                    foreach (var n in casesPerClass)
                    {
                        var design = new SimulatedDesign(r, n, n);
                        var result = SimulatedStudies.Run(
                            studies,
                            seed,
                            truth,
                            stream => analysis(RoeMetz.Study(model, design, stream)),
                            alpha,
                            FirstStream(structure, separation, r, n)
                        );
                        cells.Add(new RoeMetzCell(structure, separation, model.TypicalAuc(0), r, n, result));
                    }
                }
            }
        }

        return cells;
    }

    private static RoeMetzModel Model(RoeMetzStructure structure, double separation, double difference)
    {
        var model = RoeMetzModel.Null(structure, separation);
        var other = model.TypicalAuc(0) - difference;
        if (!(other > 0 && other < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "The second AUC must lie between 0 and 1.");
        }

        return difference == 0 ? model : model with { Separations = [separation, Math.Sqrt(2) * StandardNormal.Quantile(other)] };
    }

    /// <summary>2²⁴ streams for every structure, separation (in quarters), number of readers (below 4096) and of cases (below 65536).</summary>
    private static ulong FirstStream(RoeMetzStructure structure, double separation, int readers, int casesPerClass) =>
        (((((((ulong)structure << 4) + (ulong)(4 * separation)) << 12) + (ulong)readers) << 16) + (ulong)casesPerClass) << 24;
}
