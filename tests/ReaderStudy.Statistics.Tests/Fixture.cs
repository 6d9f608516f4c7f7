using System.Text.Json;
using ReaderStudy.Tests;

namespace ReaderStudy.Statistics.Tests;

/// <summary>A folder of ../shared/fixtures/stats: tidy input and what reference packages gave for it (its README.md says how).</summary>
internal sealed class Fixture
{
    public const string Folder = "fixtures/stats";

    private readonly string _path;
    private readonly JsonElement _results;

    public Fixture(string name)
    {
        _path = Path.Combine(SharedData.PathOf(Folder), name);
        _results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_path, "expected.json"))).RootElement.GetProperty("results");
    }

    /// <summary>A CSV file of the folder, without its header; an empty cell is a missing value.</summary>
    public IReadOnlyList<string[]> Rows(string file = "input.csv") =>
        [.. File.ReadAllLines(Path.Combine(_path, file)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(','))];

    public IReadOnlyList<string> Categories => [.. Rows("categories.csv").Select(r => r[0])];

    /// <summary>The values of a result block, and the tolerance to which it is to be matched.</summary>
    public (JsonElement Values, double Tolerance) Block(string name)
    {
        var block = _results.EnumerateArray().Single(r => r.GetProperty("name").GetString() == name);
        Assert.True(block.GetProperty("match").GetBoolean());
        return (block.GetProperty("values"), block.GetProperty("tolerance").GetDouble());
    }

    /// <summary>The fixtures' rule: |got − expected| ≤ tolerance · max(1, |expected|).</summary>
    public static void Near(double expected, double got, double tolerance) =>
        Assert.True(Math.Abs(got - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {got:R}");

    public static void Near(JsonElement expected, double got, double tolerance) => Near(expected.GetDouble(), got, tolerance);
}
