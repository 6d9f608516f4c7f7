namespace ReaderStudy.Cli.Tests.Stats.Agreement;

public sealed class KappaPowerCommandTests
{
    [Fact]
    public async Task Cases_for_a_power()
    {
        var run = await CommandRun.Of("stats", "power-kappa", "--kappa", "0.4", "--kappa1", "0.6", "--shares", "0.5");

        // 7.84886·21 (1/21 a case, two readers, half positive).
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("0.4000 0.6000 7.8489 0.0476 164.8261 165", run.Lines);
        var json = await CommandRun.Of("stats", "power-kappa", "--kappa", "0.4", "--kappa1", "0.6", "--shares", "0.2,0.3,0.5", "--json");
        // kappaSize 1.2: Power3Cats(0.4, 0.6, c(0.2, 0.3, 0.5), raters = 2)
        Assert.Equal(114.64923476187309, json.Result.GetProperty("casesOfCoarseSearch").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task The_power_of_a_number_of_cases()
    {
        var run = await CommandRun.Of(
            "stats",
            "power-kappa",
            "--kappa",
            "0.4",
            "--kappa1",
            "0.6",
            "--shares",
            "0.5",
            "--cases",
            "84",
            "--json"
        );

        // Φ(2 − 1.959964) + Φ(−2 − 1.959964)
        Assert.Equal(0.516005, run.Result.GetProperty("power").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Cases_for_limits_and_the_limit_to_expect()
    {
        var lower = await CommandRun.Of("stats", "power-kappa", "--kappa", "0.6", "--lower", "0.4", "--shares", "0.5", "--json");
        Assert.Equal(57, lower.Result.GetProperty("cases").GetInt32());

        string[] both = ["stats", "power-kappa", "--kappa", "0.6", "--lower", "0.4", "--upper", "0.75", "--shares", "0.5"];
        Assert.Equal(81, (await CommandRun.Of([.. both, "--json"])).Result.GetProperty("cases").GetInt32());
        Assert.Contains("0.6000 0.4000 0.7500 3.8415 81", (await CommandRun.Of(both)).Lines);

        // kappaSize 1.2: FixedNBinary(0.7, 100, 0.5, raters = 3) gives 0.599.
        var limit = await CommandRun.Of(
            "stats",
            "power-kappa",
            "--kappa",
            "0.7",
            "--cases",
            "100",
            "--shares",
            "0.5",
            "--readers",
            "3",
            "--json"
        );
        Assert.Equal(0.599, limit.Result.GetProperty("lowerOnGrid").GetDouble(), 1e-12);
    }

    [Theory]
    [InlineData("Give --kappa1", "--shares", "0.5")]
    [InlineData("Give --kappa1", "--shares", "0.5", "--kappa1", "0.6", "--lower", "0.3")]
    [InlineData("--shares: '1.2' is not between 0 and 1.", "--shares", "1.2", "--cases", "50")]
    [InlineData("--shares: 'x' is not between 0 and 1.", "--shares", "x,0.5", "--cases", "50")]
    [InlineData("--shares: the categories' shares do not add up to 1.", "--shares", "0.2,0.3", "--cases", "50")]
    [InlineData("--lower lies below --kappa, and --upper above it.", "--shares", "0.5", "--lower", "0.6")]
    [InlineData("--kappa1 is --kappa: no number of cases tells them apart.", "--shares", "0.5", "--kappa1", "0.5")]
    [InlineData("--power has to be above --alpha.", "--shares", "0.5", "--kappa1", "0.6", "--power", "0.04")]
    [InlineData("A one-sided --alpha lies below 0.5.", "--shares", "0.5", "--cases", "50", "--alpha", "0.6")]
    public async Task Plans_that_make_no_sense_are_refused(string message, params string[] options)
    {
        var run = await CommandRun.Of(["stats", "power-kappa", "--kappa", "0.5", .. options]);

        Assert.Equal(1, run.Code);
        Assert.StartsWith(message, run.ErrorLines.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--kappa", "1.5", "--shares", "0.5")]
    [InlineData("--kappa", "0.5", "--shares", "0.5", "--lower", "0")]
    [InlineData("--kappa", "0.5", "--shares", "0.5", "--readers", "1")]
    [InlineData("--kappa", "0.5", "--shares", "0.5", "--cases", "0")]
    [InlineData("--kappa", "0.5")]
    public async Task Options_out_of_bounds_are_called_wrongly(params string[] options)
    {
        var run = await CommandRun.Of(["stats", "power-kappa", .. options]);

        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error);
    }
}
