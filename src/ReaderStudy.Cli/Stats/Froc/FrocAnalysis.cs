using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Cli.Stats.Froc;

/// <summary><c>readerstudy stats froc</c>.</summary>
internal static class FrocAnalysis
{
    public static StatsAnalysis Create()
    {
        var files = new FrocFiles();
        var level = StatsOptions.Level();
        var figure = Figure();
        var method = StatsOptions.Choice("--method", "OR: Obuchowski-Rockette; DBM: pseudo-values.", "OR", "OR", "DBM");
        return new StatsAnalysis(
            "froc",
            "Free-response (FROC) figures of merit, such as wAFROC, and whether treatments differ in them.",
            $"""
            Readers mark locations and rate them. A mark on a lesion is LL, another NL; what has no mark is rated below all that has one.
            Every reader is taken to have read every case under every treatment.
            Figures of merit:
            {string.Join('\n', FrocFigure.All.Select(f => $"  {f.Name.PadRight(15)}{f.Meaning}"))}
            Standard errors by the jackknife over the cases that the figure rests on; tests by Obuchowski and Rockette (1995),
            doi:10.1080/03610919508813243, or of pseudo-values by Dorfman, Berbaum and Metz (1992), with the degrees of freedom of Hillis
            (2007), doi:10.1002/sim.2532, generalising to readers and cases, to cases, and to readers. A dash: undefined (one reader is no
            sample of readers).
            Figures: Chakraborty DP (2017), Observer Performance Methods for Diagnostic Imaging, doi:10.1201/9781351228190.
            Example: readerstudy stats froc marks.csv --cases cases.csv --lesions lesions.csv --figure wAFROC
            """,
            input =>
            {
                var readings = files.Read(input);
                var chosen = FrocFigure.Named(input.Option(figure))!;
                var jackknife = MeritReport.Jackknife(chosen.Name, () => chosen.LeavingOutEach(readings));
                return input.Option(method) == "DBM"
                    ? MeritReport.ByPseudoValues(chosen.Name, jackknife, input.Option(level))
                    : MeritReport.ByObuchowskiRockette(chosen.Name, jackknife, input.Option(level));
            }
        )
        {
            Columns = FrocFiles.MarkColumns,
            Options = [.. files.Options, figure, method, level],
        };
    }

    /// <summary>One of the free-response figures of merit.</summary>
    public static System.CommandLine.Option<string> Figure() =>
        StatsOptions.Choice("--figure", "Figure of merit.", FrocFigure.WeightedAfroc.Name, [.. FrocFigure.All.Select(f => f.Name)]);
}
