using System.CommandLine;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary><c>readerstudy stats roc-multiclass</c>.</summary>
internal static class RocMulticlassAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var rating = new Option<string?>("--rating")
        {
            Description = "Column with one rating instead of a score for each class; then --order gives the classes from low to high.",
        };
        var order = new Option<string?>("--order") { Description = "The classes from low to high, separated by commas; for --rating." };
        return new StatsAnalysis(
            "roc-multiclass",
            "ROC areas of several classes: Hand and Till's, each class against the rest, and their means.",
            """
            Each class has a column p_CLASS with its score. Hand and Till's measure is the mean over pairs of classes of the areas by the
            scores of both (Machine Learning 2001, doi:10.1023/A:1010920819831), which does not depend on how frequent the classes are.
            Each class against the rest, with DeLong's interval (doi:10.2307/2531595); their unweighted mean (macro), their mean weighted
            by cases, and the area of all scores in one heap (micro).
            With --rating: the mean area of all pairs of ordered classes by one rating, as in pROC's multiclass.roc.
            A class without cases has no area. Rows with a missing score are left out.
            Example: readerstudy stats roc-multiclass reads.csv --json
            """,
            input => input.Option(rating) is { } column ? Univariate(input, column, input.Option(order)) : Run(input, input.Option(level))
        )
        {
            Columns = [new("truth", "The class.", true, "class", "diagnosis"), new("case", "Name of the case.", false, "case_id", "id")],
            Options = [level, rating, order],
        };
    }

    private static StatsReport Run(StatsInput input, double level)
    {
        int[] places = [.. input.OtherColumns.Where(i => input.FileColumns[i].StartsWith("p_", StringComparison.Ordinal))];
        string[] classes = [.. places.Select(i => input.FileColumns[i][2..])];
        if (classes.Length < 2)
        {
            throw new BadInputException("The file needs a column p_CLASS with the score of each class, two at least.");
        }

        var scores = new double[input.Count, classes.Length];
        var truth = new int[input.Count];
        for (var row = 0; row < input.Count; row++)
        {
            var name = input.Required(row, "truth");
            truth[row] = Array.IndexOf(classes, name);
            if (truth[row] < 0 && name.Length > 0)
            {
                input.Fault(row, "truth", $"'{name}' has no column p_{name}; the classes are {string.Join(", ", classes)}.");
            }

            for (var k = 0; k < places.Length; k++)
            {
                scores[row, k] = input.Number(row, places[k]);
            }
        }

        input.Demand();
        int[] complete =
        [
            .. Enumerable.Range(0, truth.Length).Where(row => Enumerable.Range(0, classes.Length).All(k => !double.IsNaN(scores[row, k]))),
        ];
        var kept = new double[complete.Length, classes.Length];
        for (var i = 0; i < complete.Length; i++)
        {
            for (var k = 0; k < classes.Length; k++)
            {
                kept[i, k] = scores[complete[i], k];
            }
        }

        var auc = MulticlassAuc.Of([.. complete.Select(row => truth[row])], kept);
        var byClass = classes
            .Select(
                (name, k) =>
                {
                    var variance = DeLong.Variance(auc.OneVersusRest[k]);
                    return new
                    {
                        Class = name,
                        Cases = auc.CasesByClass[k],
                        auc.OneVersusRest[k].Auc,
                        Variance = variance,
                        Interval = AucInterval.Wald(auc.OneVersusRest[k].Auc, variance, level),
                    };
                }
            )
            .ToList();
        return new StatsReport(
            new
            {
                auc.HandTill,
                auc.PairsWeightedByPrevalence,
                auc.Macro,
                auc.WeightedByPrevalence,
                auc.Micro,
                Classes = byClass,
                Pairs = auc.Pairs.Select(p => new
                {
                    First = classes[p.First],
                    Second = classes[p.Second],
                    p.ByFirst,
                    p.BySecond,
                    p.Auc,
                }),
            },
            [
                new(
                    "Area under the ROC curve, all classes",
                    ["Measure", "AUC"],
                    [
                        ["Hand and Till (mean of pairs)", Printed.Number(auc.HandTill)],
                        ["Pairs, weighted by cases", Printed.Number(auc.PairsWeightedByPrevalence)],
                        ["One against the rest, macro", Printed.Number(auc.Macro)],
                        ["One against the rest, weighted by cases", Printed.Number(auc.WeightedByPrevalence)],
                        ["One against the rest, micro", Printed.Number(auc.Micro)],
                    ]
                ),
                new(
                    "Each class against the rest",
                    ["Class", "Cases", "AUC", RocOptions.Interval(level)],
                    [.. byClass.Select(c => new[] { c.Class, Printed.Count(c.Cases), Printed.Number(c.Auc), Printed.Interval(c.Interval) })]
                ),
                new(
                    "Pairs of classes",
                    ["First", "Second", "by the first's score", "by the second's", "Mean"],
                    [
                        .. auc.Pairs.Select(p =>
                            new[]
                            {
                                classes[p.First],
                                classes[p.Second],
                                Printed.Number(p.ByFirst),
                                Printed.Number(p.BySecond),
                                Printed.Number(p.Auc),
                            }
                        ),
                    ],
                    2
                ),
            ],
            ScoredCases.MissingNote(truth.Length - complete.Length, "all scores")
        );
    }

    private static StatsReport Univariate(StatsInput input, string column, string? order)
    {
        var place = input.FileColumns.ToList().FindIndex(c => c.Equals(column, StringComparison.OrdinalIgnoreCase));
        if (place < 0)
        {
            throw new BadInputException($"The file has no column '{column}'; it has {string.Join(", ", input.FileColumns)}.");
        }

        var classes =
            order?.Split(',', StringSplitOptions.TrimEntries) ?? throw new BadInputException("--rating needs the classes by --order.");
        var ratings = classes.Select(_ => new List<double>()).ToArray();
        var missing = 0;
        for (var row = 0; row < input.Count; row++)
        {
            var name = input.Required(row, "truth");
            var k = Array.IndexOf(classes, name);
            if (k < 0 && name.Length > 0)
            {
                input.Fault(row, "truth", $"'{name}' is not in --order.");
            }

            var rating = input.Number(row, place);
            if (double.IsNaN(rating))
            {
                missing++;
            }
            else if (k >= 0)
            {
                ratings[k].Add(rating);
            }
        }

        input.Demand();
        var auc = UnivariateMulticlassAuc.Of([.. ratings.Select(r => r.ToArray())]);
        var pairs = auc
            .Pairs.Select(p => new
            {
                First = classes[p.First],
                Second = classes[p.Second],
                p.Auc,
            })
            .ToList();
        return new StatsReport(
            new { auc.Auc, Pairs = pairs },
            [
                new(
                    "Mean area of all pairs of classes",
                    ["Rating", "AUC"],
                    [
                        [column, Printed.Number(auc.Auc)],
                    ]
                ),
                new(
                    "Pairs of classes",
                    ["Lower", "Higher", "AUC"],
                    [.. pairs.Select(p => new[] { p.First, p.Second, Printed.Number(p.Auc) })],
                    2
                ),
            ],
            ScoredCases.MissingNote(missing, column)
        );
    }
}
