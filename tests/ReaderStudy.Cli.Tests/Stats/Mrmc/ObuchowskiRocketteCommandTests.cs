using System.Text.Json;

namespace ReaderStudy.Cli.Tests.Stats.Mrmc;

/// <summary>Fractions by hand: covariances of five hits each are sample covariances over 5.</summary>
public sealed class ObuchowskiRocketteCommandTests : IDisposable
{
    private static readonly string[] Accuracy = ["--metric", "accuracy", "--threshold", "1"];

    private readonly TemporaryFiles _files = new();

    [Fact]
    public async Task Treatments_are_compared_with_all_ingredients()
    {
        var run = await Run(HitStudy.Lines, [.. Accuracy, "--json"]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("accuracy", run.Result.GetProperty("figure").GetString());
        Assert.Equal("crossed", run.Result.GetProperty("design").GetString());
        Assert.Equal(0.6, Number(run.Result.GetProperty("figures").GetProperty("values")[0][1]), 1e-12);
        Assert.Equal(-0.02, Number(run.Result.GetProperty("covariance")[0][1]), 1e-12);
        var components = run.Result.GetProperty("components");
        Assert.Equal(0.045, Number(components.GetProperty("error")), 1e-12);
        Assert.Equal(0.01, Number(components.GetProperty("cov1")), 1e-12);
        Assert.Equal(-0.015, Number(components.GetProperty("cov2")), 1e-12);
        Assert.Equal(-0.015, Number(components.GetProperty("cov3")), 1e-12);
        var equality = run.Result.GetProperty("inference").GetProperty("equality");
        Assert.Equal(1, Number(equality.GetProperty("f")), 1e-10);
        Assert.Equal(0.01, Number(equality.GetProperty("denominator")), 1e-12);
        var difference = run.Result.GetProperty("inference").GetProperty("differences")[0];
        Assert.Equal(("A", "B"), (difference.GetProperty("first").GetString(), difference.GetProperty("second").GetString()));
        Assert.Equal(-0.1, Number(difference.GetProperty("estimate").GetProperty("value")), 1e-12);
        Assert.Equal(0.1, Number(difference.GetProperty("estimate").GetProperty("standardError")), 1e-10);
        Assert.Equal(0.5, Number(difference.GetProperty("estimate").GetProperty("p")), 1e-6); // t = −1 with 1 df
        Assert.Equal(4, run.Result.GetProperty("readings").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, run.Result.GetProperty("contrast").ValueKind);
        Assert.Equal(0, run.Result.GetProperty("margins").GetArrayLength());
    }

    [Fact]
    public async Task Tables_show_figures_means_tests_and_ingredients()
    {
        var run = await Run(HitStudy.Lines, [.. Accuracy, "--readers", "fixed"]);

        Assert.Contains("r1 0.8000 0.8000", run.Lines);
        Assert.Contains("mean 0.7000 0.8000", run.Lines);
        Assert.Contains("0.0100 0.0350 0.2857 1 0.5930", run.Lines); // χ² = 2/7
        Assert.Contains("A − B -0.1000 0.1871 ∞ -0.4667 to 0.2667 -0.5345 0.5930", run.Lines);
        Assert.Contains("r2: A − B -0.2000 0.2000 ∞ -0.5920 to 0.1920 -1.0000 0.3173", run.Lines);
        Assert.Contains("Cov1 0.0100", run.Lines);
        Assert.Contains("Results generalise to cases, for these readers.", run.Lines);
        Assert.Contains("Results generalise to readers and cases.", (await Run(HitStudy.Lines, Accuracy)).Lines);
        Assert.Contains(
            "Results generalise to readers, for these cases.",
            (await Run(HitStudy.Lines, [.. Accuracy, "--cases", "fixed"])).Lines
        );
    }

    [Fact]
    public async Task Margins_count_from_the_reference()
    {
        var fromFirst = await Run(
            HitStudy.Lines,
            [.. Accuracy, "--readers", "fixed", "--noninferiority", "0.3", "--superiority", "0", "--equivalence", "0.5"]
        );
        var fromB = await Run(HitStudy.Lines, [.. Accuracy, "--readers", "fixed", "--noninferiority", "0.3", "--reference", "B", "--json"]);

        // B − A = 0.1 with √0.035: (0.1 + 0.3) / 0.18708 = 2.1381; 0.1 / 0.18708; (0.1 − 0.5) / 0.18708.
        Assert.Contains("not inferior B − A 0.3000 0.1000 -0.2667 ∞ 2.1381 0.0163 yes", fromFirst.Lines);
        Assert.Contains("superior B − A 0 0.1000 -0.2667 ∞ 0.5345 0.2965 no", fromFirst.Lines);
        Assert.Contains("equivalent B − A 0.5000 0.1000 -0.2077 0.4077 -2.1381 0.0163 yes", fromFirst.Lines);
        var margin = fromB.Result.GetProperty("margins")[0];
        Assert.Equal("A − B", margin.GetProperty("comparison").GetString());
        Assert.Equal("not inferior", margin.GetProperty("hypothesis").GetString());
        Assert.Equal(-0.1, Number(margin.GetProperty("difference").GetProperty("value")), 1e-12);
        Assert.False(margin.GetProperty("isShown").GetBoolean());
    }

    [Fact]
    public async Task A_contrast_is_estimated()
    {
        var run = await Run(HitStudy.Lines, [.. Accuracy, "--readers", "fixed", "--contrast", "2,-2"]);
        var other = await Run(HitStudy.Lines, [.. Accuracy, "--contrast", "1,x"]);

        Assert.Contains("2,-2 -0.2000 0.3742 ∞ -0.9334 to 0.5334 -0.5345 0.5930", run.Lines);
        Assert.Equal(1, other.Code);
        Assert.EndsWith("--contrast 1,x: as many numbers as treatments (2) are needed, not all 0, that add up to 0.", other.ErrorLines[0]);
    }

    [Theory]
    [InlineData("jackknife")]
    [InlineData("delong")]
    [InlineData("unbiased")]
    public async Task Areas_have_every_covariance(string covariance)
    {
        var run = await Run(HitStudy.Lines, ["--covariance", covariance]);

        // r1 under A: sensitivity 1, of two healthy cases one right: 0.75.
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("r1 0.7500 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sensitivity --threshold 1", "r1 1 0.6667")]
    [InlineData("specificity --threshold 1", "r1 0.5000 1")]
    [InlineData("balanced-accuracy --threshold 1", "r1 0.7500 0.8333")]
    [InlineData("kappa --threshold 1", "r1 0.5455 0.6154")]
    [InlineData("partial-auc-specificity --from 0.5 --to 1", "r1 0.2500 0.3750")]
    [InlineData("partial-auc-sensitivity --to 0.5", "r1 0.4375 0.5000")]
    [InlineData("sensitivity-at --at 0.5", "r1 1 0.8333")]
    [InlineData("specificity-at --at 0.5", "r1 0.7500 1")]
    [InlineData("expected-utility --at 2", "r1 0 0.6667")]
    public async Task Any_figure_of_merit_can_be_taken(string metric, string line)
    {
        var run = await Run(HitStudy.Lines, ["--metric", .. metric.Split(' ')]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(line, run.Lines);
    }

    [Theory]
    [InlineData("--metric accuracy", "--metric accuracy needs --threshold: from which rating on a call is positive.")]
    [InlineData("--metric sensitivity-at --at 2", "--metric sensitivity-at needs --at, from 0 to 1.")]
    [InlineData("--metric specificity-at", "--metric specificity-at needs --at, from 0 to 1.")]
    [InlineData("--metric expected-utility", "--metric expected-utility needs --at, a slope.")]
    [InlineData("--metric partial-auc-specificity --from 0.5 --to 0.5", "--from must be less than --to.")]
    [InlineData("--readers fixed --cases fixed", "Only one of readers and cases can be fixed.")]
    [InlineData(
        "--metric kappa --threshold 1 --covariance delong",
        "--covariance delong is for AUCs; other figures of merit take jackknife."
    )]
    [InlineData("--noninferiority 0.1 --reference C", "--reference C: there is no such treatment.")]
    public async Task What_does_not_go_together_is_refused(string options, string message)
    {
        var run = await Run(HitStudy.Lines, options.Split(' '));

        Assert.Equal(1, run.Code);
        Assert.EndsWith(message, Assert.Single(run.ErrorLines));
    }

    [Theory]
    [InlineData("--noninferiority", "0")]
    [InlineData("--equivalence", "-0.1")]
    [InlineData("--superiority", "-0.1")]
    [InlineData("--to", "1.5")]
    [InlineData("--metric", "apples")]
    [InlineData("--level", "1")]
    public async Task Impossible_values_are_a_wrong_call(string option, string value) =>
        Assert.Equal(2, (await Run(HitStudy.Lines, [option, value])).Code);

    [Fact]
    public async Task Readers_who_skipped_cases_are_named_unless_the_design_says_so()
    {
        string[] lines = [.. HitStudy.Lines[..^1], "B,r2,c5,0,"];

        var crossed = await Run(lines, Accuracy);
        var partial = await Run(lines, [.. Accuracy, "--design", "partially-paired"]);
        var auto = await Run(lines, [.. Accuracy, "--design", "auto", "--json"]);

        Assert.Equal(1, crossed.Code);
        Assert.EndsWith("Reader 'r2' has not rated case 'c5' under treatment 'B'.", Assert.Single(crossed.ErrorLines));
        Assert.Equal(0, partial.Code);
        Assert.Contains("r2 0.6000 1", partial.Lines);
        Assert.Equal("partiallyPaired", auto.Result.GetProperty("design").GetString());
    }

    [Fact]
    public async Task Nested_designs()
    {
        string[] split =
        [
            "treatment,reader,case,truth,rating",
            .. HitStudy.Rows("A", "r1", 1, 1, 0, 1, 1),
            .. HitStudy.Rows("A", "r2", 1, 0, 1, 1, 0),
            .. HitStudy.Rows("B", "r3", 1, 1, 1, 1, 0),
        ];

        var nested = await Run(split, [.. Accuracy, "--design", "readers-in-treatments", "--cases", "fixed"]);
        var crossed = await Run(split, Accuracy);

        // MS(R(T)) = 0.02 with 1 df; A − B = −0.1, variance 0.02 (1/2 + 1).
        Assert.Contains("A − B -0.1000 0.1732 1 -2.3008 to 2.1008 -0.5774 0.6667", nested.Lines);
        Assert.Contains("MS(R(T)) 0.0200", nested.Lines);
        Assert.Equal(1, crossed.Code);
        Assert.Equal(0, (await Run(InReaders, [.. Accuracy, "--design", "cases-in-readers"])).Code);
        Assert.Equal(0, (await Run(InTreatments, [.. Accuracy, "--design", "cases-in-treatments"])).Code);
        Assert.Equal(1, (await Run(InTreatments, [.. Accuracy, "--design", "cases-in-readers"])).Code);
    }

    [Fact]
    public async Task One_treatment_has_nothing_to_compare()
    {
        var run = await Run(HitStudy.WithModel, Accuracy);

        Assert.Equal(0, run.Code);
        Assert.Contains("There is one treatment, so nothing to compare.", run.Lines);
        Assert.DoesNotContain("Are all treatments equal?", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_rows_are_named_by_line()
    {
        var run = await Run(
            ["treatment,reader,case,truth,rating", "A,1,c1,1,3", "A,1,c2,0,", "A,1,c1,1,4", "A,1,c3,1,2", "A,1,c3,0,2", "A,1,c4,0,1"],
            []
        );
        var words = await Run(["treatment,reader,case,truth,rating", "A,1,c1,1,high"], []);

        Assert.Equal(1, run.Code);
        Assert.Contains("row 6", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("'high' is not a number", words.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_jackknife_needs_two_cases()
    {
        var run = await Run(
            ["treatment,reader,case,truth,rating", "A,1,c1,1,3", "A,1,c2,0,1"],
            ["--metric", "sensitivity", "--threshold", "2"]
        );

        Assert.EndsWith("The sensitivity rests on 1 case only; the jackknife needs two.", Assert.Single(run.ErrorLines));
    }

    public void Dispose() => _files.Dispose();

    private static string[] InReaders =>
        [
            "treatment,reader,case,truth,rating",
            .. new[] { "A", "B" }.SelectMany(t => new[] { $"{t},r1,c1,1,1", $"{t},r1,c2,0,0", $"{t},r2,c3,1,0", $"{t},r2,c4,0,0" }),
        ];

    private static string[] InTreatments =>
        [
            "treatment,reader,case,truth,rating",
            .. new[] { "r1", "r2" }.SelectMany(r => new[] { $"A,{r},c1,1,1", $"A,{r},c2,0,0", $"B,{r},c3,1,0", $"B,{r},c4,0,0" }),
        ];

    private static double Number(JsonElement value) => value.GetDouble();

    private Task<CommandRun> Run(string[] lines, string[] options) =>
        CommandRun.Of(["stats", "mrmc", _files.Write("ratings.csv", lines), .. options]);
}
