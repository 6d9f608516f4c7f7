namespace ReaderStudy.Cli.Tests.Stats.Froc;

/// <summary>The commands on localisations and ratings.</summary>
public sealed class LrocCommandsTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    /// <summary>Non-diseased cases rated 1 to 4; diseased 4 and 2, rightly located, and 3, not.</summary>
    private string Readings(string header = "located") =>
        _files.Write(
            $"{header}.csv",
            $"treatment,reader,case,truth,rating,{header}",
            "A,1,n1,0,1,",
            "A,1,n2,0,2,",
            "A,1,n3,0,3,",
            "A,1,n4,0,4,",
            "A,1,d1,1,4,1",
            "A,1,d2,1,3,0",
            "A,1,d3,1,2,1"
        );

    [Theory]
    [InlineData("PCL", "0.6", 1.4 / 3)]
    [InlineData("ALROC", "0.6", 0.165)]
    [InlineData("Wilcoxon", "0.6", 0.625)]
    public async Task Figures_are_those_counted_by_hand(string figure, string fraction, double expected)
    {
        var run = await CommandRun.Of("stats", "lroc", Readings(), "--figure", figure, "--fpf", fraction, "--json");

        Assert.Equal(expected, run.Result.GetProperty("figures").GetProperty("values")[0][0].GetDouble(), 1e-14);
        Assert.Equal(7, run.Result.GetProperty("cases").GetInt32());
    }

    [Fact]
    public async Task Locations_may_also_be_given_as_ratings()
    {
        var file = _files.Write(
            "two.csv",
            "treatment,reader,case,truth,rating,rating_correct_localisation,rating_incorrect_localisation",
            "A,1,n1,0,1,,",
            "A,1,n2,0,2,,",
            "A,1,n3,0,3,,",
            "A,1,n4,0,4,,",
            "A,1,d1,1,4,4,0",
            "A,1,d2,1,3,0,3",
            "A,1,d3,1,2,2,0"
        );

        var run = await CommandRun.Of("stats", "lroc", file, "--figure", "PCL", "--fpf", "0.6");

        Assert.Contains("1 0.4667", run.Lines);
        Assert.Contains("PCL at 0.6 by", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pseudo_values_are_offered()
    {
        var run = await CommandRun.Of("stats", "lroc", Readings(), "--method", "DBM", "--json");

        Assert.True(run.Result.GetProperty("meanSquares").TryGetProperty("MS(RC)", out _));
    }

    [Fact]
    public async Task Bad_files_are_refused_by_row()
    {
        var file = _files.Write(
            "bad.csv",
            "treatment,reader,case,truth,rating,located",
            "A,1,n1,0,x,",
            "A,1,d1,1,2,perhaps",
            "A,1,d2,,2,1"
        );
        var plain = _files.Write("plain.csv", "treatment,reader,case,truth,rating", "A,1,n1,0,1", "A,1,d1,1,2");
        var gap = _files.Write("gap.csv", "treatment,reader,case,truth,rating,located", "A,1,n1,0,1,", "A,1,d1,1,2,1", "A,2,d1,1,2,1");

        var run = await CommandRun.Of("stats", "lroc", file);

        Assert.Equal(1, run.Code);
        Assert.Equal(
            [
                $"{file}: row 2, column 'rating': 'x' is not a number.",
                $"{file}: row 3, column 'located': 'perhaps' is neither 1 (diseased) nor 0 (not diseased).",
                $"{file}: row 4, column 'truth': is empty.",
            ],
            run.ErrorLines
        );
        Assert.Contains("'located': is missing; or give", (await CommandRun.Of("stats", "lroc", plain)).Error, StringComparison.Ordinal);
        Assert.Contains(
            "Reader '2' has not read 1 of 2 cases",
            (await CommandRun.Of("stats", "lroc", gap)).Error,
            StringComparison.Ordinal
        );
        Assert.Equal(2, (await CommandRun.Of("stats", "lroc", Readings(), "--fpf", "0")).Code);
        Assert.Equal(2, (await CommandRun.Of("stats", "lroc", Readings(), "--fpf", "1.1")).Code);
    }

    [Fact]
    public async Task An_algorithm_is_compared_with_readers_by_ratings()
    {
        // AUCs by hand: cad 1 wins, 3 of 4; r1 and r2 all 4 and 2 of 4.
        var file = _files.Write(
            "ratings.csv",
            "treatment,reader,case,truth,rating",
            "A,cad,n1,0,1",
            "A,cad,n2,0,3",
            "A,cad,d1,1,2",
            "A,cad,d2,1,4",
            "A,r1,n1,0,1",
            "A,r1,n2,0,2",
            "A,r1,d1,1,3",
            "A,r1,d2,1,4",
            "A,r2,n1,0,1",
            "A,r2,n2,0,1",
            "A,r2,d1,1,1",
            "A,r2,d2,1,1"
        );

        var run = await CommandRun.Of("stats", "cad-vs-readers", file, "--standalone", "cad", "--json");

        Assert.Equal(0.75, run.Result.GetProperty("standaloneFigure").GetProperty("value").GetDouble(), 1e-15);
        Assert.Equal(0.75, run.Result.GetProperty("readerMean").GetDouble(), 1e-15);
        // Differences -0.25 and 0.25: variance 0.125 and, for readers only, t = 0 with 1 degree of freedom.
        Assert.Equal(0.125, run.Result.GetProperty("readerVariance").GetDouble(), 1e-15);
        var readers = run.Result.GetProperty("differences")[2].GetProperty("estimate");
        Assert.Equal(0.25, readers.GetProperty("standardError").GetDouble(), 1e-15);
        Assert.Equal(1, readers.GetProperty("degreesOfFreedom").GetDouble());
        Assert.Equal(1, (await CommandRun.Of("stats", "cad-vs-readers", file, "--standalone", "cad", "--figure", "wAFROC")).Code);
    }

    [Fact]
    public async Task An_algorithm_is_compared_with_one_reader_for_these_cases_only()
    {
        var file = _files.Write(
            "pair.csv",
            [
                "treatment,reader,case,truth,rating,located",
                .. new[] { "cad", "r1" }.SelectMany(r =>
                    new[] { $"A,{r},n1,0,1,", $"A,{r},n2,0,2,", $"A,{r},d1,1,3,1", $"A,{r},d2,1,4,0" }
                ),
            ]
        );

        var run = await CommandRun.Of("stats", "cad-vs-readers", file, "--standalone", "cad", "--figure", "ALROC");

        Assert.Equal(0, run.Code);
        Assert.Contains("One reader is no sample of readers: only cases are generalised to.", run.Lines);
        Assert.Contains(run.Lines, l => l.StartsWith("cad has", StringComparison.Ordinal));
    }

    public void Dispose() => _files.Dispose();
}
