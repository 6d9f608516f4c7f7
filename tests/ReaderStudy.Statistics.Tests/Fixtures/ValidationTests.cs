using ReaderStudy.Tests;
using Xunit.Abstractions;

namespace ReaderStudy.Statistics.Tests.Fixtures;

/// <summary>The library against the reference packages, value by value.</summary>
public sealed class ValidationTests(ValidationRun run, ITestOutputHelper output) : IClassFixture<ValidationRun>
{
    public static TheoryData<string> Folders => [.. FixtureFolder.All.Select(p => new DirectoryInfo(p).Name)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_value_of_every_block_is_reached(string fixture)
    {
        var outcome = run.Of(FixtureFolder.All.Single(p => new DirectoryInfo(p).Name == fixture));

        Assert.True(
            outcome.Failures.Count == 0,
            $"{outcome.Failures.Count} of {outcome.Values} values or blocks differ:\n{string.Join('\n', outcome.Failures.Take(40))}"
        );
        Assert.True(outcome.Blocks + outcome.NotToMatch + outcome.NotOffered > 0, "The fixture holds no block.");
    }

    [Fact]
    public void Little_is_not_offered()
    {
        var blocks = run.All.Sum(o => o.Blocks + o.NotOffered);

        Assert.InRange(run.All.Sum(o => o.NotOffered), 0, NotOffered.MostShare * blocks);
    }

    /// <summary>
    /// Prints the table, here and to the file that <c>READERSTUDY_VALIDATION_TABLE</c> names (the test command shows it). Fails when there
    /// was nothing to compare.
    /// </summary>
    [Fact]
    public void The_table_of_validation_is_printed()
    {
        var table = run.Table();
        output.WriteLine(table);
        Console.WriteLine(table);
        if (Environment.GetEnvironmentVariable("READERSTUDY_VALIDATION_TABLE") is { Length: > 0 } file)
        {
            File.WriteAllText(file, table);
        }

        Assert.True(run.All.Sum(o => o.Values) > 1000, "Hardly a value was compared.");
    }

    [SharedDataFact("fixtures/stats")]
    public void Our_copies_of_fixtures_are_those_beside_the_checkout()
    {
        foreach (var copy in Directory.GetDirectories(FixtureFolder.OwnRoot))
        {
            foreach (var file in Directory.GetFiles(copy))
            {
                var original = Path.Combine(SharedData.PathOf("fixtures/stats"), new DirectoryInfo(copy).Name, Path.GetFileName(file));
                Assert.Equal(File.ReadAllText(original), File.ReadAllText(file));
            }
        }
    }
}
