namespace ReaderStudy.Cli.Tests.Stats.Segmentation;

/// <summary><c>readerstudy stats segmentation</c> and <c>staple</c>.</summary>
public sealed class SegmentationCommandTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    // One slice of 2 by 5 pixels, 1 by 2 mm: A has pixels 0 to 3 of the first row, B 0 and 1.
    private static readonly string[] Rods = ["reader,y,x", "A,0,0", "A,0,1", "A,0,2", "A,0,3", "B,0,0", "B,0,1"];

    [Fact]
    public async Task Two_readers_are_compared_in_tables()
    {
        var run = await CommandRun.Of("stats", "segmentation", _files.Write("rods.csv", Rods), "--grid", "2,5", "--spacing", "1,2");

        Assert.Equal((0, ""), (run.Code, run.Error));
        // Dice 4/6, Jaccard 2/4; to B: 0, 0, 2, 4 mm, back 0, 0.
        Assert.Contains("A B 0.6667 0.5000 0.6667 8 4 1", run.Lines);
        Assert.Contains("A B 4 3.5000 3.7000 1 0.7500 0.6667 0.8333", run.Lines);
        Assert.Contains("mean Dice of pairs 0.6667", run.Lines);
    }

    [Fact]
    public async Task The_json_has_every_figure()
    {
        var run = await CommandRun.Of(
            "stats",
            "segmentation",
            _files.Write("rods.csv", Rods),
            "--grid",
            "2,5",
            "--spacing",
            "1,2",
            "--tolerance",
            "0,2",
            "--json"
        );

        var pair = run.Result.GetProperty("pairs")[0];
        Assert.Equal(2.0 / 3, pair.GetProperty("overlap").GetProperty("dice").GetDouble(), 1e-15);
        Assert.Equal(3.5, pair.GetProperty("border").GetProperty("hd95Pooled").GetDouble(), 1e-12);
        Assert.Equal(4.0 / 6, pair.GetProperty("border").GetProperty("normalisedSurfaceDice")[0].GetDouble(), 1e-12);
        Assert.Equal(5.0 / 6, pair.GetProperty("border").GetProperty("normalisedSurfaceDice")[1].GetDouble(), 1e-12);
        Assert.Equal(4, pair.GetProperty("surfels").GetProperty("hausdorff").GetDouble(), 1e-12);
        Assert.Equal(2, run.Result.GetProperty("allReaders")[0].GetProperty("overlap").GetProperty("intersectionOfAll").GetInt32());
    }

    [Fact]
    public async Task Readers_without_a_voxel_cases_and_a_reference()
    {
        var file = _files.Write("cases.csv", "case,reader,z,y,x", "one,truth,0,0,0", "one,A,0,0,0", "two,truth,1,0,0", "two,B,1,0,0");

        var run = await CommandRun.Of(
            "stats",
            "segmentation",
            file,
            "--grid",
            "2,1,1",
            "--spacing",
            "1,1,1",
            "--readers",
            "A,B,truth",
            "--reference",
            "truth"
        );

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("one A truth 1 1 1", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("one B truth 0 0 0", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("two A truth 0 0 0", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Lines, l => l.StartsWith("one A B", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bad_rows_are_named_by_line()
    {
        var beyond = await CommandRun.Of(
            "stats",
            "segmentation",
            _files.Write("beyond.csv", "reader,y,x", "A,0,0", "A,2,0", "A,0,0"),
            "--grid",
            "2,5",
            "--spacing",
            "1,1"
        );
        Assert.Equal(1, beyond.Code);
        Assert.Contains("row 3", beyond.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("(0, 2, 0) lies beyond the grid of 1 x 2 x 5", beyond.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("row 4", beyond.ErrorLines[1], StringComparison.Ordinal);

        var words = await CommandRun.Of(
            "stats",
            "segmentation",
            _files.Write("words.csv", "reader,y,x", "A,zero,0", "A,0.5,-1", "C,0,0"),
            "--grid",
            "2,5",
            "--spacing",
            "1,1",
            "--readers",
            "A,B"
        );
        Assert.Equal(1, words.Code);
        Assert.Equal(4, words.ErrorLines.Count);
        Assert.Contains("'zero' is not a whole number from 0", words.Error, StringComparison.Ordinal);
        Assert.Contains("'C' is not among --readers", words.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", "1,1")]
    [InlineData("2,x", "1,1")]
    [InlineData("2,0", "1,1")]
    [InlineData("2,5", "1,-1")]
    [InlineData("2,5", "1,1,1,1")]
    public async Task Grids_that_are_none_are_refused(string grid, string spacing)
    {
        var run = await CommandRun.Of("stats", "segmentation", _files.Write("rods.csv", Rods), "--grid", grid, "--spacing", spacing);

        Assert.Equal(2, run.Code);
    }

    [Fact]
    public async Task Staple_gives_each_reader_and_the_consensus()
    {
        var file = _files.Write("three.csv", [.. Rods, "C,0,0", "C,0,1"]);

        var run = await CommandRun.Of("stats", "staple", file, "--grid", "2,5", "--spacing", "1,2", "--json");
        var votes = await CommandRun.Of("stats", "staple", file, "--grid", "2,5", "--spacing", "1,2", "--start", "votes");

        Assert.Equal((0, ""), (run.Code, run.Error));
        var staple = run.Result[0];
        Assert.Equal(8.0 / 30, staple.GetProperty("prior").GetDouble(), 1e-15);
        Assert.Equal(2, staple.GetProperty("consensusVoxels").GetInt32());
        Assert.Equal("000", staple.GetProperty("patterns")[0].GetProperty("code").GetString());
        Assert.Contains("voxels 2", votes.Lines);
        Assert.Contains(votes.Lines, l => l.StartsWith("B 2 1", StringComparison.Ordinal));
    }

    public void Dispose() => _files.Dispose();
}
