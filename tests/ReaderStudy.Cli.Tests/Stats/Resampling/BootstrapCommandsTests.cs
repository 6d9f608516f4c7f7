using System.Text.Json;

namespace ReaderStudy.Cli.Tests.Stats.Resampling;

public sealed class BootstrapCommandsTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    [Fact]
    public async Task A_mean_has_all_five_intervals()
    {
        var file = _files.Write("values.csv", "case,x", "1,2", "2,3", "3,5", "4,7", "5,11", "6,");

        var run = await CommandRun.Of("stats", "bootstrap", file, "-B", "999");
        var result = await Json("bootstrap", file, "-B", "999");

        Assert.Contains("1 case without a number left out.", run.Output, StringComparison.Ordinal);
        Assert.Equal(5.6, result.GetProperty("estimate").GetDouble(), 14);
        Assert.Equal(
            ["normal", "basic", "percentile", "studentised", "BCa"],
            result.GetProperty("intervals").EnumerateObject().Select(i => i.Name)
        );
        Assert.InRange(result.GetProperty("standardError").GetDouble(), 1.2, 1.65);
        Assert.Equal(95.76 / (6 * Math.Pow(51.2, 1.5)), result.GetProperty("acceleration").GetDouble(), 12);
    }

    [Theory]
    [InlineData("auc", 0.75)]
    [InlineData("average-precision", 0.75)]
    [InlineData("median", 3)]
    public async Task A_statistic_is_named(string statistic, double estimate)
    {
        var file = _files.Write("scores.csv", "truth,a", "0,1", "0,2", "0,2", "0,3", "0,5", "1,2", "1,4", "1,4", "1,6");

        var result = await Json("bootstrap", file, "--statistic", statistic, "-B", "200");

        Assert.Equal(estimate, result.GetProperty("estimate").GetDouble(), 14);
        Assert.Equal(0, result.GetProperty("undefined").GetInt32());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers_and_undefined_resamples_are_told()
    {
        var file = _files.Write("scores.csv", "truth,a,b", "0,1,2", "0,2,1", "1,2,3", "1,4,2");
        async Task<string> Of(params string[] more) =>
            (await CommandRun.Of(["stats", "bootstrap", file, "--statistic", "auc-difference", "-B", "300", .. more])).Output;

        Assert.Equal(await Of("--seed", "5"), await Of("--seed", "5"));
        Assert.NotEqual(await Of("--seed", "5"), await Of("--seed", "6"));
        Assert.Contains("undefined in", await Of("--unstratified"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clusters_and_strata_are_columns()
    {
        var file = _files.Write("clusters.csv", "patient,x", "p,1", "p,1", "q,5", "q,5", "r,9", "r,9");
        var whole = await Json("bootstrap", file, "-B", "300");
        // Sums of three draws of 1, 5 or 9: the standard error is √(32 / 3 / 3), that of single cases √(32 / 3 / 6).
        Assert.InRange(whole.GetProperty("standardError").GetDouble(), 1.7, 2.1);

        var strata = _files.Write("strata.csv", "stratum,x", "p,1", "p,1", "q,5", "q,5");
        Assert.Equal(0, (await Json("bootstrap", strata, "-B", "50")).GetProperty("standardError").GetDouble());

        var bad = _files.Write("bad.csv", "cluster,stratum,x", "c,s,", "c,s,1", "c,t,1");
        Assert.Contains("row 4", (await CommandRun.Of("stats", "bootstrap", bad)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_that_lack_their_columns_are_refused()
    {
        var values = _files.Write("values.csv", "x,y", "1,2", "2,3");
        Assert.Contains(
            "needs a column 'truth'",
            (await CommandRun.Of("stats", "bootstrap", values, "--statistic", "auc")).Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "takes 1 column of numbers, not 2",
            (await CommandRun.Of("stats", "bootstrap", values)).Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no column 'z'",
            (await CommandRun.Of("stats", "bootstrap", values, "--score", "z")).Error,
            StringComparison.Ordinal
        );
        var one = _files.Write("one.csv", "truth,a", "1,2", "1,3");
        Assert.Equal(1, (await CommandRun.Of("stats", "bootstrap", one, "--statistic", "auc")).Code);
        Assert.Equal(2, (await CommandRun.Of("stats", "bootstrap", values, "--statistic", "mode")).Code);
    }

    [Theory]
    [InlineData("readers-and-cases")]
    [InlineData("cases")]
    [InlineData("readers")]
    public async Task A_reader_study_is_resampled(string over)
    {
        var file = _files.Write("study.csv", Study());

        var run = await CommandRun.Of("stats", "bootstrap-mrmc", file, "--over", over, "-B", "200");
        var result = await Json("bootstrap-mrmc", file, "--over", over, "-B", "200");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("A − B", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, result.GetProperty("treatments").GetArrayLength());
        // By hand: reader 1 under A has 3 of 4 pairs, reader 2 all; under B 4 and 2.
        Assert.Equal(0.875, result.GetProperty("treatments")[0].GetProperty("estimate").GetDouble(), 14);
        Assert.Equal(0.75, result.GetProperty("treatments")[1].GetProperty("estimate").GetDouble(), 14);
        Assert.InRange(result.GetProperty("differences")[0].GetProperty("p").GetDouble(), 2.0 / 201, 1);
    }

    [Fact]
    public async Task Rows_that_stand_twice_are_named_by_their_line()
    {
        string[] lines = [.. Study(), "A,1,n1,0,", "A,1,n1,0,3"];
        var run = await CommandRun.Of("stats", "bootstrap-mrmc", _files.Write("twice.csv", lines));

        Assert.Equal(1, run.Code);
        Assert.Contains($"row {lines.Length}: Reader '1' has already rated case 'n1'", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private static string[] Study()
    {
        string[] cases = ["n1,0", "n2,0", "p1,1", "p2,1"];
        var ratings = new Dictionary<string, int[]>
        {
            ["A,1"] = [1, 3, 2, 4],
            ["A,2"] = [1, 2, 3, 4],
            ["B,1"] = [1, 1, 2, 2],
            ["B,2"] = [1, 4, 2, 3],
        };
        return
        [
            "treatment,reader,case,truth,rating",
            .. ratings.SelectMany(r => r.Value.Select((rating, i) => $"{r.Key},{cases[i]},{rating}")),
        ];
    }

    private static async Task<JsonElement> Json(string command, params string[] arguments)
    {
        var run = await CommandRun.Of(["stats", command, .. arguments, "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("result");
    }
}
