namespace ReaderStudy.Cli.Tests.Stats.Agreement;

public sealed class MeasurementAnalysesTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    [Fact]
    public async Task Icc_gives_six_forms_and_keeps_incomplete_cases_by_reml()
    {
        var file = ShroutFleiss("6,J3,");

        var run = await CommandRun.Of("stats", "icc", ShroutFleiss("6,J3,4"));
        var incomplete = await CommandRun.Of("stats", "icc", file, "--json");
        var reml = await CommandRun.Of("stats", "icc", file, "--method", "reml", "--json");

        Assert.Contains(
            run.Lines,
            l => l.StartsWith("one-way, single ICC(1,1) 0.1657 -0.1329 to 0.7226 1.7947 5 18 0.1648", StringComparison.Ordinal)
        );
        Assert.Contains(run.Lines, l => l.StartsWith("consistency, mean ICC(3,k) = ICC(C,k) 0.9093", StringComparison.Ordinal));
        Assert.Equal(5, incomplete.Result.GetProperty("meanSquares").GetProperty("cases").GetInt32());
        Assert.Contains(
            "1 cases with a missing measurement are left out",
            incomplete.Json.GetProperty("notes")[0].GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(23, reml.Result.GetProperty("varianceComponents").GetProperty("observations").GetInt32());
    }

    [Fact]
    public async Task Measurements_given_twice_or_in_words_are_named_by_row()
    {
        var file = _files.Write("twice.csv", "case,reader,rating", "1,A,3", "1,A,4", "2,A,big", ",A,3", "3,A,Infinity");

        var run = await CommandRun.Of("stats", "icc", file);

        Assert.Equal(1, run.Code);
        Assert.Contains("row 3, column 'case': was measured by this reader in line 2 already.", run.Error, StringComparison.Ordinal);
        Assert.Contains("row 4, column 'rating': 'big' is not a number.", run.Error, StringComparison.Ordinal);
        Assert.Contains("row 5, column 'case': is empty.", run.Error, StringComparison.Ordinal);
        Assert.Contains("row 6", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bland_Altman_of_five_pairs()
    {
        var file = _files.Write("pairs.csv", "method1,method2", "10,9", "12,13", "15,12", "11,11", "20,18", "7,");

        var run = await CommandRun.Of("stats", "bland-altman", file);
        var json = await CommandRun.Of("stats", "bland-altman", file, "--json");
        var ratio = await CommandRun.Of("stats", "bland-altman", file, "--ratio");

        // By hand: differences 1, -1, 3, 0, 2: mean 1, s^2 = 2.5; limits 1 -+ 1.96 * 1.5811.
        Assert.Contains(run.Lines, l => l.StartsWith("lower limit of agreement -2.0990", StringComparison.Ordinal));
        Assert.Contains("1 rows with a missing measurement are left out.", run.Lines);
        Assert.Equal(Math.Sqrt(2.5), json.Result.GetProperty("agreement").GetProperty("standardDeviation").GetDouble(), 1e-14);
        Assert.Contains(ratio.Lines, l => l.StartsWith("geometric mean ratio", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bland_Altman_of_repeats()
    {
        var file = _files.Write("repeats.csv", "case,first,second", "a,10,7", "a,11,9", "b,20,19", "c,30,32", "c,32,");

        var constant = await CommandRun.Of("stats", "bland-altman", file, "--repeats", "constant", "--json");
        var paired = await CommandRun.Of("stats", "bland-altman", file, "--repeats", "paired");
        var without = await CommandRun.Of("stats", "bland-altman", _files.Write("no.csv", "first,second", "1,2"), "--repeats", "paired");
        var negative = await CommandRun.Of("stats", "bland-altman", _files.Write("neg.csv", "first,second", "1,2", "-1,3"), "--ratio");

        // By hand: mean differences 2.5, 1, -1.
        Assert.Equal(2.5 / 3, constant.Result.GetProperty("agreement").GetProperty("bias").GetDouble(), 1e-14);
        Assert.Contains(paired.Lines, l => l.StartsWith("differences within cases", StringComparison.Ordinal));
        Assert.Equal((1, 1), (without.Code, negative.Code));
        Assert.Contains("row 3", negative.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concordance_beside_correlations()
    {
        var file = _files.Write("pairs.csv", "first,second", "1,2", "2,3", "3,7");

        var run = await CommandRun.Of("stats", "ccc", file);

        Assert.Contains(run.Lines, l => l.StartsWith("concordance (Lin) 0.3571", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("Kendall tau-b 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Limits_of_agreement_of_many_readers()
    {
        var file = _files.Write(
            "scores.csv",
            "case,reader,treatment,score",
            "1,A,x,1",
            "1,B,x,2",
            "2,A,x,3",
            "2,B,x,8",
            "1,A,y,2",
            "1,B,y,2",
            "2,A,y,5",
            "2,B,y,7"
        );

        var json = await CommandRun.Of("stats", "limits-of-agreement", file, "--json");
        var single = await CommandRun.Of(
            "stats",
            "limits-of-agreement",
            _files.Write("one.csv", "case,reader,score", "1,A,1", "1,B,2", "2,A,3", "2,B,8")
        );

        Assert.Equal(4, json.Result.GetArrayLength());
        // By hand, arm x: error 4, reader 2.5: variance 13.
        Assert.Equal(13, json.Result[2].GetProperty("estimate").GetProperty("varianceOfDifference").GetDouble(), 1e-13);
        Assert.Contains(single.Lines, l => l.StartsWith("two readers 0 0 to 0 -7.0668 to 7.0668 13", StringComparison.Ordinal));
    }

    public void Dispose() => _files.Dispose();

    private string ShroutFleiss(string last)
    {
        int[][] ratings =
        [
            [9, 2, 5, 8],
            [6, 1, 3, 2],
            [8, 4, 6, 8],
            [7, 1, 2, 6],
            [10, 5, 6, 9],
            [6, 2, 4, 7],
        ];
        var rows = ratings.SelectMany((r, i) => r.Select((v, j) => $"{i + 1},J{j + 1},{v}")).Where(l => l != "6,J3,4").Append(last);
        return _files.Write($"ratings-{last.Length}.csv", ["case,reader,rating", .. rows]);
    }
}
