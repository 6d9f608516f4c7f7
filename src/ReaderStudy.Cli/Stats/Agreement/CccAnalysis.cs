using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats ccc</c>.</summary>
internal static class CccAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "ccc",
            "Lin's concordance correlation of two readers or methods, with Pearson's, Spearman's and Kendall's correlation.",
            """
            Concordance 2 s12 / (s1^2 + s2^2 + (m1 - m2)^2) with moments over n (Lin 1989, doi:10.2307/2532051), its interval by Fisher's transform; how far it
            falls short of the correlation is the bias correction C_b, from the shifts of location and scale. Correlations tell whether two series rise
            together, not whether they agree. Pitman and Morgan (doi:10.1093/biomet/31.1-2.9) test that both vary equally much.
            Undefined for constant series; no interval at perfect concordance.
            Example: readerstudy stats ccc diameters.csv --map first=reader_a --map second=reader_b
            """,
            input => Run(input, input.Option(level))
        )
        {
            Columns =
            [
                new("first", "Measurement by the first reader or method.", true, "method1", "reader1"),
                new("second", "Measurement by the second.", true, "method2", "reader2"),
            ],
            Options = [level],
        };
    }

    private static StatsReport Run(StatsInput input, double level)
    {
        var (first, second) = BlandAltmanAnalysis.Series(input);
        var ccc = ConcordanceCorrelation.Of(first, second);
        var (pearson, spearman) = (Correlation.Pearson(first, second), Correlation.Spearman(first, second));
        var kendall = Correlation.KendallTauB(first, second);
        var spread = PitmanMorgan.Of(first, second);
        return new StatsReport(
            new
            {
                Concordance = ccc,
                Interval = ccc.Interval(level),
                AsymptoticInterval = ccc.AsymptoticInterval(level),
                Pearson = pearson,
                PearsonInterval = pearson.Interval(level),
                Spearman = spearman,
                KendallTauB = kendall,
                PitmanMorgan = spread,
            },
            [
                new StatsTable(
                    $"{ccc.Pairs} pairs",
                    ["", "estimate", "interval", "p"],
                    [
                        ["concordance (Lin)", Printed.Number(ccc.Value), Printed.Interval(ccc.Interval(level)), ""],
                        ["bias correction C_b", Printed.Number(ccc.BiasCorrection), "", ""],
                        ["location shift", Printed.Number(ccc.LocationShift), "", ""],
                        ["scale shift", Printed.Number(ccc.ScaleShift), "", ""],
                        ["Pearson", Printed.Number(pearson.Value), Printed.Interval(pearson.Interval(level)), Printed.P(pearson.P)],
                        ["Spearman", Printed.Number(spearman.Value), "", Printed.P(spearman.P)],
                        ["Kendall tau-b", Printed.Number(kendall.Value), "", Printed.P(kendall.P)],
                        ["Pitman-Morgan r", Printed.Number(spread.Value), "", Printed.P(spread.P)],
                    ]
                ),
            ],
            BlandAltmanAnalysis.Notes(ccc.Pairs, first.Length)
        );
    }
}
