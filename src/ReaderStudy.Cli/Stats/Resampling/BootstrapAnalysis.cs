using System.CommandLine;
using ReaderStudy.Cli.Stats.Roc;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Resampling;

/// <summary><c>readerstudy stats bootstrap</c>.</summary>
internal static class BootstrapAnalysis
{
    public static StatsAnalysis Create()
    {
        var options = new Chosen(
            StatsOptions.Choice(
                "--statistic",
                "What is estimated.",
                "mean",
                "mean",
                "median",
                "sd",
                "auc",
                "auc-difference",
                "average-precision"
            ),
            ScoredCases.ScoreOption(),
            ScoredCases.LowerOption(),
            StatsOptions.Level(),
            StatsOptions.Replicates(),
            StatsOptions.Seed(),
            new Option<bool>("--unstratified") { Description = "Draw from all cases, not within the classes of truth." }
        );
        return new StatsAnalysis(
            "bootstrap",
            "Bootstrap intervals of a mean, median, standard deviation, ROC area, difference of areas or average precision.",
            """
            Cases are drawn with replacement: with a column 'cluster' whole clusters (patients with several lesions), with a column
            'stratum' within strata, and within the classes of truth where the statistic has one.
            Intervals: normal (corrected for bias), basic, percentile, studentised (mean and areas, by their variance formulas) and BCa
            with the jackknife's acceleration; quantiles at rank (R + 1) p, as in Davison and Hinkley 1997,
            doi:10.1017/CBO9780511802843, and R's boot. BCa: Efron 1987, doi:10.1080/01621459.1987.10478410.
            Resamples in which the statistic is undefined are counted and left out. BCa is undefined when all replicates lie on one side
            of the estimate. The same seed gives the same numbers on any number of cores.
            Example: readerstudy stats bootstrap scores.csv --statistic auc-difference --score unaided --score aided -B 5000
            """,
            input => Run(input, options)
        )
        {
            Columns =
            [
                new("truth", "1 diseased, 0 not; for areas and average precision.", false, "diseased", "reference"),
                new("cluster", "What the case belongs to, such as its patient.", false, "patient"),
                new("stratum", "Stratum within which cases are drawn.", false),
                new("case", "Name of the case.", false, "case_id", "id"),
            ],
            Options =
            [
                options.Statistic,
                options.Scores,
                options.Lower,
                options.Level,
                options.Replicates,
                options.Seed,
                options.Unstratified,
            ],
        };
    }

    private static StatsReport Run(StatsInput input, Chosen options)
    {
        var name = input.Option(options.Statistic);
        var needsTruth = name is "auc" or "auc-difference" or "average-precision";
        if (needsTruth && !input.Has("truth"))
        {
            throw new BadInputException($"The statistic '{name}' needs a column 'truth'.");
        }

        var cases = input.Has("truth") ? ScoredCases.Read(input, options.Scores, options.Lower) : WithoutTruth(input, options);
        var wanted = name == "auc-difference" ? 2 : 1;
        if (cases.Scores.Count != wanted)
        {
            throw new BadInputException(
                $"The statistic '{name}' takes {wanted} {(wanted == 1 ? "column" : "columns")} of numbers, not {cases.Scores.Count}; name by --score."
            );
        }

        int[] rows = [.. Enumerable.Range(0, input.Count).Where(row => cases.Scores.All(s => !double.IsNaN(s.Ratings[row])))];
        if (rows.Length == 0)
        {
            throw new BadInputException("No row has the numbers.");
        }

        var kept = new ScoredCases(
            [.. rows.Select(row => cases.Truth[row])],
            [.. cases.Scores.Select(s => s with { Ratings = [.. rows.Select(row => s.Ratings[row])] })]
        );
        if (needsTruth && kept.Truth.Distinct().Count() < 2)
        {
            throw new BadInputException("All cases are of one class of truth.");
        }

        var plan = Plan(input, kept, rows, needsTruth && !input.Option(options.Unstratified));
        var statistic = BootstrapStatistic.Of(name, kept);
        var bootstrap = Bootstrap.Of(plan, statistic, input.Option(options.Replicates), input.Option(options.Seed));
        var acceleration = Influence.Acceleration(Influence.Jackknife(plan, drawn => statistic(drawn).Estimate));
        var report = BootstrapReport.Of(name, bootstrap, acceleration, input.Option(options.Level));
        return report with { Notes = [.. ScoredCases.MissingNote(input.Count - rows.Length, "a number"), .. report.Notes] };
    }

    private static ScoredCases WithoutTruth(StatsInput input, Chosen options)
    {
        string[] names = input.Option(options.Scores) is { Length: > 0 } given
            ? given
            : [.. input.OtherColumns.Select(i => input.FileColumns[i])];
        var scores = names
            .Select(name =>
            {
                var place = input.FileColumns.ToList().FindIndex(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));
                return place < 0
                    ? throw new BadInputException($"The file has no column '{name}'; it has {string.Join(", ", input.FileColumns)}.")
                    : new Score(name, [.. Enumerable.Range(0, input.Count).Select(row => input.Number(row, place))], false);
            })
            .ToList();
        input.Demand();
        return new ScoredCases(new bool[input.Count], scores);
    }

    private static ResamplingPlan Plan(StatsInput input, ScoredCases cases, int[] rows, bool byTruth)
    {
        string[] Texts(string column) => [.. rows.Select(row => input.Required(row, column))];
        var clusters = input.Has("cluster") ? Texts("cluster") : null;
        var strata = input.Has("stratum") ? Texts("stratum") : null;
        input.Demand();
        if (clusters is not null)
        {
            return strata is null ? ResamplingPlan.OverClusters(clusters) : WithinStrata(clusters, strata, rows);
        }

        (string?, bool)[] within = [.. rows.Select((_, i) => (strata?[i], byTruth && cases.Truth[i]))];
        return ResamplingPlan.WithinStrata(within);
    }

    private static ResamplingPlan WithinStrata(string[] clusters, string[] strata, int[] rows)
    {
        try
        {
            return ResamplingPlan.OverClustersWithinStrata(clusters, strata);
        }
        catch (BadInputException bad)
        {
            // Rows without a number were left out: the others keep their numbers of the file.
            throw new BadInputException([.. bad.Faults.Select(f => f with { Row = rows[f.Row!.Value] })]);
        }
    }

    private sealed record Chosen(
        Option<string> Statistic,
        Option<string[]> Scores,
        Option<string[]> Lower,
        Option<double> Level,
        Option<int> Replicates,
        Option<ulong> Seed,
        Option<bool> Unstratified
    );
}
