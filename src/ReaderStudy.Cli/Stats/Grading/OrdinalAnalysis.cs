using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Grading;

namespace ReaderStudy.Cli.Stats.Grading;

/// <summary><c>readerstudy stats ordinal</c>.</summary>
internal static class OrdinalAnalysis
{
    private static readonly IReadOnlyList<StatsColumn> Columns =
    [
        new("score", "The ordinal outcome, whole numbers; higher is more.", true, "grade", "outcome", "y"),
    ];

    public static StatsAnalysis Create()
    {
        var covariates = new Option<string>("--covariates")
        {
            Description = "Columns that explain the score, separated by commas; text, and numbers named in --factors, become factors.",
            Required = true,
        };
        var factors = new Option<string>("--factors")
        {
            Description = "Covariates that are categories although they are numbers.",
            DefaultValueFactory = _ => "",
        };
        var cluster = new Option<string>("--cluster")
        {
            Description = "One column (case), or two (reader,case), whose rows depend on each other: clustered standard errors.",
            DefaultValueFactory = _ => "",
        };
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "ordinal",
            "Ordinal regression: proportional odds with odds ratios, tests and clustered standard errors.",
            """
            logit P(Y <= j) = zeta_j - x'beta (McCullagh P (1980), doi:10.1111/j.2517-6161.1980.tb01109.x) by maximum likelihood: exp(beta) is the factor on the odds
            of a higher score. The first level of a factor is the one compared with. Wald intervals use the clustered covariance with --cluster (one way:
            Liang KY, Zeger SL (1986), doi:10.1093/biomet/73.1.13; two ways: Cameron AC et al. (2011), doi:10.1198/jbes.2010.07136); profile likelihood
            intervals (doi:10.2307/2347496) take the rows as independent. Proportionality: score test of each covariate and of all (Peterson B, Harrell FE
            (1990), doi:10.2307/2347760). A dash: undefined; where a covariate separates the scores, no finite estimate exists.
            Example: readerstudy stats ordinal grades.csv --covariates arm,reader --cluster case
            """,
            input =>
                Run(input, Names(input.Option(covariates)), Names(input.Option(factors)), Names(input.Option(cluster)), input.Option(level))
        )
        {
            Columns = Columns,
            Options = [covariates, factors, cluster, level],
        };
    }

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static StatsReport Run(StatsInput input, string[] covariates, string[] factors, string[] cluster, double level)
    {
        if (cluster.Length > 2)
        {
            throw new BadInputException("--cluster takes one column or two.");
        }

        var scores = new List<int>();
        for (var i = 0; i < input.Count; i++)
        {
            var score = input.Number(i, "score");
            if (score != Math.Floor(score) || Math.Abs(score) > int.MaxValue)
            {
                input.Fault(i, "score", $"'{input.Text(i, "score")}' is not a whole number.");
            }

            scores.Add(double.IsFinite(score) && Math.Abs(score) <= int.MaxValue ? (int)score : 0);
        }

        var terms = covariates.SelectMany(c => Terms(input, c, factors.Contains(c))).ToList();
        var clusters = cluster.Select(c => Cells(input, c)).ToList();
        input.Demand();
        var table = new double[input.Count, terms.Count];
        for (var k = 0; k < terms.Count; k++)
        {
            for (var i = 0; i < input.Count; i++)
            {
                table[i, k] = terms[k].Values[i];
            }
        }

        var fit = ProportionalOdds.Fit(scores, table);
        var covariance = clusters.Count switch
        {
            0 => fit.Covariance,
            1 => ClusterCovariance.OneWay(fit, clusters[0]),
            _ => ClusterCovariance.TwoWay(fit, clusters[0], clusters[1]),
        };
        return Report(fit, [.. terms.Select(t => t.Name)], covariance, cluster, level);
    }

    private static StatsReport Report(ProportionalOddsFit fit, string[] names, double[,] covariance, string[] cluster, double level)
    {
        var errors = fit.StandardErrorsBy(covariance);
        var terms = names
            .Select(
                (name, k) =>
                    new
                    {
                        Name = name,
                        Coefficient = fit.Coefficients[k],
                        StandardError = errors[k],
                        ModelStandardError = fit.StandardErrors[k],
                        OddsRatio = fit.OddsRatios[k],
                        OddsRatioInterval = Exp(fit.WaldInterval(k, covariance, level)),
                        OddsRatioProfileInterval = Exp(ProfileLikelihood.Interval(fit, k, level)),
                        P = fit.WaldP(k, covariance),
                        Proportionality = ProportionalityTest.Of(fit, [k]),
                    }
            )
            .ToList();
        var likelihoodRatio = fit.LikelihoodRatioTest();
        var proportionality = ProportionalityTest.OfAll(fit);
        var by = cluster.Length == 0 ? "Wald interval" : $"interval, clustered by {string.Join(" and ", cluster)}";
        return new StatsReport(
            new
            {
                fit.Categories,
                fit.Observations,
                fit.Converged,
                fit.Thresholds,
                Terms = terms,
                Covariance = covariance,
                fit.LogLikelihood,
                fit.NullLogLikelihood,
                fit.Akaike,
                LikelihoodRatio = likelihoodRatio,
                Proportionality = proportionality,
            },
            [
                new StatsTable(
                    "Odds ratios of a higher score",
                    ["covariate", "coefficient", "standard error", "odds ratio", by, "profile interval", "p", "p, proportionality"],
                    [
                        .. terms.Select(t =>
                            (IReadOnlyList<string>)
                                [
                                    t.Name,
                                    Printed.Number(t.Coefficient),
                                    Printed.Number(t.StandardError),
                                    Printed.Number(t.OddsRatio),
                                    Printed.Interval(t.OddsRatioInterval),
                                    Printed.Interval(t.OddsRatioProfileInterval),
                                    Printed.P(t.P),
                                    Printed.P(t.Proportionality.P),
                                ]
                        ),
                    ]
                ),
                new StatsTable(
                    "Model",
                    ["measure", "value"],
                    [
                        ["rows", Printed.Count(fit.Observations)],
                        .. fit.Thresholds.Select(
                            (z, j) => (IReadOnlyList<string>)[$"threshold {fit.Categories[j]}|{fit.Categories[j + 1]}", Printed.Number(z)]
                        ),
                        ["log-likelihood", Printed.Number(fit.LogLikelihood)],
                        ["AIC", Printed.Number(fit.Akaike)],
                        [
                            "likelihood ratio of all covariates",
                            $"{Printed.Number(likelihoodRatio.ChiSquare)} on {likelihoodRatio.DegreesOfFreedom}, p {Printed.P(likelihoodRatio.P)}",
                        ],
                        [
                            "proportionality of all covariates",
                            $"{Printed.Number(proportionality.ChiSquare)} on {proportionality.DegreesOfFreedom}, p {Printed.P(proportionality.P)}",
                        ],
                    ]
                ),
            ],
            [
                .. fit.Converged
                    ? (string[])[]
                    : ["No finite estimate exists: a covariate separates the scores. Leave it out or join its levels."],
            ]
        );
    }

    private static (double Lower, double Upper) Exp((double Lower, double Upper) limits) =>
        (Math.Exp(limits.Lower), Math.Exp(limits.Upper));

    /// <summary>A number as it is; a factor as one term for each level but the first.</summary>
    private static IEnumerable<(string Name, double[] Values)> Terms(StatsInput input, string column, bool factor)
    {
        var cells = Cells(input, column);
        double[] numbers =
        [
            .. cells.Select(c =>
                double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN
            ),
        ];
        return !factor && numbers.All(double.IsFinite)
            ? [(column, numbers)]
            : cells.Distinct().Skip(1).Select(level => ($"{column} {level}", (double[])[.. cells.Select(c => c == level ? 1.0 : 0)]));
    }

    private static IReadOnlyList<string> Cells(StatsInput input, string column)
    {
        var place = input.FileColumns.ToList().IndexOf(column);
        if (place < 0)
        {
            throw new BadInputException($"The file has no column '{column}'.");
        }

        string[] cells = [.. Enumerable.Range(0, input.Count).Select(i => input.Cell(i, place))];
        BadInputException.ThrowIfAny([
            .. cells
                .Select((c, i) => (c, i))
                .Where(c => c.c.Length == 0)
                .Select(c => new InputFault(c.i, $"'{column}' is empty; leave the row out.")),
        ]);
        return cells;
    }
}
