using System.Text.Json;

namespace ReaderStudy.Cli.Tests.Stats.Mrmc;

/// <summary>The commands dbm, standalone and power-mrmc.</summary>
public sealed class ReaderStudyCommandTests : IDisposable
{
    private static readonly string[] Accuracy = ["--metric", "accuracy", "--threshold", "1"];

    private readonly TemporaryFiles _files = new();

    [Fact]
    public async Task Pseudo_values_have_their_analysis_of_variance()
    {
        var run = await Run("dbm", HitStudy.Lines, [.. Accuracy, "--readers", "fixed"]);
        var json = await Run("dbm", HitStudy.Lines, [.. Accuracy, "--json"]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("T 0.0500 1 0.0500", run.Lines);
        Assert.Contains("TC 0.7000 4 0.1750", run.Lines); // 5 × 0.035
        Assert.Contains("0.0500 0.1750 0.2857 1 4 0.6213", run.Lines);
        Assert.Contains("A − B -0.1000 0.1871 4 -0.6194 to 0.4194 -0.5345 0.6213", run.Lines);
        Assert.Contains("Results generalise to cases, for these readers.", run.Lines);
        Assert.Equal(5, json.Result.GetProperty("cases").GetInt32());
        Assert.Equal(0.05, json.Result.GetProperty("anova").GetProperty("treatment").GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(1, json.Result.GetProperty("inference").GetProperty("equality").GetProperty("f").GetDouble(), 1e-10);
    }

    [Fact]
    public async Task Pseudo_values_need_every_reading()
    {
        var run = await Run("dbm", HitStudy.Lines[..^1], Accuracy);
        var one = await Run("dbm", HitStudy.WithModel, Accuracy);

        Assert.Equal(1, run.Code);
        Assert.EndsWith("Reader 'r2' has not rated case 'c5' under treatment 'B'.", Assert.Single(run.ErrorLines));
        Assert.Contains("There is one treatment, so nothing to compare.", one.Lines);
    }

    [Fact]
    public async Task A_model_is_compared_with_the_mean_reader_and_with_each()
    {
        var run = await Run("standalone", HitStudy.WithModel, ["--model", "ai", .. Accuracy, "--noninferiority", "0.5"]);
        var json = await Run("standalone", HitStudy.WithModel, ["--model", "ai", .. Accuracy, "--json"]);

        // Differences 1/5, 0 and 0: MS(R) = 1/75, Cov2 = 1/15, so that the variance is 16/225 with 512 df.
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("ai − readers 0.0667 0.2667 512.0000 -0.4572 to 0.5906 0.2500 0.8027", run.Lines);
        Assert.Contains("ai − r1 0.2000 0.3742 ∞ -0.5334 to 0.9334 0.5345 0.5930", run.Lines);
        Assert.Contains("mean reader 0.7333", run.Lines);
        Assert.Contains(
            run.Lines,
            l => l.StartsWith("not inferior ai − readers 0.5000 0.0667 -0.4572 ∞ 2.1250 ", StringComparison.Ordinal)
        );
        Assert.Contains("Cov2 of differences 0.0667", run.Lines);
        Assert.Equal("ai", json.Result.GetProperty("model").GetString());
        Assert.Equal(1.0 / 15, json.Result.GetProperty("difference").GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(1.0 / 75, json.Result.GetProperty("readerMeanSquare").GetDouble(), 1e-12);
        Assert.Equal(3, json.Result.GetProperty("byReader").GetArrayLength());
    }

    [Fact]
    public async Task With_fixed_cases_the_model_is_a_constant()
    {
        var run = await Run("standalone", HitStudy.WithModel, ["--model", "ai", .. Accuracy, "--cases", "fixed"]);
        var delong = await Run("standalone", HitStudy.WithModel, ["--model", "ai", "--covariance", "delong"]);

        // √(1/225) with 2 df: t = 1.
        Assert.Contains("ai − readers 0.0667 0.0667 2 -0.2202 to 0.3535 1 0.4226", run.Lines);
        Assert.Equal((0, ""), (delong.Code, delong.Error));
    }

    [Theory]
    [InlineData("--model x", "There is no reader 'x' to be the model.")]
    [InlineData(
        "--model ai --metric kappa --threshold 1 --covariance delong",
        "--covariance delong is for AUCs; other figures of merit take jackknife."
    )]
    public async Task A_model_must_be_among_the_readers(string options, string message)
    {
        var run = await Run("standalone", HitStudy.WithModel, options.Split(' '));

        Assert.Equal(1, run.Code);
        Assert.EndsWith(message, Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task A_model_needs_a_name() => Assert.Equal(2, (await Run("standalone", HitStudy.WithModel, [])).Code);

    [Fact]
    public async Task Power_from_conjectured_components()
    {
        string[] plan =
        [
            "--var-tr",
            "0.0002",
            "--var-error",
            "0.0008",
            "--r1",
            "0.375",
            "--r2",
            "0.3125",
            "--r3",
            "0.25",
            "--pilot-cases",
            "100",
            "--number-of-readers",
            "6",
            "--number-of-cases",
            "200",
        ];
        var run = await CommandRun.Of(["stats", "power-mrmc", .. plan]);
        var json = await CommandRun.Of(["stats", "power-mrmc", .. plan, "--power", "0.99999", "--json"]);

        // As in MrmcPowerTests of the library: λ = 20 for fixed readers, 79 cases are enough.
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("cases 0.9940 20.0000 ∞ 3.8415", run.Lines);
        Assert.Contains(run.Lines, l => l.StartsWith("cases 79 0.8025 ", StringComparison.Ordinal));
        Assert.Contains("Var(TR) 0.000200", run.Lines);
        var plans = json.Result.GetProperty("plans");
        Assert.Equal("readers and cases", plans[0].GetProperty("generalisingTo").GetString());
        Assert.Equal(JsonValueKind.Null, plans[0].GetProperty("cases").GetProperty("number").ValueKind);
        Assert.Contains(
            "not reachable",
            (await CommandRun.Of(["stats", "power-mrmc", .. plan, "--power", "0.99999"])).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Power_from_a_pilot_study()
    {
        var file = _files.Write("pilot.csv", HitStudy.Lines);

        var run = await CommandRun.Of(["stats", "power-mrmc", "--pilot", file, .. Accuracy, "--json"]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        var pilot = run.Result.GetProperty("pilot");
        Assert.Equal(5, pilot.GetProperty("cases").GetInt32());
        Assert.Equal(0.045, pilot.GetProperty("error").GetDouble(), 1e-12);
        Assert.Equal(0.01, pilot.GetProperty("cov1").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Power_needs_a_pilot_or_all_components()
    {
        var none = await CommandRun.Of("stats", "power-mrmc", "--var-tr", "0.0002");
        var one = await CommandRun.Of("stats", "power-mrmc", "--pilot", _files.Write("p.csv", HitStudy.WithModel));
        var bad = await CommandRun.Of("stats", "power-mrmc", "--pilot", _files.Write("q.csv", [.. HitStudy.Lines, HitStudy.Lines[1]]));

        Assert.Equal("Give --pilot, or all of --var-tr, --var-error, --r1, --r2 and --r3.", Assert.Single(none.ErrorLines));
        Assert.Equal("A pilot study needs at least two treatments and two readers.", Assert.Single(one.ErrorLines));
        Assert.Contains("row 22", Assert.Single(bad.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.Of("stats", "power-mrmc", "--number-of-cases", "1")).Code);
    }

    public void Dispose() => _files.Dispose();

    private Task<CommandRun> Run(string command, string[] lines, string[] options) =>
        CommandRun.Of(["stats", command, _files.Write("ratings.csv", lines), .. options]);
}
