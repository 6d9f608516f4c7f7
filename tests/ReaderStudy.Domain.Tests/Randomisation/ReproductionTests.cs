using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Tests;

namespace ReaderStudy.Domain.Tests.Randomisation;

/// <summary>The second implementation, in Python, against the first.</summary>
public sealed class ReproductionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("allocation-").FullName;

    /// <summary>Small seeds, and seeds at which additions and shifts of 64 bits run over.</summary>
    private static readonly IReadOnlyList<ulong> Seeds =
    [
        0,
        .. Enumerable.Range(1, 9).Select(i => (ulong)i),
        1UL << 31,
        1UL << 32,
        1UL << 63,
        (1UL << 63) - 1,
        ulong.MaxValue,
        0x9E3779B97F4A7C15,
    ];

    private string Script
    {
        get
        {
            var path = Path.Combine(_folder, ReproductionScript.FileName);
            File.WriteAllText(path, ReproductionScript.Text);
            return path;
        }
    }

    [ScriptFact]
    public async Task The_script_draws_the_same_list_to_the_byte_for_every_design()
    {
        var expected = new Dictionary<string, string>();
        foreach (var ((_, of), design) in AllocationSample.All.Select((d, i) => (d, i)))
        {
            foreach (var seed in Seeds)
            {
                var file = Path.Combine(_folder, $"{design}-{seed}.json");
                await File.WriteAllTextAsync(file, AllocationJson.Write(of(seed), "00"));
                expected.Add(file, Csv(of(seed)));
            }
        }

        var (code, _, error) = await Python.RunAsync([Script, "--write", .. expected.Keys]);

        Assert.Equal((0, ""), (code, error));
        foreach (var (file, csv) in expected)
        {
            Assert.Equal(csv, await File.ReadAllTextAsync(Path.ChangeExtension(file, ".csv")));
        }
    }

    [ScriptFact]
    public async Task Names_are_sorted_by_UTF_16_code_units_and_quoted_in_both()
    {
        var input = AllocationSample.Of(new Domain.Studies.StudyDesign());
        string[] names = ["Ümit", "\U0001F600", "\uFFE6", "a,\"b\"", "A", "李", "b\nc"];
        input = input with
        {
            Readers = names
                .Select((n, i) => new AllocationReader(AllocationSample.IdOf(1, i), n, Domain.Studies.ReaderLevel.Junior))
                .ToList(),
        };
        var file = Path.Combine(_folder, "input.json");
        await File.WriteAllTextAsync(file, AllocationJson.Write(input, "00"));

        var (code, _, error) = await Python.RunAsync(Script, "--write", file);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(Csv(input), await File.ReadAllTextAsync(Path.ChangeExtension(file, ".csv")));
    }

    [ScriptFact]
    public async Task The_script_says_identical_or_names_the_first_cell_that_differs()
    {
        var input = AllocationSample.All[6].Of(7);
        var json = AllocationJson.Write(input, "00");
        var csv = Csv(input);
        await File.WriteAllTextAsync(Path.Combine(_folder, "input.json"), json);
        var list = Path.Combine(_folder, "allocation.csv");

        await File.WriteAllTextAsync(list, csv);
        var same = await Python.RunAsync(Script);
        var lines = csv.Split('\n');
        lines[11] = lines[11].Replace(",C0", ",X0", StringComparison.Ordinal);
        await File.WriteAllTextAsync(list, string.Join('\n', lines));
        var changed = await Python.RunAsync(Script);
        await File.WriteAllTextAsync(list, string.Join('\n', csv.Split('\n')[..^2]) + "\n");
        var shorter = await Python.RunAsync(Script, _folder);

        Assert.Equal((0, ""), (same.Code, same.Error));
        Assert.Contains("SHA-256 of input.json: " + SealedAllocation.Sha256Of(json), same.Output, StringComparison.Ordinal);
        Assert.EndsWith($"identical: {csv.Count(c => c == '\n') - 1} places\n", same.Output, StringComparison.Ordinal);
        Assert.Equal(1, changed.Code);
        Assert.Contains("different: row 12, case: the list says 'X0", changed.Output, StringComparison.Ordinal);
        Assert.Equal(1, shorter.Code);
        Assert.Contains("different: the list has", shorter.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_written_input_gives_the_same_list_when_it_is_read_again()
    {
        foreach (var (_, of) in AllocationSample.All)
        {
            var input = of(99);
            var json = AllocationJson.Write(input, "ab");

            Assert.Equal(Csv(input), Csv(AllocationJson.Read(json)));
            Assert.Equal(json, AllocationJson.Write(AllocationJson.Read(json), "ab"));
        }
    }

    [Fact]
    public void Neither_the_order_in_which_readers_and_cases_come_nor_the_day_changes_a_list()
    {
        var input = AllocationSample.All[4].Of(3);
        var turned = input with { Readers = input.Readers.Reverse().ToList(), Cases = input.Cases.Reverse().ToList() };

        Assert.Equal(Csv(input), Csv(turned));
    }

    [Fact]
    public void Another_form_of_input_is_refused_by_name()
    {
        var json = AllocationJson.Write(AllocationSample.All[0].Of(1), "00");

        var refused = Assert.Throws<FormatException>(() =>
            AllocationJson.Read(json.Replace(AllocationJson.Form, "readerstudy-allocation/9", StringComparison.Ordinal))
        );

        Assert.Contains("readerstudy-allocation/9", refused.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => AllocationJson.Read("{}"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Csv(AllocationInput input) =>
        AllocationCsv.Write(
            Allocation.Draw(input),
            input.Readers.ToDictionary(r => r.Id, r => r.Name),
            input.Cases.ToDictionary(c => c.Id, c => c.Code)
        );
}
