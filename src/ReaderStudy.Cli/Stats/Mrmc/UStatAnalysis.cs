using System.CommandLine;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary><c>readerstudy stats ustat</c>.</summary>
internal static class UStatAnalysis
{
    public static StatsAnalysis Create()
    {
        var endpoint = StatsOptions.Choice("--endpoint", "What is averaged.", "auc", "auc", "accuracy", "sensitivity", "specificity");
        var threshold = new Option<double>("--threshold")
        {
            Description = "Ratings from here on are positive calls; for the binary endpoints.",
            DefaultValueFactory = _ => double.NaN,
        };
        var variance = StatsOptions.Choice(
            "--variance",
            "Of AUCs: unbiased, or of the empirical distribution.",
            "unbiased",
            "unbiased",
            "mle"
        );
        var moments = StatsOptions.Choice("--moments", "Of binary endpoints.", "conditional", "conditional", "joint");
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "ustat",
            "MRMC analysis by U-statistics (Gallas): AUCs or percent correct of readers, any design.",
            """
            The AUC of each arm over random readers and random cases and all differences, with the one-shot variance of Gallas (2006,
            doi:10.1016/j.acra.2005.11.030; arbitrary designs: Gallas and Brown 2008, doi:10.1016/j.neunet.2007.12.013; binary endpoints:
            Gallas, Pennello and Myers 2007, doi:10.1364/JOSAA.24.000B70), as in the package iMRMC. Readers may have read any cases in any
            arm. Readers weigh by what they read. The unbiased variance may be negative: intervals and p-values are then undefined (–), and
            --variance mle gives the biased one. t has Satterthwaite's degrees of freedom (Obuchowski, Gallas and Hillis 2012,
            doi:10.1016/j.acra.2012.09.012), real-valued; iMRMC cuts them to whole numbers and is normal above 50.
            Example: readerstudy stats ustat ratings.csv
                     readerstudy stats ustat ratings.csv --endpoint sensitivity --threshold 3
            """,
            input =>
                input.Option(endpoint) == "auc"
                    ? Auc(input, input.Option(level), input.Option(variance) == "mle")
                    : Binary(input, input.Option(endpoint), input.Option(threshold), input.Option(moments) == "joint", input.Option(level))
        )
        {
            Columns =
            [
                new("treatment", "Arm, modality or test.", true, "arm", "modality"),
                new("reader", "Who read."),
                new("case", "Name of the case."),
                new("truth", "1 diseased, 0 not."),
                new("rating", "Higher is more suspicious; empty or no row: not read.", true, "score"),
            ],
            Options = [endpoint, threshold, variance, moments, level],
        };
    }

    private static StatsReport Auc(StatsInput input, double level, bool biased)
    {
        var analysis = UStatistic.Of(Ratings(input), level);
        var arms = analysis.Arms.Select(a => (a.Treatment, a.Readers, a.NonDiseased, a.Diseased, Of: biased ? a.Biased : a.Unbiased));
        var differences = analysis.Differences.Select(d =>
            ($"{d.First.Treatment} − {d.Second.Treatment}", d.Readers, d.NonDiseased, d.Diseased, Of: biased ? d.Biased : d.Unbiased)
        );
        return new StatsReport(
            analysis,
            [
                new StatsTable(
                    biased ? "AUC, variance of the empirical distribution" : "AUC, unbiased one-shot variance",
                    ["Arm", "Readers", "Not diseased", "Diseased", "Estimate", "SE", "df", "Interval (t)", "p (t)", "p (normal)"],
                    [
                        .. arms.Concat(differences)
                            .Select(a =>
                                (IReadOnlyList<string>)
                                    [
                                        a.Item1,
                                        Printed.Count(a.Item2),
                                        Printed.Count(a.Item3),
                                        Printed.Count(a.Item4),
                                        Printed.Number(a.Of.Estimate),
                                        Printed.Number(a.Of.StandardError),
                                        Printed.Number(a.Of.DegreesOfFreedom),
                                        Printed.Interval(a.Of.Student),
                                        Printed.P(a.Of.StudentP),
                                        Printed.P(a.Of.NormalP),
                                    ]
                            ),
                    ]
                ),
                new StatsTable(
                    "By reader",
                    ["Reader", "Arm", "Not diseased", "Diseased", "AUC", "SE (cases)"],
                    [
                        .. analysis.Arms.SelectMany(a =>
                            a.PerReader.Select(r =>
                                (IReadOnlyList<string>)
                                    [
                                        r.Reader,
                                        a.Treatment,
                                        Printed.Count(r.NonDiseased),
                                        Printed.Count(r.Diseased),
                                        Printed.Number(r.Auc),
                                        Printed.Number(Math.Sqrt(r.Variance)),
                                    ]
                            )
                        ),
                    ],
                    2
                ),
            ],
            [
                "p-values of arms test an AUC of 0.5, those of differences 0.",
                .. analysis
                    .Arms.Select(a => (a.Treatment, Variance: a.Unbiased.Variance))
                    .Concat(analysis.Differences.Select(d => ($"{d.First.Treatment} − {d.Second.Treatment}", d.Unbiased.Variance)))
                    .Where(v => !biased && v.Variance < 0)
                    .Select(v => $"{v.Item1}: the unbiased variance is negative ({Printed.Number(v.Variance)}); see --variance mle."),
            ]
        );
    }

    private static StatsReport Binary(StatsInput input, string endpoint, double threshold, bool joint, double level)
    {
        if (double.IsNaN(threshold))
        {
            throw new BadInputException($"--endpoint {endpoint} needs --threshold: from which rating on a call is positive.");
        }

        var ratings = Ratings(input);
        if (ratings.Treatments.Count < 2)
        {
            throw new BadInputException("Binary endpoints are compared between arms: the file has only one.");
        }

        double[][][] scores = [.. ratings.Treatments.Select((_, arm) => Scores(ratings, arm, endpoint, threshold))];
        var results = new List<(string First, string Second, ScoreUStatisticResult Result)>();
        for (var a = 0; a < scores.Length; a++)
        {
            for (var b = a + 1; b < scores.Length; b++)
            {
                var result = joint
                    ? ScoreUStatistic.Joint(scores[a], scores[b], level)
                    : ScoreUStatistic.Conditional(scores[a], scores[b], level);
                results.Add((ratings.Treatments[a], ratings.Treatments[b], result));
            }
        }

        return new StatsReport(
            results
                .Select(r => new
                {
                    r.First,
                    r.Second,
                    r.Result,
                })
                .ToList(),
            [
                new StatsTable(
                    $"{char.ToUpperInvariant(endpoint[0])}{endpoint[1..]}, unbiased U-statistic variance",
                    ["First", "Second", "First mean", "Second mean", "Difference", "SE", "df", "Interval (t)", "p (t)", "p (normal)"],
                    [
                        .. results.Select(r =>
                            (IReadOnlyList<string>)
                                [
                                    r.First,
                                    r.Second,
                                    Printed.Number(r.Result.First.Mean),
                                    Printed.Number(r.Result.Second.Mean),
                                    Printed.Number(r.Result.Difference.Estimate),
                                    Printed.Number(r.Result.Difference.StandardError),
                                    Printed.Number(r.Result.Difference.DegreesOfFreedom),
                                    Printed.Interval(r.Result.Difference.Student),
                                    Printed.P(r.Result.Difference.StudentP),
                                    Printed.P(r.Result.Difference.NormalP),
                                ]
                        ),
                    ],
                    2
                ),
            ],
            joint
                ? "Moments over all pairs of readings (uStat11.jointD of iMRMC)."
                : "Moments by nested conditional means (uStat11.conditionalD of iMRMC)."
        );
    }

    /// <summary>1 for a right call, 0 for a wrong one, NaN for none, over the cases that the endpoint is about.</summary>
    private static double[][] Scores(MrmcRatings ratings, int arm, string endpoint, double threshold)
    {
        int[] cases =
        [
            .. Enumerable
                .Range(0, ratings.Cases.Count)
                .Where(k => endpoint == "accuracy" || (endpoint == "sensitivity") == ratings.Diseased[k]),
        ];
        return [.. Enumerable.Range(0, ratings.Readers.Count).Select(Row)];

        double[] Row(int reader)
        {
            var own = ratings.Of(arm, reader).ToArray();
            return
            [
                .. cases.Select(k =>
                    double.IsNaN(own[k]) ? double.NaN
                    : own[k] >= threshold == ratings.Diseased[k] ? 1
                    : 0
                ),
            ];
        }
    }

    /// <summary>The ratings; a row with an empty one is a case that was not read. Faults name the file's rows.</summary>
    private static MrmcRatings Ratings(StatsInput input)
    {
        var rows = new List<MrmcRating>();
        var places = new List<int>();
        for (var i = 0; i < input.Count; i++)
        {
            var row = new MrmcRating(
                input.Required(i, "treatment"),
                input.Required(i, "reader"),
                input.Required(i, "case"),
                input.Truth(i, "truth"),
                input.Number(i, "rating")
            );
            if (!double.IsNaN(row.Rating))
            {
                rows.Add(row);
                places.Add(i);
            }
        }

        input.Demand();
        try
        {
            return MrmcRatings.Of(rows);
        }
        catch (BadInputException bad)
        {
            throw new BadInputException([.. bad.Faults.Select(f => f.Row is { } row ? f with { Row = places[row] } : f)]);
        }
    }
}
