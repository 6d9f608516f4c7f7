namespace ReaderStudy.Cli.Tests.Stats.Assistance;

public sealed class AssistanceTests : IDisposable
{
    private static readonly string[] Switches =
    [
        "reader,case,truth,unaided,aided,advice,experience",
        "A,1,HCC,HCC,HCC,HCC,junior",
        "A,2,HCC,cyst,HCC,HCC,junior",
        "A,3,cyst,cyst,HCC,HCC,junior",
        "A,4,cyst,HCC,FNH,FNH,junior",
        "B,1,HCC,cyst,cyst,HCC,senior",
        "B,2,HCC,cyst,HCC,HCC,senior",
        "B,3,cyst,cyst,cyst,HCC,senior",
        "B,4,cyst,cyst,cyst,FNH,senior",
    ];

    private readonly TemporaryFiles _files = new();

    [Fact]
    public async Task Changes_are_counted_for_all_by_truth_experience_and_reader()
    {
        var run = await CommandRun.Of("stats", "switch", _files.Write("s.csv", Switches));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("all 8 3 2 1 1 1 50.0 % 62.5 % 12.5 % ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("truth HCC 4 1 2 0 0 1 ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("experience junior 4 1 1 1 1 0 50.0 % 50.0 % 0.0 % – –", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("B senior 4 2 1 0 0 1 ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l == "HCC cyst 0 2 1");
        Assert.Contains(run.Lines, l => l.StartsWith("over-reliance 1 3 33.3 % ", StringComparison.Ordinal));
        Assert.Contains("No reader has more harmful than beneficial changes.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Harmed_readers_are_named_and_advice_may_be_missing()
    {
        var file = _files.Write("s.csv", "reader,case,truth,unaided,aided", "A,1,x,x,y", "A,2,x,x,x", "B,1,x,y,x", "B,2,x,x,x");

        var run = await CommandRun.Of("stats", "switch", file);
        var json = await CommandRun.Of("stats", "switch", file, "--json");

        Assert.Contains("More harmful than beneficial changes: A (1 of 2 readers).", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Reliance", run.Output, StringComparison.Ordinal);
        Assert.Equal("A", json.Result.GetProperty("harmedReaders")[0].GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.Result.GetProperty("reliance").ValueKind);
    }

    [Fact]
    public async Task Bad_switch_rows_are_named_by_line()
    {
        string[] lines = [.. Switches, "A,1,HCC,HCC,HCC,HCC,junior", "A,5,HCC,,HCC,HCC,junior"];

        var empty = await CommandRun.Of("stats", "switch", _files.Write("s.csv", lines));
        var twice = await CommandRun.Of("stats", "switch", _files.Write("t.csv", lines[..10]));

        Assert.Equal((1, 1), (empty.Code, twice.Code));
        Assert.Contains("row 11, column 'unaided': is empty.", empty.Error, StringComparison.Ordinal);
        Assert.Contains("row 10", twice.Error, StringComparison.Ordinal);
        Assert.Contains("already read case '1'", twice.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crossover_has_its_models_and_effects()
    {
        var run = await CommandRun.Of("stats", "learning", _files.Write("q.csv", Sequence()));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("arm: alone 0.5000 ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("AI − alone -0.5000 ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("carry-over ", StringComparison.Ordinal));
        Assert.Contains(
            "Reading time (log-linear): factors: 48 readings of 4 readers and 6 cases; arms against 'AI'.",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Learning_needs_an_outcome_and_whole_sessions()
    {
        var none = await CommandRun.Of("stats", "learning", _files.Write("q.csv", "reader,case,arm,session,position", "A,1,x,1,1"));
        var bad = await CommandRun.Of(
            "stats",
            "learning",
            _files.Write("b.csv", "reader,case,arm,session,position,correct", "A,1,x,first,1,1", "A,2,x,1,0,1", "A,3,x,1,2,perhaps")
        );

        Assert.Contains("A column 'correct' or 'seconds' is needed.", none.Error, StringComparison.Ordinal);
        Assert.Equal(3, bad.ErrorLines.Count);
        Assert.Contains("row 2, column 'session': 'first' is not a whole number from 1.", bad.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("row 3, column 'position'", bad.ErrorLines[1], StringComparison.Ordinal);
        Assert.Contains("row 4, column 'correct'", bad.ErrorLines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_compared_with_and_without_idle_time()
    {
        var file = _files.Write("t.csv", Sequence());

        var run = await CommandRun.Of("stats", "reading-time", file, "--first", "AI");
        var turned = await CommandRun.Of("stats", "reading-time", file, "--second", "AI", "--json");

        // exp(−½) throughout.
        Assert.Contains(
            run.Lines,
            l => l.StartsWith("all time ", StringComparison.Ordinal) && l.Contains(" 0.6065 ", StringComparison.Ordinal)
        );
        Assert.Contains(
            run.Lines,
            l => l.StartsWith("without idle ", StringComparison.Ordinal) && l.Contains(" 0.6065 ", StringComparison.Ordinal)
        );
        Assert.Equal("alone", turned.Result.GetProperty("firstArm").GetString());
        Assert.Equal(Math.Exp(0.5), turned.Result.GetProperty("all").GetProperty("ratio").GetDouble(), 4);
    }

    [Fact]
    public async Task Arms_must_be_two_or_named()
    {
        var three = _files.Write("t.csv", "reader,case,arm,seconds", "A,1,x,1", "A,1,y,1", "A,1,z,1");
        var one = _files.Write("o.csv", "reader,case,arm,seconds", "A,1,x,1");

        Assert.Contains(
            "Name two of the arms by --first and --second: x, y, z.",
            (await CommandRun.Of("stats", "reading-time", three)).Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Two arms are needed.", (await CommandRun.Of("stats", "reading-time", one)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.Of("stats", "reading-time", three, "--first", "x", "--second", "z")).Code);
        Assert.Contains(
            "Arm 'w' has no reading time.",
            (await CommandRun.Of("stats", "reading-time", three, "--first", "x", "--second", "w")).Error,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _files.Dispose();

    /// <summary>Four readers, six cases, two arms in both orders; the AI takes half a unit off the log time.</summary>
    private static string[] Sequence()
    {
        var lines = new List<string> { "reader,case,arm,session,position,correct,seconds,idle_seconds" };
        for (var r = 0; r < 4; r++)
        {
            for (var session = 1; session <= 2; session++)
            {
                var arm = (session == 1) == (r % 2 == 0) ? "alone" : "AI";
                for (var k = 0; k < 6; k++)
                {
                    var (position, seconds) = (((k * 5) + r) % 6 + 1, Math.Exp(3 + (0.2 * r) - (arm == "AI" ? 0.5 : 0)));
                    var correct = (k + r + session) % 3 > 0 ? 1 : 0;
                    lines.Add(FormattableString.Invariant($"R{r},{k},{arm},{session},{position},{correct},{seconds:R},{seconds / 4:R}"));
                }
            }
        }

        return [.. lines];
    }
}
