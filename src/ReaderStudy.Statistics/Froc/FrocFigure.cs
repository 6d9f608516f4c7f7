using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// A figure of merit of free-response readings. ψ(x, y) is 1 when x is below y, ½ when they tie and 0 else; a case's false-positive rating
/// is its highest non-lesion mark; everything unmarked is −∞ and ties with everything unmarked. K₁ cases are non-diseased, K₂ diseased,
/// K = K₁ + K₂. The recommended figure is <see cref="WeightedAfroc"/>.
/// </summary>
/// <remarks>
/// Chakraborty DP (2017). Observer Performance Methods for Diagnostic Imaging. CRC Press. doi:10.1201/9781351228190.
/// Chakraborty DP, Berbaum KS (2004). Observer studies involving detection and localization. Medical Physics 31:2313–2330.
/// doi:10.1118/1.1769352. Names in quotation marks are those of the R package RJafroc.
/// </remarks>
public sealed class FrocFigure
{
    private readonly Func<FrocReadings, ReaderMarks, FigureJackknife> _jackknife;

    private FrocFigure(string name, string meaning, FigureCases cases, Func<FrocReadings, ReaderMarks, FigureJackknife> jackknife) =>
        (Name, Meaning, Cases, _jackknife) = (name, meaning, cases, jackknife);

    /// <summary>
    /// "wAFROC": Σ over non-diseased cases and lesions of w·ψ(false positive, lesion) / (K₁ K₂), the weights of a case summing to 1, so
    /// that every diseased case counts the same however many lesions it holds. The area under the weighted AFROC curve.
    /// </summary>
    public static FrocFigure WeightedAfroc { get; } =
        new(
            "wAFROC",
            "area under the weighted AFROC curve, false positives of non-diseased cases",
            FigureCases.All,
            (r, m) => FrocPairs.Weighted(r, m, allCases: false)
        );

    /// <summary>"wAFROC1": as <see cref="WeightedAfroc"/> with the false positives of all K cases.</summary>
    public static FrocFigure WeightedAfrocAllCases { get; } =
        new(
            "wAFROC1",
            "area under the weighted AFROC curve, false positives of all cases",
            FigureCases.All,
            (r, m) => FrocPairs.Weighted(r, m, allCases: true)
        );

    /// <summary>"AFROC": mean of ψ(false positive, lesion) over non-diseased cases and all lesions, each lesion counting the same.</summary>
    public static FrocFigure Afroc { get; } =
        new(
            "AFROC",
            "area under the AFROC curve, false positives of non-diseased cases",
            FigureCases.All,
            (r, m) => FrocPairs.Unweighted(r, m, allCases: false)
        );

    /// <summary>"AFROC1": as <see cref="Afroc"/> with the false positives of all K cases.</summary>
    public static FrocFigure AfrocAllCases { get; } =
        new(
            "AFROC1",
            "area under the AFROC curve, false positives of all cases",
            FigureCases.All,
            (r, m) => FrocPairs.Unweighted(r, m, allCases: true)
        );

    /// <summary>"HrAuc": area under the ROC curve inferred from the highest mark of each case, of either kind.</summary>
    public static FrocFigure HighestRatingAuc { get; } =
        new("HrAuc", "area under the ROC curve inferred from the highest rating of each case", FigureCases.All, FrocPairs.HighestRating);

    /// <summary>"HrSe": the part of diseased cases with any mark.</summary>
    public static FrocFigure HighestRatingSensitivity { get; } =
        new("HrSe", "share of diseased cases with any mark", FigureCases.Diseased, FrocCounts.MarkedDiseased);

    /// <summary>"HrSp": the part of non-diseased cases without a mark.</summary>
    public static FrocFigure HighestRatingSpecificity { get; } =
        new("HrSp", "share of non-diseased cases without a mark", FigureCases.NonDiseased, FrocCounts.UnmarkedNonDiseased);

    /// <summary>"MaxLLF": the part of all lesions that were marked: the ordinate at which the FROC curve ends.</summary>
    public static FrocFigure LesionFraction { get; } =
        new("MaxLLF", "share of lesions that were marked", FigureCases.Diseased, FrocCounts.LesionFraction);

    /// <summary>"MaxNLF": non-lesion marks per non-diseased case, counting those of non-diseased cases. Smaller is better.</summary>
    public static FrocFigure NonLesionFraction { get; } =
        new("MaxNLF", "false positive marks per non-diseased case", FigureCases.NonDiseased, FrocCounts.NonLesionFraction);

