namespace ReaderStudy.Cli.Tests.Stats.Triage;

/// <summary><c>readerstudy stats triage</c> and <c>decision-curve</c>.</summary>
public sealed class TriageCommandTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    // The ten cases of TriageTests.
    private static readonly string[] Cases =
    [
        "case,truth,score",
        "a,0,1",
        "b,0,2",
        "c,0,3",
        "d,1,4",
        "e,0,5",
        "f,0,6",
        "g,1,6",
        "h,0,7",
        "i,1,8",
        "j,1,9",
    ];

    [Fact]
    public async Task A_threshold_given_beforehand()
    {
        var run = await CommandRun.Of("stats", "triage", _files.Write("scores.csv", Cases), "--threshold", "6", "--prevalence", "0.1");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("called low risk, 5 of 10 50.0 % 0.1871 to 0.8129", run.Lines);
        Assert.Contains(run.Lines, l => l.StartsWith("negative predictive value, 1 missed 0.8000", StringComparison.Ordinal));
        Assert.Contains("sensitivity 0.7500 0.1941 to 0.9937", run.Lines);
        Assert.Contains("negative predictive value there 0.9600", run.Lines);
        Assert.Contains("missed per 1000 cases there 25", run.Lines);
    }

    [Fact]
    public async Task Thresholds_chosen_for_a_promise()
    {
        var file = _files.Write("scores.csv", Cases);

        var run = await CommandRun.Of("stats", "triage", file, "--npv", "0.9", "--specificity", "0.6", "--replicates", "100", "--json");
        var plain = await CommandRun.Of("stats", "triage", file, "--replicates", "100");

        var (chosen, proven) = (run.Result.GetProperty("ruleOut")[0], run.Result.GetProperty("ruleOut")[1]);
        Assert.Equal(3, chosen.GetProperty("point").GetProperty("calledLow").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, proven.GetProperty("point").ValueKind);
        Assert.Equal(2, chosen.GetProperty("workloadBootstrapInterval").GetArrayLength());
        Assert.Equal(10, run.Result.GetProperty("curve").GetArrayLength());
        Assert.Contains(
            "No threshold reaches NPV 0.9000 proven.",
            run.Json.GetProperty("notes").EnumerateArray().Select(n => n.GetString())
        );
        Assert.Contains(plain.Lines, l => l.StartsWith("called low risk, 3 of 10 30.0 %", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bad_cases_are_named_by_line()
    {
        var run = await CommandRun.Of("stats", "triage", _files.Write("scores.csv", "truth,score", "1,0.5", "0,", "maybe,0.1"));
        Assert.Equal(1, run.Code);
        Assert.Contains("row 4", run.Error, StringComparison.Ordinal);

        var empty = await CommandRun.Of("stats", "triage", _files.Write("empty.csv", "truth,score", "1,0.5", "0,", "0,0.1"));
        Assert.Equal(1, empty.Code);
        Assert.Contains("row 3", empty.Error, StringComparison.Ordinal);

        var oneClass = await CommandRun.Of("stats", "triage", _files.Write("one.csv", "truth,score", "1,0.5", "1,0.1"));
        Assert.Equal(1, oneClass.Code);
        Assert.Contains("All cases have the same truth", oneClass.Error, StringComparison.Ordinal);

        Assert.Equal(2, (await CommandRun.Of("stats", "triage", "scores.csv", "--npv", "1.5")).Code);
    }

    [Fact]
    public async Task Net_benefit_of_two_predictors()
    {
        var file = _files.Write(
            "risks.csv",
            "truth,model,reader",
            "1,0.5,0.1",
            "0,0.5,0.1",
            "1,0.5,0.5",
            "0,0.1,0.1",
            "1,0.1,0.1",
            "0,0.1,0.1",
            "1,0.5,0.5",
            "0,0.5,0.5",
            "1,0.1,0.1",
            "0,0.1,0.1"
        );

        var run = await CommandRun.Of("stats", "decision-curve", file, "--risks", "model,reader", "--thresholds", "0.2", "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        // Model: 3 true and 2 false positives, (3 − 0.5)/10; reader: 2 and 1.
        Assert.Equal(
            0.25,
            run.Result.GetProperty("curves")[0].GetProperty("points")[0].GetProperty("point").GetProperty("netBenefit").GetDouble(),
            1e-12
        );
        Assert.Equal(-0.075, run.Result.GetProperty("differences")[0].GetProperty("difference").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Risks_that_are_none_are_named()
    {
        var file = _files.Write("risks.csv", "truth,risk", "1,0.5", "0,1.5", "0,");

        var run = await CommandRun.Of("stats", "decision-curve", file);
        Assert.Equal(1, run.Code);
        Assert.Equal(2, run.ErrorLines.Count);
        Assert.Contains("'1.5' in column 'risk' is not a risk between 0 and 1", run.Error, StringComparison.Ordinal);

        var unknown = await CommandRun.Of("stats", "decision-curve", file, "--risks", "model");
        Assert.Contains("The file has no column 'model'", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.Of("stats", "decision-curve", file, "--thresholds", "1")).Code);
    }

    public void Dispose() => _files.Dispose();
}
