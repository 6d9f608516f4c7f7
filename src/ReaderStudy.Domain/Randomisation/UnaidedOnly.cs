using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>
/// Sequential designs: draws for each reader the test cases whose AI is never revealed. The cases stand in a circle that is drawn (strata
/// interleaved), and the readers, in an order that is drawn, take one stretch after the other: a case is kept unaided from equally many
/// readers, to within one, and so is revealed to at least one whenever that is possible at all.
/// </summary>
internal static class UnaidedOnly
{
    public static Dictionary<Guid, HashSet<Guid>> Draw(
        IReadOnlyList<AllocationReader> readers,
        IReadOnlyList<AllocationCase> cases,
        AllocationInput input,
        AllocationDraws draws
    )
    {
        var test = cases.Where(c => c.Purpose == CasePurpose.Test).ToList();
        var hidden = CountOf(input.Design.UnaidedOnlyPercent, test.Count);
        if (hidden == 0)
        {
            return readers.ToDictionary(r => r.Id, _ => new HashSet<Guid>());
        }

        var circle = CaseOrder.Spread(test, input, draws, DrawPurpose.Reveal);
        return draws
            .Shuffle(DrawPurpose.Reveal, readers)
            .Select((reader, turn) => (reader, turn))
            .ToDictionary(
                r => r.reader.Id,
                r => Enumerable.Range(0, hidden).Select(i => circle[(int)((((long)r.turn * hidden) + i) % test.Count)].Id).ToHashSet()
            );
    }

    /// <summary>Per cent of the cases, rounded down.</summary>
    public static int CountOf(int percent, int cases) => percent * cases / 100;
}
