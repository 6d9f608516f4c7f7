namespace ReaderStudy.Cli.Tests.Stats.Accuracy;

public sealed class AccuracyAnalysesTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    [Fact]
    public async Task Confusion_counts_by_reader_and_says_what_was_left_out()
    {
        // Reader A: 2 of 3 right; reader B misses a label.
        var file = _files.Write(
            "readings.csv",
            "case,reader,truth,label",
            "1,A,cyst,cyst",
            "2,A,hcc,hcc",
            "3,A,hcc,cyst",
            "1,B,cyst,cyst",
            "2,B,hcc,"
        );

        var run = await CommandRun.Of("stats", "confusion", file, "--positive", "hcc");
        var json = await CommandRun.Of("stats", "confusion", file, "--positive", "hcc", "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("A hcc 1 1", run.Lines);
        Assert.Contains(run.Lines, l => l.StartsWith("A hcc 2 0.5000 1", StringComparison.Ordinal));
        Assert.Contains("1 rows without a label are left out.", run.Lines);
        var first = json.Result.GetProperty("tables")[0];
        Assert.Equal(2.0 / 3, first.GetProperty("metrics").GetProperty("accuracy").GetDouble(), 1e-15);
        Assert.Equal(1, first.GetProperty("counts")[1][0].GetInt32());
        Assert.Equal("NaN", first.GetProperty("diagnostic").GetProperty("positiveLikelihoodRatio").GetProperty("lower").GetString());
    }

    [Fact]
    public async Task Confusion_names_classes_that_were_not_declared()
    {
        var file = _files.Write("readings.csv", "truth,label", "cyst,cyst", "hcc,metastasis", ",cyst");

        var run = await CommandRun.Of("stats", "confusion", file, "--classes", "cyst,hcc");
        var positive = await CommandRun.Of("stats", "confusion", _files.Write("two.csv", "truth,label", "a,b"), "--positive", "c");

        Assert.Equal(1, run.Code);
        Assert.Contains(
            run.ErrorLines,
            l => l.Contains("row 3", StringComparison.Ordinal) && l.Contains("'metastasis'", StringComparison.Ordinal)
        );
        Assert.Contains(
            run.ErrorLines,
            l => l.Contains("row 4", StringComparison.Ordinal) && l.Contains("is empty", StringComparison.Ordinal)
        );
        Assert.Equal(1, positive.Code);
        Assert.Contains("There is no class 'c'", positive.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proportion_prints_every_method_and_clusters()
    {
        var file = _files.Write("counts.csv", "reader,x,n", "A,40,45", "B,0,7");
        var clustered = _files.Write("lesions.csv", "patient,count", "p1,1", "p1,0", "p2,1", "p2,1", "p3,0", "p3,0");

        var run = await CommandRun.Of("stats", "proportion", file);
        var json = await CommandRun.Of("stats", "proportion", clustered, "--json");

        Assert.Contains("A Wilson 40 45 0.8889 0.7650 to 0.9516", run.Lines);
        Assert.Contains("B Clopper-Pearson (exact) 0 7 0 0 to 0.4096", run.Lines);
        // By hand: see ClusteredProportionTests; design effect 2.
        Assert.Equal(2, json.Result[0].GetProperty("estimate").GetProperty("designEffect").GetDouble(), 1e-14);
        Assert.Equal(3, json.Result[0].GetProperty("estimate").GetProperty("clusters").GetInt32());
    }

    [Fact]
    public async Task Proportion_names_impossible_rows()
    {
        var file = _files.Write("counts.csv", "count,of", "3,2", "x,5", "1.5,4", "1,", "2,5");

        var run = await CommandRun.Of("stats", "proportion", file);

        Assert.Equal(1, run.Code);
        Assert.Equal(4, run.ErrorLines.Count);
        Assert.Contains(run.ErrorLines, l => l.Contains("row 2", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, l => l.Contains("row 3", StringComparison.Ordinal) && l.Contains("'x'", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, l => l.Contains("row 4", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, l => l.Contains("row 5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task McNemar_pairs_cases_of_two_arms()
    {
        var file = Pairs();

        var run = await CommandRun.Of("stats", "mcnemar", file, "--arms", "aided,unaided");
        var json = await CommandRun.Of("stats", "mcnemar", file, "--arms", "aided,unaided", "--json");

        // Aided alone right on cases 1 and 2, unaided on none: exact 0.5, mid-P 0.25.
        var result = json.Result.GetProperty("readers")[0];
        Assert.Equal(2, result.GetProperty("outcomes").GetProperty("onlyFirstRight").GetInt32());
        Assert.Equal(0.5, result.GetProperty("exactP").GetDouble(), 1e-15);
        Assert.Equal(0.25, result.GetProperty("midP").GetDouble(), 1e-15);
        Assert.Equal("Infinity", result.GetProperty("oddsRatio").GetString());
        Assert.Contains("1 readings without their pair in the other arm are left out.", run.Lines);
        Assert.Contains(run.Lines, l => l.StartsWith("A 2 0.1573 0.4795 0.5000 0.2500", StringComparison.Ordinal));
    }

    [Fact]
    public async Task McNemar_allows_for_clusters()
    {
        var file = _files.Write("clusters.csv", "case,arm,right,patient", "1,a,1,p", "1,b,0,p", "2,a,1,q", "2,b,1,q", "3,a,1,r", "3,b,0,r");

        var json = await CommandRun.Of("stats", "mcnemar", file, "--json");

        // Clusters of one: Durkalski's is McNemar's 2.
        Assert.Equal(
            2,
            json.Result.GetProperty("readers")[0].GetProperty("clustered").GetProperty("durkalski").GetProperty("statistic").GetDouble(),
            1e-14
        );
    }

    [Fact]
    public async Task Paired_readings_are_refused_when_ambiguous()
    {
        var twice = _files.Write("twice.csv", "case,arm,right", "1,a,1", "1,a,0", "1,b,1");
        var three = _files.Write("three.csv", "case,arm,right", "1,a,1", "1,b,0", "1,c,1");
        var none = _files.Write("none.csv", "case,arm,answer", "1,a,x");

        var runs = new[]
        {
            await CommandRun.Of("stats", "mcnemar", twice),
            await CommandRun.Of("stats", "mcnemar", three),
            await CommandRun.Of("stats", "paired-difference", three, "--arms", "a,d"),
            await CommandRun.Of("stats", "cochran-q", none, "--map", "reader=arm"),
            await CommandRun.Of("stats", "mcnemar", three, "--arms", "a"),
        };

        Assert.All(runs, r => Assert.Equal(1, r.Code));
        Assert.Contains(
            "row 3, column 'case': is a second reading of the same; the first is in line 2.",
            runs[0].Error,
            StringComparison.Ordinal
        );
        Assert.Contains("There are 3 arms (a, b, c); choose two by --arms A,B.", runs[1].Error, StringComparison.Ordinal);
        Assert.Contains("There is no arm 'd'; there are a, b, c.", runs[2].Error, StringComparison.Ordinal);
        Assert.Contains("'right' (1 or 0), or the columns 'truth' and 'label'", runs[3].Error, StringComparison.Ordinal);
        Assert.Contains("--arms takes two arms", runs[4].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paired_difference_has_every_interval_and_a_margin()
    {
        var run = await CommandRun.Of("stats", "paired-difference", Pairs(), "--arms", "aided,unaided", "--margin", "0.1");

        Assert.Equal(0, run.Code);
        Assert.Contains(run.Lines, l => l.StartsWith("A Tango (score) 3 1 0.3333 0.6667", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("A Newcombe", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("A aided is worse by 0.1000 or more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Difference_of_Newcombes_example()
    {
        var file = _files.Write("groups.csv", "centre,x,n", "Lyon,56,70", "Kyoto,48,80");

        var run = await CommandRun.Of("stats", "difference", file, "--margin", "0.1");

        Assert.Contains("Newcombe (hybrid score) 0.2000 0.0524 to 0.3339", run.Lines);
        Assert.Contains("Miettinen-Nurminen (score) 0.2000 0.0528 to 0.3382", run.Lines);
        Assert.Contains(run.Lines, l => l.StartsWith("Lyon is worse by 0.1000 or more (one-sided)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cochrans_Q_leaves_out_incomplete_cases()
    {
        var file = _files.Write(
            "readings.csv",
            "case,reader,right",
            "1,A,1",
            "1,B,1",
            "1,C,1",
            "2,A,1",
            "2,B,1",
            "2,C,0",
            "3,A,1",
            "3,B,0",
            "3,C,0",
            "4,A,1",
            "4,B,0"
        );

        var run = await CommandRun.Of("stats", "cochran-q", file);

        // By hand: columns 3, 2, 1, rows 3, 2, 1: 2 (3 * 14 - 36) / (18 - 14) = 3, p = exp(-1.5).
        Assert.Contains("3 3 3 2 0.2231", run.Lines);
        Assert.Contains("1 of 4 cases were not read by all readers and are left out.", run.Lines);
    }

    [Fact]
    public async Task Subgroups_are_tested_and_ordered()
    {
        var rows = new[] { ("small", 5), ("middle", 10), ("large", 15) }
            .SelectMany(g => Enumerable.Range(0, 30).Select(i => $"{g.Item1},{(i < g.Item2 ? 1 : 0)},p{i}"))
            .ToArray();
        var file = _files.Write("subgroups.csv", ["size,right,who", .. rows]);

        var run = await CommandRun.Of(
            "stats",
            "subgroups",
            file,
            "--map",
            "group=size",
            "--order",
            "large,middle,small",
            "--trend",
            "3,2,1"
        );
        var clustered = await CommandRun.Of("stats", "subgroups", file, "--map", "group=size", "--map", "cluster=who");
        var wrong = await CommandRun.Of("stats", "subgroups", file, "--map", "group=size", "--trend", "1,2");
        var unknown = await CommandRun.Of("stats", "subgroups", file, "--map", "group=size", "--order", "large,middle");

        Assert.Contains("the same in all groups (Pearson) 7.5000 2 0.0235", run.Lines);
        Assert.Contains("no trend along the scores (Cochran-Armitage) 7.5000 1 0.0062", run.Lines);
        Assert.Contains(clustered.Lines, l => l.StartsWith("the same in all groups (Wald)", StringComparison.Ordinal));
        Assert.Equal((1, 1), (wrong.Code, unknown.Code));
        Assert.Contains("--trend takes 3 numbers", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("'small' is none of the groups large, middle.", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Power_needs_no_file()
    {
        var two = await CommandRun.Of("stats", "power-proportion", "--p1", "0.8", "--p2", "0.9", "--n", "50");
        var json = await CommandRun.Of("stats", "power-proportion", "--design", "paired", "--p1", "0.85", "--p2", "0.78", "--json");
        var one = await CommandRun.Of("stats", "power-proportion", "--design", "one", "--p1", "0.9", "--p2", "0.75", "--n", "80");
        var width = await CommandRun.Of("stats", "power-proportion", "--design", "width", "--p1", "0.9");
        var impossible = await CommandRun.Of(
            "stats",
            "power-proportion",
            "--design",
            "paired",
            "--p1",
            "0.95",
            "--p2",
            "0.5",
            "--correlation",
            "0.9"
        );
        var wrong = await CommandRun.Of("stats", "power-proportion", "--n", "0");

        // R: power.prop.test(power = .8, p1 = .8, p2 = .9)$n = 198.96.
        Assert.Contains("normal approximation 0.8000 199", two.Lines);
        Assert.Contains("normal approximation 0.2860", two.Lines);
        Assert.True(json.Result.GetProperty("cases").GetDouble() > 300);
        Assert.Contains(one.Lines, l => l.StartsWith("exact, one-sided 0.8000", StringComparison.Ordinal));
        Assert.Equal(0, width.Code);
        Assert.Equal(1, impossible.Code);
        Assert.Contains("cannot have a correlation of 0.9000", impossible.Error, StringComparison.Ordinal);
        Assert.Equal(2, wrong.Code);
    }

    public void Dispose() => _files.Dispose();

    private string Pairs() =>
        _files.Write(
            "pairs.csv",
            "case,reader,arm,truth,label",
            "1,A,unaided,1,0",
            "2,A,unaided,0,1",
            "3,A,unaided,1,1",
            "1,A,aided,1,1",
            "2,A,aided,0,0",
            "3,A,aided,1,1",
            "4,A,aided,1,1"
        );
}
