using System.Globalization;

namespace ReaderStudy.Mutation;

/// <summary>
/// Tries mutants one after the other in one process. Writes "ID try" before and "ID killed" or "ID survived" after each, so that whoever
/// started it knows which one it died on. A mutant that makes a test last 20 times as long counts as killed, and ends the process.
/// </summary>
internal static class Worker
{
    public static int Run(string bin, string filter, string mutantFile, string resultFile)
    {
        Console.SetOut(TextWriter.Null);
        var tests = new MutatedTests(Path.GetFullPath(bin), filter);
        using var results = new StreamWriter(resultFile, append: true) { AutoFlush = true };
        var wanted = File.ReadAllLines(mutantFile).Select(l => int.Parse(l, CultureInfo.InvariantCulture)).ToList();
        if (wanted is [var only] && mutantFile.EndsWith(".once", StringComparison.Ordinal))
        {
            // Code that runs when a type is first used: the mutant is active from the start.
            results.WriteLine($"{only} try");
            tests.Active = only;
            results.WriteLine($"{only} {(tests.All.All(MutatedTests.Passes) ? "survived" : "killed")}");
            return 0;
        }

        var reach = Reach.Of(tests, resultFile + ".reach");
        results.WriteLine($"# {reach.Sound} of {tests.All.Count} tests pass without a mutant");
        foreach (var id in wanted)
        {
            if (!reach.Tests.TryGetValue(id, out var candidates))
            {
                results.WriteLine($"{id} {(reach.Once.Contains(id) ? "once" : "unreached")}");
                continue;
            }

            results.WriteLine($"{id} try");
            tests.Active = id;
            var killed = false;
            foreach (var (test, seconds) in candidates)
            {
                var thread = new Thread(() => killed = !MutatedTests.Passes(test), 16 << 20) { IsBackground = true };
                thread.Start();
                if (!thread.Join(TimeSpan.FromSeconds(Math.Max(5, 20 * seconds))))
                {
                    results.WriteLine($"{id} killed");
                    results.Flush();
                    Environment.Exit(3);
                }

                if (killed)
                {
                    break;
                }
            }

            tests.Active = -1;
            results.WriteLine($"{id} {(killed ? "killed" : "survived")}");
        }

        return 0;
    }
}
