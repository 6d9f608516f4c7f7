using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Simulation;

/// <summary>Analyses of the difference of the first two arms' AUCs, for simulations.</summary>
public static class SimulatedAnalysis
{
    /// <summary>The default of this library: Obuchowski-Rockette, DeLong's covariances, Hillis's degrees of freedom, readers and cases random.</summary>
    public static SimulatedOutcome DeLong(MrmcRatings ratings, double level, MrmcDesign design = MrmcDesign.Crossed) =>
        RandomReaders(ObuchowskiRockette.DeLong(ratings, design), level);

    /// <summary>The same with jackknife covariances.</summary>
    public static SimulatedOutcome Jackknife(MrmcRatings ratings, double level, MrmcDesign design = MrmcDesign.Crossed) =>
        RandomReaders(ObuchowskiRockette.Jackknife(ratings, FigureOfMerit.Auc, design), level);

    /// <summary>The same with unbiased covariances.</summary>
    public static SimulatedOutcome Unbiased(MrmcRatings ratings, double level, MrmcDesign design = MrmcDesign.Crossed) =>
        RandomReaders(ObuchowskiRockette.Unbiased(ratings, design), level);

    /// <summary>Obuchowski-Rockette with DeLong's covariances for fixed readers.</summary>
    public static SimulatedOutcome DeLongFixedReaders(MrmcRatings ratings, double level, MrmcDesign design = MrmcDesign.Crossed) =>
        SimulatedOutcome.Of(ObuchowskiRockette.DeLong(ratings, design).FixedReadersRandomCases().Differences[0].Estimate, level);

    /// <summary>Gallas's unbiased one-shot variance with Satterthwaite's degrees of freedom; any design.</summary>
    public static SimulatedOutcome OneShot(MrmcRatings ratings, double level) =>
        SimulatedOutcome.Of(UStatistic.Of(ratings, level).Differences[0].Unbiased);

    /// <summary>The same with the biased variance, which is larger.</summary>
    public static SimulatedOutcome OneShotBiased(MrmcRatings ratings, double level) =>
        SimulatedOutcome.Of(UStatistic.Of(ratings, level).Differences[0].Biased);

    private static SimulatedOutcome RandomReaders(OrAnalysis analysis, double level) =>
        SimulatedOutcome.Of(analysis.RandomReadersRandomCases().Differences[0].Estimate, level);
}
