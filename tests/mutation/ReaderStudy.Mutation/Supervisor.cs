using System.Diagnostics;
using System.Globalization;

namespace ReaderStudy.Mutation;

/// <summary>Shares mutants among workers, one a core, starts a worker again where it died, and prints the score of each folder.</summary>
/// <param name="report">Stryker's report in JSON: which mutants there are.</param>
/// <param name="bin">The tests' folder with the mutated library.</param>
internal sealed class Supervisor(string report, string bin)
{
    /// <summary>How the names of the fixtures begin that belong to a folder.</summary>
    private static readonly Dictionary<string, string[]> Fixtures = new()
    {
        ["Agreement"] = ["fleiss-", "cohen-", "icc-", "blandaltman-", "limits-"],
        ["Roc"] = ["roc-"],
        ["Mrmc"] = ["mrmc-", "imrmc-"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("readerstudy-mutation.").FullName;
    private readonly Dictionary<int, string> _outcomes = [];

    public int Run(IReadOnlyList<string> folders)
    {
        var lowest = 100.0;
        Console.WriteLine("| folder | mutants | killed | survived | reached by no test | score |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var folder in folders)
        {
            var mutants = Mutant.Read(report, [folder]);
            Try(mutants, folder);
            var byOutcome = mutants.ToLookup(m => _outcomes[m.Id]);
            var score = 100.0 * byOutcome["killed"].Count() / mutants.Count;
            lowest = Math.Min(lowest, score);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| `{folder}` | {mutants.Count} | {byOutcome["killed"].Count()} | {byOutcome["survived"].Count()} | {byOutcome["unreached"].Count()} | {score:0.0} % |"
                )
            );
            foreach (var mutant in mutants.Where(m => _outcomes[m.Id] != "killed"))
            {
                Console.Error.WriteLine(
                    $"{_outcomes[mutant.Id]} {mutant.File}:{mutant.Line} -> {mutant.Replacement.ReplaceLineEndings(" ")}"
                );
            }
        }

        Directory.Delete(_folder, recursive: true);
        return lowest >= 85 ? 0 : 1;
    }

    private void Try(IReadOnlyList<Mutant> mutants, string folder)
    {
        var filter = string.Join(
            '|',
            [$"Tests.{folder}.", .. Fixtures.GetValueOrDefault(folder, []).Select(f => $"Every_value_of_every_block_is_reached({f}")]
        );
        var ids = mutants.Select(m => m.Id).ToList();
        var shares = Enumerable
            .Range(0, Environment.ProcessorCount)
            .Select(w => ids.Where((_, i) => i % Environment.ProcessorCount == w).ToList());
        Parallel.ForEach(shares.Index(), share => TryShare($"{folder}{share.Index}", filter, share.Item, ""));
        // Code that runs once, when a type is first used, has run before a mutant is tried: a process of its own for each.
        var late = ids.Where(id => _outcomes[id] == "once").ToList();
        Parallel.ForEach(
            late,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            id => TryShare($"{folder}-{id}", $"Tests.{folder}.", [id], ".once")
        );
    }

    private void TryShare(string name, string filter, List<int> ids, string suffix)
    {
        var (mutants, results) = (Path.Combine(_folder, name + ".mutants" + suffix), Path.Combine(_folder, name + ".results"));
        var left = ids;
        lock (_outcomes)
        {
            left.ForEach(i => _outcomes.Remove(i));
        }

        while (left.Count > 0)
        {
            File.WriteAllLines(mutants, left.Select(i => i.ToString(CultureInfo.InvariantCulture)));
            File.WriteAllText(results, "");
            using var worker = Process.Start(
                new ProcessStartInfo(Environment.ProcessPath!, ["--worker", bin, filter, mutants, results])
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            )!;
            worker.ErrorDataReceived += (_, _) => { };
            worker.OutputDataReceived += (_, _) => { };
            worker.BeginErrorReadLine();
            worker.BeginOutputReadLine();
            if (!worker.WaitForExit(TimeSpan.FromMinutes(suffix.Length > 0 ? 3 : 120)))
            {
                worker.Kill(entireProcessTree: true);
                worker.WaitForExit();
            }

            var tried = File.ReadAllLines(results).Where(l => !l.StartsWith('#')).Select(l => l.Split(' ')).ToList();
            if (tried.Count == 0)
            {
                throw new InvalidOperationException($"A worker tried nothing: {name}.");
            }

            lock (_outcomes)
            {
                foreach (var line in tried)
                {
                    // A mutant on which the process died has "try" alone.
                    _outcomes[int.Parse(line[0], CultureInfo.InvariantCulture)] = line[1] == "try" ? "killed" : line[1];
                }

                left = [.. left.Where(i => !_outcomes.ContainsKey(i))];
            }
        }
    }
}
