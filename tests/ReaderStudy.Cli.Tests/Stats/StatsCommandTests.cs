using ReaderStudy.Cli.Stats;

namespace ReaderStudy.Cli.Tests.Stats;

/// <summary>What all commands of <c>readerstudy stats</c> have in common, shown on one made for these tests.</summary>
public sealed class StatsCommandTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    [Fact]
    public void Every_command_names_its_method_source_and_an_example()
    {
        foreach (var analysis in StatsCommand.Analyses)
        {
            Assert.True(analysis.Summary.EndsWith('.'), $"{analysis.Name}: the summary is a sentence.");
            Assert.True(
                analysis.Method.Contains($"readerstudy stats {analysis.Name}", StringComparison.Ordinal),
                $"{analysis.Name}: no example."
            );
            Assert.True(
                analysis.Method.Contains("doi", StringComparison.Ordinal) || analysis.Method.Contains("ISBN", StringComparison.Ordinal),
                $"{analysis.Name}: no source."
            );
        }

        Assert.Equal(StatsCommand.Analyses.Count, StatsCommand.Analyses.Select(a => a.Name).Distinct().Count());
    }

    [Fact]
    public async Task Every_command_has_help()
    {
        foreach (var analysis in StatsCommand.Analyses)
        {
            var run = await CommandRun.Of("stats", analysis.Name, "--help");

            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Contains("Method:", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        foreach (var analysis in StatsCommand.Analyses.Where(a => a.Columns.Count > 0 && !a.Options.Any(o => o.Required)))
        {
            var run = await CommandRun.Of("stats", analysis.Name, "no-such-file.csv");

            Assert.Equal(1, run.Code);
            Assert.Contains("no-such-file.csv: There is no such file.", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_without_the_columns_is_refused_by_name()
    {
        var file = _files.Write("other.csv", "apples,pears", "1,2");
        foreach (var analysis in StatsCommand.Analyses.Where(a => a.Columns.Any(c => c.Required) && !a.Options.Any(o => o.Required)))
        {
            var run = await CommandRun.Of("stats", analysis.Name, file);

            Assert.Equal(1, run.Code);
            Assert.Contains($"column '{analysis.Columns.First(c => c.Required).Name}': is missing", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_a_file_that_is_wrong_throughout_the_first_errors_are_told_and_the_others_counted()
    {
        var file = _files.Write("wrong.csv", ["truth,rating", .. Enumerable.Repeat("1,high", 80)]);

        var run = await CommandRun.Of("stats", "roc", file);

        Assert.Equal(1, run.Code);
        Assert.Equal(51, run.ErrorLines.Count);
        Assert.Contains("row 2, column 'rating': 'high' is not a number.", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("There are 30 more errors.", run.ErrorLines[^1]);
    }

    [Fact]
    public async Task A_single_column_needs_nothing_between_cells()
    {
        var file = _files.Write("sample.csv", "value", "1", "2", "4");

        var run = await CommandRun.Of("stats", "bootstrap", file, "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(3, run.Json.GetProperty("rows").GetInt32());
    }

    [Fact]
    public void Results_are_written_unrounded_with_tuples_grids_and_missing_numbers()
    {
        var json = StatsJson.Write(
            new
            {
                Value = 1.0 / 3,
                Interval = (Lower: double.NaN, Upper: double.PositiveInfinity),
                Table = new[,]
                {
                    { 1, 2 },
                    { 3, 4 },
                },
            }
        );

        var compact = string.Concat(json.Where(c => !char.IsWhiteSpace(c)));
        Assert.Equal("""{"value":0.3333333333333333,"interval":["NaN","Infinity"],"table":[[1,2],[3,4]]}""", compact);
    }

    [Theory]
    [InlineData(0.25, "0.2500")]
    [InlineData(-12.3456789, "-12.3457")]
    [InlineData(114, "114")]
    [InlineData(0.00020040252, "0.000200")]
    [InlineData(3e-9, "3.0000e-9")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.NegativeInfinity, "−∞")]
    [InlineData(0, "0")]
    public void Numbers_are_printed_with_the_digits_they_need(double value, string expected) =>
        Assert.Equal(expected, Printed.Number(value));

    [Theory]
    [InlineData(-0.088, 0.00035912, "-0.0880 to 0.0004")]
    [InlineData(-0.00088, 0.00035912, "-0.000880 to 0.000359")]
    [InlineData(0, 1, "0 to 1")]
    [InlineData(double.NaN, double.NaN, "–")]
    public void Limits_of_an_interval_have_the_same_decimals(double lower, double upper, string expected) =>
        Assert.Equal(expected, Printed.Interval((lower, upper)));

    [Theory]
    [InlineData(0, "<0.0001")]
    [InlineData(0.04999, "0.0500")]
    [InlineData(1, "1.0000")]
    public void A_p_value_is_never_nought(double p, string expected) => Assert.Equal(expected, Printed.P(p));

    public void Dispose() => _files.Dispose();
}
