using System.Text.Json;

namespace ReaderStudy.Statistics.Tests.Fixtures;

/// <summary>What one function of one package gave.</summary>
internal sealed class FixtureBlock
{
    private readonly JsonElement _block;

    public FixtureBlock(JsonElement block)
    {
        _block = block;
        Name = block.GetProperty("name").GetString()!;
        Package = block.GetProperty("package").GetString()!;
        Function = block.GetProperty("function").GetString()!;
        Match = block.GetProperty("match").GetBoolean();
        Tolerance = block.GetProperty("tolerance").GetDouble();
        Exceptions = block.TryGetProperty("match_except", out var parts) ? [.. parts.EnumerateArray().Select(p => p.ToString())] : [];
    }

    public string Name { get; }

    public string Package { get; }

    public string Function { get; }

    /// <summary>False: a bug or a peculiarity of the package, not to be reproduced.</summary>
    public bool Match { get; }

    /// <summary>Relative, with floor 1: |got − expected| ≤ tolerance · max(1, |expected|).</summary>
    public double Tolerance { get; }

    /// <summary>Parts that are not to be matched, in words; a reproduction answers <see cref="NotMatched"/> for them.</summary>
    public IReadOnlyList<string> Exceptions { get; }

    public JsonElement Options => _block.GetProperty("options");

    /// <summary>
    /// The expected values. A reproduction may read from here what names a row (reader, arm, predictor, limits of a partial area), and
    /// never a result.
    /// </summary>
    public JsonElement Values => _block.GetProperty("values");

    public bool HasValues => _block.TryGetProperty("values", out _);

    public string? Option(string name) => Options.TryGetProperty(name, out var value) ? value.ToString() : null;

    public double Number(string name, double otherwise) =>
        Options.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : otherwise;
}

/// <summary>Stands for a value that the block's <c>match_except</c> leaves out.</summary>
internal sealed class NotMatched
{
    public static readonly NotMatched Value = new();

    private NotMatched() { }
}
