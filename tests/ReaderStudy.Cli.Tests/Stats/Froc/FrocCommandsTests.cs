namespace ReaderStudy.Cli.Tests.Stats.Froc;

/// <summary>The commands on free-response marks.</summary>
public sealed class FrocCommandsTests : IDisposable
{
    private readonly TemporaryFiles _files = new();
    private readonly string _marks;
    private readonly string _cases;
    private readonly string _lesions;

    public FrocCommandsTests()
    {
        _marks = _files.Write(
            "marks.csv",
            "treatment,reader,case,type,lesion,rating",
            "A,1,n1,NL,,2",
            "A,1,d1,LL,a,3",
            "A,1,d1,NL,,1",
            "A,1,d1,NL,,4",
            "A,1,d2,LL,a,2",
            "A,2,d1,LL,b,5",
            "B,1,n2,NL,,1",
            "B,1,d2,LL,a,4",
            "B,2,d1,LL,a,3",
            "B,2,d1,LL,b,3"
        );
        _cases = _files.Write("cases.csv", "case,truth", "n1,0", "n2,0", "d1,1", "d2,1");
        _lesions = _files.Write("lesions.csv", "case,lesion,weight,size", "d1,a,0.7,8", "d1,b,0.3,12", "d2,a,1,30");
    }

    [Fact]
    public async Task Figures_of_merit_are_those_counted_by_hand()
    {
        // Reader 1 under A: (0.7 + 0.5 + 0.7 + 0.15 + 1) / 4, as in the statistics' own tests.
        var run = await Command("froc", _marks, "--json");

        var figures = run.Result.GetProperty("figures");
        Assert.Equal(["A", "B"], figures.GetProperty("treatments").EnumerateArray().Select(t => t.GetString()!));
        Assert.Equal(3.05 / 4, figures.GetProperty("values")[0][0].GetDouble(), 1e-15);
        Assert.Equal("wAFROC", run.Result.GetProperty("figure").GetString());
        Assert.Equal(4, run.Result.GetProperty("cases").GetInt32());
        Assert.Equal(3, run.Result.GetProperty("inference").GetArrayLength());
        Assert.Equal(2, run.Result.GetProperty("differencesByReader").GetArrayLength());
    }

