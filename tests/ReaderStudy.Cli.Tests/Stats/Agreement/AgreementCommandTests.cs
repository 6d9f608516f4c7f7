namespace ReaderStudy.Cli.Tests.Stats.Agreement;

public sealed class AgreementCommandTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    [Fact]
    public async Task Cohen_prints_a_line_a_pair_of_readers()
    {
        var run = await CommandRun.Of("stats", "cohen", RatingFiles.Fifty(_files));

        Assert.Equal((0, ""), (run.Code, run.Error));
        // SE √(0.2016/12.5) = 0.1270, null SE √(0.24/12.5) = 0.1386.
        Assert.Contains("Ann, Bob 0.4000 0.1270 0.1511 to 0.6489 0.1386 2.8868 0.0039 0.7000 0.5000 50", run.Lines);
        // π: (0.7 − 0.505)/0.495; margins allow 0.8; 5²/15.
        Assert.Contains("Ann, Bob 0.3939 0.8000 1.6667 1 0.1967", run.Lines);
        Assert.Contains("50 cases, 2 readers, 2 categories (no, yes); no rating is missing.", run.Lines);
    }

    [Fact]
    public async Task Cohen_gives_every_number_as_json()
    {
        var run = await CommandRun.Of("stats", "cohen", RatingFiles.Fifty(_files), "--readers", "Bob,Ann", "--json");

        var pair = run.Result.GetProperty("pairs")[0];
        Assert.Equal(("Bob", "Ann"), (pair.GetProperty("first").GetString(), pair.GetProperty("second").GetString()));
        Assert.Equal(0.4, pair.GetProperty("kappa").GetProperty("kappa").GetDouble(), 1e-14);
        Assert.Equal(Math.Sqrt(0.2016 / 12.5), pair.GetProperty("kappa").GetProperty("standardError").GetDouble(), 1e-14);
        Assert.Equal([15, 5], pair.GetProperty("table")[0].EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal("no", run.Result.GetProperty("categories")[0].GetString());
        Assert.Equal("unweighted", run.Json.GetProperty("options").GetProperty("weights").GetString());
    }

    [Fact]
    public async Task Fleiss_prints_kappa_and_its_categories()
    {
        var run = await CommandRun.Of("stats", "fleiss", RatingFiles.Fifty(_files), "--level", "0.9");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("Fleiss' kappa 0.3939 ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.Contains("90 % interval", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("yes 55.0 % 0.3939 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_ratings_are_kept_or_dropped()
    {
        var file = RatingFiles.Published(_files);

        var kept = await CommandRun.Of("stats", "fleiss", file, "--json");
        var dropped = await CommandRun.Of("stats", "fleiss", file, "--complete-cases", "--json");

        // irrCAC's and irr's values for these data.
        Assert.Equal(12, kept.Result.GetProperty("estimate").GetProperty("cases").GetInt32());
        Assert.Equal(8, dropped.Result.GetProperty("estimate").GetProperty("cases").GetInt32());
        Assert.Equal(0.6414565826330533, dropped.Result.GetProperty("estimate").GetProperty("kappa").GetDouble(), 1e-12);
        Assert.Contains("--complete-cases", kept.Json.GetProperty("notes")[1].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nominal", 0.743)]
    [InlineData("ordinal", 0.815)]
    [InlineData("interval", 0.849)]
    [InlineData("ratio", 0.797)]
    public async Task Krippendorff_gives_the_published_alpha(string metric, double published)
    {
        var file = RatingFiles.Published(_files);

        var run = await CommandRun.Of("stats", "krippendorff", file, "--metric", metric, "--seed", "3", "--replicates", "200", "--json");

        Assert.Equal(published, Math.Round(run.Result.GetProperty("estimate").GetProperty("alpha").GetDouble(), 3));
        Assert.Equal(200, run.Result.GetProperty("bootstrap").GetProperty("replicates").GetInt32());
        var again = await CommandRun.Of("stats", "krippendorff", file, "--metric", metric, "--seed", "3", "--replicates", "200", "--json");
        Assert.Equal(run.Output, again.Output);
        var printed = await CommandRun.Of("stats", "krippendorff", file, "--metric", metric);
        Assert.Contains(printed.Lines, l => l.StartsWith("By bootstrap ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gwet", "Gwet's AC1 0.7754")]
    [InlineData("brennan-prediger", "Brennan-Prediger 0.7727")]
    [InlineData("conger", "Conger's kappa 0.7628")]
    public async Task One_coefficient_a_line(string command, string start)
    {
        var run = await CommandRun.Of("stats", command, RatingFiles.Published(_files), "--categories", "1,2,3,4,5");

        // irrCAC 1.0: 0.77544, 0.77273, 0.76282 for these data.
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith(start, StringComparison.Ordinal));
        Assert.Contains("12 cases, 4 readers, 5 categories (1, 2, 3, 4, 5); 7 ratings are missing, 11 cases have two or more.", run.Lines);
    }

    [Fact]
    public async Task Light_prints_the_mean_and_every_pair()
    {
        var run = await CommandRun.Of("stats", "light", RatingFiles.Published(_files), "--complete-cases");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("Mean over pairs 0.6435 ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("C, D ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Percent_agreement_is_of_pairs_and_of_all()
    {
        var run = await CommandRun.Of("stats", "percent-agreement", RatingFiles.Published(_files), "--tolerance", "1");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("Pairs of ratings 81.8 % ", StringComparison.Ordinal));
        // Of the eight complete cases all but 1-2-3-4 lie within 1.
        Assert.Contains(run.Lines, l => l.StartsWith("All readers 87.5 % ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Weights_go_by_rank_or_by_number()
    {
        var file = RatingFiles.Published(_files);

        var ranks = await CommandRun.Of("stats", "gwet", file, "--weights", "linear", "--json");
        var spaced = await CommandRun.Of("stats", "gwet", file, "--weights", "linear", "--values", "10,20,30,40,50", "--json");
        var uneven = await CommandRun.Of("stats", "gwet", file, "--weights", "linear", "--values", "1,2,3,4,50", "--json");

        static double Coefficient(CommandRun run) => run.Result.GetProperty("estimate").GetProperty("coefficient").GetDouble();
        Assert.Equal(Coefficient(ranks), Coefficient(spaced), 1e-12);
        Assert.NotEqual(Coefficient(ranks), Coefficient(uneven), 1e-3);
        foreach (var scheme in new[] { "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar" })
        {
            Assert.Equal(0, (await CommandRun.Of("stats", "gwet", file, "--weights", scheme)).Code);
            Assert.Equal(0, (await CommandRun.Of("stats", "fleiss", file, "--weights", scheme, "--values", "0,1,2,3,4")).Code);
        }
    }

    [Fact]
    public async Task Intra_reader_prints_each_reader_and_the_mean()
    {
        var rows = RatingFiles.Rows("1", "2", 20, 5, 10, 15).Select(r => r.Split(','));
        var file = _files.Write(
            "again.csv",
            ["case,reader,attempt,rating", .. new[] { "Ann", "Bob" }.SelectMany(n => rows.Select(r => $"{r[0]},{n},{r[1]},{r[2]}"))]
        );

        var run = await CommandRun.Of("stats", "intra-reader", file);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("Ann 50 70.0 % ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("Kappa 0.4000 ", StringComparison.Ordinal));
        var json = await CommandRun.Of("stats", "intra-reader", file, "--json");
        Assert.Equal(0.4, json.Result.GetProperty("pooled").GetProperty("kappa").GetProperty("mean").GetDouble(), 1e-14);
        Assert.Equal(2, json.Result.GetProperty("readers").GetArrayLength());
    }

    [Fact]
    public async Task Undefined_is_explained()
    {
        var file = _files.Write("same.csv", RatingFiles.Header, "1,A,x", "1,B,x", "2,A,x", "2,B,x");

        foreach (var command in new[] { "fleiss", "conger", "krippendorff" })
        {
            var run = await CommandRun.Of("stats", command, file);

            Assert.Equal(0, run.Code);
            Assert.Contains("Undefined: one category was used throughout, so chance alone explains the agreement.", run.Lines);
        }

        Assert.Contains("A, B: undefined, both put every case into one category.", (await CommandRun.Of("stats", "cohen", file)).Lines);
        Assert.Contains(
            "Undefined: the kappa of a pair of readers is, or there is no pair.",
            (await CommandRun.Of("stats", "light", file)).Lines
        );
        var alone = _files.Write("alone.csv", RatingFiles.Header, "1,A,x", "2,B,y");
        Assert.Contains("Undefined: no case has two ratings.", (await CommandRun.Of("stats", "gwet", alone)).Lines);
    }

    [Fact]
    public async Task Every_row_at_fault_is_named_by_its_line()
    {
        var file = _files.Write("bad.csv", RatingFiles.Header, "1,A,yes", "1,A,no", ",A,no", "2,B,perhaps", "3,B,NA");

        foreach (
            var command in new[] { "fleiss", "cohen", "gwet", "krippendorff", "brennan-prediger", "conger", "light", "percent-agreement" }
        )
        {
            var run = await CommandRun.Of("stats", command, file, "--categories", "no,yes");

            Assert.Equal(1, run.Code);
            Assert.Equal(3, run.ErrorLines.Count);
            Assert.Contains("row 3", run.ErrorLines[0], StringComparison.OrdinalIgnoreCase);
            Assert.EndsWith("Reader A has a second rating of case 1.", run.ErrorLines[0], StringComparison.Ordinal);
            Assert.EndsWith("The case has no name.", run.ErrorLines[1], StringComparison.Ordinal);
            Assert.EndsWith("'perhaps' is not one of the categories no, yes.", run.ErrorLines[2], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--readers: nobody is called 'Eve' in the file.", "cohen", "--readers", "Ann,Eve")]
    [InlineData("--readers takes the names of two readers, separated by a comma.", "cohen", "--readers", "Ann")]
    [InlineData("--readers takes the names of two readers, separated by a comma.", "cohen", "--readers", "Ann,Ann")]
    [InlineData("--values: 'x' is not a number.", "gwet", "--values", "1,x")]
    [InlineData("There are 2 categories but 3 numbers for them.", "gwet", "--values", "1,2,3")]
    [InlineData("--values: weights need numbers that ascend in the order of the categories.", "gwet", "--values", "2,1")]
    [InlineData("The category yes is declared twice.", "gwet", "--categories", "yes,yes")]
    [InlineData("Ratio differences need numbers that are not negative.", "krippendorff", "--metric", "ratio", "--values", "-1,1")]
    [InlineData("--values: ratio weights need numbers that are not negative.", "gwet", "--weights", "ratio", "--values", "-1,1")]
    public async Task Options_that_do_not_fit_the_file_are_refused(string message, string command, params string[] options)
    {
        var run = await CommandRun.Of(["stats", command, RatingFiles.Fifty(_files), .. options]);

        Assert.Equal(1, run.Code);
        Assert.EndsWith(message, run.ErrorLines.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gwet", "--weights", "cubic")]
    [InlineData("gwet", "--level", "1")]
    [InlineData("krippendorff", "--replicates", "0")]
    [InlineData("percent-agreement", "--tolerance", "-1")]
    public async Task Options_that_are_none_are_called_wrongly(string command, string option, string value)
    {
        var run = await CommandRun.Of("stats", command, RatingFiles.Fifty(_files), option, value);

        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task One_reader_cannot_be_paired()
    {
        var file = _files.Write("one.csv", RatingFiles.Header, "1,A,x", "2,A,y");

        var run = await CommandRun.Of("stats", "cohen", file);

        Assert.Equal(1, run.Code);
        Assert.EndsWith("There is one reader only.", run.ErrorLines.Single(), StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();
}
