using ReaderStudy.Cli.Stats.Mrmc;
using ReaderStudy.Cli.Stats.Roc;
using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Cli.Stats.Resampling;

/// <summary><c>readerstudy stats bootstrap-mrmc</c>.</summary>
internal static class BootstrapMrmcAnalysis
{
    public static StatsAnalysis Create()
    {
        var over = StatsOptions.Choice(
            "--over",
            "What is drawn; what is not drawn is what conclusions are limited to.",
            "readers-and-cases",
            "readers-and-cases",
            "cases",
            "readers"
        );
        var (level, replicates, seed) = (StatsOptions.Level(), StatsOptions.Replicates(), StatsOptions.Seed());
        return new StatsAnalysis(
            "bootstrap-mrmc",
            "Two-way bootstrap of the readers' mean ROC area under each treatment, and of their differences.",
            """
            Readers and cases are drawn with replacement, cases within the classes of truth, the same for all treatments (Gallas 2009,
            doi:10.1080/03610920802610084; Beiden, Wagner and Campbell 2000, doi:10.1016/S1076-6332(00)80008-2). Percentile intervals with
            quantiles at rank (R + 1) p (Davison and Hinkley 1997, doi:10.1017/CBO9780511802843). The p-value adds one to count and
            number, so that it is never 0.
            Resamples in which a reader lacks a class of truth are counted and left out. The same seed gives the same numbers on any number
            of cores.
            Example: readerstudy stats bootstrap-mrmc ratings.csv -B 5000 --seed 7
            """,
            input =>
            {
                var ratings = RatingRows.Read(input);
                var (count, from) = (input.Option(replicates), input.Option(seed));
                var bootstrap = input.Option(over) switch
                {
                    "cases" => MrmcAucBootstrap.OverCases(ratings, count, from),
                    "readers" => MrmcAucBootstrap.OverReaders(ratings, count, from),
                    _ => MrmcAucBootstrap.OverReadersAndCases(ratings, count, from),
                };
                return Report(ratings, bootstrap, input.Option(level));
            }
        )
        {
            Columns = RatingRows.Columns,
            Options = [over, level, replicates, seed],
        };
    }

    private static StatsReport Report(MrmcRatings ratings, MrmcAucBootstrap bootstrap, double level)
    {
        var treatments = ratings.Treatments.Select((name, t) => Of(name, bootstrap.Treatments[t], level)).ToList();
        var differences = new List<Told>();
        for (var i = 0; i < treatments.Count; i++)
        {
            for (var j = i + 1; j < treatments.Count; j++)
            {
                differences.Add(Of($"{ratings.Treatments[i]} − {ratings.Treatments[j]}", bootstrap.Difference(i, j), level));
            }
        }

        return new StatsReport(
            new
            {
                Readers = ratings.Readers.Count,
                Cases = ratings.Cases.Count,
                Treatments = treatments,
                Differences = differences,
            },
            [
                new(
                    "Mean area of the readers",
                    ["Treatment", "AUC", "SE", RocOptions.Interval(level)],
                    [
                        .. treatments.Select(t =>
                            new[] { t.Name, Printed.Number(t.Estimate), Printed.Number(t.StandardError), Printed.Interval(t.Percentile) }
                        ),
                    ]
                ),
                .. differences.Count == 0
                    ? []
                    : new[]
                    {
                        new StatsTable(
                            "Differences",
                            ["Treatments", "Difference", "SE", RocOptions.Interval(level), "p"],
                            [
                                .. differences.Select(d =>
                                    new[]
                                    {
                                        d.Name,
                                        Printed.Number(d.Estimate),
                                        Printed.Number(d.StandardError),
                                        Printed.Interval(d.Percentile),
                                        Printed.P(d.P),
                                    }
                                ),
                            ]
                        ),
                    },
            ],
            BootstrapReport.UndefinedNote(treatments.Max(t => t.Undefined))
        );
    }

    private static Told Of(string name, BootstrapDistribution bootstrap, double level) =>
        new(
            name,
            bootstrap.Estimate,
            bootstrap.Bias,
            bootstrap.StandardError,
            BootstrapInterval.Percentile(bootstrap, level),
            BootstrapInterval.Basic(bootstrap, level),
            bootstrap.TwoSidedP(),
            bootstrap.Undefined
        );

    private sealed record Told(
        string Name,
        double Estimate,
        double Bias,
        double StandardError,
        (double, double) Percentile,
        (double, double) Basic,
        double P,
        int Undefined
    );
}