    /// <summary>"MaxNLFAllCases": non-lesion marks per case, over all: the abscissa at which the FROC curve ends. Smaller is better.</summary>
    public static FrocFigure NonLesionFractionAllCases { get; } =
        new("MaxNLFAllCases", "false positive marks per case", FigureCases.All, FrocCounts.NonLesionFractionAllCases);

    /// <summary>"ExpTrnsfmSp": exp(−<see cref="NonLesionFraction"/>), a specificity that falls from 1 to 0 as marks accumulate.</summary>
    /// <remarks>Popescu LM (2011). Medical Physics 38:5690–5702. doi:10.1118/1.3633938</remarks>
    public static FrocFigure ExponentialSpecificity { get; } =
        new("ExpTrnsfmSp", "exp(−false positive marks per non-diseased case)", FigureCases.NonDiseased, FrocCounts.ExponentialSpecificity);

    /// <summary>
    /// "SongA1": AUC of case scores that are the mean of the case's non-lesion marks or that of its lesion marks, whichever is higher.
    /// </summary>
    /// <remarks>Song T, Bandos AI, Rockette HE, Gur D (2008). Medical Physics 35:1547–1558. doi:10.1118/1.2890410</remarks>
    public static FrocFigure SongAverage { get; } =
        new("SongA1", "AUC of the mean rating of a case's marks", FigureCases.All, FrocPairs.SongAverage);

    /// <summary>
    /// "SongA2": a diseased case wins against a non-diseased one when more than half of the pairs of their marks (ψ summed) speak for it,
    /// ties at exactly half counting ½; a case with marks wins against one without. Takes time in proportion to K₁·K₂.
    /// </summary>
    /// <remarks>Song T, Bandos AI, Rockette HE, Gur D (2008). Medical Physics 35:1547–1558. doi:10.1118/1.2890410</remarks>
    public static FrocFigure SongDominance { get; } =
        new("SongA2", "share of pairs of cases in which the diseased one's marks dominate", FigureCases.All, SongDominant.Of);

    /// <summary>
    /// "FROC": Σ over non-lesion marks of all cases and lesions of ψ / (K · lesions): the area under the FROC curve up to where it ends.
    /// It grows with the number of false positives, so it ranks readers only at the same end.
    /// </summary>
    public static FrocFigure FrocArea { get; } =
        new("FROC", "area under the FROC curve up to its end", FigureCases.All, FrocPairs.FrocArea);

    /// <summary>All of them, the recommended first.</summary>
    public static IReadOnlyList<FrocFigure> All { get; } =
    [
        WeightedAfroc,
        WeightedAfrocAllCases,
        Afroc,
        AfrocAllCases,
        HighestRatingAuc,
        HighestRatingSensitivity,
        HighestRatingSpecificity,
        LesionFraction,
        NonLesionFraction,
        NonLesionFractionAllCases,
        ExponentialSpecificity,
        SongAverage,
        SongDominance,
        FrocArea,
    ];

    /// <summary>As in RJafroc.</summary>
    public string Name { get; }

    /// <summary>In a few words.</summary>
    public string Meaning { get; }

    /// <summary>The cases that it rests on; the jackknife leaves out these and no others.</summary>
    public FigureCases Cases { get; }

    /// <summary>By <see cref="Name"/>, in capitals or not; null when there is none.</summary>
    public static FrocFigure? Named(string name) =>
        All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Of one reader under one treatment.</summary>
    public double Of(FrocReadings readings, int treatment, int reader) => _jackknife(readings, readings.Of(treatment, reader)).Figure;

    /// <summary>Of every treatment and reader.</summary>
    public ReaderFigures ForAll(FrocReadings readings) =>
        FigureJackknife.Figures(readings.Treatments, readings.Readers, (i, j) => Of(readings, i, j));

    /// <summary>
    /// The figures of merit with each case left out in turn, of the cases that they rest on, in O(n log n) of a reader's marks: for the
    /// analyses of <see cref="ObuchowskiRockette"/> (by <see cref="LeaveOneOut.Covariance"/>) and <see cref="DorfmanBerbaumMetz"/>.
    /// NaN without the only case of its truth. Non-diseased cases come first.
    /// </summary>
    /// <exception cref="ArgumentException">The figure rests on fewer than two cases.</exception>
    public LeaveOneOut LeavingOutEach(FrocReadings readings) =>
        FigureJackknife.ForAll(
            readings.Treatments,
            readings.Readers,
            readings.Diseased.Where(d => Cases == FigureCases.All || d == (Cases == FigureCases.Diseased)),
            (i, j) => _jackknife(readings, readings.Of(i, j))
        );
}
