using System.Text.Json;

namespace ReaderStudy.Cli.Tests.Stats.Roc;

/// <summary>The commands of ROC analysis on the cases of RocCurveTests (negatives 1 2 2 3 5, positives 2 4 4 6) and a second score.</summary>
public sealed class RocCommandsTests : IDisposable
{
    private static readonly string[] Scores =
    [
        "case,truth,a,b",
        "n1,0,1,2",
        "n2,0,2,1",
        "n3,0,2,3",
        "n4,0,3,3",
        "n5,0,5,4",
        "p1,1,2,5",
        "p2,1,4,3",
        "p3,1,4,4",
        "p4,1,6,4",
    ];

    private readonly TemporaryFiles _files = new();

    [Fact]
    public async Task The_area_is_printed_with_its_interval_and_a_part_and_points()
    {
        var file = _files.Write("scores.csv", Scores);

        var run = await CommandRun.Of("stats", "roc", file, "--score", "a", "--partial", "specificity", "--from", "0.7", "--points");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("0.3938 to 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("0.6569", run.Output, StringComparison.Ordinal);
        Assert.Contains("Threshold (≥)", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" b ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_number_is_in_the_json_unrounded()
    {
        var scores = await Json("roc", _files.Write("scores.csv", Scores));

        Assert.Equal(["a", "b"], scores.EnumerateArray().Select(s => s.GetProperty("score").GetString()));
        Assert.Equal([0.75, 0.85], scores.EnumerateArray().Select(s => s.GetProperty("auc").GetDouble()));
        Assert.Equal(0.0330208333333333, scores[0].GetProperty("variance").GetDouble(), 15);
        Assert.Equal("NaN", scores[0].GetProperty("partialAuc").GetString());
        Assert.Equal(7, scores[0].GetProperty("points").GetArrayLength());
    }

    [Fact]
    public async Task Lower_scores_can_mean_diseased_and_missing_ones_are_left_out_and_counted()
    {
        var file = _files.Write("lower.csv", "truth,a", "0,5", "0,4", "1,1", "1,", "1,4");

        var run = await CommandRun.Of("stats", "roc", file, "--lower", "a", "--points");
        var result = await Json("roc", file, "--lower", "a");

        Assert.Contains("1 case without a left out.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Threshold (≤)", run.Output, StringComparison.Ordinal);
        Assert.Equal(0.875, result[0].GetProperty("auc").GetDouble());
        Assert.Equal(4.5, result[0].GetProperty("points")[1].GetProperty("threshold").GetDouble());
    }

    [Fact]
    public async Task Every_bad_row_is_named_before_any_mathematics()
    {
        var file = _files.Write("bad.csv", "case,truth,a", "1,0,x", "1,1,3", "2,3,3");

        var run = await CommandRun.Of("stats", "roc", file);

        Assert.Equal(1, run.Code);
        Assert.Contains("row 2, column 'a': 'x' is not a number.", run.Error, StringComparison.Ordinal);
        Assert.Contains("row 3, column 'case': '1' stands in line 2 already", run.Error, StringComparison.Ordinal);
        Assert.Contains("row 4, column 'truth': '3' is neither 1 (diseased) nor 0", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_class_of_truth_no_score_or_an_unknown_one_is_refused()
    {
        var file = _files.Write("one.csv", "case,truth,a", "1,1,2", "2,1,3");
        Assert.Contains("of one class of truth", (await CommandRun.Of("stats", "roc", file)).Error, StringComparison.Ordinal);
        Assert.Contains(
            "column 'z': is missing",
            (await CommandRun.Of("stats", "roc", file, "--score", "z")).Error,
            StringComparison.Ordinal
        );
        var none = _files.Write("none.csv", "case,truth", "1,1");
        Assert.Contains("no column with a score", (await CommandRun.Of("stats", "roc", none)).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.Of("stats", "roc", file, "--from", "2")).Code);
    }

    [Fact]
    public async Task Scores_of_the_same_cases_are_compared()
    {
        // pROC 1.18.0: roc.test(a, b, paired = TRUE, method = "delong").
        var file = _files.Write("scores.csv", Scores);
        var result = await Json("roc-compare", file, "--margin", "0.3");
        var pair = result.GetProperty("pairs")[0];
        Assert.Equal(-0.54349297638940586, pair.GetProperty("statistic").GetDouble(), 12);
        Assert.Equal(0.5867904254454408, pair.GetProperty("p").GetDouble(), 12);
        Assert.Equal(JsonValueKind.Null, result.GetProperty("overall").ValueKind);

        var run = await CommandRun.Of("stats", "roc-compare", file, "--margin", "0.3");
        Assert.Contains("Within a margin of 0.3000", run.Output, StringComparison.Ordinal);
        var three = _files.Write("three.csv", [.. Scores.Select((line, i) => line + (i == 0 ? ",c" : $",{i % 4}"))]);
        Assert.Contains("All areas equal", (await CommandRun.Of("stats", "roc-compare", three)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bootstrap_comparison_is_the_same_for_the_same_seed()
    {
        var file = _files.Write("scores.csv", Scores);
        async Task<string> Pair(string seed) =>
            (await Json("roc-compare", file, "--method", "bootstrap", "-B", "200", "--seed", seed)).GetProperty("pairs")[0].ToString();

        Assert.Equal(await Pair("3"), await Pair("3"));
        Assert.NotEqual(await Pair("3"), await Pair("4"));
    }

    [Fact]
    public async Task Groups_of_different_cases_are_compared_by_one_score()
    {
        var file = _files.Write(
            "groups.csv",
            [
                "truth,group,a",
                .. Scores.Skip(1).Select(l => l.Split(',')).SelectMany(c => new[] { $"{c[1]},first,{c[2]}", $"{c[1]},second,{c[3]}" }),
            ]
        );

        // pROC 1.18.0: roc.test(a, b, paired = FALSE, method = "delong").
        var group = (await Json("roc-compare", file)).GetProperty("groups")[0];
        Assert.Equal(-0.45194614629282553, group.GetProperty("statistic").GetDouble(), 12);
        Assert.Equal(14.26334565529709941, group.GetProperty("degreesOfFreedom").GetDouble(), 10);
        Assert.Contains("df", (await CommandRun.Of("stats", "roc-compare", file)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_refused()
    {
        var one = _files.Write("one.csv", "truth,a", "0,1", "1,2");
        Assert.Contains("Two scores are compared", (await CommandRun.Of("stats", "roc-compare", one)).Error, StringComparison.Ordinal);
        var group = _files.Write("group.csv", "truth,a,group", "0,1,x", "1,2,x", "0,1,y");
        Assert.Contains(
            "Group 'y' has cases of one class",
            (await CommandRun.Of("stats", "roc-compare", group)).Error,
            StringComparison.Ordinal
        );
        var same = _files.Write("same.csv", "truth,a,group", "0,1,x", "1,2,x");
        Assert.Contains("one group only", (await CommandRun.Of("stats", "roc-compare", same)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_classes_have_their_scores_in_columns_of_their_own()
    {
        var file = _files.Write(
            "classes.csv",
            "truth,p_x,p_y,p_z",
            "x,0.7,0.2,0.1",
            "x,0.4,0.5,0.1",
            "y,0.3,0.6,0.1",
            "y,0.5,0.3,0.2",
            "z,0.2,0.3,0.5",
            "z,,0,0"
        );

        var result = await Json("roc-multiclass", file);

        Assert.Equal(0.875, result.GetProperty("handTill").GetDouble(), 14);
        Assert.Equal(0.88, result.GetProperty("micro").GetDouble(), 14);
        var run = await CommandRun.Of("stats", "roc-multiclass", file);
        Assert.Contains("1 case without all scores left out.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_without_a_column_is_named_by_row()
    {
        var file = _files.Write("classes.csv", "truth,p_x,p_y", "x,0.7,0.2", "q,0.4,0.5");

        var run = await CommandRun.Of("stats", "roc-multiclass", file);

        Assert.Equal(1, run.Code);
        Assert.Contains("row 3, column 'truth': 'q' has no column p_q", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_rating_can_tell_ordered_classes_apart()
    {
        var file = _files.Write("rating.csv", "truth,r", "x,1", "x,3", "y,2", "z,0", "z,2");

        var result = await Json("roc-multiclass", file, "--rating", "r", "--order", "x,y,z");

        Assert.Equal(1.0 / 3, result.GetProperty("auc").GetDouble(), 14);
        Assert.Equal(1, (await CommandRun.Of("stats", "roc-multiclass", file, "--rating", "r")).Code);
        Assert.Equal(1, (await CommandRun.Of("stats", "roc-multiclass", file, "--rating", "q", "--order", "x,y,z")).Code);
        Assert.Contains(
            "'z' is not in --order",
            (await CommandRun.Of("stats", "roc-multiclass", file, "--rating", "r", "--order", "x,y")).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_binormal_curve_is_fitted_or_the_reason_given()
    {
        // Hanley and McNeil 1982, table I.
        int[][] counts =
        [
            [33, 6, 6, 11, 2],
            [3, 2, 2, 11, 33],
        ];
        var lines = counts.SelectMany((row, truth) => row.SelectMany((n, rating) => Enumerable.Repeat($"{truth},{rating},{truth}", n)));
        var file = _files.Write("ct.csv", ["truth,rating,perfect", .. lines]);

        var result = await Json("binormal", file);

        Assert.Equal(1.65678, result[0].GetProperty("a").GetDouble(), 5);
        Assert.Equal(0.71300, result[0].GetProperty("b").GetDouble(), 5);
        Assert.Equal("NaN", result[1].GetProperty("auc").GetString());
        Assert.Contains("perfect: The ratings separate", (await CommandRun.Of("stats", "binormal", file)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rule youden", 3.5, 3, 1)]
    [InlineData("--rule closest", 3.5, 3, 1)]
    [InlineData("--rule sensitivity --at 1", 1.5, 4, 4)]
    [InlineData("--rule specificity --at 0.9", 5.5, 1, 0)]
    [InlineData("--rule youden --prevalence 0.1", 5.5, 1, 0)]
    [InlineData("--threshold 2", 2, 4, 4)]
    public async Task An_operating_point_is_given_or_chosen(string options, double threshold, int truePositives, int falsePositives)
    {
        var file = _files.Write("scores.csv", Scores);

        var point = (await Json("operating-point", [file, "--score", "a", .. options.Split(' ')]))[0];

        Assert.Equal(threshold, point.GetProperty("threshold").GetDouble());
        Assert.Equal(truePositives, point.GetProperty("point").GetProperty("truePositives").GetInt32());
        Assert.Equal(falsePositives, point.GetProperty("point").GetProperty("falsePositives").GetInt32());
    }

    [Fact]
    public async Task Precision_and_calibration_are_printed()
    {
        var scores = _files.Write("scores.csv", Scores);
        Assert.Equal(0.75, (await Json("precision-recall", scores))[0].GetProperty("averagePrecision").GetDouble(), 14);
        Assert.Contains("Recall", (await CommandRun.Of("stats", "precision-recall", scores, "--points")).Output, StringComparison.Ordinal);

        var predictions = _files.Write("p.csv", "truth,p", "0,0.1", "1,0.8", "0,0.4", "1,0.3", "1,");
        Assert.Equal(0.175, (await Json("calibration", predictions, "--bins", "2")).GetProperty("brier").GetDouble(), 14);
        var bad = _files.Write("bad.csv", "truth,p", "0,1.1", "1,0.8");
        Assert.Contains(
            "row 2, column 'p': lies outside",
            (await CommandRun.Of("stats", "calibration", bad)).Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    // pROC 1.18.0, power.roc.test.
    [InlineData("--auc 0.8 --power 0.9", "positives", 16.61919920210198)]
    [InlineData("--auc 0.7 --positives 30 --negatives 60", "power", 0.8942021095711625)]
    [InlineData("--auc 0.8 --positives 20 --negatives 40 --power 0.9", "significanceLevel", 0.0061915793675142439)]
    [InlineData("--auc 0.8 --power 0.95 --ratio 1.7 --one-sided", "positives", 13.565952486651478)]
    [InlineData("--difference 0.037 --a1 2.6 --b1 1 --a2 1.9 --b2 1 --rn 0.6 --ra 0.5 --power 0.8", "positives", 178.04418741396773)]
    public async Task What_is_left_out_of_a_design_is_solved_for(string options, string name, double expected) =>
        Assert.Equal(expected, (await Json("power-roc", options.Split(' '))).GetProperty(name).GetDouble(), 9);

    [Theory]
    [InlineData("--auc 0.8", "Give all but one")]
    [InlineData("--auc 1.8 --power 0.8", "between 0 and 1")]
    [InlineData("--difference 0.1 --power 0.8", "--a1")]
    [InlineData("--difference 0.1 --power 0.8 --from 0.1", "both --from and --to")]
    public async Task A_design_that_cannot_be_solved_is_refused(string options, string message)
    {
        var run = await CommandRun.Of(["stats", "power-roc", .. options.Split(' ')]);

        Assert.Equal(1, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private static async Task<JsonElement> Json(string command, params string[] arguments)
    {
        var run = await CommandRun.Of(["stats", command, .. arguments, "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("result");
    }
}
