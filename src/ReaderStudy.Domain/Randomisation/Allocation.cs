using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>
/// Draws who reads which case in which arm, when, and in what order: once, at sealing. Whole numbers and one pinned generator only, so that
/// any other language gives the same lists; <c>Randomisation/README.md</c> states every draw, and <c>reproduce.py</c> repeats them.
/// </summary>
public static class Allocation
{
    /// <summary>The sessions, by number.</summary>
    /// <exception cref="BrokenRuleException">The design cannot be carried out with these readers and cases (<see cref="AllocationCheck"/>).</exception>
    public static IReadOnlyList<AllocatedSession> Draw(AllocationInput input)
    {
        AllocationCheck.Require(input);
        var draws = new AllocationDraws(input.Seed);
        var readers = input.Readers.OrderBy(r => r.Name, StringComparer.Ordinal).ToList();
        var all = input.Cases.OrderBy(c => c.Code, StringComparer.Ordinal).ToList();
        var pivotal = all.Where(c => c.Purpose != CasePurpose.Training).ToList();
        var training = all.Where(c => c.Purpose == CasePurpose.Training).ToList();
        var isSequential = input.Design.Kind == DesignKind.Sequential;

        var blocks = new DesignBlocks(input, readers, pivotal, draws).Draw().ToLookup(b => b.Reader);
        var unaided = isSequential ? UnaidedOnly.Draw(readers, pivotal, input, draws) : null;
        var shams = ShamOutputs.Draw(pivotal, input, draws);
        var sessions = new List<AllocatedSession>();
        foreach (var reader in readers)
        {
            if (training.Count > 0)
            {
                var arm = TrainingArm(input, blocks[reader].First());
                var places = draws.Shuffle(DrawPurpose.Training, training).Select(c => new AllocatedPlace(c.Id)).ToList();
                sessions.Add(new(sessions.Count + 1, reader.Id, SessionKind.Training, 0, 1, arm, null, places));
            }

            foreach (var block in blocks[reader])
            {
                var revealArm = isSequential ? input.Arms[1] : null;
                var showsAi = input.Arms[block.Arm].ShowsAi || revealArm is { ShowsAi: true };
                var order = CaseOrder.Draw(block.Cases, input, draws);
                var places = HiddenRepeats
                    .Place(order, block.Repeats, input.Design.RepeatDistance, draws)
                    .Select(p => new AllocatedPlace(
                        p.Case.Id,
                        p.Attempt,
                        unaided is null || !unaided[reader.Id].Contains(p.Case.Id),
                        showsAi ? shams.GetValueOrDefault(p.Case.Id) : null
                    ))
                    .ToList();
                sessions.AddRange(
                    Cut(places, input.Design.CasesPerSession, block, input.Arms[block.Arm].Id, revealArm?.Id, sessions.Count)
                );
            }
        }

        return sessions;
    }

    /// <summary>Into as few sessions as the limit allows, equally long to within one place.</summary>
    private static IEnumerable<AllocatedSession> Cut(
        List<AllocatedPlace> places,
        int? limit,
        ReaderBlock block,
        string armId,
        string? revealArmId,
        int before
    )
    {
        // A block without a place would give a reader no session, or an empty one.
        Rule.Require(
            places.Count > 0,
            AllocationCheck.EnoughCases,
            $"{block.Reader.Name} would have nothing to read in period {block.Period}."
        );
        var parts = limit is { } most ? ((places.Count - 1) / most) + 1 : 1;
        for (var part = 0; part < parts; part++)
        {
            var from = (int)((long)places.Count * part / parts);
            var to = (int)((long)places.Count * (part + 1) / parts);
            yield return new(
                before + part + 1,
                block.Reader.Id,
                SessionKind.Pivotal,
                block.Period,
                part + 1,
                armId,
                revealArmId,
                places[from..to]
            );
        }
    }

    /// <summary>The first arm with AI, so that readers get to know it; where each reader reads in one arm only, that one.</summary>
    private static string TrainingArm(AllocationInput input, ReaderBlock block) =>
        input.Design.Kind == DesignKind.SplitPlotReaders
            ? input.Arms[block.Arm].Id
            : (input.Arms.FirstOrDefault(a => a.ShowsAi) ?? input.Arms[0]).Id;
}
