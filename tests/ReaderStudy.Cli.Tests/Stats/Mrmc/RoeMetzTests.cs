namespace ReaderStudy.Cli.Tests.Stats.Mrmc;

public sealed class RoeMetzTests
{
    private static readonly string[] Small =
    [
        "stats",
        "roe-metz",
        "--structures",
        "HL,lh",
        "--aucs",
        "0.855",
        "--readers",
        "3",
        "--cases",
        "10,12",
    ];

    [Fact]
    public async Task The_same_seed_gives_the_same_table_and_another_seed_another()
    {
        string[] call = [.. Small, "--studies", "40", "--seed", "5"];

        var one = await CommandRun.Of(call);
        var again = await CommandRun.Of(call);
        var other = await CommandRun.Of([.. Small, "--studies", "40", "--seed", "6"]);

        Assert.Equal((0, ""), (one.Code, one.Error));
        Assert.Equal(one.Output, again.Output);
        Assert.NotEqual(one.Output, other.Output);
        Assert.Contains(one.Lines, l => l.StartsWith("LH 0.856 3 12+12 ", StringComparison.Ordinal));
        Assert.Contains(one.Lines, l => l.StartsWith("Over all cells: ", StringComparison.Ordinal));
        Assert.Contains(
            one.Lines,
            l => l.EndsWith(" of 4 cells have 0.0500 within the interval of their simulation.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Every_analysis_can_be_chosen()
    {
        foreach (var analysis in new[] { "delong", "jackknife", "unbiased", "fixed-readers", "one-shot", "one-shot-mle" })
        {
            var run = await CommandRun.Of([.. Small, "--studies", "5", "--analysis", analysis, "--json"]);

            Assert.Equal(0, run.Code);
            Assert.Equal(4, run.Result.GetArrayLength());
            Assert.Equal(5, run.Result[0].GetProperty("result").GetProperty("studies").GetInt32());
        }
    }

    [Fact]
    public async Task A_difference_gives_the_power()
    {
        var run = await CommandRun.Of([.. Small, "--studies", "20", "--difference", "0.3", "--json"]);

        Assert.InRange(run.Result[0].GetProperty("result").GetProperty("truth").GetDouble(), 0.29, 0.3);
        Assert.InRange(run.Result[0].GetProperty("result").GetProperty("rejections").GetInt32(), 5, 20);
    }

    [Theory]
    [InlineData("--structures", "XX", "--structures: 'XX' is none of HL, LL, HH, LH.")]
    [InlineData("--aucs", "0.8", "--aucs: '0.8' is none of 0.702, 0.855, 0.961.")]
    [InlineData("--readers", "1", "--readers: '1' is not a whole number from 2 to 4095.")]
    [InlineData("--cases", "ten", "--cases: 'ten' is not a whole number from 2 to 65535.")]
    [InlineData("--difference", "0.9", "--difference: the second AUC must lie between 0 and 1.")]
    public async Task What_cannot_be_simulated_is_refused(string option, string value, string message)
    {
        var run = await CommandRun.Of("stats", "roe-metz", "--studies", "1", option, value);

        Assert.Equal(1, run.Code);
        Assert.Equal([message], run.ErrorLines);
    }

    [Fact]
    public async Task Numbers_of_studies_have_limits() =>
        Assert.Equal(2, (await CommandRun.Of("stats", "roe-metz", "--studies", "0")).Code);
}
