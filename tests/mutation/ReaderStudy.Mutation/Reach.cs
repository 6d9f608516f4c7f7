using System.Text.Json;

namespace ReaderStudy.Mutation;

/// <summary>Which tests reach which mutant, the quickest first.</summary>
/// <param name="Sound">Tests that pass without a mutant; the others say nothing.</param>
/// <param name="Tests">By mutant; with the seconds that each takes.</param>
/// <param name="Once">Mutants in code that runs once, when a type is first used.</param>
internal sealed record Reach(int Sound, IReadOnlyDictionary<int, IReadOnlyList<(Test Test, double Seconds)>> Tests, IReadOnlySet<int> Once)
{
    /// <summary>Runs all tests, so that types are initialised and code is compiled; finds the reach, or takes it from the file.</summary>
    public static Reach Of(MutatedTests tests, string file)
    {
        if (!File.Exists(file))
        {
            File.WriteAllText(file, JsonSerializer.Serialize(Find(tests)));
        }
        else
        {
            foreach (var test in tests.All)
            {
                MutatedTests.Passes(test);
            }
        }

        var found = JsonSerializer.Deserialize<Found>(File.ReadAllText(file))!;
        var byMutant = new Dictionary<int, IReadOnlyList<(Test, double)>>();
        foreach (var (place, seconds, mutants) in found.Tests.OrderBy(t => t.Seconds))
        {
            foreach (var id in mutants)
            {
                byMutant[id] = [.. byMutant.GetValueOrDefault(id, []), (tests.All[place], seconds)];
            }
        }

        return new Reach(found.Tests.Count, byMutant, found.Once.ToHashSet());
    }

    private static Found Find(MutatedTests tests)
    {
        var sound = new List<int>();
        var once = tests.Reached(() =>
        {
            for (var i = 0; i < tests.All.Count; i++)
            {
                if (MutatedTests.Passes(tests.All[i]))
                {
                    sound.Add(i);
                }
            }
        });
        return new Found(
            [
                .. sound.Select(i => new FoundTest(
                    i,
                    MutatedTests.Time(tests.All[i]),
                    tests.Reached(() => MutatedTests.Passes(tests.All[i])).Ordinary
                )),
            ],
            once.Once
        );
    }

    private sealed record Found(IReadOnlyList<FoundTest> Tests, int[] Once);

    private sealed record FoundTest(int Place, double Seconds, int[] Mutants);
}
