namespace ReaderStudy.Cli.Tests.Stats.Grading;

/// <summary><c>readerstudy stats vga</c>, <c>vgc</c>, <c>preference</c> and <c>ordinal</c>.</summary>
public sealed class GradingCommandTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    // The study of VisualGradingTests: two readers, six cases, both arms.
    private static readonly string[] Study =
    [
        "reader,case,arm,score",
        .. Rows("one", "old", 2, 3, 3, 1, 4, 2),
        .. Rows("one", "new", 3, 3, 4, 2, 4, 4),
        .. Rows("two", "old", 1, 3, 2, 2, 3, 3),
        .. Rows("two", "new", 3, 4, 4, 1, 4, 3),
    ];

    [Fact]
    public async Task Scores_of_arms_and_their_difference()
    {
        var run = await CommandRun.Of("stats", "vga", _files.Write("grades.csv", Study));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("old 2 6 2.4167", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("new 2 6 3.2500", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("new 2 6 0.8333", StringComparison.Ordinal));
        Assert.Contains("Odds ratio of a higher grade than with old", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_scores_are_left_out_and_then_a_missing_grade_is_named()
    {
        string[] missing = [.. Study.Select(l => l == "one,c1,old,2" ? "one,c1,old," : l)];

        var run = await CommandRun.Of("stats", "vga", _files.Write("grades.csv", missing));

        Assert.Equal(1, run.Code);
        Assert.Contains("Reader one has no grade of case c1 in arm old.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeated_rows_and_unknown_arms_are_named()
    {
        var repeated = await CommandRun.Of("stats", "vga", _files.Write("grades.csv", [.. Study, "one,c1,old,5"]));
        Assert.Equal(1, repeated.Code);
        Assert.Contains("row 26", repeated.Error, StringComparison.Ordinal);
        Assert.Contains("stand in row 2 already", repeated.Error, StringComparison.Ordinal);

        var unknown = await CommandRun.Of("stats", "vga", _files.Write("grades.csv", Study), "--reference", "older");
        Assert.Equal(1, unknown.Code);
        Assert.Contains("No score is of the reference arm 'older'.", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_area_under_the_VGC_curve()
    {
        var file = _files.Write("grades.csv", Study);

        var run = await CommandRun.Of("stats", "vgc", file, "--replicates", "200", "--json");
        var turned = await CommandRun.Of("stats", "vgc", file, "--replicates", "200", "--reference", "new");

        var arm = run.Result.GetProperty("arms")[0];
        Assert.Equal(0.75, arm.GetProperty("area").GetProperty("area").GetDouble(), 1e-12);
        // R, see VisualGradingTests.
        Assert.Equal(0.6780687417228524, arm.GetProperty("intervals").GetProperty("overReadersAndCases")[0].GetDouble(), 1e-12);
        Assert.Equal(0.003675612117741231, arm.GetProperty("p").GetProperty("overCases").GetDouble(), 1e-12);
        Assert.Contains(turned.Lines, l => l.StartsWith("these readers, other cases 0.2500", StringComparison.Ordinal));
        var one = await CommandRun.Of("stats", "vgc", _files.Write("one.csv", Study[..7]));
        Assert.Equal(1, one.Code);
        Assert.Contains("There is only the arm 'old'", one.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preferences_between_two_arms_whichever_side_they_stood_on()
    {
        // Seven for A, two for B, three ties, some shown the other way round.
        string[] rows =
        [
            "first,second,preferred",
            .. Enumerable.Repeat("A,B,A", 4),
            .. Enumerable.Repeat("B,A,A", 3),
            "A,B,B",
            "B,A,B",
            "A,B,tie",
            "A,B,",
            "B,A,TIE",
        ];

        var run = await CommandRun.Of("stats", "preference", _files.Write("pairs.csv", rows), "--json");

        Assert.Equal(0.1796875, run.Result.GetProperty("signTestP").GetDouble(), 1e-12);
        Assert.Equal(0.1336041217145975, run.Result.GetProperty("trinomialP").GetDouble(), 1e-12);
        Assert.Equal(7, run.Result.GetProperty("counts").GetProperty("first").GetInt32());
        Assert.Equal(3, run.Result.GetProperty("counts").GetProperty("ties").GetInt32());
    }

    [Fact]
    public async Task Preferences_of_readers_who_all_judged_each_case()
    {
        string[] rows =
        [
            "reader,case,first,second,preferred",
            "r,1,A,B,A",
            "r,2,A,B,A",
            "r,3,A,B,tie",
            "s,1,A,B,A",
            "s,2,A,B,B",
            "s,3,A,B,A",
        ];

        var run = await CommandRun.Of("stats", "preference", _files.Write("pairs.csv", rows));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("net benefit, other readers and cases 0.5000", StringComparison.Ordinal));
        Assert.Contains("r 2 0 1 0.6667 0.5000", run.Lines);
    }

    [Fact]
    public async Task Preferences_among_three_arms_and_bad_ones()
    {
        string[] rows = ["first,second,preferred", "A,B,A", "A,B,B", "B,C,B", "B,C,C", "A,C,A", "A,C,C"];

        var run = await CommandRun.Of("stats", "preference", _files.Write("three.csv", rows));
        Assert.Contains("A 1 1", run.Lines);
        Assert.Contains("Bradley-Terry abilities against A", run.Output, StringComparison.Ordinal);

        var always = await CommandRun.Of("stats", "preference", _files.Write("always.csv", "first,second,preferred", "A,B,A", "B,C,B"));
        Assert.Contains("No finite abilities", always.Output, StringComparison.Ordinal);

        var bad = await CommandRun.Of("stats", "preference", _files.Write("bad.csv", "first,second,preferred", "A,B,C", "A,A,A"));
        Assert.Equal(1, bad.Code);
        Assert.Contains("'C' is neither 'A' nor 'B' nor tie.", bad.Error, StringComparison.Ordinal);
        Assert.Contains("'A' was compared with itself.", bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ordinal_regression_agrees_with_clm()
    {
        // The data and the numbers of ProportionalOddsTests.
        var file = _files.Write("ordinal.csv", Grades());

        var run = await CommandRun.Of("stats", "ordinal", file, "--covariates", "arm,reader", "--cluster", "case", "--json");
        var numbers = await CommandRun.Of("stats", "ordinal", file, "--covariates", "armnumber,reader", "--factors", "armnumber");
        var both = await CommandRun.Of("stats", "ordinal", file, "--covariates", "armnumber,reader", "--cluster", "reader,case");

        Assert.Equal((0, ""), (run.Code, run.Error));
        var term = run.Result.GetProperty("terms")[0];
        Assert.Equal("arm new", term.GetProperty("name").GetString());
        Assert.Equal(0.31415425862526164, term.GetProperty("coefficient").GetDouble(), 1e-11);
        Assert.Equal(0.3100898205417152, term.GetProperty("standardError").GetDouble(), 1e-10);
        Assert.Equal(0.2292060861331262, term.GetProperty("modelStandardError").GetDouble(), 1e-11);
        Assert.Contains(numbers.Lines, l => l.StartsWith("armnumber 1 0.3142 0.2292 1.3691", StringComparison.Ordinal));
        Assert.Contains(both.Lines, l => l.StartsWith("armnumber 0.3142 0.2095 1.3691", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ordinal_regression_names_what_it_cannot_use()
    {
        var file = _files.Write("ordinal.csv", "score,arm", "1,a", "2.5,b", "x,b", "2,");

        var unknown = await CommandRun.Of("stats", "ordinal", file, "--covariates", "dose");
        Assert.Equal(1, unknown.Code);
        Assert.Contains("The file has no column 'dose'.", unknown.Error, StringComparison.Ordinal);
        var empty = await CommandRun.Of("stats", "ordinal", file, "--covariates", "arm");
        Assert.Contains("row 5", empty.Error, StringComparison.Ordinal);
        var separated = await CommandRun.Of(
            "stats",
            "ordinal",
            _files.Write("separated.csv", "score,arm", "1,a", "1,a", "2,b", "2,b"),
            "--covariates",
            "arm"
        );
        Assert.Contains("No finite estimate exists", separated.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private static IEnumerable<string> Rows(string reader, string arm, params int[] scores) =>
        scores.Select((score, k) => $"{reader},c{k + 1},{arm},{score}");

    private static string[] Grades() =>
        [
            "case,reader,arm,armnumber,score",
            .. from arm in new[] { 0, 1 }
            from reader in Enumerable.Range(0, 3)
            from image in Enumerable.Range(0, 40)
            let score = 1 + (((image * 7) + (reader * 3) + (arm * 5) + (image * reader) + (image / 5 * arm)) % 5)
            let better = Math.Min(5, score + (arm == 1 && image % 3 == 0 ? 1 : 0))
            select $"c{image},r{reader},{(arm == 1 ? "new" : "old")},{arm},{better}",
        ];
}
