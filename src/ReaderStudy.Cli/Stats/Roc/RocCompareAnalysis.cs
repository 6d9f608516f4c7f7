using System.CommandLine;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary><c>readerstudy stats roc-compare</c>.</summary>
internal static class RocCompareAnalysis
{
    public static StatsAnalysis Create()
    {
        var options = new Chosen(
            ScoredCases.ScoreOption(),
            ScoredCases.LowerOption(),
            StatsOptions.Level(),
            new Option<double?>("--margin") { Description = "Margin of non-inferiority and equivalence, such as 0.05." },
            StatsOptions.Choice("--method", "How the difference is tested.", "delong", "delong", "bootstrap"),
            StatsOptions.Replicates(),
            StatsOptions.Seed()
        );
        options.Margin.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double?>() is not (>= 0 and < 1))
            {
                result.AddError("--margin takes a number from 0 to below 1.");
            }
        });
        return new StatsAnalysis(
            "roc-compare",
            "Differences between the ROC areas of two or more scores of the same cases, or of one score in two groups of cases.",
            """
            Scores of the same cases (a column each) are compared in pairs by DeLong's test, z = difference / standard error, with the
            covariance of their areas; three or more also all at once by Wald's chi-square (DeLong, DeLong and Clarke-Pearson,
            Biometrics 1988, doi:10.2307/2531595). A pair uses the cases that have both scores. With --method bootstrap the standard error
            is that of stratified resamples, as in pROC (Robin 2011, doi:10.1186/1471-2105-12-77).
            With a column 'group' one score is compared between groups of different cases by an unpaired test, referred to Student's t
            with Welch's degrees of freedom (as in pROC).
            With --margin: one-sided p of the first being worse by the margin or more (non-inferiority), and the larger p of two one-sided
            tests (equivalence; Liu 2006, doi:10.1002/sim.2358).
            Identical scores have z 0 and p 1. With fewer than two cases of a class nothing is defined.
            Example: readerstudy stats roc-compare scores.csv --score unaided --score aided --margin 0.05
            """,
            input => Run(input, options)
        )
        {
            Columns =
            [
                ScoredCases.Case,
                ScoredCases.TruthColumn,
                new("group", "Group of cases, for an unpaired comparison of one score.", false),
            ],
            Options = [options.Scores, options.Lower, options.Level, options.Margin, options.Method, options.Replicates, options.Seed],
        };
    }

    private static StatsReport Run(StatsInput input, Chosen options)
    {
        var cases = ScoredCases.Read(input, options.Scores, options.Lower);
        return input.Has("group") ? Groups(input, cases, options) : Pairs(input, cases, options);
    }

    private static StatsReport Pairs(StatsInput input, ScoredCases cases, Chosen options)
    {
        if (cases.Scores.Count < 2)
        {
            throw new BadInputException("Two scores are compared at least; or add a column 'group' with groups of different cases.");
        }

        var level = input.Option(options.Level);
        var bootstraps = input.Option(options.Method) == "bootstrap";
        var results = new List<Comparison>();
        for (var i = 0; i < cases.Scores.Count; i++)
        {
            for (var j = i + 1; j < cases.Scores.Count; j++)
            {
                var (rated, missing) = cases.Complete(cases.Scores[i], cases.Scores[j]);
                var test = PairedAucTest.Of(
                    Placements.Of(rated[0].Negatives, rated[0].Positives),
                    Placements.Of(rated[1].Negatives, rated[1].Positives)
                );
                var names = (cases.Scores[i].Name, cases.Scores[j].Name);
                var margin = input.Option(options.Margin);
                results.Add(
                    bootstraps
                        ? Bootstrapped(names, missing, rated, input.Option(options.Replicates), input.Option(options.Seed), level)
                        : new Comparison(
                            names.Item1,
                            names.Item2,
                            missing,
                            test.First,
                            test.Second,
                            test.Difference,
                            test.StandardError,
                            test.Z,
                            double.NaN,
                            test.P,
                            test.Interval(level)
                        )
                        {
                            Covariance = test.Covariance,
                            NonInferiorityP = margin is { } m ? test.NonInferiorityP(m) : double.NaN,
                            EquivalenceP = margin is { } e ? test.EquivalenceP(e) : double.NaN,
                        }
                );
            }
        }

        var (all, _) = cases.Complete([.. cases.Scores]);
        var contrast = AucContrastTest.Of([.. all.Select(c => Placements.Of(c.Negatives, c.Positives))]);
        var overall =
            cases.Scores.Count > 2
                ? new StatsTable(
                    "All areas equal",
                    ["Chi-square", "Degrees of freedom", "p"],
                    [
                        [Printed.Number(contrast.ChiSquare), Printed.Count(contrast.DegreesOfFreedom), Printed.P(contrast.P)],
                    ],
                    0
                )
                : null;
        return new StatsReport(
            new { Pairs = results, Overall = cases.Scores.Count > 2 ? contrast : null },
            [Table(results, level, "z"), .. Margins(results, input.Option(options.Margin)), .. overall is null ? [] : new[] { overall }],
            [.. results.SelectMany(r => ScoredCases.MissingNote(r.Missing, $"both {r.First} and {r.Second}"))]
        );
    }

    private static Comparison Bootstrapped(
        (string First, string Second) names,
        int missing,
        IReadOnlyList<RatedCases> rated,
        int replicates,
        ulong seed,
        double level
    )
    {
        var bootstrap = PairedAucBootstrap.Of(rated[0], rated[1], replicates, seed);
        return new Comparison(
            names.First,
            names.Second,
            missing,
            bootstrap.First.Estimate,
            bootstrap.Second.Estimate,
            bootstrap.Difference.Estimate,
            bootstrap.Difference.StandardError,
            bootstrap.Z,
            double.NaN,
            bootstrap.P,
            BootstrapInterval.Percentile(bootstrap.Difference, level)
        );
    }

    private static StatsReport Groups(StatsInput input, ScoredCases cases, Chosen options)
    {
        if (cases.Scores.Count != 1)
        {
            throw new BadInputException("Groups are compared by one score; name it by --score.");
        }

        var score = cases.Scores[0];
        string[] groups = [.. Enumerable.Range(0, input.Count).Select(row => input.Required(row, "group"))];
        input.Demand();
        string[] names = [.. groups.Distinct()];
        if (names.Length < 2)
        {
            throw new BadInputException("Column 'group' holds one group only.");
        }

        var curves = names
            .Select(name =>
            {
                int[] rows = [.. Enumerable.Range(0, groups.Length).Where(row => groups[row] == name && !double.IsNaN(score.Ratings[row]))];
                double[] Of(bool diseased) => [.. rows.Where(row => cases.Truth[row] == diseased).Select(row => score.Ratings[row])];
                var (negatives, positives) = (Of(false), Of(true));
                return negatives.Length > 0 && positives.Length > 0
                    ? Placements.Of(negatives, positives)
                    : throw new BadInputException($"Group '{name}' has cases of one class of truth only.");
            })
            .ToList();
        var level = input.Option(options.Level);
        var results = new List<Comparison>();
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = i + 1; j < names.Length; j++)
            {
                var test = UnpairedAucTest.Of(curves[i], curves[j]);
                results.Add(
                    new Comparison(
                        names[i],
                        names[j],
                        0,
                        test.First,
                        test.Second,
                        test.Difference,
                        test.StandardError,
                        test.D,
                        test.DegreesOfFreedom,
                        test.P,
                        test.Interval(level)
                    )
                );
            }
        }

        return new StatsReport(
            new { score.Name, Groups = results },
            [Table(results, level, "t")],
            ScoredCases.MissingNote(score.Ratings.Count(double.IsNaN), score.Name)
        );
    }

    private static StatsTable Table(IReadOnlyList<Comparison> results, double level, string statistic) =>
        new(
            "Differences of the areas",
            [
                "First",
                "Second",
                "AUC",
                "AUC",
                "Difference",
                RocOptions.Interval(level),
                statistic,
                .. statistic == "t" ? new[] { "df" } : [],
                "p",
            ],
            [
                .. results.Select(r =>
                    new[]
                    {
                        r.First,
                        r.Second,
                        Printed.Number(r.FirstAuc),
                        Printed.Number(r.SecondAuc),
                        Printed.Number(r.Difference),
                        Printed.Interval(r.Interval),
                        Printed.Number(r.Statistic),
                    }
                        .Concat(statistic == "t" ? [Printed.Number(r.DegreesOfFreedom)] : [])
                        .Append(Printed.P(r.P))
                        .ToArray()
                ),
            ],
            2
        );

    private static IReadOnlyList<StatsTable> Margins(IReadOnlyList<Comparison> results, double? margin) =>
        margin is { } m && results.Any(r => !double.IsNaN(r.Covariance))
            ?
            [
                new(
                    $"Within a margin of {Printed.Number(m)}",
                    ["First", "Second", "p non-inferiority", "p equivalence"],
                    [.. results.Select(r => new[] { r.First, r.Second, Printed.P(r.NonInferiorityP), Printed.P(r.EquivalenceP) })],
                    2
                ),
            ]
            : [];

    private sealed record Chosen(
        Option<string[]> Scores,
        Option<string[]> Lower,
        Option<double> Level,
        Option<double?> Margin,
        Option<string> Method,
        Option<int> Replicates,
        Option<ulong> Seed
    );

    private sealed record Comparison(
        string First,
        string Second,
        int Missing,
        double FirstAuc,
        double SecondAuc,
        double Difference,
        double StandardError,
        double Statistic,
        double DegreesOfFreedom,
        double P,
        (double, double) Interval
    )
    {
        public double Covariance { get; init; } = double.NaN;

        public double NonInferiorityP { get; init; } = double.NaN;

        public double EquivalenceP { get; init; } = double.NaN;
    }
}