    [Fact]
    public async Task The_tables_show_figures_tests_and_ingredients()
    {
        var run = await Command("froc", _marks, "--figure", "MaxLLF", "--level", "0.9");

        Assert.Equal(0, run.Code);
        Assert.Contains("MaxLLF by reader", run.Output, StringComparison.Ordinal);
        // Found of three lesions: 2 and 1 under A, 1 and 2 under B.
        Assert.Contains("1 0.6667 0.3333", run.Lines);
        Assert.Contains("mean 0.5000 0.5000", run.Lines);
        Assert.Contains("90 % interval", run.Output, StringComparison.Ordinal);
        Assert.Contains("Are all treatments equal?", run.Output, StringComparison.Ordinal);
        Assert.Contains("Cov3", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pseudo_values_give_the_same_test_of_readers_and_cases()
    {
        var or = await Command("froc", _marks, "--json");
        var dbm = await Command("froc", _marks, "--method", "DBM", "--json");

        Assert.Equal(Error(or), Error(dbm), 1e-12);
        Assert.True(dbm.Result.GetProperty("meanSquares").TryGetProperty("MS(TRC)", out _));

        static double Error(CommandRun run) =>
            run
                .Result.GetProperty("inference")[0]
                .GetProperty("results")
                .GetProperty("differences")[0]
                .GetProperty("estimate")
                .GetProperty("standardError")
                .GetDouble();
    }

    [Fact]
    public async Task Readers_without_a_mark_can_be_named()
    {
        var run = await Command("froc", _marks, "--readers", "3,4", "--treatments", "C", "--json");

        Assert.Equal(4, run.Result.GetProperty("figures").GetProperty("readers").GetArrayLength());
        Assert.Equal(0.5, run.Result.GetProperty("figures").GetProperty("values")[2][3].GetDouble(), 1e-15);
    }

    [Fact]
    public async Task One_treatment_is_described_and_not_compared()
    {
        var marks = _files.Write("one.csv", "treatment,reader,case,lesion,rating", "A,1,n1,,2", "A,1,d1,a,3");

        var run = await Command("froc", marks);

        Assert.Equal(0, run.Code);
        Assert.Contains("There is one treatment, so nothing to compare.", run.Lines);
        Assert.Contains("One reader is no sample of readers: only cases are generalised to.", run.Lines);
        Assert.DoesNotContain("Are all treatments equal?", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_that_rests_on_one_case_has_no_jackknife()
    {
        var cases = _files.Write("few.csv", "case,truth", "n1,0", "d1,1", "d2,1", "n2,1");
        var lesions = _files.Write("more.csv", "case,lesion", "d1,a", "d1,b", "d2,a", "n2,a");

        var run = await CommandRun.Of("stats", "froc", _marks, "--cases", cases, "--lesions", lesions, "--figure", "HrSp");

        Assert.Equal(1, run.Code);
        Assert.Contains("HrSp rests on fewer than two cases", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_marks_are_named_by_row()
    {
        var marks = _files.Write(
            "bad.csv",
            "treatment,reader,case,type,lesion,rating",
            "A,1,n1,NL,,two",
            "A,1,d1,LL,,3",
            "A,1,d1,NL,a,3",
            "A,1,d1,XX,a,3",
            ",1,d1,LL,a,3"
        );

        var run = await Command("froc", marks);

        Assert.Equal(1, run.Code);
        Assert.Equal(
            [
                $"{marks}: row 2, column 'rating': 'two' is not a number.",
                $"{marks}: row 3, column 'lesion': is empty, but the mark is on a lesion (LL).",
                $"{marks}: row 4, column 'lesion': is given, but the mark is on none (NL).",
                $"{marks}: row 5, column 'type': 'XX' is neither LL (on a lesion) nor NL (on none).",
                $"{marks}: row 6, column 'treatment': is empty.",
            ],
            run.ErrorLines
        );
    }

    [Fact]
    public async Task Marks_that_contradict_the_truth_are_named_by_row()
    {
        var marks = _files.Write(
            "wrong.csv",
            "treatment,reader,case,type,lesion,rating",
            "A,1,d1,LL,a,1",
            "A,1,d1,LL,a,2",
            "A,1,d9,NL,,2",
            "A,1,d2,LL,b,2",
            "A,1,d2,NL,,"
        );

        var run = await Command("froc", marks);

        Assert.Equal(1, run.Code);
        Assert.Equal([3, 4, 5, 6], run.ErrorLines.Select(l => int.Parse(l.Split("row ")[1].Split(':')[0], null)));
        Assert.Contains("has already marked lesion 'a' of case 'd1'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_the_other_files_are_told_by_their_own_names_and_rows()
    {
        var twice = _files.Write("twice.csv", "case,truth", "n1,0", "d1,1", "n1,0");
        var healthy = _files.Write("healthy.csv", "case,truth", "n1,0", "n2,0");
        var odd = _files.Write("odd.csv", "case,truth", "n1,0", "d1,maybe");
        var weights = _files.Write("weights.csv", "case,lesion,weight", "d1,a,0.5", "d1,b,0.4", "d2,a,1");

        Assert.Equal([$"{twice}: row 4: Case 'n1' is there already."], (await With(twice, _lesions)).ErrorLines);
        Assert.Equal([$"{healthy}: There is no diseased case; both truth classes are needed."], (await With(healthy, _lesions)).ErrorLines);
        Assert.Equal(
            [$"{odd}: row 3, column 'truth': 'maybe' is neither 1 (diseased) nor 0 (not diseased)."],
            (await With(odd, _lesions)).ErrorLines
        );
        Assert.Equal([$"{weights}: row 2: The weights of case 'd1' sum to 0.9, not to 1."], (await With(_cases, weights)).ErrorLines);
        Assert.StartsWith($"{_cases}: row 1, column 'lesion': is missing", (await With(_cases, _cases)).Error, StringComparison.Ordinal);
        Assert.Equal(["no.csv: There is no such file."], (await With("no.csv", _lesions)).ErrorLines);

        Task<CommandRun> With(string cases, string lesions) =>
            CommandRun.Of("stats", "froc", _marks, "--cases", cases, "--lesions", lesions);
    }

    [Fact]
    public async Task Without_the_files_of_cases_and_lesions_the_call_is_wrong()
    {
        var run = await CommandRun.Of("stats", "froc", _marks);

        Assert.Equal(2, run.Code);
        Assert.Contains("'--cases' is required", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Command("froc", _marks, "--figure", "JAFROC")).Code);
    }

    [Theory]
    [InlineData("FROC", 0.2916666666666667)]
    [InlineData("wAFROC", 0.7625)]
    [InlineData("AFROC", 0.6666666666666666)]
    [InlineData("wAFROC1", 0.6125)]
    [InlineData("AFROC1", 0.5416666666666666)]
    [InlineData("ROC", 0.875)]
    public async Task Curves_have_the_areas_counted_by_hand(string curve, double area)
    {
        var run = await Command("froc-curve", _marks, "--curve", curve, "--json");

        var curves = run.Result.GetProperty("curves");
        Assert.Equal(6, curves.GetArrayLength());
        Assert.Equal(area, curves[0].GetProperty("area").GetDouble(), 1e-14);
        Assert.Equal("mean", curves[2].GetProperty("reader").GetString());
        Assert.Equal("Infinity", curves[0].GetProperty("points")[0].GetProperty("threshold").GetString());
    }

    [Fact]
    public async Task The_points_of_a_curve_are_printed()
    {
        var run = await Command("froc-curve", _marks);

        Assert.Contains("A 1 3 0.2500 0.3333", run.Lines);
        Assert.Contains("A 1 1 0.7500 0.6667", run.Lines);
        Assert.Contains("A 1 0.2917 0.7500", run.Lines);
    }

    [Fact]
    public async Task Sensitivity_at_false_positives_is_that_of_the_attained_threshold()
    {
        // Reader 1 under A: points (1/4, 1/3) at 3, (1/2, 2/3) at 2, (3/4, 2/3) at 1.
        var run = await Command("lesion-sensitivity", _marks, "--fp", "0.3,0.5", "--sizes", "10", "--replicates", "200", "--json");

        var first = run.Result.GetProperty("atFalsePositives")[0];
        var reader = first.GetProperty("readers")[0];
        Assert.Equal(3, reader.GetProperty("threshold").GetDouble());
        Assert.Equal(1, reader.GetProperty("sensitivity").GetProperty("count").GetInt32());
        Assert.Equal(0.25, reader.GetProperty("falsePositives").GetProperty("perPatient").GetDouble());
        Assert.Equal(2, reader.GetProperty("bands").GetArrayLength());
        Assert.Equal(
            0.4,
            first.GetProperty("curve").GetProperty("readers")[0].GetProperty("estimate").GetProperty("value").GetDouble(),
            1e-14
        );
        Assert.Equal(2, first.GetProperty("meanAtThresholds").GetArrayLength());
        var second = run.Result.GetProperty("atFalsePositives")[1].GetProperty("readers")[0];
        Assert.Equal(2, second.GetProperty("sensitivity").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Sensitivities_bands_and_rates_are_printed()
    {
        var run = await Command(
            "lesion-sensitivity",
            _marks,
            "--fp",
            "0.5",
            "--sizes",
            "10,20",
            "--sensitivity",
            "0.6",
            "--replicates",
            "50"
        );

        Assert.Equal(0, run.Code);
        Assert.Contains(run.Lines, l => l.StartsWith("A 1 0.5000 2 2/3 66.7 %", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("A 1 10 to <20 0.5000 0/1 0.0 %", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("A − B mean 0.5000", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("A 1 60.0 % 2 66.7 % 0.5000", StringComparison.Ordinal));
        Assert.Contains("A 2 60.0 % – not reached – –", run.Lines);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes()
    {
        var (first, second) = (await Seeded("5"), await Seeded("5"));

        Assert.Equal(first.Output, second.Output);
        Assert.NotEqual(first.Output, (await Seeded("6")).Output);

        Task<CommandRun> Seeded(string seed) =>
            Command("lesion-sensitivity", _marks, "--fp", "0.4", "--seed", seed, "--replicates", "99", "--json");
    }

    [Theory]
    [InlineData("--fp", "x")]
    [InlineData("--fp", "2,1")]
    [InlineData("--sizes", "-1")]
    [InlineData("--sensitivity", "1.5")]
    [InlineData("--replicates", "0")]
    public async Task Impossible_options_are_refused(string option, string value) =>
        Assert.Equal(2, (await Command("lesion-sensitivity", _marks, option, value)).Code);

    [Fact]
    public async Task An_algorithm_is_compared_with_readers_by_their_marks()
    {
        var marks = _files.Write(
            "cad.csv",
            "treatment,reader,case,lesion,rating",
            "A,cad,n1,,2",
            "A,cad,d1,a,3",
            "A,r1,d1,a,3",
            "A,r1,n2,,1",
            "A,r2,d2,a,3"
        );

        var run = await Command("cad-vs-readers", marks, "--standalone", "cad", "--json");

        Assert.Equal("wAFROC", run.Result.GetProperty("figure").GetString());
        Assert.Equal(["r1", "r2"], run.Result.GetProperty("readers").GetProperty("readers").EnumerateArray().Select(r => r.GetString()!));
        Assert.Equal(1, (await Command("cad-vs-readers", marks, "--standalone", "cad", "--figure", "PCL")).Code);
        var nobody = await Command("cad-vs-readers", marks, "--standalone", "r3");
        Assert.Contains("There is no reader 'r3'.", nobody.Error, StringComparison.Ordinal);
        Assert.Contains("there are 2.", (await Command("cad-vs-readers", _marks, "--standalone", "1")).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private Task<CommandRun> Command(string name, string marks, params string[] more) =>
        CommandRun.Of(["stats", name, marks, "--cases", _cases, "--lesions", _lesions, .. more]);
}
