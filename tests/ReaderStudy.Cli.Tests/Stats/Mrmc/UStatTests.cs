namespace ReaderStudy.Cli.Tests.Stats.Mrmc;

public sealed class UStatTests : IDisposable
{
    private static readonly string[] Hand =
    [
        "arm,reader,case,truth,rating",
        .. Rows("alone", "A", 1, 2, 3, 2),
        .. Rows("alone", "B", 1, 3, 2, 4),
        .. Rows("AI", "A", 1, 2, 3, 4),
        .. Rows("AI", "B", 2, 1, 1, 3),
    ];

    private readonly TemporaryFiles _files = new();

    [Fact]
    public async Task AUCs_have_their_one_shot_variances()
    {
        var run = await CommandRun.Of("stats", "ustat", _files.Write("r.csv", Hand), "--json");

        // The fractions are summed by hand in UStatisticTests of the library: 9/256 for each arm, 1/8 for the difference.
        Assert.Equal((0, ""), (run.Code, run.Error));
        var arms = run.Result.GetProperty("arms");
        Assert.Equal("AI", arms[0].GetProperty("treatment").GetString());
        Assert.Equal(9.0 / 256, arms[1].GetProperty("moments").GetProperty("covariance").GetDouble());
        Assert.Equal(0.125, run.Result.GetProperty("differences")[0].GetProperty("unbiased").GetProperty("variance").GetDouble());
    }

    [Fact]
    public async Task The_tables_name_arms_readers_and_counts()
    {
        var run = await CommandRun.Of("stats", "ustat", _files.Write("r.csv", Hand));

        Assert.Contains(run.Lines, l => l.StartsWith("AI − alone 2 2 2 0 0.3536 ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("A alone 2 2 0.8750 ", StringComparison.Ordinal));
        Assert.Contains("p-values of arms test an AUC of 0.5", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negative_variance_is_said_and_the_other_offered()
    {
        // Constant kernels but for a reader's swap: found by trying small studies.
        var file = _files.Write(
            "r.csv",
            ["treatment,reader,case,truth,rating", .. Rows("x", "A", 1, 2, 2, 1), .. Rows("x", "B", 2, 1, 1, 2)]
        );

        var unbiased = await CommandRun.Of("stats", "ustat", file);
        var biased = await CommandRun.Of("stats", "ustat", file, "--variance", "mle");

        Assert.Contains("x: the unbiased variance is negative", unbiased.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("negative", biased.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_endpoint_needs_a_threshold_and_two_arms()
    {
        var file = _files.Write("r.csv", Hand);

        var without = await CommandRun.Of("stats", "ustat", file, "--endpoint", "sensitivity");
        var with = await CommandRun.Of("stats", "ustat", file, "--endpoint", "sensitivity", "--threshold", "2.5", "--json");
        var one = await CommandRun.Of("stats", "ustat", _files.Write("one.csv", Hand[..9]), "--endpoint", "accuracy", "--threshold", "2");

        Assert.Equal(1, without.Code);
        Assert.Contains("needs --threshold", without.Error, StringComparison.Ordinal);
        // Diseased ratings from 2.5 on: AI 3, 4 and 3 of four; alone 3 and 4 of four.
        var result = with.Result[0].GetProperty("result");
        Assert.Equal(0.75, result.GetProperty("first").GetProperty("mean").GetDouble());
        Assert.Equal(0.5, result.GetProperty("second").GetProperty("mean").GetDouble());
        Assert.Equal(1, one.Code);
        Assert.Contains("has only one", one.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Specificity_is_over_cases_without_disease_and_moments_may_be_joint()
    {
        var run = await CommandRun.Of(
            "stats",
            "ustat",
            _files.Write("r.csv", Hand),
            "--endpoint",
            "specificity",
            "--threshold",
            "2",
            "--moments",
            "joint"
        );

        // Below 2: alone 1 and 1 of four, AI 1 and 1 of four.
        Assert.Contains(run.Lines, l => l.StartsWith("AI alone 0.5000 0.5000 0 ", StringComparison.Ordinal));
        Assert.Contains("uStat11.jointD", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_rating_is_no_reading_and_faults_keep_the_files_rows()
    {
        string[] lines = [.. Hand];
        lines[1] = "alone,A,1,0,";
        lines[4] = "alone,A,3,0,2";

        var run = await CommandRun.Of("stats", "ustat", _files.Write("r.csv", lines));

        Assert.Equal(1, run.Code);
        Assert.Contains(
            run.ErrorLines,
            l => l.Contains("row 5", StringComparison.Ordinal) && l.Contains("case '3'", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Ratings_and_truths_that_cannot_be_read_are_named()
    {
        var run = await CommandRun.Of(
            "stats",
            "ustat",
            _files.Write("r.csv", "treatment,reader,case,truth,rating", "x,A,1,maybe,2", "x,A,2,1,high", "x,,3,0,1")
        );

        Assert.Equal(1, run.Code);
        Assert.Equal(3, run.ErrorLines.Count);
        Assert.Contains("row 2, column 'truth'", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("row 3, column 'rating'", run.ErrorLines[1], StringComparison.Ordinal);
        Assert.Contains("row 4, column 'reader'", run.ErrorLines[2], StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    /// <summary>Two cases without disease and two diseased.</summary>
    private static IEnumerable<string> Rows(string arm, string reader, params int[] ratings) =>
        ratings.Select((rating, k) => $"{arm},{reader},{k + 1},{(k < 2 ? 0 : 1)},{rating}");
}
