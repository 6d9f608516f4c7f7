using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Randomisation;

/// <param name="Period">From 1.</param>
/// <param name="ArmId">The arm.</param>
/// <param name="Readings">First readings that are planned.</param>
/// <param name="FewestReaders">By how many readers the case with the fewest is read in this period and arm.</param>
/// <param name="MostReaders">The case with the most.</param>
public sealed record ArmBalance(int Period, string ArmId, int Readings, int FewestReaders, int MostReaders);

/// <param name="Level">Of the readers.</param>
/// <param name="ArmId">The arm.</param>
/// <param name="Readers">How many of that level read their first pivotal session in it.</param>
public sealed record FirstArmBalance(ReaderLevel Level, string ArmId, int Readers);

/// <param name="Name">Of the stratum.</param>
/// <param name="Cases">In it.</param>
/// <param name="Readings">First readings by period and arm, in the order of <see cref="AllocationBalance.Arms"/>.</param>
public sealed record StratumBalance(string Name, int Cases, IReadOnlyList<int> Readings);

/// <param name="CaseId">The case.</param>
/// <param name="Readers">By period and arm, in the order of <see cref="AllocationBalance.Arms"/>.</param>
/// <param name="Quarters">How often it is first read in the first, second, third and last quarter of a reader's block.</param>
public sealed record CaseBalance(Guid CaseId, IReadOnlyList<int> Readers, IReadOnlyList<int> Quarters);

/// <summary>How evenly an allocation came out: counted from the lists themselves, training left out.</summary>
public sealed record AllocationBalance(
    IReadOnlyList<ArmBalance> Arms,
    IReadOnlyList<FirstArmBalance> FirstArms,
    IReadOnlyList<StratumBalance> Strata,
    IReadOnlyList<CaseBalance> Cases
)
{
    /// <param name="sessions">As drawn.</param>
    /// <param name="levels">By reader.</param>
    /// <param name="strata">Name of the stratum by case; empty where it may not be told.</param>
    public static AllocationBalance Of(
        IReadOnlyList<AllocatedSession> sessions,
        IReadOnlyDictionary<Guid, ReaderLevel> levels,
        IReadOnlyDictionary<Guid, string> strata
    )
    {
        var pivotal = sessions.Where(s => s.Kind == SessionKind.Pivotal).OrderBy(s => s.Number).ToList();
        var arms = pivotal.Select(s => (s.Period, s.ArmId)).Distinct().Order().ToList();
        var index = arms.Select((a, i) => (a, i)).ToDictionary(a => a.a, a => a.i);
        var cases = new SortedDictionary<Guid, (int[] Readers, int[] Quarters)>();
        // A crossover has the same arm twice in a period never: a block is one reader, period and arm, whatever it is cut into.
        foreach (var block in pivotal.GroupBy(s => (s.ReaderId, s.Period, s.ArmId)))
        {
            var places = block.SelectMany(s => s.Places).Where(p => p.Attempt == 1).ToList();
            for (var i = 0; i < places.Count; i++)
            {
                if (!cases.TryGetValue(places[i].CaseId, out var counts))
                {
                    cases.Add(places[i].CaseId, counts = (new int[arms.Count], new int[4]));
                }

                counts.Readers[index[(block.Key.Period, block.Key.ArmId)]]++;
                counts.Quarters[(int)(4L * i / places.Count)]++;
            }
        }

        return new AllocationBalance(
            arms.Select(
                    (a, i) =>
                        new ArmBalance(
                            a.Period,
                            a.ArmId,
                            cases.Values.Sum(c => c.Readers[i]),
                            cases.Values.Min(c => c.Readers[i]),
                            cases.Values.Max(c => c.Readers[i])
                        )
                )
                .ToList(),
            pivotal
                .GroupBy(s => s.ReaderId)
                .GroupBy(r => (Level: levels[r.Key], r.First().ArmId))
                .OrderBy(g => g.Key.Level)
                .ThenBy(g => g.Key.ArmId, StringComparer.Ordinal)
                .Select(g => new FirstArmBalance(g.Key.Level, g.Key.ArmId, g.Count()))
                .ToList(),
            cases
                .Where(c => strata.ContainsKey(c.Key))
                .GroupBy(c => strata[c.Key])
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new StratumBalance(g.Key, g.Count(), arms.Select((_, i) => g.Sum(c => c.Value.Readers[i])).ToList()))
                .ToList(),
            cases.Select(c => new CaseBalance(c.Key, c.Value.Readers, c.Value.Quarters)).ToList()
        );
    }
}
