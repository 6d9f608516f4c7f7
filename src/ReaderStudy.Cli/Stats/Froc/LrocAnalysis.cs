using System.CommandLine;
using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Cli.Stats.Froc;

/// <summary><c>readerstudy stats lroc</c>.</summary>
internal static class LrocAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var (figure, fraction) = (Figure(), Fraction());
        var method = StatsOptions.Choice("--method", "OR: Obuchowski-Rockette; DBM: pseudo-values.", "OR", "OR", "DBM");
        return new StatsAnalysis(
            "lroc",
            "Localisation (LROC) figures of merit, such as the probability of correct localisation, and whether treatments differ in them.",
            """
            Readers rate every case once and name its most suspicious location. The LROC curve is the part of diseased cases that are rated
            above a cutoff and rightly located, against the part of non-diseased cases rated above it; the lowest rating is no mark.
            ALROC     the area under it from 0 to --fpf (not divided by it)
            PCL       its ordinate at --fpf, by a straight line between points, the lower end of a vertical rise
            Wilcoxon  the area under the ROC curve of the ratings, whatever the locations
            Swensson RG (1996), Med Phys 23:1709-1725, doi:10.1118/1.597758. Standard errors by the jackknife over cases; tests by Obuchowski
            and Rockette (1995), doi:10.1080/03610919508813243, or of pseudo-values, with the degrees of freedom of Hillis (2007),
            doi:10.1002/sim.2532. A dash: undefined.
            Example: readerstudy stats lroc readings.csv --figure PCL --fpf 0.1
            """,
            input =>
            {
                var readings = LrocFile.Read(input);
                var chosen = Chosen(input.Option(figure), input.Option(fraction));
                var jackknife = MeritReport.Jackknife(chosen.Name, () => chosen.LeavingOutEach(readings));
                return input.Option(method) == "DBM"
                    ? MeritReport.ByPseudoValues(chosen.Name, jackknife, input.Option(level))
                    : MeritReport.ByObuchowskiRockette(chosen.Name, jackknife, input.Option(level));
            }
        )
        {
            Columns = LrocFile.Columns,
            Options = [figure, fraction, method, level],
        };
    }

    public static LrocFigure Chosen(string figure, double fraction) =>
        figure switch
        {
            "PCL" => LrocFigure.CorrectLocalisation(fraction),
            "ALROC" => LrocFigure.Area(fraction),
            _ => LrocFigure.Auc,
        };

    /// <summary>The false-positive fraction, above 0 and at most 1.</summary>
    public static Option<double> Fraction()
    {
        var option = new Option<double>("--fpf")
        {
            Description = "False-positive fraction for ALROC and PCL, above 0 and at most 1.",
            DefaultValueFactory = _ => 0.2,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double>() is not (> 0 and <= 1))
            {
                result.AddError("--fpf takes a number above 0 and at most 1.");
            }
        });
        return option;
    }

    private static Option<string> Figure() => StatsOptions.Choice("--figure", "Figure of merit.", "ALROC", "ALROC", "PCL", "Wilcoxon");
}
