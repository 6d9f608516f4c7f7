using System.Text.Json;
using ReaderStudy.Tests;

namespace ReaderStudy.Statistics.Tests.Fixtures;

/// <summary>
/// A folder of input data and of what reference packages gave for it. The folders lie under <c>READERSTUDY_FIXTURES</c>
/// (default <c>../shared/fixtures/stats</c>), where a README says what each field means; those whose data may be distributed are also in
/// <c>Reference</c> beside these tests, so that a clone alone has them.
/// </summary>
internal sealed class FixtureFolder
{
    private readonly Dictionary<string, FixtureTable> _tables = [];

    private FixtureFolder(string path)
    {
        Path = path;
        Name = new DirectoryInfo(path).Name;
        Expected = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(path, "expected.json"))).RootElement;
        Blocks = [.. Expected.GetProperty("results").EnumerateArray().Select(b => new FixtureBlock(b))];
    }

    /// <summary>The tests' own copies of the fixtures whose data is CC0.</summary>
    public static string OwnRoot { get; } =
        System.IO.Path.Combine(SharedData.RepositoryRoot, "tests/ReaderStudy.Statistics.Tests/Reference");

    /// <summary>The folder of all fixtures; it may not exist.</summary>
    public static string SharedRoot { get; } =
        Environment.GetEnvironmentVariable("READERSTUDY_FIXTURES") ?? SharedData.PathOf("fixtures/stats");

    public string Path { get; }

    public string Name { get; }

    /// <summary>The whole of expected.json, for what lies beside the blocks (the grid of a segmentation).</summary>
    public JsonElement Expected { get; }

    public IReadOnlyList<FixtureBlock> Blocks { get; }

    public FixtureTable Input => Table("input.csv");

    /// <summary>The declared categories in their order; empty when the folder declares none.</summary>
    public IReadOnlyList<string> Categories => HasTable("categories.csv") ? Table("categories.csv").Texts("category") : [];

    /// <summary>Folders that are there, by name; a folder of <see cref="SharedRoot"/> goes before our copy of it.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. new[] { SharedRoot, OwnRoot }
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Where(d => File.Exists(System.IO.Path.Combine(d, "expected.json")))
            .GroupBy(d => new DirectoryInfo(d).Name)
            .Select(g => g.First())
            .OrderBy(d => new DirectoryInfo(d).Name, StringComparer.Ordinal),
    ];

    public static FixtureFolder Read(string path) => new(path);

    public bool HasTable(string file) => File.Exists(System.IO.Path.Combine(Path, file));

    public FixtureTable Table(string file)
    {
        if (!_tables.TryGetValue(file, out var table))
        {
            table = FixtureTable.Read(System.IO.Path.Combine(Path, file));
            _tables.Add(file, table);
        }

        return table;
    }
}
